"""Finds our own letter in a returned file: its paragraphs, and the short lines between them (date, signature)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ccf_docs.intake import courtesy
from ccf_docs.intake.marks import mark_of
from ccf_docs.intake.questionnaire import Match, Ours
from ccf_docs.intake.titles import Titles
from ccf_docs.intake.units import Unit
from ccf_docs.model.document import Block
from ccf_docs.text.reading import EVIDENCE
from ccf_docs.text.words import fold

LONGEST_LINE = 15
"""Words of a line that may stand between two paragraphs of the letter without being known."""
LISTED = 0.7
"""Likeness to a theme's title of a line in the letter's list of themes."""
LONGEST_GAP = 12
"""Such lines in a row: the list of themes and the signature are the longest."""

_OWN = re.compile(r"^(?:oui|non)\b|\b(?:nous|notre|nos|je|mon|ma|mes|j)\b")


def find(
    blocks: Sequence[Block], units: Sequence[Unit], matches: Mapping[Unit, Match | None], titles: Titles
) -> dict[int, str]:
    """The letter's blocks by number, with the evidence."""
    total: defaultdict[int, int] = defaultdict(int)
    known: defaultdict[int, int] = defaultdict(int)
    asked: set[int] = set()
    for unit in units:
        total[unit.block.number] += len(unit.words)
        match = matches.get(unit)
        if match is not None and match.ours is Ours.LETTER:
            # "Madame, Monsieur," is everybody's; between two passages of the letter it is ours.
            known[unit.block.number] += 0 if courtesy.greets(unit.block.text) else len(unit.words)
        elif match is not None:
            asked.add(unit.block.number)
    certain = {
        number: round(known[number] / total[number], 2) for number in known if known[number] * 3 >= total[number] * 2
    }
    found = {
        number: EVIDENCE["letter"].format(score=f"{share:.2f}".replace(".", ",")) for number, share in certain.items()
    }
    order = [block.number for block in blocks]
    text = {block.number: block.text for block in blocks}
    places = [at for at, number in enumerate(order) if number in certain]
    for before, after in pairwise(places):
        between = order[before + 1 : after]
        if len(between) <= LONGEST_GAP and not any(
            number in asked or _speaks(text[number], titles) for number in between
        ):
            found.update((number, EVIDENCE["letter-between"]) for number in between)
    return found


def _speaks(text: str, titles: Titles) -> bool:
    """Whether a line may be the candidate's, typed into our letter."""
    folded = fold(text)
    if len(text.split()) > LONGEST_LINE or _OWN.search(folded):
        return True
    mark = mark_of(text)
    listed = mark is not None and max(titles.title_scores(" ".join(text.split()[mark.length :]))) >= LISTED
    return mark is not None and mark.explicit and not listed
