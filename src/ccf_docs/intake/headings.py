"""Finds the headings of a returned file, whatever their style, and the theme that each one opens.

A heading is recognised by its title (the questionnaire's own, altered, or the candidate's in the theme's words), with
or without a number; a number alone counts only where no title speaks for that theme.
That order keeps a candidate's own list ("1/ 2/ 3/" inside an answer) an answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ccf_docs.intake import loose, numbered, own_numbers
from ccf_docs.intake.heading import Heading
from ccf_docs.intake.marks import Mark, mark_of
from ccf_docs.intake.titles import Titles, stems
from ccf_docs.model.document import Block, BlockKind
from ccf_docs.text.reading import EVIDENCE
from ccf_docs.text.words import fold

LONGEST = 16
"""Words of a heading that fills its block."""
TITLE_ALONE = 0.78
TITLE_NUMBERED = 0.6
TITLE_BEFORE_TEXT = 0.8
MARGIN = 0.08
"""By which the best theme must beat the second."""

SPEAKS = re.compile(r"\b(?:nous|je|j|notre|nos|mon|ma|mes|on|oui)\b")
_GENERAL = re.compile(
    r"(?:\w{1,3} )?(?:(?:en |pour )?(?:conclusion|conclure|preambule|introduction|resume)|avant propos|mot de la fin|"
    r"remarques? (?:generales?|finales?|complementaires?)|commentaires? (?:generaux|general|libres?))"
)
_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BULLET, BlockKind.TABLE_CELL)


def headings(
    blocks: Sequence[Block], titles: Titles, letter: Collection[int], asked: Mapping[int, str]
) -> dict[int, Heading]:
    """The headings by block number.

    `letter` holds the blocks of our letter, `asked` the theme of those that begin with a question of ours: such a block
    tells its theme as a title does, and the numbers that are left over must not claim it again.
    """
    free = [block for block in blocks if block.kind in _KINDS and block.number not in asked]
    order = [block for block in blocks if block.kind in _KINDS]
    after = {block.number: following for block, following in pairwise(order)}
    titled = [heading for block in free if (heading := _titled(block, titles, after.get(block.number)))]
    titled = _without_contents(titled, blocks, letter)
    named = {heading.block for heading in titled}
    marked = [
        (block, mark)
        for block in free
        if block.number not in named and block.number not in letter
        if (mark := mark_of(block.text, block.label)) is not None and mark.explicit
    ]
    known = [heading for heading in titled if heading.live]
    known.extend(_asking(block, asked[block.number]) for block in blocks if block.number in asked)
    starts = named | {block.number for block, _ in marked}
    followed = {block.number: following for block, following in pairwise(order) if following.number not in starts}
    own = [block for block in free if block.number not in letter]
    if known:
        found = numbered.between(marked, known, titles, followed)
    else:
        found = numbered.alone(marked, titles, followed) or numbered.unmarked(own, titles, followed)
    begun = {heading.block: heading for heading in (*titled, *found)}
    found = own_numbers.checked(found, own, begun, titles) if not known else found
    live = [heading for heading in titled if heading.live]
    if not found and len(live) == len(known) and not any(heading.style for heading in live):
        found = loose.find(own, titles, live, after) or ([] if live else numbered.by_place(own, titles))
    of_themes = [heading.block for heading in (*titled, *found) if heading.live]
    found = [*found, *_round_the_answers(own, of_themes, after)]
    return {heading.block: heading for heading in (*titled, *found)}


def _round_the_answers(own: Sequence[Block], live: Collection[int], after: Mapping[int, Block]) -> list[Heading]:
    """Headings of what frames the answers: "Introduction" before the first, "Conclusion" after the last."""
    return [
        Heading(block.number, len(block.words), (), None, 0.8, EVIDENCE["heading-general"], general=True)
        for block in own
        if _GENERAL.fullmatch(fold(block.text)) and block.number in after and block.number not in live
        if live and not min(live) < block.number < max(live)
    ]


def _asking(block: Block, theme: str) -> Heading:
    mark = mark_of(block.text, block.label)
    return Heading(block.number, 0, (theme,), None, 1.0, "", mark.style if mark else "")


@dataclass(frozen=True, slots=True)
class _Meaning:
    """The theme that a title means: its index, the likeness of the title alone, and with the number's word for it."""

    at: int
    likeness: float
    score: float


def _titled(block: Block, titles: Titles, after: Block | None) -> Heading | None:
    """The heading that a block is or begins with. `after`: the next block, for a title too short to tell by itself."""
    mark = mark_of(block.text, block.label)
    words = block.words
    length = mark.length if mark else 0
    text = " ".join(words[length:])
    whole = _meaning(text, mark, titles) if len(words) - length <= LONGEST else None
    if whole is not None and whole.likeness < TITLE_NUMBERED and not _stands_over(after, mark):
        whole = None
    before = _before_text(block, mark, length, titles)
    if before is not None and (whole is None or before.likeness > whole.likeness + 0.02):
        return before.heading
    if whole is not None and (_stands_alone(block, mark, whole) or _names_one(block, text, whole, titles, after)):
        return _heading(block, len(words), whole, mark, titles)
    return before.heading if before is not None else None


