"""Sees when the numbers of a return are the candidate's own: chapters of a programme, counted in their own order.

Numbers alone place an answer only as long as its words do not speak of something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ccf_docs.intake.heading import Heading
from ccf_docs.intake.titles import Titles
from ccf_docs.model.document import Block
from ccf_docs.text.reading import EVIDENCE

LEAST_WORDS, LEAST_WEIGHT, CLEAR = 2, 4.0, 2.0
"""Of the words that tell the theme of a section: how many, what they weigh, how far ahead of the second theme."""
FEWEST = 2
"""Sections that must speak of another theme than their number says."""
BY_TOPIC = 0.55


def checked(
    found: Sequence[Heading], blocks: Sequence[Block], starts: Mapping[int, Heading], titles: Titles
) -> list[Heading]:
    """The same headings; where most of the sections contradict them, those of the sections' own topics."""
    topics = {heading.block: _topic(_section(heading, blocks, starts), titles) for heading in found}
    told = [heading for heading in found if len(heading.themes) == 1 and topics[heading.block] is not None]
    against = [heading for heading in told if topics[heading.block] != heading.themes[0]]
    if len(against) < FEWEST or len(against) * 2 <= len(told):
        return list(found)
    return [_by_topic(heading, topics[heading.block], titles) for heading in found]


def _section(heading: Heading, blocks: Sequence[Block], starts: Mapping[int, Heading]) -> str:
    """The heading's words and those under it, up to the next heading."""
    text: list[str] = []
    for block in blocks:
        if block.number > heading.block and block.number in starts:
            break
        if block.number >= heading.block:
            text.append(block.text)
    return " ".join(text)


def _topic(text: str, titles: Titles) -> str | None:
    first, *others = sorted(titles.topics(text, loosely=True), key=lambda topic: -topic.weight)
    clear = not others or first.weight >= CLEAR * others[0].weight
    return first.theme.id if clear and first.words >= LEAST_WORDS and first.weight >= LEAST_WEIGHT else None


def _by_topic(heading: Heading, theme: str | None, titles: Titles) -> Heading:
    if theme is None:
        return replace(heading, themes=(), question=None, score=0.4, evidence=EVIDENCE["heading-own-number"])
    title = next(known.title for known in titles.themes if known.id == theme)
    evidence = EVIDENCE["heading-own-topic"].format(title=title)
    return replace(heading, themes=(theme,), question=None, score=BY_TOPIC, evidence=evidence)
