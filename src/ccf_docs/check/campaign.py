"""What is wrong inside `campaign.yaml`, and between it and the templates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from ccf_docs.errors import Problem, Severity, Where
from ccf_docs.store.contents import Contents
from ccf_docs.store.yaml_file import Location
from ccf_docs.text.french import long_date
from ccf_docs.text.words import near

SUNDAY = 7
TEMPLATES = ("letter.docx", "outlines.geojson", "booklet/booklet.html")


def campaign_problems(contents: Contents) -> Iterator[Problem]:
    """Ids given twice, names of nothing, dates out of order, templates that are missing."""
    campaign = contents.campaign
    yield from _twice(contents, [(("themes", i, "id"), theme.id) for i, theme in enumerate(campaign.themes)])
    yield from _twice(
        contents,
        [
            (("themes", i, "questions", j, "id"), question.id)
            for i, theme in enumerate(campaign.themes)
            for j, question in enumerate(theme.questions)
        ],
    )
    yield from _twice(
        contents, [(("constituencies", i, "id"), place.id) for i, place in enumerate(campaign.constituencies)]
    )
    for i, place in enumerate(campaign.constituencies):
        if place.id == contents.folder.inbox.name:
            yield Problem("id-reserved", contents.file.where(("constituencies", i, "id")), {"id": place.id})
    yield from _placeholders(contents, (), contents.file.data)
    yield from _teams(contents)
    yield from _dates(contents)
    yield from _days(contents)
    yield from _templates(contents)


def _twice(contents: Contents, ids: Sequence[tuple[Location, str]]) -> Iterator[Problem]:
    first: dict[str, Where] = {}
    for location, name in ids:
        where = contents.file.where(location)
        if name in first:
            yield Problem("id-twice", where, {"id": name, "first": first[name].line})
        first.setdefault(name, where)


def unknown(code: str, where: Where, name: str, known: Iterable[str], **values: object) -> Problem:
    """The problem of a name that nothing bears, with the nearest name that something bears."""
    return Problem(code, where, {"id": name, "near": near(name, known) or "", **values})


def _teams(contents: Contents) -> Iterator[Problem]:
    known = [place.id for place in contents.campaign.constituencies]
    for i, team in enumerate(contents.campaign.local_teams):
        for j, place in enumerate(team.constituencies):
            if place not in known:
                yield unknown(
                    "unknown-constituency", contents.file.where(("local_teams", i, "constituencies", j)), place, known
                )


def _dates(contents: Contents) -> Iterator[Problem]:
    """The order in which a campaign happens: letter, answers, freeze, first round."""
    dates = contents.campaign.dates
    steps: list[tuple[Location, str, date | None]] = [
        (("dates", "letter"), "letter", dates.letter),
        (("dates", "answer_by"), "answer_by", dates.answer_by),
        (("dates", "proofs_by"), "proofs_by", dates.proofs_by),
        (("dates", "frozen_on"), "frozen_on", dates.frozen_on),
        (("election", "rounds", 0), "rounds", next(iter(contents.campaign.election.rounds), None)),
    ]
    fixed = [(location, name, day) for location, name, day in steps if day is not None]
    for (_, earlier_name, earlier), (location, name, day) in pairwise(fixed):
        if day < earlier:
            values = {"name": name, "day": day, "earlier_name": earlier_name, "earlier": earlier}
            yield Problem("dates-order", contents.file.where(location), values)


def _placeholders(contents: Contents, location: Location, value: object) -> Iterator[Problem]:
    """What `init` wrote between guillemets and nobody has replaced."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _placeholders(contents, (*location, str(key)), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _placeholders(contents, (*location, index), inner)
    elif isinstance(value, str) and value.startswith("« ") and value.endswith(" »"):
        values = {"key": next(step for step in reversed(location) if isinstance(step, str)), "value": value}
        yield Problem("placeholder-left", contents.file.where(location), values, Severity.WARNING)


def _days(contents: Contents) -> Iterator[Problem]:
    """Rounds that are not on a Sunday, and dates without which no letter can be written."""
    for i, day in enumerate(contents.campaign.election.rounds):
        if day.isoweekday() != SUNDAY:
            where = contents.file.where(("election", "rounds", i))
            values = {"day": long_date(day, weekday=True)}
            yield Problem("round-not-on-sunday", where, values, Severity.WARNING)
    for key in ("letter", "answer_by"):
        if contents.candidacies and getattr(contents.campaign.dates, key) is None:
            yield Problem("date-not-fixed", contents.file.where(("dates", key)), {"key": key}, Severity.WARNING)


def _templates(contents: Contents) -> Iterator[Problem]:
    folder = contents.folder
    for name in TEMPLATES:
        path = folder.templates / name
        if not path.is_file():
            yield Problem("template-missing", Where(folder.name(path)), {"name": name})
    yield from _outlines(contents)


def _outlines(contents: Contents) -> Iterator[Problem]:
    path = contents.folder.templates / "outlines.geojson"
    if not path.is_file():
        return
    where = Where(contents.folder.name(path))
    try:
        codes = {str(shape["properties"]["code"]) for shape in json.loads(path.read_bytes())["features"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        yield Problem("outlines-broken", where)
        return
    for i, place in enumerate(contents.campaign.constituencies):
        if place.outline and place.outline not in codes:
            location = contents.file.where(("constituencies", i, "outline"))
            yield unknown("unknown-outline", location, place.outline, codes)
        if not place.outline:
            values = {"name": place.name}
            yield Problem("no-outline", contents.file.where(("constituencies", i)), values, Severity.WARNING)