@dataclass(frozen=True, slots=True)
class _Before:
    likeness: float
    heading: Heading


def _before_text(block: Block, mark: Mark | None, length: int, titles: Titles) -> _Before | None:
    """A title with its answer in the same paragraph: "2. Budget de l’action sociale : nous…"."""
    words = block.words
    if block.kind is BlockKind.BULLET:
        return None
    for end in range(length + 1, min(length + LONGEST, len(words))):
        sign = words[end - 1][-1] in ":.?" or words[end - 1] in ("–", "—", "-")
        if not sign and not words[end][:1].isupper():
            continue
        title = " ".join(words[length:end]).rstrip(" :.–—-")
        found = _meaning(title, mark, titles)
        if found is not None and found.likeness >= (TITLE_BEFORE_TEXT if sign else 0.93):
            capped = replace(found, score=min(found.score, found.likeness + 0.1))
            return _Before(found.likeness, _heading(block, end, capped, mark, titles))
    return None


def _meaning(text: str, mark: Mark | None, titles: Titles) -> _Meaning | None:
    """The theme that a title means; None when two come equally near."""
    by_title, by_words = titles.title_scores(text), titles.vocabulary_scores(text)
    scores = []
    for at, (title, known) in enumerate(zip(by_title, by_words, strict=True)):
        numbered = mark is not None and mark.numbers == (at + 1,)
        likely = max(title, 0.75 * known) if numbered else title
        scores.append(likely + 0.2 * (numbered and likely > 0.3))
    ranked = sorted(range(len(scores)), key=lambda at: -scores[at])
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < MARGIN:
        return None
    return _Meaning(ranked[0], by_title[ranked[0]], min(scores[ranked[0]], 1.0))


def _stands_alone(block: Block, mark: Mark | None, meaning: _Meaning) -> bool:
    """Whether the block is a title and not a short answer: an answer speaks, and ends like a sentence."""
    if block.text[-1] in ".?!;,…" and meaning.likeness < (0.8 if block.text[-1] == "." and mark else 0.95):
        return False
    if SPEAKS.search(fold(block.text)) and meaning.likeness < 0.85:
        return False
    if block.kind is BlockKind.BULLET:
        return meaning.score >= 0.92
    if mark is not None or block.kind is BlockKind.HEADING:
        return meaning.score >= TITLE_NUMBERED
    return meaning.score >= TITLE_ALONE


def _stands_over(after: Block | None, mark: Mark | None) -> bool:
    """Whether a numbered line that is not like its theme's title has an answer under it, and so may be a title.

    "2 b) Les cuisiniers" answers, and so does a line with the next number below it.
    """
    below = mark_of(after.text, after.label) if after is not None else None
    return after is not None and not (mark and mark.part) and (below is None or not below.explicit)


def _names_one(block: Block, text: str, meaning: _Meaning, titles: Titles, after: Block | None) -> bool:
    """A line of a few words, all of them from one title ("Le logement"), over a longer paragraph."""
    if block.kind is BlockKind.BULLET or len(block.words) > 4 or not text[-1:].isalnum():
        return False
    if after is None or len(after.words) < 5:
        return False
    return meaning.likeness >= 0.6 and stems(text) <= stems(titles.themes[meaning.at].title)


def _heading(block: Block, words: int, meaning: _Meaning, mark: Mark | None, titles: Titles) -> Heading:
    theme = titles.themes[meaning.at]
    score = round(meaning.score, 2)
    evidence = EVIDENCE["heading-title"].format(
        words=" ".join(block.words[:words]),
        title=theme.title,
        number=meaning.at + 1,
        score=f"{score:.2f}".replace(".", ","),
    )
    return Heading(block.number, words, (theme.id,), None, score, evidence, mark.style if mark else "")


def _without_contents(found: list[Heading], blocks: Sequence[Block], letter: Collection[int]) -> list[Heading]:
    """Of several headings for one theme, those with nothing but headings and letter after them are not live."""
    starts = {heading.block: heading for heading in found}
    followed: dict[int, bool] = {}
    current: Heading | None = None
    for block in blocks:
        heading = starts.get(block.number)
        if heading is not None:
            current = heading
            followed[current.block] = heading.words < len(block.words)
        elif current is not None and block.number not in letter and block.kind in (*_KINDS, BlockKind.PLACEHOLDER):
            followed[current.block] = True
    of_theme: defaultdict[str, list[Heading]] = defaultdict(list)
    for heading in found:
        of_theme[heading.themes[0]].append(heading)
    live: set[int] = set()
    for same in of_theme.values():
        outside = [heading for heading in same if heading.block not in letter]
        filled = [heading for heading in outside if followed[heading.block]] or outside[-1:]
        best = max((heading.score for heading in filled), default=0.0)
        live.update(heading.block for heading in filled if heading.score >= min(best, 0.85))
    kept = [heading for heading in found if heading.block in live]
    contents = [
        replace(heading, live=False) for heading in found if heading.block not in live and not followed[heading.block]
    ]
    return sorted((*kept, *contents), key=lambda heading: heading.block)
