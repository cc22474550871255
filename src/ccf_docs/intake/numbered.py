"""Headings that only their number tells: `3)`, `Question 3 :`, `[3]`, with a title of the candidate's own or none."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ccf_docs.intake import courtesy
from ccf_docs.intake.heading import Heading
from ccf_docs.intake.marks import Mark
from ccf_docs.intake.titles import Titles
from ccf_docs.model.document import Block
from ccf_docs.text.reading import EVIDENCE

IN_TURN, OUT_OF_TURN, FOREIGN = 0.65, 0.55, 0.4
LONGEST_FOREIGN = 16
"""Words of a heading whose number no theme has."""
LONGEST_TITLE = 8

_Marked = tuple[Block, Mark]


def between(
    marked: Sequence[_Marked], known: Sequence[Heading], titles: Titles, followed: Collection[int]
) -> list[Heading]:
    """Beside headings known by their words: only for themes that none of them opens, and where their turn comes."""
    styles = {heading.style for heading in known if heading.style}
    taken = {theme for heading in known for theme in heading.themes}
    place = {theme.id: at for at, theme in enumerate(titles.themes)}
    found: list[Heading] = []
    for block, mark in marked:
        if styles and mark.style not in styles and len(mark.numbers) == 1:
            continue
        if max(mark.numbers) > len(titles.themes):
            if len(block.words) <= LONGEST_FOREIGN and mark.style in styles and block.text[-1] not in ".;,":
                evidence = EVIDENCE["heading-foreign"].format(words=block.text)
                found.append(Heading(block.number, len(block.words), (), None, FOREIGN, evidence, mark.style))
            continue
        themes = _themes(mark, titles)
        before = [place[heading.themes[0]] for heading in known if heading.block < block.number]
        after = [place[heading.themes[0]] for heading in known if heading.block > block.number]
        turn = all(max(before, default=-1) < place[theme] < min(after, default=len(place)) for theme in themes)
        if themes and turn and not taken & set(themes):
            taken.update(themes)
            found.append(_heading(block, mark, themes, None, followed, IN_TURN))
    return found


def alone(marked: Sequence[_Marked], titles: Titles, followed: Collection[int]) -> list[Heading]:
    """Where nothing else tells a theme: the list of numbers, counted by theme, or by question where it goes beyond."""
    styles = dict.fromkeys(mark.style for _, mark in marked)
    runs = [_out_of_turn(marked, style, titles) or _outermost(marked, style) for style in styles]
    run = max(runs, key=_worth, default=[])
    questions = [(theme.id, question.id) for theme in titles.themes for question in theme.questions]
    highest = max((number for _, mark in run for number in mark.numbers), default=0)
    if _worth(run) < min(2, len(titles.themes)) or highest > len(questions):
        return []
    values = [(mark.numbers, mark.part) for _, mark in run]
    score = IN_TURN if values == sorted(values) else OUT_OF_TURN
    found = []
    for block, mark in run:
        themes, question = _themes(mark, titles), None
        if highest > len(titles.themes):
            asked = [questions[number - 1] for number in mark.numbers if number]
            themes = tuple(dict.fromkeys(theme for theme, _ in asked))
            question = asked[0][1] if len(asked) == 1 else None
        elif mark.part and len(themes) == 1:
            own = next(theme for theme in titles.themes if theme.id == themes[0]).questions
            question = own[mark.part - 1].id if mark.part <= len(own) else None
        if themes:
            found.append(_heading(block, mark, themes, question, followed, score))
    return found


def _themes(mark: Mark, titles: Titles) -> tuple[str, ...]:
    return tuple(titles.themes[number - 1].id for number in mark.numbers if 0 < number <= len(titles.themes))


def _out_of_turn(marked: Sequence[_Marked], style: str, titles: Titles) -> list[_Marked]:
    """Numbers in any order, where each stands once: after a word ("Question 3"), or all of them from 1 on."""
    run = [(block, mark) for block, mark in marked if mark.style == style]
    numbers = [(mark.numbers, mark.part) for _, mark in run]
    if len(set(numbers)) < len(numbers) or numbers == sorted(numbers):
        return []
    plain = {mark.numbers[0] for _, mark in run}
    whole = plain == set(range(1, len(plain) + 1)) and len(plain) * 2 >= len(titles.themes)
    return run if style[0].isalpha() or whole else []


def _outermost(marked: Sequence[_Marked], style: str) -> list[_Marked]:
    """Rising numbers of one style, grouped ones included; a list that begins anew inside an item is that item's own."""
    run = [(block, mark) for block, mark in marked if mark.style == style or len(mark.numbers) > 1]
    values = [(mark.numbers[0], mark.part) for _, mark in run]
    lists: list[list[_Marked]] = []
    for at, item in enumerate(run):
        level = _level(lists, values[at], again=values[at] in values[at + 1 :])
        if level is None:
            lists.append([item])
        else:
            del lists[level + 1 :]
            lists[level].append(item)
    return lists[0] if lists else []


def _level(lists: Sequence[Sequence[_Marked]], value: tuple[int, int], *, again: bool) -> int | None:
    """The list that a number carries on, None where it begins one; of two that it fits, the inner if it comes again."""
    number, part = value
    lasts = [(items[-1][1].numbers[0], items[-1][1].part) for items in lists]
    used = [{used for _, mark in items for used in mark.numbers} for items in lists]
    if number == 1 and part <= 1 and lasts and lasts[-1] >= value:
        return None
    following = [next(free for free in range(min(taken), 1000) if free not in taken) for taken in used]
    fits = [at for at, last in enumerate(lasts) if number == following[at] or (number == last[0] and part > last[1])]
    if fits:
        return fits[-1] if again else fits[0]
    rising = [at for at, last in enumerate(lasts) if value > last and number not in used[at]]
    return rising[0] if rising else None


def _worth(run: Sequence[_Marked]) -> int:
    return len({number for _, mark in run for number in mark.numbers})


def _heading(
    block: Block,
    mark: Mark,
    themes: tuple[str, ...],
    question: str | None,
    followed: Collection[int],
    score: float,
) -> Heading:
    """A short line with an answer under it is a heading whole; of any other line only the mark is."""
    words = block.words[mark.length :]
    title = 0 < len(words) <= LONGEST_TITLE and block.text[-1] not in ".!?…»;," and block.number in followed
    says = courtesy.answers_at_once(" ".join(words))
    length = len(block.words) if title and not says and not mark.part else mark.length
    evidence = EVIDENCE["heading-number"].format(mark=mark.text, themes=", ".join(themes))
    return Heading(block.number, length, themes, question, score, evidence, mark.style)
