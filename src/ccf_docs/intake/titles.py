"""How near some words come to a theme: to its title, and to the words that only this theme uses."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from ccf_docs.model.campaign import Theme
from ccf_docs.text.words import fold

EMPTY = frozenset(
    "a accord au aux avec avez c ce ces cet cette chacun chaque chez comme comment comptez d dans de des du "
    "elle elles en envisagez est et etes etre faire fait il ils j je l la le les leur leurs lui ma mes mon n "
    "ne nos notre nous on ou par pas plus pour pres prevoyez qu que quel quelle quelles quels question "
    "questions qui reponse reponses s sa sans se ses si soi son sont sur theme tous tout toute toutes un une "
    "vos votre vous y".split()
)
"""Words that tell no theme from another."""

GENERIC = frozenset(
    "action candidat canton citoyen commune compte departement departemental election elu engagement ensemble habitant "
    "mandat mesure moyen national pay personne plan politique priorite programme projet public publique region sen "
    "service social sociale socio soutenir territoire ville vie".split()
)
"""Stems that every candidate writes in any letter: by themselves they make no topic."""


@dataclass(frozen=True, slots=True)
class Topic:
    """How much a paragraph has of a theme: weight, number and share of the words that tell it.

    `in_title`: one of them stands in the theme's title.
    """

    theme: Theme
    weight: float
    words: int
    share: float
    in_title: bool


@dataclass(frozen=True)
class Titles:
    """The themes of a campaign, ready to compare with."""

    themes: tuple[Theme, ...]

    def title_scores(self, text: str) -> list[float]:
        """For each theme, how like its title the words are, from 0 to 1."""
        folded = fold(text)
        said = _stems_of(folded.split())
        return [self._title_score(folded, said, title, known) for title, known in self._titles]

    def vocabulary_scores(self, text: str) -> list[float]:
        """For each theme, the share of the words' weight that its title, context and questions know."""
        said = stems(text)
        total = sum(self._weight(stem) for stem in said)
        return [
            sum(self._weight(stem) for stem in said & known) / total if total else 0.0 for known in self._vocabularies
        ]

    def loose_scores(self, text: str) -> list[float]:
        """For each theme, the share of the words' weight that it knows, in any form of the word and in its id too."""
        said = stems(text)
        return [
            self._held(said, known | stems(theme.id))
            for theme, known in zip(self.themes, self._vocabularies, strict=True)
        ]

    def contained_scores(self, text: str) -> list[float]:
        """For each theme, the share of the words' weight that stands in its title or its id."""
        said = stems(text)
        return [
            self._held(said, title | stems(theme.id))
            for theme, (_, title) in zip(self.themes, self._titles, strict=True)
        ]

    def _held(self, said: frozenset[str], known: frozenset[str]) -> float:
        total = sum(map(self._weight, said))
        held = (stem for stem in said if any(_related(stem, other) for other in known))
        return sum(map(self._weight, held)) / total if total else 0.0

    def topics(self, text: str, *, loosely: bool = False) -> list[Topic]:
        """For each theme, how much of a paragraph speaks of it and of few others; a word of its title counts double.

        Loosely: in any form of the word.
        """
        said = stems(text)
        found = []
        for theme, known, (_, title) in zip(self.themes, self._vocabularies, self._titles, strict=True):
            held = {stem for stem in known if any(_related(stem, other) for other in said)} if loosely else said & known
            telling = [stem for stem in held if self._frequency[stem] * 2 <= len(self.themes) and stem not in GENERIC]
            weight = sum(self._weight(stem) * (1 + (stem in title)) for stem in telling)
            found.append(
                # A title that means nothing ("Question 2") cannot be asked for one of its words.
                Topic(
                    theme,
                    weight,
                    len(telling),
                    len(telling) / max(len(said), 1),
                    not title or bool(title & set(telling)),
                )
            )
        return found

    def _title_score(self, folded: str, said: frozenset[str], title: str, known: frozenset[str]) -> float:
        if not said or not known:  # "Question 2" means nothing but itself
            return float(folded == title)
        shared = {stem for stem in said if any(_alike(stem, other) for other in known)}
        if not shared:
            return 0.0
        held = {stem for stem in known if any(_alike(stem, other) for other in said)}
        containment = sum(map(self._weight, shared)) / sum(map(self._weight, said))
        cover = sum(map(self._weight, held)) / sum(map(self._weight, known))
        return max(fuzz.ratio(folded, title) / 100, 0.55 * containment + 0.45 * cover)

    @cached_property
    def _titles(self) -> tuple[tuple[str, frozenset[str]], ...]:
        return tuple(
            (fold(theme.title), frozenset(stem for stem in stems(theme.title) if not stem.isdigit()))
            for theme in self.themes
        )

    @cached_property
    def _vocabularies(self) -> tuple[frozenset[str], ...]:
        return tuple(
            stems(" ".join((theme.title, theme.context, *(question.text for question in theme.questions))))
            for theme in self.themes
        )

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(stem for vocabulary in self._vocabularies for stem in vocabulary)

    def _weight(self, stem: str) -> float:
        """Words of few themes weigh more; an unknown word weighs as much as one of a single theme."""
        return math.log((len(self.themes) + 1) / max(self._frequency[stem], 1))


def titles(themes: Sequence[Theme]) -> Titles:
    """The themes, ready to compare with."""
    return Titles(tuple(themes))


def stems(text: str) -> frozenset[str]:
    """The words that mean something, without the mark of the plural."""
    return _stems_of(fold(text).split())


def _stems_of(tokens: Iterable[str]) -> frozenset[str]:
    return frozenset(
        token.rstrip("sx") if len(token) > 3 else token for token in tokens if token not in EMPTY and len(token) > 1
    )


def _related(stem: str, other: str) -> bool:
    """Alike, or another form of one word: "stationner", "stationnement"."""
    if _alike(stem, other):
        return True
    shared = next(
        (at for at, (a, b) in enumerate(zip(stem, other, strict=False)) if a != b), min(len(stem), len(other))
    )
    return shared >= 6 and shared * 3 >= 2 * max(len(stem), len(other))


def _alike(stem: str, other: str) -> bool:
    return stem == other or (min(len(stem), len(other)) > 4 and fuzz.ratio(stem, other) >= 84)
