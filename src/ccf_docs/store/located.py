"""A record and where it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from ccf_docs.errors import Where

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Located(Generic[T_co]):
    """A record and the place it was read from."""

    where: Where
    record: T_co
