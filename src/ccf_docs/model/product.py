"""A file that a wing has made and `build` publishes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    """`path` is relative to `out/`, with forward slashes; `content` is the whole file."""

    path: str
    content: bytes
