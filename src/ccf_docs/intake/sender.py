"""Finds which candidacy sent a returned file: by our reference, else by the names and places that it writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ccf_docs.errors import CampaignError, Problem, Where
from ccf_docs.intake.segment import Segment
from ccf_docs.model import form
from ccf_docs.model.campaign import Constituency
from ccf_docs.model.candidacy import Candidacy
from ccf_docs.model.document import Document
from ccf_docs.model.response import SegmentRole
from ccf_docs.text.reading import SENDER_EVIDENCE
from ccf_docs.text.words import fold, near

# What a trace is worth. A name inside an answer may be an opponent's; a place alone never beats a name.
FULL_NAME, LAST_NAME, NAME_IN_ANSWER, PLACE, COMMUNE, LABEL, FILE_NAME = 0.6, 0.35, 0.2, 0.3, 0.1, 0.2, 0.3
LEAST = 0.3
MARGIN = 0.15
"""By which the first must lead."""

_NOT_THEIRS = (SegmentRole.QUESTION, SegmentRole.REFERENCE, SegmentRole.QUOTED, SegmentRole.PLACEHOLDER)


@dataclass(frozen=True, slots=True)
class Sender:
    """A candidacy, how sure that is (0 to 1), and by what, in French."""

    candidacy: str
    score: float
    evidence: str


def identify(
    document: Document,
    candidacies: Sequence[Candidacy],
    constituencies: Sequence[Constituency],
    *,
    segments: Sequence[Segment] = (),
    chosen: str | None = None,
    file: str = "",
) -> Sender:
    """Who sent it; `chosen` (--candidacy) decides.

    With `segments`, the questionnaire's own words tell nothing, and names inside answers little.
    Raises CampaignError (INVALID) that names the candidacies when none or several come into question.
    """
    ids = [candidacy.id for candidacy in candidacies]
    if chosen is not None:
        if chosen not in ids:
            values = {"id": chosen, "near": near(chosen, ids) or ""}
            raise CampaignError(Problem("sender-not-a-candidacy", Where(file), values))
        return Sender(chosen, 1.0, SENDER_EVIDENCE["chosen"])
    marked = references(document, ids)
    if len(marked) == 1:
        return Sender(marked[0], 1.0, SENDER_EVIDENCE["reference"].format(reference=marked[0]))
    if marked:
        raise _unclear("sender-unclear", marked, file)
    places = {place.id: place for place in constituencies}
    traces = _Traces.of(document, segments, file)
    found = [(candidacy, *_score(candidacy, places.get(candidacy.constituency), traces)) for candidacy in candidacies]
    ranked = sorted(found, key=lambda item: -item[1])
    if not ranked or ranked[0][1] < LEAST:
        raise _unclear("sender-unknown", ids, file)
    tied = [candidacy.id for candidacy, score, _ in ranked if ranked[0][1] - score < MARGIN]
    if len(tied) > 1:
        raise _unclear("sender-unclear", tied, file)
    best, score, evidence = ranked[0]
    return Sender(best.id, round(min(score, 0.99), 2), "\N{NO-BREAK SPACE}; ".join(evidence))


def _unclear(code: str, ids: Iterable[str], file: str) -> CampaignError:
    return CampaignError(Problem(code, Where(file), {"candidacies": ", ".join(sorted(ids))}))


def references(document: Document, ids: Sequence[str]) -> list[str]:
    """The candidacies that our own marks in the file name: in its properties, or printed at the foot of our letter."""
    printed = (reference for block in document.blocks for reference in form.references_in(block.text))
    return [known for known in dict.fromkeys((*document.references, *printed)) if known in ids]


@dataclass(frozen=True, slots=True)
class _Traces:
    """Folded words, with a space at both ends: outside the answers, inside them, and of the file's name."""

    outside: str
    inside: str
    file: str

    @classmethod
    def of(cls, document: Document, segments: Sequence[Segment], file: str) -> _Traces:
        if segments:
            outside = [s.text for s in segments if s.role not in (*_NOT_THEIRS, SegmentRole.ANSWER)]
            inside = [s.text for s in segments if s.role is SegmentRole.ANSWER]
        else:
            outside, inside = [block.text for block in document.blocks], []
        return cls(_spaced("\n".join(outside)), _spaced("\n".join(inside)), _spaced(PurePath(file).stem))


def _spaced(text: str) -> str:
    return f" {fold(text)} "


def _score(candidacy: Candidacy, place: Constituency | None, traces: _Traces) -> tuple[float, list[str]]:
    score, evidence = 0.0, []
    for person in candidacy.people:
        worth = _name_worth(fold(person.first_name), fold(person.last_name), traces)
        if worth:
            score += worth
            evidence.append(SENDER_EVIDENCE["name"].format(words=f"{person.first_name} {person.last_name}".strip()))
    everywhere = traces.outside + traces.inside
    if place is not None:
        if _spaced(place.name) in everywhere:
            score += PLACE
            evidence.append(SENDER_EVIDENCE["constituency"].format(words=place.name))
        named = [commune for commune in place.communes if commune != place.name and _spaced(commune) in everywhere]
        if named:
            score += COMMUNE
            evidence.append(SENDER_EVIDENCE["constituency"].format(words=", ".join(named)))
    if len(candidacy.label) > 2 and _spaced(candidacy.label) in traces.outside:
        score += LABEL
        evidence.append(SENDER_EVIDENCE["label"].format(words=candidacy.label))
    if _spaced(candidacy.slug) in traces.file:
        score += FILE_NAME
        evidence.append(SENDER_EVIDENCE["file"].format(words=candidacy.slug))
    return score, evidence


def _name_worth(first: str, last: str, traces: _Traces) -> float:
    if not last:
        return 0.0
    whole = (f" {first} {last} ", f" {last} {first} ") if first else ()
    if any(name in traces.outside for name in whole):
        return FULL_NAME
    if len(last) > 3 and f" {last} " in traces.outside:
        return LAST_NAME
    return NAME_IN_ANSWER if any(name in traces.inside for name in whole) else 0.0
