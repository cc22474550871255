"""What is wrong with the people of `candidates.csv`: the law on binômes is checked as far as the file tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ccf_docs.check.campaign import unknown
from ccf_docs.errors import Problem, Where
from ccf_docs.model.campaign import CandidacyKind, CandidacyRules
from ccf_docs.model.candidacy import Candidacy, Person
from ccf_docs.store.contents import Contents
from ccf_docs.text.french import counted
from ccf_docs.text.words import fold


def candidate_problems(contents: Contents) -> Iterator[Problem]:
    """Unknown constituencies, panel numbers and people that appear twice, candidacies that the law does not allow."""
    places = [place.id for place in contents.campaign.constituencies]
    for item in contents.candidacies:
        candidacy = item.record
        if candidacy.constituency not in places:
            yield unknown("unknown-constituency", item.where, candidacy.constituency, places)
        elif candidacy.id.partition("/")[0] != candidacy.constituency:
            values = {"id": candidacy.id, "constituency": candidacy.constituency}
            yield Problem("id-not-in-constituency", item.where, values)
        if not candidacy.people and not candidacy.label:
            yield Problem("nameless-candidacy", item.where, {"id": candidacy.id})
        yield from _composition(item.where, candidacy, contents.campaign.candidacy)
    yield from _panels_twice(contents)
    yield from _people_twice(contents)


def _composition(where: Where, candidacy: Candidacy, rules: CandidacyRules) -> Iterator[Problem]:
    candidates, substitutes = candidacy.candidates, candidacy.substitutes
    values = {"id": candidacy.id}
    if candidacy.people and rules.seats is not None and len(candidates) != rules.seats:
        yield Problem(
            "candidates-count",
            where,
            {**values, "count": len(candidates), "expected": counted(rules.seats, "candidat")},
        )
    if substitutes and not rules.substitutes:
        yield Problem("substitutes-not-expected", where, values)
    for group in (candidates, substitutes):
        orders = [person.order for person in group]
        if len(set(orders)) != len(orders):
            yield Problem("order-twice", where, values)
    if rules.kind is CandidacyKind.PAIR:
        yield from _sexes(where, candidacy.id, candidates, substitutes)


def _sexes(
    where: Where, candidacy_id: str, candidates: tuple[Person, ...], substitutes: tuple[Person, ...]
) -> Iterator[Problem]:
    """A binôme is one woman and one man (L191), each with a substitute of the same sex (L210-1)."""
    titles = [person.title for person in candidates]
    if len(titles) == 2 and all(titles) and titles[0] == titles[1]:
        yield Problem("pair-of-one-sex", where, {"id": candidacy_id, "title": titles[0]})
    for person, substitute in zip(candidates, substitutes, strict=False):
        if person.title and substitute.title and person.title != substitute.title:
            names = {"candidate": _name(person), "substitute": _name(substitute)}
            yield Problem("substitute-of-other-sex", where, {"id": candidacy_id, **names})


def _panels_twice(contents: Contents) -> Iterator[Problem]:
    first: dict[tuple[str, int], str] = {}
    for item in contents.candidacies:
        candidacy = item.record
        if candidacy.panel is None:
            continue
        key = (candidacy.constituency, candidacy.panel)
        if key in first:
            values = {"panel": candidacy.panel, "constituency": candidacy.constituency, "other": first[key]}
            yield Problem("panel-twice", item.where, values)
        first.setdefault(key, candidacy.id)


def _people_twice(contents: Contents) -> Iterator[Problem]:
    """Nobody stands in two places (L210-1); the same name twice may also be two people, which only a note can tell."""
    standing: defaultdict[str, list[tuple[Where, str, Person]]] = defaultdict(list)
    for item in contents.candidacies:
        for person in item.record.people:
            if person.first_name:
                standing[fold(f"{person.first_name} {person.last_name}")].append((item.where, item.record.id, person))
    for appearances in standing.values():
        (_, first_id, _), *others = appearances
        for where, candidacy_id, person in others:
            yield Problem("person-twice", where, {"person": _name(person), "id": candidacy_id, "other": first_id})


def _name(person: Person) -> str:
    return f"{person.first_name} {person.last_name}".strip()
