"""Reads a .doc of Word 97 to 2003: as the .docx that LibreOffice makes of it, else what antiword finds in it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.formats import libreoffice
from ccf_docs.intake.readers import antiword, word
from ccf_docs.intake.readers.package import mistaken, read_bytes, refusal
from ccf_docs.intake.readers.signature import Actual, actual
from ccf_docs.model.document import Document
from ccf_docs.text.reading import CONVERTING

SUFFIXES = (".doc",)


def read(path: Path) -> Document:
    """The blocks of an old Word file; CampaignError (exit UNREADABLE) when no program here can open it."""
    content = read_bytes(path)
    found = actual(content)
    if found is Actual.UNKNOWN:
        raise refusal(path.name, "returned-file-damaged", ".doc")
    if found is not Actual.DOC:
        raise mistaken(path.name, found)
    if libreoffice.program() is not None:
        return _through_libreoffice(content, path)
    if antiword.program() is not None:
        return antiword.read(content, path.name)
    raise CampaignError(Problem("returned-file-old-word", Where(path.name)), ExitCode.UNREADABLE)


def _through_libreoffice(content: bytes, path: Path) -> Document:
    converted = libreoffice.convert(content, "doc", "docx", name=path.name, task=CONVERTING)
    with tempfile.TemporaryDirectory(prefix="ccf-docs-") as folder:
        copy = Path(folder) / path.with_suffix(".docx").name
        copy.write_bytes(converted)
        return word.read(copy)
