"""Places the paragraphs of a letter without headings: by topic where it is plain, else aside."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from ccf_docs.intake import courtesy, kind
from ccf_docs.intake.join import Labelled
from ccf_docs.intake.titles import Titles, Topic
from ccf_docs.model.response import SegmentRole
from ccf_docs.text.reading import EVIDENCE

LEAST_WORDS, LEAST_WEIGHT, LEAST_SHARE = 2, 5.5, 0.12
"""Of the words that tell a theme from the others: how many, what they weigh, their share of the paragraph's words.

In the seeds and the rehearsal, paragraphs about no theme stay below one of the three.
"""
ENOUGH_WITHOUT_TITLE = 4
"""So many words tell the theme even if none of them stands in its title."""
SENTENCE = 6
"""Words of a sentence that says something."""
CLEAR = 2.0
"""How many times the second theme's weight the first must have."""


def place(labelled: list[Labelled], titles: Titles) -> list[Labelled]:
    """General paragraphs given to the theme they speak of; a refusal or a receipt stays whole."""
    own = [item for item in labelled if item.role in (SegmentRole.GENERAL, SegmentRole.PREAMBLE)]
    text = " ".join(item.unit.text for item in own)
    recognised, another = kind.recognise(text), kind.another_letter(text)
    if recognised is not None:
        evidence = EVIDENCE[f"kind-{recognised[0]}"].format(words=recognised[1])
        return [_said(item, evidence) for item in labelled]
    if not any(item.role is SegmentRole.GENERAL for item in own):
        labelled = [_said(item, EVIDENCE["general"]) for item in labelled]
    if another is not None:
        labelled = [_said(item, EVIDENCE["another-letter"].format(words=another)) for item in labelled]
    if len(titles.themes) < 2:
        return labelled
    placed: list[Labelled] = []
    for _, group in groupby(labelled, key=lambda item: (item.unit.block.number, item.role)):
        items = list(group)
        placed.extend(_paragraph(items, titles) if items[0].role is SegmentRole.GENERAL else items)
    return placed


def _said(item: Labelled, evidence: str) -> Labelled:
    """Sentences are the candidacy's words, not a formula, where they are all that it says."""
    if item.role is SegmentRole.GENERAL:
        return replace(item, evidence=evidence)
    block = item.unit.block
    sentence = block.text[-1] in ".!?…" and len(block.words) >= SENTENCE and not courtesy.closes(block.text)
    if item.role is SegmentRole.PREAMBLE and (sentence or kind.recognise(block.text) is not None):
        return replace(item, role=SegmentRole.GENERAL, evidence=evidence)
    return item


def _paragraph(items: list[Labelled], titles: Titles) -> list[Labelled]:
    text = " ".join(item.unit.text for item in items)
    topics = sorted(titles.topics(text), key=lambda topic: -topic.weight)
    first, second = topics[0], topics[1]
    if not _plain(first):
        return items
    if first.weight < CLEAR * second.weight:
        evidence = EVIDENCE["topic-unclear"].format(first=first.theme.title, second=second.theme.title)
        return [replace(item, role=SegmentRole.UNPLACED, confidence=0.3, evidence=evidence) for item in items]
    confidence = round(min(0.5 + 0.05 * first.words, 0.7), 2)
    evidence = EVIDENCE["topic"].format(title=first.theme.title, count=first.words)
    return [
        replace(item, role=SegmentRole.ANSWER, themes=(first.theme.id,), confidence=confidence, evidence=evidence)
        for item in items
    ]


def _plain(topic: Topic) -> bool:
    enough = topic.words >= LEAST_WORDS and topic.weight >= LEAST_WEIGHT and topic.share >= LEAST_SHARE
    return enough and (topic.in_title or topic.words >= ENOUGH_WITHOUT_TITLE)
