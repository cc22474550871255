"""Headings that only their number tells: `3)`, `Question 3 :`, `[3]`, `c)`, with the candidate's own title or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ccf_docs.intake import courtesy
from ccf_docs.intake.heading import Heading
from ccf_docs.intake.marks import Mark, letter_of, mark_of
from ccf_docs.intake.titles import Titles
from ccf_docs.model.document import Block, BlockKind
from ccf_docs.text.reading import EVIDENCE

IN_TURN, OUT_OF_TURN, FOREIGN, BY_PLACE = 0.65, 0.55, 0.4, 0.5
LONGEST_FOREIGN = 16
"""Words of a heading whose number no theme has."""
LONGEST_TITLE = 8
SHORTEST_LIST = 3
"""Marks that only stand together are a list from so many on."""

Marked = tuple[Block, Mark]
Following = Mapping[int, Block]
"""The block after each one, where that begins nothing of its own."""


def between(marked: Sequence[Marked], known: Sequence[Heading], titles: Titles, followed: Following) -> list[Heading]:
    """Beside headings known by their words: only for themes that none of them opens, and where their turn comes."""
    styles = {heading.style for heading in known if heading.style}
    taken = {theme for heading in known for theme in heading.themes}
    place = {theme.id: at for at, theme in enumerate(titles.themes)}
    one_list = _rises_with(marked, known, place)
    found: list[Heading] = []
    for block, mark in marked:
        if styles and mark.style not in styles and len(mark.numbers) == 1 and not one_list:
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


def _rises_with(marked: Sequence[Marked], known: Sequence[Heading], place: Mapping[str, int]) -> bool:
    """Whether all numbers of the file, with the headings known by their words, count up once, whatever their styles."""
    steps = [(block.number, (mark.numbers[0], mark.part), (mark.numbers[-1], mark.part)) for block, mark in marked]
    for heading in known:
        first, last = place[heading.themes[0]] + 1, place[heading.themes[-1]] + 1
        steps.append((heading.block, (first, 0), (last, 0)))
    steps.sort()
    return all(last < first for (_, _, last), (_, first, _) in pairwise(steps))


def alone(marked: Sequence[Marked], titles: Titles, followed: Following) -> list[Heading]:
    """Where nothing else tells a theme: the list of numbers, counted by theme, or by question where it goes beyond."""
    styles = dict.fromkeys(mark.style for _, mark in marked)
    runs = [_out_of_turn(marked, style, titles) or _outermost(marked, style) for style in styles]
    if len(styles) > 1 and _rises_with(marked, (), {}):
        runs.insert(0, list(marked))
    run = max(runs, key=_worth, default=[])
    return _counted(run, titles, followed) if _worth(run) >= min(2, len(titles.themes)) else []


def unmarked(blocks: Sequence[Block], titles: Titles, followed: Following) -> list[Heading]:
    """Where no list of numbers has a sign: figures ("1 OUI") or letters ("b) Oui") that count up from the first."""
    plain = [(block, mark) for block in blocks if (mark := mark_of(block.text, block.label)) and not mark.explicit]
    letters = [(block, mark) for block in blocks if (mark := letter_of(block.text, block.label))]
    for marked in (plain, letters):
        steps = [(mark.numbers[0], mark.part) for _, mark in marked]
        counts_up = all(_next(before, after) for before, after in pairwise([(0, 0), *steps]))
        one_style = len({mark.style for _, mark in marked}) == 1
        if counts_up and one_style and len(marked) >= max(SHORTEST_LIST, len(titles.themes) // 2):
            starts = {block.number for block, _ in marked}
            below = {number: block for number, block in followed.items() if block.number not in starts}
            return _counted(marked, titles, below)
    return []


def _next(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a number follows another without a gap: 1, 2.1, 2.2, 3."""
    within = after[0] == before[0] and before[1] > 0 and after[1] == before[1] + 1
    return within or (after[0] == before[0] + 1 and after[1] <= 1)


