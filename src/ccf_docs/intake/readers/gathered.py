"""Puts what the walk through a file finds into numbered blocks, and notices what a person should look at.

Every word ends in one block. What stands in the file but not in its text (the address behind a link, hidden words, the
description of a picture) comes after the text, so that it cuts no answer in two; a notice gives its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.intake.readers.form_cells import Names
from ccf_docs.intake.readers.lines import typed_line
from ccf_docs.model.document import Block, BlockKind, Notice
from ccf_docs.text.reading import NOTICES

LIMIT_BLOCKS = 10_000
LIMIT_LETTERS = 1_000_000
LIMIT_LINKS = 2_000
"""A returned questionnaire has some hundred blocks; the alignment takes ten seconds for these limits."""

TICKED, UNTICKED = "☒", "☐"
"""What Word shows for a form's check box; the file itself holds no sign for it."""

_TEXT_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE_CELL)
_ADDRESS_DRESS = re.compile(r"^(?:(?:https?|ftp)://|mailto:|tel:|file:/*)?(?:www\.)?|[/#]+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph is set: a list's bullet, the number that a list prints before it, a heading."""

    bullet: bool = False
    label: str = ""
    heading: bool = False


@dataclass(slots=True)
class Piece:
    """Text of a paragraph; or the mark of a note, with the number that it shows."""

    text: str
    hint: bool = False
    tags: Names = ()
    note: str | None = None


@dataclass(slots=True)
class Paragraph:
    """What has been gathered of the paragraph being read; `number` is its first block's, once it has one."""

    pieces: list[Piece] = field(default_factory=list)
    bookmarks: set[str] = field(default_factory=set)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """The words that bear the link, and its address."""
    boxes: list[bool] = field(default_factory=list)
    has_picture: bool = False
    unread: list[str] = field(default_factory=list)
    """What the reader does not read, in French."""
    later: list[Any] = field(default_factory=list)
    """Text boxes and notes, read after the paragraph."""
    number: int = 0

    @property
    def text(self) -> str:
        """What it says, in one."""
        return "".join(piece.text for piece in self.pieces)


def text_from(paragraph: Paragraph, start: int) -> str:
    """What a paragraph has said since it had `start` pieces."""
    return "".join(piece.text for piece in paragraph.pieces[start:])


def tick(paragraph: Paragraph, ticked: bool, shown: str) -> None:
    """Note a check box; where the file has no sign for its state, the one that Word draws is put in."""
    paragraph.boxes.append(ticked)
    if not shown.strip():
        paragraph.pieces.append(Piece(TICKED if ticked else UNTICKED))


@dataclass(slots=True)
class Gathered:
    """The blocks and notices of one file, as far as it has been read."""

    file: str
    blocks: list[Block] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    cell: Names = ()
    """The answer that the whole of the table cell being read is."""
    _beside: list[tuple[BlockKind, str]] = field(default_factory=list)
    _letters: int = 0
    _links: int = 0

    def close(self, paragraph: Paragraph, kind: BlockKind, shape: Shape) -> None:
        """Turn a paragraph that is read to its end into blocks: one for each line and each form field of it."""
        label, before = shape.label, len(self.blocks)
        marks: list[tuple[int, int, str]] = []
        for line in _lines(paragraph.pieces):
            fields = tuple(dict.fromkeys((*line.tags, *self.cell, *sorted(paragraph.bookmarks))))
            own = BlockKind.PLACEHOLDER if line.hint and kind in _TEXT_KINDS else _kind(kind, shape)
            lost = 0
            if self._add(line.text, own, fields, label):
                label = ""
                # A bullet's sign that is taken off counts no more.
                lost = len(line.text.split()) - len(self.blocks[-1].words)
            marks.extend((len(self.blocks), max(words - lost, 1), note) for words, note in line.marks)
        paragraph.number = before + 1 if len(self.blocks) > before else max(before, 1)
        for number, word, note in marks:
            self.notices.append(Notice("note", NOTICES["note"].format(label=note), f"¶{max(number, 1)}:{word}"))
        self._close_apart(paragraph, kind)

    def _close_apart(self, paragraph: Paragraph, kind: BlockKind) -> None:
        number = paragraph.number
        if kind is BlockKind.DELETED and paragraph.text.strip():
            self.notice("deleted-text", number, words=paragraph.text)
        if "".join(paragraph.deleted).strip():
            self._add("".join(paragraph.deleted).replace("\n", " "), BlockKind.DELETED)
            self.notice("deleted-text", len(self.blocks), words="".join(paragraph.deleted))
        if "".join(paragraph.hidden).strip():
            self.beside(BlockKind.COMMENT, "".join(paragraph.hidden))
            self.notice("hidden-text", number, words="".join(paragraph.hidden))
        self._close_links(paragraph)
        if paragraph.boxes:
            ticked, count = sum(paragraph.boxes), len(paragraph.boxes)
            self.notice("check-box", number, words=paragraph.text, ticked=ticked, count=count)
        if paragraph.has_picture:
            self.notice("image", number)
        for what in dict.fromkeys(paragraph.unread):
            self.notice("unread", number, what=what)

    def _close_links(self, paragraph: Paragraph) -> None:
        self._links += len(paragraph.links)
        if self._links > LIMIT_LINKS:
            raise self._too_big()
        said = _bare(paragraph.text) if paragraph.links else ""
        for words, address in dict.fromkeys(paragraph.links):
            if _bare(address) and _bare(address) not in said:
                self.beside(BlockKind.COMMENT, address)
                self.notice("link", paragraph.number, words=words, address=address)

    def beside(self, kind: BlockKind, text: str) -> None:
        """Keep words that stand in the file but not in its text, for a block of their own after it."""
        if text.strip():
            self._beside.append((kind, " ".join(text.split())))

    def finish(self) -> None:
        """Append what stands beside the text."""
        for kind, text in self._beside:
            self._add(text, kind)
        self._beside.clear()

    def notice(self, code: str, number: int, *, words: str = "", **values: object) -> None:
        """Say something about a block."""
        self.notices.append(
            Notice(code, NOTICES[code].format(words=shortened(words), **values), f"¶{number}" if number else "")
        )

    def _add(self, line: str, kind: BlockKind, fields: Names = (), label: str = "") -> bool:
        typed, text = typed_line(line)
        if not text:
            return False
        if typed is BlockKind.BULLET:
            kind, text = (typed, text) if kind in _TEXT_KINDS else (kind, line.strip())
        self._letters += len(text)
        if len(self.blocks) >= LIMIT_BLOCKS or self._letters > LIMIT_LETTERS:
            raise self._too_big()
        self.blocks.append(Block(len(self.blocks) + 1, text, kind, fields, label))
        return True

    def _too_big(self) -> CampaignError:
        return CampaignError(Problem("returned-file-too-big", Where(self.file)), ExitCode.UNREADABLE)


def shortened(words: str) -> str:
    """Words as a notice quotes them."""
    line = " ".join(words.split())
    return line if len(line) <= 80 else line[:79].rstrip() + "…"


@dataclass(slots=True)
class _Line:
    """A stretch of a paragraph; `marks` are the notes called in it, each with the letters before it."""

    hint: bool
    tags: Names
    texts: list[str] = field(default_factory=list)
    length: int = 0
    notes: list[tuple[int, str]] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.texts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def marks(self) -> Iterator[tuple[int, str]]:
        """Of each note: how many words begin before its mark, and its number."""
        starts = [match.start() for match in re.finditer(r"\S+", self.text)] if self.notes else []
        return ((bisect_left(starts, offset), note) for offset, note in self.notes)


def _lines(pieces: Iterable[Piece]) -> Iterator[_Line]:
    """The pieces in stretches of the same line and the same form field."""
    line: _Line | None = None
    for piece in pieces:
        if line is not None and (piece.hint, piece.tags) != (line.hint, line.tags):
            yield line
            line = None
        line = line or _Line(piece.hint, piece.tags)
        if piece.note is not None:
            line.notes.append((line.length, piece.note))
            continue
        first, *others = piece.text.split("\n")
        line.add(first)
        for other in others:
            yield line
            line = _Line(piece.hint, piece.tags)
            line.add(other)
    if line is not None:
        yield line


def _kind(kind: BlockKind, shape: Shape) -> BlockKind:
    if kind not in (BlockKind.PARAGRAPH, BlockKind.TABLE_CELL):
        return kind
    return BlockKind.BULLET if shape.bullet else BlockKind.HEADING if shape.heading else kind


def _bare(address: str) -> str:
    """An address, or the words that may show it, without what people leave out when they write one."""
    return _ADDRESS_DRESS.sub("", "".join(unquote(address).split())).lower()
