"""Names of other people who stand, inside a candidate's words: flagged for a person to read, never changed.

In the weeks before a vote a passage about an opponent can be contested within a day; the collective wants to know of it
before it prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ccf_docs.intake.segment import Segment
from ccf_docs.model.candidacy import Candidacy, Person
from ccf_docs.model.document import Notice
from ccf_docs.model.response import SegmentRole
from ccf_docs.text.reading import NOTICES
from ccf_docs.text.words import fold

SHORTEST_NAME = 4
"""Letters of a last name that tells somebody by itself; shorter ones are words."""

_TITLE = r"(?:m|mm|mme|mmes|mlle|monsieur|madame|messieurs|mesdames|dr|docteur|maire|sortante?s?)"


def named_opponents(segments: Sequence[Segment], candidacies: Sequence[Candidacy], sender: str) -> tuple[Notice, ...]:
    """A notice for each name of somebody else in what the candidacy `sender` says, with its place."""
    found: list[Notice] = []
    for segment in segments:
        if segment.role in (SegmentRole.ANSWER, SegmentRole.GENERAL):
            for where, line in _lines(segment):
                found.extend(
                    Notice("named-opponent", NOTICES["named-opponent"].format(words=name), where)
                    for name in named(line, candidacies, sender)
                )
    return tuple(found)


def _lines(segment: Segment) -> Iterator[tuple[str, str]]:
    """The lines of a segment with their places: those of its blocks, where each line is a block."""
    lines = [line for line in segment.text.splitlines() if line]
    first, last = segment.place.first, segment.place.last
    each = len(lines) == last - first + 1 and len(lines) > 1
    yield from ((f"¶{first + at}" if each else str(segment.place), line) for at, line in enumerate(lines))


def named(text: str, candidacies: Sequence[Candidacy], sender: str) -> tuple[str, ...]:
    """The names of others that a text gives, each once, as the list of candidates writes them.

    A full name counts wherever its bearer stands; a last name alone where both stand in one constituency, and written
    as a name: after a title, or with a capital inside a sentence.
    """
    own = next((candidacy for candidacy in candidacies if candidacy.id == sender), None)
    family = {fold(person.last_name) for person in own.people} if own is not None else set()
    folded = f" {fold(text)} "
    found: list[str] = []
    for candidacy in candidacies:
        near = own is not None and candidacy.constituency == own.constituency
        if candidacy.id != sender:
            found.extend(
                _written(person)
                for person in candidacy.people
                if _full(person, folded)
                or (near and fold(person.last_name) not in family and _alone(person, text, folded))
            )
    return tuple(dict.fromkeys(found))


def _written(person: Person) -> str:
    return f"{person.first_name} {person.last_name}".strip()


def _full(person: Person, folded: str) -> bool:
    first, last = fold(person.first_name), fold(person.last_name)
    return bool(first) and (f" {first} {last} " in folded or f" {last} {first} " in folded)


def _alone(person: Person, text: str, folded: str) -> bool:
    last = fold(person.last_name)
    if len(last) < SHORTEST_NAME or f" {last} " not in folded:
        return False
    return re.search(rf" {_TITLE} {re.escape(last)} ", folded) is not None or last in set(_capitalised(text))


def _capitalised(text: str) -> Iterator[str]:
    """The folded words with a capital that no sentence begins with."""
    before = "."
    for word in text.split():
        bare = word.strip("«»“”\"'()[],;:.!?…’")
        # "d’Oseille", "l'Oseille"
        bare = re.sub(r"^(?:[dlDL]|[Qq]u)['’]", "", bare)
        if bare[:1].isupper() and before[-1] not in ".!?…:»":
            yield fold(bare)
        before = word
