"""Joins labelled units into segments: one stretch with one role, theme and question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ccf_docs.intake.segment import Segment
from ccf_docs.intake.units import Unit, slice_words
from ccf_docs.model.document import BlockKind, Place
from ccf_docs.model.response import SegmentRole


@dataclass(frozen=True, slots=True)
class Labelled:
    """A unit and what was found out about it."""

    unit: Unit
    role: SegmentRole
    themes: tuple[str, ...]
    question: str | None
    confidence: float
    evidence: str


def join(labelled: Iterable[Labelled]) -> tuple[Segment, ...]:
    """Neighbours that are the same become one segment; its confidence is that of its weakest unit."""
    segments = []
    for (role, themes, question), group in groupby(labelled, key=lambda item: (item.role, item.themes, item.question)):
        items = list(group)
        weakest = min(items, key=lambda item: item.confidence)
        units = [item.unit for item in items]
        segments.append(
            Segment(
                role, themes, question, text_of(units), place_of(units), round(weakest.confidence, 2), weakest.evidence
            )
        )
    return tuple(segments)


def place_of(units: list[Unit]) -> Place:
    """Where the units stand, from the first to the last."""
    first, last = units[0], units[-1]
    alone = first.block.number == last.block.number
    whole = last.end == len(last.block.words)
    # A piece of one block names both of its words; otherwise a block's own beginning and end are 0.
    start = first.start + 1 if first.start or (alone and not whole) else 0
    end = last.end if not whole or (alone and start) else 0
    return Place(first.block.number, start, last.block.number, end)


def text_of(units: list[Unit]) -> str:
    """The units' words: a blank line between paragraphs, "- " before the items of a list."""
    text = ""
    previous = None
    for number, group in groupby(units, key=lambda unit: unit.block.number):
        of_block = list(group)
        block = of_block[0].block
        words = slice_words(block.text, of_block[0].start, of_block[-1].end)
        item = block.kind is BlockKind.BULLET and of_block[0].opens_block
        if number != units[0].block.number:
            text += "\n" if item and previous is BlockKind.BULLET else "\n\n"
        text += f"- {words}" if item else words
        previous = block.kind
    return text
