"""Sets the end of a return apart: the formulas, and the names, place and date round them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ccf_docs.intake import courtesy
from ccf_docs.intake.join import Labelled
from ccf_docs.model.document import BlockKind
from ccf_docs.model.response import SegmentRole
from ccf_docs.text.reading import EVIDENCE

_SPOKEN = (SegmentRole.ANSWER, SegmentRole.GENERAL, SegmentRole.PREAMBLE)


def mark(labelled: Sequence[Labelled]) -> list[Labelled]:
    """The same, the last blocks given the role closing as far as they are formulas and signature lines.

    It never takes the only words under a theme, nor all that was said.
    """
    tail = _tail([item for item in labelled if item.role in _SPOKEN])
    return [
        replace(item, role=SegmentRole.CLOSING, themes=(), question=None, confidence=0.8, evidence=EVIDENCE["closing"])
        if item.role in _SPOKEN and item.unit.block.number in tail
        else item
        for item in labelled
    ]


def _tail(spoken: Sequence[Labelled]) -> frozenset[int]:
    """The numbers of the blocks that close."""
    blocks = {item.unit.block.number: item.unit.block for item in spoken}
    under: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for item in spoken:
        under[item.themes].add(item.unit.block.number)
    tail: set[int] = set()
    for number in reversed(blocks):
        block = blocks[number]
        closes = block.kind is not BlockKind.BULLET and (courtesy.closes(block.text) or courtesy.signs(block.text))
        empties = any(numbers <= tail | {number} for themes, numbers in under.items() if themes or len(under) == 1)
        if not closes or empties:
            break
        tail.add(number)
    return frozenset(tail)
