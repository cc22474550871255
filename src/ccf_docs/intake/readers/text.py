"""Reads plain text: every line is a block, blank lines only separate; lines cut at a fixed width are joined again.

Supported: UTF-8, UTF-16 and UTF-32 with their mark, UTF-16 without it, cp1252, MacRoman; every kind of line end; form
feeds, and what stands at the head or foot of each page between them.
Partly: a few control characters, which print nothing, are left out; a text full of them is no text and is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.intake.readers.charset import decode
from ccf_docs.intake.readers.signature import Actual, actual
from ccf_docs.intake.readers.wrapping import Line, unwrapped
from ccf_docs.model.document import Block, BlockKind, Document

SUFFIXES = (".txt",)

LIMIT_BYTES = 20_000_000
LIMIT_LETTERS = 2_000_000
"""A thick book; the alignment of more would take minutes."""

_LINE_END = re.compile(r"\r\n|[\r\n\v\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Word writes its hyphens so into plain text.
_WORD_S_HYPHENS = str.maketrans({"\x1e": "\N{NON-BREAKING HYPHEN}", "\x1f": "\N{SOFT HYPHEN}"})
_TEXT_KINDS = (Actual.TEXT, Actual.UNKNOWN, Actual.EMPTY, Actual.MAIL)
"""A message saved as text is text; what a signature cannot tell is decided by its letters."""


def read(path: Path) -> Document:
    """The lines of a text; CampaignError (exit UNREADABLE) when it is no text."""
    if path.stat().st_size > LIMIT_BYTES:
        raise _refusal("returned-file-too-big", path)
    content = path.read_bytes()
    kind = actual(content)
    if kind not in _TEXT_KINDS:
        from ccf_docs.intake.readers.package import mistaken

        raise mistaken(path.name, kind)
    found = decode(content)
    text = clean(found) if found is not None else None
    if text is None:
        raise _refusal("returned-file-damaged", path)
    if len(text) > LIMIT_LETTERS:
        raise _refusal("returned-file-too-big", path)
    lines = lines_of(text)
    return Document(tuple(Block(number, words, kind) for number, (kind, words) in enumerate(lines, start=1)))


def clean(text: str) -> str | None:
    """A text without the control characters strewn into it; None when it has so many that it is none."""
    text = text.translate(_WORD_S_HYPHENS)
    controls = len(_CONTROLS.findall(text))
    return None if controls > 3 + len(text) / 200 else _CONTROLS.sub("", text)


def lines_of(text: str) -> list[Line]:
    """The lines of a text with their kinds; the heads and feet of its pages come after the text that they interrupt."""
    pages = [_LINE_END.split(page) for page in text.split("\f")]
    heads = _heads(pages) if len(pages) > 1 else frozenset()
    own = [line for page in pages for line in page if _flat(line) not in heads]
    if not heads:
        return unwrapped(own)
    apart = [(BlockKind.RUNNING, line.strip()) for page in pages for line in page if _flat(line) in heads]
    return [*unwrapped(own), *apart]


def _heads(pages: list[list[str]]) -> frozenset[str]:
    """The lines that come again at the edges of pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        said = [flat for line in page if (flat := _flat(line))]
        edges.update({*said[:1], *said[-1:]})
    return frozenset(line for line, times in edges.items() if times > 1 and times * 2 >= len(pages))


def _flat(line: str) -> str:
    """A line as it is compared: page numbers struck out where they are named as such."""
    return re.sub(r"\b(?:page|p\.)\s*\d+|\b\d+\s*(?:/|sur)\s*\d+", "#", " ".join(line.lower().split()))


def _refusal(code: str, path: Path) -> CampaignError:
    return CampaignError(Problem(code, Where(path.name), {"detail": "texte"}), ExitCode.UNREADABLE)
