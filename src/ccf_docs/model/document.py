"""A returned file as every reader gives it: blocks of text in reading order, each with its number.

Places are written `¶12` (a whole block), `¶12–¶15` (several), `¶12:4–¶12:9` (words 4 to 9 of block 12), so that a
person can find them in the review page and a program can put every word back where it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is in its file, before anyone has asked what it means."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    TABLE_CELL = "table-cell"
    PLACEHOLDER = "placeholder"
    RUNNING = "running"
    QUOTED = "quoted"
    COMMENT = "comment"
    DELETED = "deleted"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the file. `number` counts from 1; `fields` are the ids of the form fields that hold it.

    A bullet's sign is not part of `text`: it is the layout's, not the writer's. A typed number ("1/") is.
    `label` is the number that an automatic list prints before the block; no word of the file, hence not in `text`.
    `origin` names the attachment that holds it, `page` its page where the file has pages: so a person finds it.
    """

    number: int
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    fields: tuple[str, ...] = ()
    label: str = ""
    origin: str = ""
    page: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """What stands between white space: the words that places count."""
        return tuple(self.text.split())


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader or the alignment wants a person to look at; the codes are those of the JSON contract."""

    code: str
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """All that a file says.

    `references` are our own marks found in its properties: candidacy ids. `received_on` is the day a message was sent.
    """

    blocks: tuple[Block, ...]
    references: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    received_on: date | None = None

    def words_at(self, place: Place) -> tuple[str, ...]:
        """The words that stand at a place of this document."""
        found: list[str] = []
        for block in self.blocks:
            if place.first <= block.number <= place.last:
                start = place.first_word - 1 if block.number == place.first and place.first_word else 0
                end = place.last_word if block.number == place.last and place.last_word else None
                found.extend(block.words[start:end])
        return tuple(found)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a document: from word `first_word` of block `first` to word `last_word` of block `last`.

    Words count from 1; 0 stands for the block's own beginning or end.
    """

    first: int
    first_word: int
    last: int
    last_word: int

    def __str__(self) -> str:
        start = f"¶{self.first}" + (f":{self.first_word}" if self.first_word else "")
        end = f"¶{self.last}" + (f":{self.last_word}" if self.last_word else "")
        return start if start == end and not self.first_word else f"{start}–{end}"


_PLACE = re.compile(r"¶(\d+)(?::(\d+))?(?:[–-]¶(\d+)(?::(\d+))?)?")


def parse_place(text: str) -> Place | None:
    """The place that `text` writes, or None when it is not written as one."""
    match = _PLACE.fullmatch(text.strip())
    if match is None:
        return None
    first, first_word, last, last_word = match.groups()
    if last is None:
        return Place(int(first), int(first_word or 0), int(first), int(first_word or 0))
    return Place(int(first), int(first_word or 0), int(last), int(last_word or 0))