def by_place(blocks: Sequence[Block], titles: Titles) -> list[Heading]:
    """As many list items in a row as there are themes, and nothing else than courtesies: each answers in its turn."""
    items = [block for block in blocks if block.kind is BlockKind.BULLET]
    others = [block for block in blocks if block.kind is not BlockKind.BULLET]
    in_a_row = items and items[-1].number - items[0].number == len(items) - 1
    if len(items) != len(titles.themes) or len(items) < SHORTEST_LIST or not in_a_row:
        return []
    if not all(
        courtesy.opens(block.text) or courtesy.closes(block.text) or courtesy.signs(block.text) for block in others
    ):
        return []
    return [
        Heading(
            block.number, 0, (theme.id,), None, BY_PLACE, EVIDENCE["heading-place"].format(place=at, count=len(items))
        )
        for at, (block, theme) in enumerate(zip(items, titles.themes, strict=True), start=1)
    ]


def _counted(run: Sequence[Marked], titles: Titles, followed: Following) -> list[Heading]:
    questions = [(theme.id, question.id) for theme in titles.themes for question in theme.questions]
    highest = max((number for _, mark in run for number in mark.numbers), default=0)
    if highest > len(questions):
        return []
    values = [(mark.numbers, mark.part) for _, mark in run]
    score = IN_TURN if values == sorted(values) else OUT_OF_TURN
    found = []
    spoken = [block for block, mark in run if len(block.words) > mark.length and block.number not in followed]
    if len(spoken) * 3 >= len(run) * 2:  # they answer on the line of the number: no line is a title
        followed = {}
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


def _out_of_turn(marked: Sequence[Marked], style: str, titles: Titles) -> list[Marked]:
    """Numbers in any order, where each stands once: after a word ("Question 3"), or all of them from 1 on."""
    run = [(block, mark) for block, mark in marked if mark.style == style]
    numbers = [(mark.numbers, mark.part) for _, mark in run]
    if len(set(numbers)) < len(numbers) or numbers == sorted(numbers):
        return []
    plain = {mark.numbers[0] for _, mark in run}
    whole = plain == set(range(1, len(plain) + 1)) and len(plain) * 2 >= len(titles.themes)
    return run if style[0].isalpha() or whole else []


def _outermost(marked: Sequence[Marked], style: str) -> list[Marked]:
    """Rising numbers of one style, grouped ones included; a list that begins anew inside an item is that item's own."""
    run = [(block, mark) for block, mark in marked if mark.style == style or len(mark.numbers) > 1]
    values = [(mark.numbers[0], mark.part) for _, mark in run]
    lists: list[list[Marked]] = []
    for at, item in enumerate(run):
        level = _level(lists, values[at], again=values[at] in values[at + 1 :])
        if level is None:
            lists.append([item])
        else:
            del lists[level + 1 :]
            lists[level].append(item)
    return lists[0] if lists else []


def _level(lists: Sequence[Sequence[Marked]], value: tuple[int, int], *, again: bool) -> int | None:
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


def _worth(run: Sequence[Marked]) -> int:
    return len({number for _, mark in run for number in mark.numbers})


def _heading(
    block: Block,
    mark: Mark,
    themes: tuple[str, ...],
    question: str | None,
    followed: Following,
    score: float,
) -> Heading:
    """A short line with an answer under it is a heading whole; of any other line only the mark is."""
    words = block.words[mark.length :]
    below = followed.get(block.number)
    title = 0 < len(words) <= LONGEST_TITLE and block.text[-1] not in ".!?…»;," and below is not None
    # "5) Deux mesures :" before a list says what the list is.
    announces = block.text[-1] == ":" and below is not None and below.kind is BlockKind.BULLET
    says = courtesy.answers_at_once(" ".join(words)) or announces
    length = len(block.words) if title and not says and not mark.part else mark.length
    evidence = EVIDENCE["heading-number"].format(mark=mark.text, themes=", ".join(themes))
    return Heading(block.number, length, themes, question, score, evidence, mark.style)
