"""Several returns in one file: five answers on one page with lines between, or one answer twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccf_docs.intake.segment import Segment
from ccf_docs.model.document import Document, Place
from ccf_docs.model.response import SegmentRole

_LINE = re.compile(r"(?=(?:\s*[^\w\s]){3})[\s\W_]*")
_SPEAKS = (SegmentRole.HEADING, SegmentRole.QUESTION)
FEWEST = 2
"""Themes that come again; one alone may be an afterthought."""


def parts(document: Document) -> tuple[Document, ...]:
    """The document cut before each line of signs ("----"); whole where there is none between words."""
    starts = [0, *(at for at, block in enumerate(document.blocks) if at and _LINE.fullmatch(block.text))]
    ends = [*starts[1:], len(document.blocks)]
    return tuple(Document(document.blocks[start:end]) for start, end in zip(starts, ends, strict=True))


def each_answers(apiece: Sequence[Sequence[Segment]]) -> bool:
    """Whether two parts answer the same themes: then each is a return by itself, with numbers of its own."""
    answered = [_answered(segments) for segments in apiece]
    return any(len(answered[at] & later) >= FEWEST for at in range(len(answered)) for later in answered[at + 1 :])


def second(segments: Sequence[Segment]) -> Place | None:
    """Where the themes begin again that were answered before, under headings of their own; None where none does."""
    if not any(segment.role in _SPEAKS for segment in segments):
        return None
    runs: list[tuple[int, tuple[str, ...]]] = []
    for at, segment in enumerate(segments):
        if segment.role is SegmentRole.ANSWER and (not runs or runs[-1][1] != segment.themes):
            runs.append((at, segment.themes))
    for at in range(1, len(runs)):
        before = {theme for _, themes in runs[:at] for theme in themes}
        after = {theme for _, themes in runs[at:] for theme in themes}
        again = runs[at][1][0] in before and len(before & after) >= max(FEWEST, min(len(before), len(after)) / 2)
        if again:
            last = max(place for place in range(runs[at][0]) if segments[place].role is SegmentRole.ANSWER)
            return segments[last + 1].place
    return None


def _answered(segments: Sequence[Segment]) -> set[str]:
    return {theme for segment in segments if segment.role is SegmentRole.ANSWER for theme in segment.themes}
