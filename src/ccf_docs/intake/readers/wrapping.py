"""Joins lines that a program cut at a fixed width; pure.

They are joined only where the whole text shows that width: many lines end because the next word had no room. Then a
blank line inside a sentence is joined over too, and a word broken at a line's end is whole again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccf_docs.intake.readers.hyphens import Hyphens, ends_open
from ccf_docs.intake.readers.lines import typed_line
from ccf_docs.model.document import BlockKind

Line = tuple[BlockKind, str]

WIDEST = 100
LEAST_LINES = 4
_LONG = 50
_NARROWEST = 30

_STOP = re.compile(r"[.!?:;…][»”\"')\]]*$")
_OPENS = re.compile(r"\W*\d+\s?[./):]|Q\d|>")


@dataclass(frozen=True)
class _Width:
    """The width at which the lines are cut."""

    signs: int

    def is_full(self, line: str, following: str) -> bool:
        """Whether the next line's first word had no room."""
        return len(line) + 1 + len(following.split(maxsplit=1)[0]) > self.signs

    def joins(self, line: str, following: str, *, over_blank: bool) -> bool:
        """Whether the second line continues the first."""
        if _STOP.search(line) or _OPENS.match(following):
            return False
        inside = following[:1].islower() and (line[-1].isalnum() or line[-1] in ",’'" or ends_open(line))
        if over_blank:
            return inside and (self.is_full(line, following) or len(line) > 0.6 * self.signs)
        return self.is_full(line, following)


def unwrapped(texts: Sequence[str]) -> list[Line]:
    """The lines without the empty ones, those that were cut joined again; each with its kind."""
    lines = [typed_line(text) for text in texts]
    width = _width([words for _, words in lines])
    said = [words for _, words in lines if words]
    hyphens = Hyphens.of(said, breaks_words=width is not None and _breaks_words(said, width))
    joined: list[Line] = []
    last, blank = "", False
    for kind, words in lines:
        if not words:
            blank = True
            continue
        goes_on = width is not None and last and kind is BlockKind.PARAGRAPH
        if goes_on and width is not None and width.joins(last, words, over_blank=blank):
            joined[-1] = (joined[-1][0], hyphens.join(joined[-1][1], words))
        else:
            joined.append((kind, words))
        last, blank = words, False
    return joined


def _width(lines: Sequence[str]) -> _Width | None:
    """The width of the text; None where no width shows."""
    lengths = [len(line) for line in lines if line]
    if not lengths or max(lengths) > WIDEST:
        return None
    width = _Width(max(lengths))
    long = sum(length > _LONG for length in lengths)
    if long >= LEAST_LINES and long * 2 > len(lengths):
        return width
    if width.signs < _NARROWEST:
        return None
    pairs = list(pairwise([line for line in lines if line]))
    cut = sum(below[:1].islower() and not _STOP.search(above) and width.is_full(above, below) for above, below in pairs)
    return width if cut >= max(3, 0.4 * len(pairs)) else None


def _breaks_words(lines: Sequence[str], width: _Width) -> bool:
    """Whether words are broken: no, when long ones moved down whole although half of them had room."""
    moved = whole = 0
    for above, below in pairwise(lines):
        first = below.split(maxsplit=1)[0]
        if len(first) >= 8 and below[:1].islower() and not _STOP.search(above) and not ends_open(above):
            moved += width.signs - len(above) - 2 > len(first) / 2
            whole += 1
    return not (moved >= 2 and moved * 4 >= whole)
