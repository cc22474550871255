"""Puts the pieces of a page's lines into columns and those into reading order; pure.

Programs write a PDF's text in its logical order: column after column, cell after cell. That order is kept as far as the
places on the page do not contradict it. A few write line by line across two columns: such lines are taken apart where
they leave the same strip of the page free, and the halves are read one column after the other when they run on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ccf_docs.intake.readers.pdf_contents import Box
from ccf_docs.intake.readers.pdf_lines import Piece

LEAST_LINES = 4
"""So many lines, one under the other, must leave the same strip free before it is taken for the gap between columns."""
LIMIT_PIECES = 3_000
"""Of one page: a page of small print has three hundred; beyond, the file's own order is kept."""
RUNNING_ON = 0.4
"""The share of lines that must go on in the next line of their own half: prose in columns, and not a table's cells."""

_ENDS = re.compile(r"[.!?:;…»”)]$")


@dataclass(frozen=True, slots=True)
class Column:
    """Pieces one under the other."""

    pieces: tuple[Piece, ...]

    @property
    def box(self) -> Box:
        """What they cover together."""
        boxes = [piece.box for piece in self.pieces]
        return Box(
            min(box.left for box in boxes),
            boxes[0].top,
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )

    @property
    def order(self) -> int:
        """Where the file says its first piece."""
        return self.pieces[0].order


def columns_of(pieces: Sequence[Piece]) -> list[Column]:
    """The columns of one page in reading order."""
    if len(pieces) > LIMIT_PIECES:
        return _chained(pieces)
    return _sorted(_chained(_read_apart(pieces)))


