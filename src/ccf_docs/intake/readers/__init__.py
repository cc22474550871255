"""One module per format: `SUFFIXES`, and `read(path) -> Document`; this one picks the reader by the file's suffix."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.model.document import Document

# By name, so that reading a text file loads no XML library.
_READERS = ("text", "word")


def suffixes() -> tuple[str, ...]:
    """The suffixes that some reader claims, lower case, with the dot."""
    return tuple(suffix for name in _READERS for suffix in _module(name).SUFFIXES)


def read(path: Path) -> Document:
    """The document in a returned file; CampaignError (exit UNREADABLE) when it cannot be read."""
    suffix = path.suffix.lower()
    claiming = [module for module in map(_module, _READERS) if suffix in module.SUFFIXES]
    if not claiming:
        values = {"suffix": suffix or path.name, "known": ", ".join(suffixes())}
        raise CampaignError(Problem("returned-file-format", Where(path.name), values), ExitCode.UNREADABLE)
    try:
        document: Document = claiming[0].read(path)
    except OSError as error:
        values = {"detail": error.strerror or str(error)}
        raise CampaignError(
            Problem("returned-file-unreadable", Where(path.name), values), ExitCode.UNREADABLE
        ) from error
    if not any(block.words for block in document.blocks):
        raise CampaignError(Problem("returned-file-empty", Where(path.name)), ExitCode.UNREADABLE)
    return document


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name}")
