"""Makes the response of a document's segments: answers, general text, and everything set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from ccf_docs.intake import kind as returned_kind
from ccf_docs.intake.segment import Segment
from ccf_docs.model.document import Place
from ccf_docs.model.response import Answer, Aside, General, Kind, Received, Response, SegmentRole, Source

_OWN = (SegmentRole.GENERAL, SegmentRole.PREAMBLE, SegmentRole.CLOSING, SegmentRole.UNPLACED)


def from_segments(
    segments: Sequence[Segment], candidacy_id: str, source: Source, received: Received | None = None
) -> Response:
    """The response before anyone has read it; neighbouring segments of one role and theme are one entry."""
    kind = kind_of(segments)
    joined = _joined(segments)
    general = tuple(
        General(where=str(segment.place), text=segment.text)
        for segment in joined
        if segment.role is SegmentRole.GENERAL
    )
    set_aside = joined
    if kind is Kind.GENERAL_TEXT and not general:
        # All that was said could be placed nowhere: until a person decides, it is a text for the reader.
        general = tuple(General(where=str(s.place), text=s.text) for s in joined if s.role is SegmentRole.UNPLACED)
        set_aside = [segment for segment in joined if segment.role is not SegmentRole.UNPLACED]
    return Response(
        candidacy=candidacy_id,
        kind=kind,
        received=received or Received(),
        source=source,
        answers=tuple(
            Answer(themes=segment.themes, question=segment.question, where=str(segment.place), text=segment.text)
            for segment in joined
            if segment.role is SegmentRole.ANSWER
        ),
        general=general,
        set_aside=tuple(
            Aside(
                role=segment.role,
                theme=segment.themes[0] if len(segment.themes) == 1 else None,
                where=str(segment.place),
                text=segment.text,
            )
            for segment in set_aside
            if segment.role not in (SegmentRole.ANSWER, SegmentRole.GENERAL)
        ),
    )


def kind_of(segments: Iterable[Segment]) -> Kind:
    """What the return is. A questionnaire that comes back blank says nothing: no more than a receipt."""
    own = [segment for segment in segments if segment.role in (*_OWN, SegmentRole.ANSWER)]
    if any(segment.role is SegmentRole.ANSWER for segment in own):
        return Kind.ANSWERS
    recognised = returned_kind.recognise(" ".join(segment.text for segment in own))
    if recognised is not None:
        return recognised[0]
    said = any(segment.role in (SegmentRole.GENERAL, SegmentRole.UNPLACED) for segment in own)
    return Kind.GENERAL_TEXT if said else Kind.ACKNOWLEDGEMENT


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    joined = []
    at = 0
    for (role, themes, _), group in groupby(segments, key=_entry):
        items = list(group)
        at += len(items)
        text = items[0].text
        for before, after in pairwise(items):
            # Two pieces of one paragraph stay one paragraph.
            text += (" " if before.place.last == after.place.first else "\n\n") + after.text
        place = items[0].place if len(items) == 1 else _span(items, segments[at] if at < len(segments) else None)
        confidence = min(item.confidence for item in items)
        joined.append(Segment(role, themes, items[0].question, text, place, confidence, items[0].evidence))
    return joined


def _span(items: Sequence[Segment], following: Segment | None) -> Place:
    """From the first piece to the last; pieces that fill their block together are the whole block."""
    first, last = items[0].place, items[-1].place
    ends_block = following is None or following.place.first != last.last
    start = 0 if first.first_word == 1 and (ends_block or first.first != last.last) else first.first_word
    return Place(first.first, start, last.last, 0 if ends_block and start == 0 else last.last_word)


def _entry(segment: Segment) -> tuple[SegmentRole, tuple[str, ...], str | None]:
    """What makes one entry: questions of one theme are set aside together, answers keep their question."""
    return segment.role, segment.themes, segment.question if segment.role is SegmentRole.ANSWER else None