# --- lines written across two columns ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Strip:
    """A strip of the page that lines leave free: from where to where, the lines with words on both sides of it."""

    left: float
    right: float
    lines: tuple[int, ...]
    last: float
    """The baseline of the last line that left it free."""

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def _read_apart(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces cut at the gaps between columns; those of columns told line by line are told one after the other."""
    by_line: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_line[round(piece.base / 2)].append(piece)
    rows = [sorted(by_line[base], key=lambda piece: piece.box.left) for base in sorted(by_line)]
    lines = [Piece(tuple(word for piece in row for word in piece.words), row[0].page, 0) for row in rows]
    found = list(pieces)
    for strip in _strips(lines):
        if len(strip.lines) >= LEAST_LINES and _is_wide(strip, [lines[at] for at in strip.lines]):
            crossing = {piece.order for at in strip.lines for piece in rows[at]}
            halves = [half for piece in found for half in _halves(piece, strip.middle, cut=piece.order in crossing)]
            found = _one_after_the_other(halves, strip, lines[strip.lines[0]].box.top)
    return [replace(piece, order=order) for order, piece in enumerate(found)]


def _strips(lines: Sequence[Piece]) -> list[_Strip]:
    done: list[_Strip] = []
    going_on: list[_Strip] = []
    for at, line in enumerate(lines):
        kept: list[_Strip] = []
        for strip in going_on:
            narrowed = _narrowed(strip, line, at)
            (done if narrowed is None else kept).append(narrowed or strip)
        for left, right in _gaps(line):
            if not any(at in strip.lines and strip.left < right and left < strip.right for strip in kept):
                kept.append(_Strip(left, right, (at,), line.base))
        going_on = kept
    return done + going_on


def _narrowed(strip: _Strip, line: Piece, at: int) -> _Strip | None:
    """The strip as far as the next line leaves it free too."""
    if line.base - strip.last > 2.5 * line.size:
        return None
    before = [word.right for word in line.words if word.left + word.right < 2 * strip.middle]
    after = [word.left for word in line.words if word.left + word.right >= 2 * strip.middle]
    left, right = max([strip.left, *before]), min([strip.right, *after])
    if right - left < 0.6 * line.size:
        return None
    return _Strip(left, right, (*strip.lines, at) if before and after else strip.lines, line.base)


def _gaps(line: Piece) -> list[tuple[float, float]]:
    """The gaps of a line that may lie between columns: with letters enough on both sides."""
    return [
        (before.right, after.left)
        for before, after in pairwise(line.words)
        if after.left - before.right >= 0.7 * line.size
        and before.right - line.box.left > 6 * line.size
        and line.box.right - after.left > 3 * line.size
    ]


def _is_wide(strip: _Strip, lines: Sequence[Piece]) -> bool:
    """Whether the strip is wider than the spaces between the words of most of its lines."""
    wider = 0
    for line in lines:
        spaces = sorted(after.left - before.right for before, after in pairwise(line.words))
        wider += len(spaces) < 3 or strip.right - strip.left > 1.5 * spaces[len(spaces) // 2]
    return wider * 3 >= len(lines) * 2


def _halves(piece: Piece, middle: float, *, cut: bool) -> list[Piece]:
    left = tuple(word for word in piece.words if word.left + word.right < 2 * middle)
    right = tuple(word for word in piece.words if word.left + word.right >= 2 * middle)
    if not cut or not left or not right:
        return [piece]
    return [replace(piece, words=left), replace(piece, words=right, label="")]


def _one_after_the_other(pieces: list[Piece], strip: _Strip, top: float) -> list[Piece]:
    """All that stands left of the strip before all that stands right, if told in turns and each half runs on.

    A table's rows are told in turns too, but its cells end where their lines end.
    """
    side = [
        0 if not top <= piece.base <= strip.last + 2 else -1 if piece.box.right <= strip.middle else 1
        for piece in pieces
    ]
    left = [piece for piece, at in zip(pieces, side, strict=True) if at < 0]
    right = [piece for piece, at in zip(pieces, side, strict=True) if at > 0]
    turns = sum(pair == (-1, 1) for pair in pairwise(side))
    if turns < max(LEAST_LINES, 0.5 * min(len(left), len(right))) or not (_run_on(left) and _run_on(right)):
        return pieces
    first = next(at for at, where in enumerate(side) if where)
    others = [piece for piece, at in zip(pieces[first:], side[first:], strict=True) if not at]
    return [*pieces[:first], *left, *right, *others]


def _run_on(half: Sequence[Piece]) -> bool:
    open_ends = [not _ENDS.search(piece.text) and below.text[:1].islower() for piece, below in pairwise(half)]
    return sum(open_ends) >= RUNNING_ON * len(open_ends)


# --- columns and their order ------------------------------------------------------------------------------------------


def _under(above: Piece, below: Piece) -> bool:
    """Whether a piece is the next line of the same column."""
    step = below.base - above.base
    size = max(above.size, below.size)
    shared = min(above.box.right, below.box.right) - max(above.box.left, below.box.left)
    return 0.5 * size < step < 3.2 * size and shared > 0.3 * min(above.box.width, below.box.width)


def _chained(pieces: Sequence[Piece]) -> list[Column]:
    """Neighbours in the file's order, as long as each stands under the one before."""
    chains: list[list[Piece]] = []
    for piece in pieces:
        if chains and not piece.fields and not chains[-1][-1].fields and _under(chains[-1][-1], piece):
            chains[-1].append(piece)
        else:
            chains.append([piece])
    return [Column(tuple(chain)) for chain in chains]


def _sorted(columns: Sequence[Column]) -> list[Column]:
    """What stands above in the same strip, or to the left at the same height, comes first; else the file's order."""
    waiting = sorted(columns, key=lambda column: column.order)
    boxes = {id(column): column.box for column in waiting}
    before = {
        id(column): {
            id(other) for other in waiting if other is not column and _precedes(boxes[id(other)], boxes[id(column)])
        }
        for column in waiting
    }
    found: list[Column] = []
    done: set[int] = set()
    while waiting:
        free = next((column for column in waiting if before[id(column)] <= done), None)
        # Boxes that cover one another can ask for each other's place: the highest goes first.
        chosen = free or min(waiting, key=lambda column: (boxes[id(column)].top, boxes[id(column)].left))
        waiting.remove(chosen)
        done.add(id(chosen))
        found.append(chosen)
    return found


def _precedes(first: Box, second: Box) -> bool:
    across = min(first.right, second.right) - max(first.left, second.left)
    down = min(first.bottom, second.bottom) - max(first.top, second.top)
    if across > 2 and down <= 2:
        return first.top < second.top
    if across <= 2 and down > 0.5 * min(first.height, second.height):
        return first.left < second.left
    return False
