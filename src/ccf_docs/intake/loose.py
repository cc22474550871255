"""Headings in the candidate's own words, in a return that has no numbers: "Le vélo et ses pistes", "Budget : nous…".

Taken one by one such lines prove nothing, so they count only together: several of them, each for another theme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ccf_docs.intake import courtesy
from ccf_docs.intake.heading import Heading
from ccf_docs.intake.titles import Titles
from ccf_docs.model.document import Block, BlockKind
from ccf_docs.text.reading import EVIDENCE
from ccf_docs.text.words import fold

LONGEST_LINE, LONGEST_LEAD = 10, 6
KNOWN = 0.5
"""The least share of a line's weight that the theme's words must have."""
MARGIN = 0.15
SURE = 0.6
FEWEST = 2
"""Themes that such lines and the plain titles must open together."""

_LEAD = re.compile(r"(?P<lead>[^:.–—]{3,60}?)\s?(?P<sign>:|\s[–—-]|\.)\s+(?=\S)")
_SPEAKS = re.compile(r"\b(?:nous|je|j|notre|nos|mon|ma|mes|on|oui|non)\b")


@dataclass(frozen=True, slots=True)
class _Found:
    block: Block
    words: int
    theme: int
    share: float


def find(
    blocks: Sequence[Block], titles: Titles, plain: Sequence[Heading], after: Mapping[int, Block]
) -> list[Heading]:
    """Headings for themes that no plain title opens; none at all where the lines do not make up a pattern."""
    taken = {theme for heading in plain for theme in heading.themes}
    starts = {heading.block for heading in plain}
    found: dict[int, _Found] = {}
    for block in blocks:
        if block.number in starts or block.kind is BlockKind.BULLET:
            continue
        line = _lead(block, titles) or _line(block, after.get(block.number), titles)
        if line is not None and titles.themes[line.theme].id not in taken:
            found.setdefault(line.theme, line)
    if len(found) + len(taken) < FEWEST:
        return []
    return [_heading(line, titles) for line in found.values()]


def _line(block: Block, after: Block | None, titles: Titles) -> _Found | None:
    """A short line over a sentence."""
    text = block.text
    if len(block.words) > LONGEST_LINE or text[-1] in ".!;,…»" or _SPEAKS.search(fold(text)) or after is None:
        return None
    if len(after.words) <= len(block.words) and after.text[-1] not in ".!?…":
        return None
    meant = _meant(titles.loose_scores(text))
    return None if meant is None or courtesy.greets(text) else _Found(block, len(block.words), *meant)


def _lead(block: Block, titles: Titles) -> _Found | None:
    """Words of one title, a sign, and the answer in the same paragraph."""
    match = _LEAD.match(block.text)
    if match is None or len(match["lead"].split()) > LONGEST_LEAD or _SPEAKS.search(fold(match["lead"])):
        return None
    meant = _meant(titles.contained_scores(match["lead"]))
    return None if meant is None or meant[1] < 1 else _Found(block, len(match.group().split()), *meant)


def _meant(scores: Sequence[float]) -> tuple[int, float] | None:
    ranked = sorted(range(len(scores)), key=lambda at: -scores[at])
    first = ranked[0]
    if scores[first] < KNOWN or (len(ranked) > 1 and scores[first] - scores[ranked[1]] < MARGIN):
        return None
    return first, scores[first]


def _heading(line: _Found, titles: Titles) -> Heading:
    theme = titles.themes[line.theme]
    evidence = EVIDENCE["heading-title"].format(
        words=" ".join(line.block.words[: line.words]),
        title=theme.title,
        number=line.theme + 1,
        score=f"{SURE:.2f}".replace(".", ","),
    )
    return Heading(line.block.number, line.words, (theme.id,), None, SURE, evidence)
