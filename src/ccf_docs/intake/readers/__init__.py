"""One module per format: `SUFFIXES`, and `read(path) -> Document`; this one picks the reader by the file's suffix.

A module of this folder that has `SUFFIXES` is a reader; the others are parts of readers.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.model.document import Document


def suffixes() -> tuple[str, ...]:
    """The suffixes that some reader claims, lower case, with the dot."""
    return tuple(sorted(_claims()))


def read(path: Path) -> Document:
    """The document in a returned file; CampaignError (exit UNREADABLE) when it cannot be read."""
    suffix = path.suffix.lower()
    reader = _claims().get(suffix)
    if reader is None:
        values = {"suffix": suffix or path.name, "known": ", ".join(suffixes())}
        raise CampaignError(Problem("returned-file-format", Where(path.name), values), ExitCode.UNREADABLE)
    try:
        document: Document = reader.read(path)
    except OSError as error:
        values = {"detail": error.strerror or str(error)}
        raise CampaignError(
            Problem("returned-file-unreadable", Where(path.name), values), ExitCode.UNREADABLE
        ) from error
    if not any(block.words for block in document.blocks):
        raise CampaignError(Problem("returned-file-empty", Where(path.name)), ExitCode.UNREADABLE)
    return document


def claims(modules: Iterable[ModuleType]) -> dict[str, ModuleType]:
    """The readers among these modules by suffix; ValueError when two claim the same, which is a mistake of ours."""
    found: dict[str, ModuleType] = {}
    for module in modules:
        for suffix in getattr(module, "SUFFIXES", ()):
            other = found.setdefault(suffix, module)
            if other is not module:
                raise ValueError(f"{suffix}: both {other.__name__} and {module.__name__} read it")
    return found


@cache
def _claims() -> dict[str, ModuleType]:
    # pdf_engine is a program of its own: importing it would load PDFium into this process.
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name != "pdf_engine"]
    return claims(importlib.import_module(f"{__name__}.{name}") for name in sorted(names))
