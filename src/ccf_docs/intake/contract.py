"""The JSON that `intake --json` prints, and the warnings that a person should see: other programs read both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ccf_docs.intake import several, sources
from ccf_docs.intake.segment import Segment
from ccf_docs.model.campaign import Theme
from ccf_docs.model.document import Document, Notice
from ccf_docs.model.response import Kind, SegmentRole
from ccf_docs.text.reading import NOTICES

_SILENT = (
    SegmentRole.REFERENCE,
    SegmentRole.RUNNING,
    SegmentRole.COMMENT,
    SegmentRole.DELETED,
    SegmentRole.IMAGE,
    SegmentRole.QUOTED,
    SegmentRole.PLACEHOLDER,
)


def contract(candidacy_id: str, kind: Kind, segments: Sequence[Segment], warnings: Sequence[Notice]) -> dict[str, Any]:
    """The object to print; its keys and the order of `segments` are fixed (README, "The response file")."""
    return {
        "candidacy": candidacy_id,
        "kind": kind.value,
        "segments": [
            {
                "role": segment.role.value,
                "themes": list(segment.themes),
                "question": segment.question,
                "text": segment.text,
                "where": str(segment.place),
                "confidence": segment.confidence,
                "evidence": segment.evidence,
            }
            for segment in segments
        ],
        "warnings": [{"code": item.code, "message": item.message, "where": item.where} for item in warnings],
    }


def warnings(
    document: Document, segments: Sequence[Segment], themes: Sequence[Theme], kind: Kind
) -> tuple[Notice, ...]:
    """The reader's notices, then what the alignment left open, each kind in the file's order; missing themes last."""
    found = [*document.notices]
    found.extend(_notice("unplaced", segment) for segment in segments if segment.role is SegmentRole.UNPLACED)
    found.extend(_notice("blank-question", segment) for segment in _blank(segments))
    again = several.second(segments)
    if again is not None:
        found.append(Notice("several-returns", NOTICES["several-in-one-file"], str(again)))
    found.extend(sources.disagreements(document, segments, themes))
    if kind is Kind.ANSWERS:
        answered = {theme for segment in segments if segment.role is SegmentRole.ANSWER for theme in segment.themes}
        found.extend(
            Notice("missing-theme", NOTICES["missing-theme"].format(number=number, title=theme.title))
            for number, theme in enumerate(themes, start=1)
            if theme.id not in answered
        )
    return tuple(found)


def _blank(segments: Sequence[Segment]) -> list[Segment]:
    """Questions that stand in the file with no answer after them; two questions before one answer are both answered."""
    spoken = [segment for segment in segments if segment.role not in _SILENT]
    blank = []
    for at, segment in enumerate(spoken):
        if segment.role is not SegmentRole.QUESTION or segment.question is None:
            continue
        following = next((later for later in spoken[at + 1 :] if later.role is not SegmentRole.QUESTION), None)
        answered = (
            following is not None
            and following.role is SegmentRole.ANSWER
            and set(segment.themes) <= set(following.themes)
            and following.question in (None, segment.question)
        )
        if not answered:
            blank.append(segment)
    return blank


def _notice(code: str, segment: Segment) -> Notice:
    words = segment.text.split()
    return Notice(
        code, NOTICES[code].format(words=" ".join(words[:12]) + (" …" if len(words) > 12 else "")), str(segment.place)
    )
