"""Reads plain text: every line is a block, blank lines only separate."""

from __future__ import annotations

import re
from pathlib import Path

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.intake.readers.lines import typed_line
from ccf_docs.model.document import Block, BlockKind, Document

SUFFIXES = (".txt",)

LIMIT_BYTES = 20_000_000

_LINE_END = re.compile(r"\r\n|[\r\n\v\f\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read(path: Path) -> Document:
    """The lines of a text in UTF-8, UTF-16 with its mark, or cp1252; CampaignError when it is no text."""
    if path.stat().st_size > LIMIT_BYTES:
        raise CampaignError(Problem("returned-file-too-big", Where(path.name)), ExitCode.UNREADABLE)
    text = _decode(path.read_bytes())
    if text is None or _CONTROLS.search(text):
        problem = Problem("returned-file-damaged", Where(path.name), {"detail": "texte"})
        raise CampaignError(problem, ExitCode.UNREADABLE)
    lines = _unwrap([typed_line(line) for line in _LINE_END.split(text)])
    return Document(tuple(Block(number, words, kind) for number, (kind, words) in enumerate(lines, start=1)))


def _decode(content: bytes) -> str | None:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unwrap(lines: list[tuple[BlockKind, str]]) -> list[tuple[BlockKind, str]]:
    """Lines without the empty ones; lines cut at a fixed width (as mail programs do) are joined again."""
    lengths = [len(words) for _, words in lines if words]
    long = [length for length in lengths if length > 50]
    wrapped = len(long) >= 4 and max(lengths) <= 82 and len(long) * 2 > len(lengths)
    joined: list[tuple[BlockKind, str]] = []
    previous = ""
    for kind, words in lines:
        if wrapped and previous and words and kind is BlockKind.PARAGRAPH and _continues(previous, words, max(lengths)):
            joined[-1] = (joined[-1][0], f"{joined[-1][1]} {words}")
        elif words:
            joined.append((kind, words))
        previous = words
    return joined


def _continues(previous: str, words: str, width: int) -> bool:
    """Whether a line was cut only for want of room: its next word would not have fitted."""
    full = len(previous) + 1 + len(words.split(maxsplit=1)[0]) > width
    return full and previous[-1] not in ".!?:;" and not re.match(r"\W*\d+\s?[./):]|Q\d|>", words)
