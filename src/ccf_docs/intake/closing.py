"""Sets the end of a return apart: the formulas, and the names, place and date round them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ccf_docs.intake import courtesy
from ccf_docs.intake.join import Labelled
from ccf_docs.model.document import Block, BlockKind
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
    said = any(item.role is SegmentRole.GENERAL for item in spoken)
    for item in spoken:
        if item.themes or item.role is SegmentRole.GENERAL or not said:
            under[item.themes].add(item.unit.block.number)
    tail: set[int] = set()
    order = list(blocks)
    for at in range(len(order) - 1, -1, -1):
        number = order[at]
        signed = not tail and not any(number in numbers for themes, numbers in under.items() if themes)
        closes = _closes(blocks[number], blocks[order[at - 1]] if at else None, bool(tail), signed)
        empties = any(numbers <= tail | {number} for themes, numbers in under.items() if themes or len(under) == 1)
        if not closes or empties:
            break
        tail.add(number)
    return frozenset(tail)


def _closes(block: Block, above: Block | None, below: bool, last: bool) -> bool:
    """`below`: lines that close already stand under this one. `last`: it ends a text that is no answer."""
    text = block.text
    if block.kind is BlockKind.BULLET:
        return False
    if courtesy.closes(text) or courtesy.signs(text) or (below and courtesy.leads_to_signature(text)):
        return True
    if above is not None and courtesy.is_address(text) and (courtesy.signs(above.text) or courtesy.closes(above.text)):
        return True
    # A first name alone signs under a formula, or under a text that answers nothing.
    alone = len(text.split()) == 1 and text[0].isupper() and text.isalpha()
    formal = above is not None and (courtesy.closes(above.text) or courtesy.leads_to_signature(above.text))
    return alone and above is not None and (formal or (last and above.text[-1] in ".!?…"))
