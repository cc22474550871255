"""Measures the lines of a PDF in their columns: where they could have ended, how much room was left; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccf_docs.intake.readers.hyphens import ends_open
from ccf_docs.intake.readers.pdf_columns import Column
from ccf_docs.intake.readers.pdf_contents import Box
from ccf_docs.intake.readers.pdf_lines import Piece

LEAST_EVIDENCE = 5
"""Lines that certainly go on, or end, before their habits tell anything."""

STOP = re.compile(r"[.!?:;…][»”\"')\]]*$")
# After a no-break space, which most PDFs store as a plain one, these stand on the line of their word.
_CLINGS = frozenset("?!:;»%€")
_OPENS = frozenset("«“")


# An address opens no sentence and continues none.
_ADDRESS = re.compile(r"\S*@|https?:|www\.")


def inside_a_sentence(text: str) -> bool:
    """Whether a line begins as one that continues a sentence does."""
    return text[:1].islower() and not _ADDRESS.match(text)


@dataclass(frozen=True, slots=True)
class Line:
    """A piece with what its column tells about it."""

    piece: Piece
    column: int
    edge: float
    """Where lines of this column begin on the left."""
    margin: float
    """Where lines of this column end on the right."""
    guessed: bool
    """Whether that margin is only the longest of a few lines."""
    lowest: bool
    """Whether nothing of the page's text stands under it in its strip."""

    @property
    def is_full(self) -> bool:
        """Whether not even a space has room after it."""
        return self.piece.box.right > self.margin - 0.4 * self.piece.size

    def room_for(self, following: Piece) -> float:
        """How much room is left when the next line's first word is put at the end of this one; less than 0: none."""
        words = following.words
        last = words[0]
        if last.text in _OPENS and len(words) > 1:
            last = words[1]
        at = words.index(last)
        if len(words) > at + 1 and words[at + 1].text in _CLINGS:
            last = words[at + 1]
        return self.margin - self.piece.box.right - 0.3 * self.piece.size - (last.right - words[0].left)

    def has_room_for(self, following: Piece) -> bool:
        """Whether the next line's first word would have fitted at the end of this one, as far as can be known."""
        return self.room_for(following) > 0 or (self.guessed and not inside_a_sentence(following.text))


def lines_of(pages: Sequence[Sequence[Column]]) -> Iterator[Line]:
    """All lines in reading order, measured."""
    everywhere = [piece for columns in pages for column in columns for piece in column.pieces]
    index = 0
    for columns in pages:
        boxes = [column.box for column in columns]
        for at, column in enumerate(columns):
            index += 1
            limit = _limit(boxes[at], boxes)
            margin, guessed = _margin(column, everywhere, limit)
            edge = min(box.left for box in boxes if abs(box.left - boxes[at].left) < 40)
            under = any(_stands_under(boxes[at], other) for other in boxes)
            last = column.pieces[-1]
            for piece in column.pieces:
                yield Line(piece, index, edge, margin, guessed, piece is last and not under)


def _limit(box: Box, others: Iterable[Box]) -> float:
    """What begins to the right of a column at its height; its lines cannot be longer."""
    beside = [
        other.left
        for other in others
        if other.left > box.left + 0.5 * (box.right - box.left)
        and other.left >= box.left + 20
        and min(other.bottom, box.bottom) - max(other.top, box.top) > 4
        and other != box
    ]
    return min(beside, default=float("inf"))


def _margin(column: Column, everywhere: Sequence[Piece], limit: float) -> tuple[float, bool]:
    """Where lines that begin like this column's end, one far beyond left out; and whether too few lines tell."""
    size, left = column.pieces[0].size, column.box.left
    own = [piece.box.right for piece in column.pieces if piece.box.right <= limit]
    if len(own) < LEAST_EVIDENCE:
        others = [piece for piece in everywhere if piece not in column.pieces and piece.box.right <= limit]
        own += [piece.box.right for piece in others if abs(piece.box.left - left) < 4 * size]
    rights = sorted(own, reverse=True)
    dropped = 0
    while len(rights) > 5 and rights[0] - rights[1] > 4 * size and dropped < 2:
        rights.pop(0)
        dropped += 1
    return (rights[0] if rights else column.box.right), len(rights) < LEAST_EVIDENCE


def _stands_under(box: Box, other: Box) -> bool:
    return other.top >= box.bottom - 2 and min(box.right, other.right) - max(box.left, other.left) > 2


def is_in_cell(box: Box, rules: Iterable[Box]) -> bool:
    """Whether rules stand on all four sides of a text, as round the cell of a table."""
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    sides: set[str] = set()
    for rule in rules:
        if rule.width < 3 and rule.top - 2 <= down <= rule.bottom + 2:
            sides.add("left" if rule.right <= box.left + 2 else "right" if rule.left >= box.right - 2 else "")
        elif rule.height < 3 and rule.left - 2 <= across <= rule.right + 2:
            sides.add("above" if rule.bottom <= box.top + 4 else "below" if rule.top >= box.bottom - 4 else "")
    return {"left", "right", "above", "below"} <= sides


def surely_goes_on(before: Line, after: Line) -> bool:
    """Whether a paragraph certainly goes on: no room for the next word, which is inside a sentence."""
    return (
        before.column == after.column
        and not before.has_room_for(after.piece)
        and not STOP.search(before.piece.text)
        and inside_a_sentence(after.piece.text)
        and abs(before.piece.size - after.piece.size) < 0.1
    )


def breaks_words(sure: Sequence[tuple[Line, Line]]) -> bool:
    """Whether words are broken at line ends: no, when long words moved down whole although half of them had room.

    A justified line hides that room in its spaces.
    """
    spaces = sorted(space for before, _ in sure for space in _spaces(before.piece))
    natural = spaces[len(spaces) // 5] if spaces else 0.0
    moved = whole = 0
    for before, after in sure:
        first, last = after.piece.words[0], before.piece
        room = before.margin - last.box.right - 0.25 * last.size
        room += sum(max(space - natural, 0.0) for space in _spaces(last))
        if len(first.text) >= 8 and not ends_open(last.text):
            moved += room > 0.55 * (first.right - first.left)
            whole += 1
    return not (moved >= 2 and moved * 4 >= whole)


def _spaces(piece: Piece) -> list[float]:
    return [max(after.left - before.right, 0.0) for before, after in pairwise(piece.words)]
