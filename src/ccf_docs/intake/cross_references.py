"""Answers that point to another one ("Voir réponse 3"): their words stay, their evidence names the theme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ccf_docs.intake.segment import Segment
from ccf_docs.model.campaign import Theme
from ccf_docs.model.response import SegmentRole
from ccf_docs.text.reading import EVIDENCE

_POINTS = (
    r"(?:\bvoir\b|\bcf\b\.?|\bconfer\b|\bse reporter\b|\brenvo\w+|\brépondu\b|\brépond\b|\bvu\b|"
    r"\bidentique\b|\bidem\b|\bcomme\b|\bmême réponse\b)"
)
_NUMBERED = re.compile(
    rf"{_POINTS}[^.!?]{{0,40}}?\b(?:questions?|réponses?|parties?|points?|thèmes?|rubriques?|titres?|n°|q\.?)\s?"
    r"(?:n°\s?)?(\d{1,2})\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(rf"{_POINTS}[^.!?]{{0,30}}?\b(?:ci-dessus|plus haut|supra|précédente?)\b", re.IGNORECASE)
_BELOW = re.compile(rf"{_POINTS}[^.!?]{{0,30}}?\b(?:ci-dessous|plus bas|infra|suivante?)\b", re.IGNORECASE)


def linked(segments: Sequence[Segment], themes: Sequence[Theme]) -> tuple[Segment, ...]:
    """The same segments; the evidence of an answer that points to others says to which."""
    number = {theme.id: at for at, theme in enumerate(themes, start=1)}
    order = [segment.themes for segment in segments if segment.role is SegmentRole.ANSWER]
    order = [themes for at, themes in enumerate(order) if not at or order[at - 1] != themes]
    found = []
    for segment in segments:
        if segment.role is SegmentRole.ANSWER:
            targets = [at for at in _targets(segment, order, number) if 0 < at <= len(themes)]
            pointed = [
                EVIDENCE["points-to"].format(number=at, title=themes[at - 1].title)
                for at in dict.fromkeys(targets)
                if themes[at - 1].id not in segment.themes
            ]
            found.append(replace(segment, evidence="\N{NO-BREAK SPACE}; ".join((segment.evidence, *pointed))))
        else:
            found.append(segment)
    return tuple(found)


def _targets(segment: Segment, order: Sequence[tuple[str, ...]], number: dict[str, int]) -> list[int]:
    """The numbers of the themes that an answer points to, by its own words."""
    targets = [int(match) for match in _NUMBERED.findall(segment.text)]
    place = order.index(segment.themes)
    if _ABOVE.search(segment.text) and place > 0:
        targets.append(number[order[place - 1][0]])
    if _BELOW.search(segment.text) and place + 1 < len(order):
        targets.append(number[order[place + 1][0]])
    return targets
