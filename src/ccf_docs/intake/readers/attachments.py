"""Reads what is attached to a message with the reader of its format, whatever its name says."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path, PurePath

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.intake import readers
from ccf_docs.intake.readers.mail_parts import Attachment
from ccf_docs.intake.readers.signature import Actual, actual
from ccf_docs.model.document import Document

_BY_CONTENT = {
    Actual.WORD: ".docx",
    Actual.ODT: ".odt",
    Actual.FLAT_ODT: ".fodt",
    Actual.DOC: ".doc",
    Actual.PDF: ".pdf",
    Actual.MAIL: ".eml",
}
_BY_TYPE = {"application/pdf": ".pdf", "application/msword": ".doc", "text/plain": ".txt"}
_CARDS = (".vcf", ".ics", ".asc", ".p7s")
"""What mail programs attach by themselves: a card, an appointment, a key."""


def suffix_of(attachment: Attachment) -> str:
    """The suffix of its format: by its content, else its name, else its type."""
    found = _BY_CONTENT.get(actual(attachment.content))
    if found is not None and attachment.mime != "text/plain":
        return found
    named = PurePath(attachment.name).suffix.lower()
    return named if named in readers.suffixes() else _BY_TYPE.get(attachment.mime, named)


def may_hold_answers(attachment: Attachment) -> bool:
    """Whether a person would look for answers in it."""
    return PurePath(attachment.name).suffix.lower() not in _CARDS and bool(attachment.content.strip())


def document(attachment: Attachment, message: str) -> Document:
    """What it says; the problems of a CampaignError name the message and the attachment."""
    suffix = suffix_of(attachment)
    where = Where(f"{message} ({attachment.name})")
    if suffix not in readers.suffixes():
        values = {"suffix": suffix or attachment.name, "known": ", ".join(readers.suffixes())}
        raise CampaignError(Problem("returned-file-format", where, values), ExitCode.UNREADABLE)
    with tempfile.TemporaryDirectory(prefix="ccf-docs-") as folder:
        copy = Path(folder) / f"piece{suffix}"  # a name of ours: the attachment's own may be a path
        copy.write_bytes(attachment.content)
        try:
            return readers.read(copy)
        except CampaignError as error:
            raise CampaignError([replace(found, where=where) for found in error.problems], error.exit_code) from error
