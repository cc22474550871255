"""The seeds' answers under headings of every style seen or likely, in and out of order: each word under its theme."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from questioned import Asked

from ccf_docs.intake import readers
from ccf_docs.intake.readers.lines import typed_line
from ccf_docs.model.campaign import Theme
from ccf_docs.model.document import Block, Document
from ccf_docs.model.response import SegmentRole

CASES = Path(__file__).parent / "cases"
BEFORE = (
    "Canton de Vergerville",
    "Réponses de Prune Abricot et Basile Concombre",
    "Madame, Monsieur,",
    "Nous vous remercions de votre questionnaire et vous adressons nos réponses.",
)
AFTER = (
    "Nous restons à votre disposition pour échanger.",
    "Bien cordialement,",
    "Prune Abricot et Basile Concombre",
    "Candidats du canton de Vergerville",
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def asked_whole(theme: Theme) -> list[str]:
    return [line for text in (theme.context, *(q.text for q in theme.questions)) for line in text.splitlines() if line]


STYLES: dict[str, Callable[[int, Theme], list[str]]] = {
    "theme, number, title": lambda number, theme: [f"Thème {number} – {theme.title}"],
    "roman number, title": lambda number, theme: [f"{ROMAN[number - 1]}. {theme.title}"],
    "number with degree, title": lambda number, theme: [f"{number}°) {theme.title}"],
    "number with hyphen, title": lambda number, theme: [f"{number}- {theme.title}"],
    "title alone": lambda _, theme: [theme.title],
    "title in capitals": lambda _, theme: [theme.title.upper() + " :"],
    "title in stars": lambda number, theme: [f"**{number}. {theme.title}**"],
    "title underlined": lambda _, theme: [theme.title, "-----"],
    "last words of the title": lambda number, theme: [f"{number}) " + " ".join(theme.title.split()[-2:])],
    "question, number": lambda number, _: [f"Question {number} :"],
    "answer, number": lambda number, _: [f"Réponse {number}"],
    "Q and number": lambda number, _: [f"Q{number}"],
    "number with full stop": lambda number, _: [f"{number}."],
    "number alone": lambda number, _: [f"{number}"],
    "title and questions": lambda _, theme: [theme.title, *asked_whole(theme)],
    "title, questions in one paragraph": lambda number, theme: [
        f"{number}. {theme.title}",
        " ".join(asked_whole(theme)),
    ],
    "questions only": lambda _, theme: asked_whole(theme),
    "number and questions": lambda number, theme: [f"{number}. " + " ".join(asked_whole(theme))],
    "last question only": lambda _, theme: [theme.questions[-1].text],
    "first sentence asked": lambda _, theme: [theme.questions[0].text.partition("?")[0] + "?"],
    "questions in quotes": lambda _, theme: [f"« {question.text} »" for question in theme.questions],
}
INLINE: dict[str, Callable[[int], str]] = {
    "number before the answer": lambda number: f"{number}.",
    "question and number before the answer": lambda number: f"Question {number} :",
}


def answers_of(seed: str, asked: Asked) -> dict[str, list[str]]:
    """The lines of a seed's answers by theme."""
    document = readers.read(CASES / f"seed-{seed}.txt")
    lines: dict[str, list[str]] = {}
    for segment in asked.align(document):
        if segment.role is SegmentRole.ANSWER:
            lines.setdefault(segment.themes[0], []).extend(filter(None, segment.text.split("\n")))
    return lines


def returned(style: str, seed: str, asked: Asked, *, shuffled: bool) -> Iterator[tuple[str, str | None, int]]:
    """Lines, the theme whose answer they are, and how many of their first words are not."""
    lines = answers_of(seed, asked)
    themes = [theme for theme in asked.themes if theme.id in lines]
    numbers = {theme.id: number for number, theme in enumerate(asked.themes, start=1)}
    if shuffled:
        random.Random(5).shuffle(themes)
    yield from ((line, None, 0) for line in BEFORE)
    for theme in themes:
        answer = lines[theme.id]
        if style in INLINE:
            mark = INLINE[style](numbers[theme.id])
            yield f"{mark} {answer[0]}", theme.id, len(mark.split())
            answer = answer[1:]
        else:
            yield from ((line, None, 0) for line in STYLES[style](numbers[theme.id], theme))
        yield from ((line, theme.id, 0) for line in answer)
    yield from ((line, None, 0) for line in AFTER)


@pytest.mark.parametrize("shuffled", [False, True], ids=["in order", "out of order"])
@pytest.mark.parametrize("seed", ["000", "002"])
@pytest.mark.parametrize("style", [*STYLES, *INLINE])
def test_every_word_comes_under_its_theme(style: str, seed: str, shuffled: bool, ccf: Asked) -> None:
    blocks: list[Block] = []
    expected: list[str | None] = []
    for line, theme, before in returned(style, seed, ccf, shuffled=shuffled):
        kind, text = typed_line(line)
        blocks.append(Block(len(blocks) + 1, text, kind))
        expected.extend([None] * before + [theme] * (len(text.split()) - before))
    document = Document(tuple(blocks))
    found: list[str | None] = []
    for segment in ccf.align(document):
        themes = segment.themes if segment.role is SegmentRole.ANSWER else (None,)
        found.extend(list(themes[:1]) * len(document.words_at(segment.place)))
    assert found == expected
