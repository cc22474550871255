"""`candidates.csv`: one row a person, joined into candidacies; `contacts.csv`: how they are reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydantic import ValidationError

from ccf_docs.errors import CampaignError, Problem, Where
from ccf_docs.model.candidacy import Candidacy, Contact, Person
from ccf_docs.store.csv_file import Row, read_rows
from ccf_docs.store.folder import Folder
from ccf_docs.store.located import Located
from ccf_docs.store.validation import problems_of

CANDIDATE_COLUMNS = (
    "candidacy", "constituency", "panel", "label",
    "role", "order", "title", "last_name", "first_name", "profession", "note",
)  # fmt: skip
ADDRESS_COLUMNS = tuple(f"address_{line}" for line in range(1, 7))
CONTACT_COLUMNS = ("candidacy", "last_name", "email", "phone", *ADDRESS_COLUMNS)

# What all rows of one candidacy must agree on.
_SHARED = ("constituency", "panel", "label")


def read_candidacies(folder: Folder) -> tuple[tuple[Located[Candidacy], ...], tuple[Problem, ...]]:
    """The candidacies in the order of the file, each at its first row, and every mistake in the rows.

    Raises CampaignError when the file is missing or is not such a table.
    """
    name = folder.name(folder.candidates)
    if not folder.candidates.is_file():
        raise CampaignError(Problem("file-missing", Where(name)))
    rows = read_rows(folder.candidates, name, CANDIDATE_COLUMNS)
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["candidacy"], []).append(row)
    candidacies: list[Located[Candidacy]] = []
    problems: list[Problem] = []
    for group in groups.values():
        candidacy, mistakes = _candidacy(group)
        problems += mistakes
        if candidacy is not None:
            candidacies.append(Located(group[0].where, candidacy))
    return tuple(candidacies), tuple(problems)


def read_contacts(folder: Folder) -> tuple[tuple[Located[Contact], ...], tuple[Problem, ...]]:
    """The contacts in the order of the file, and every mistake in it; the file may be absent."""
    contacts: list[Located[Contact]] = []
    problems: list[Problem] = []
    for row in read_rows(folder.contacts, folder.name(folder.contacts), CONTACT_COLUMNS):
        values = {column: row[column] for column in CONTACT_COLUMNS[:4]}
        address = [row[column] for column in ADDRESS_COLUMNS if row[column]]
        try:
            contacts.append(Located(row.where, Contact.model_validate({**values, "address": address})))
        except ValidationError as error:
            # What stands in this file is private: the message gives its place and column only.
            problems += [
                replace(found, values={**found.values, "value": "…"}) for found in problems_of(error, Contact, row.at)
            ]
    return tuple(contacts), tuple(problems)


def _candidacy(rows: Sequence[Row]) -> tuple[Candidacy | None, list[Problem]]:
    first = rows[0]
    problems = [
        Problem("rows-disagree", row.where, {"column": column, "value": row[column], "expected": first[column]})
        for row in rows[1:]
        for column in _SHARED
        if row[column] != first[column]
    ]
    people: list[Person] = []
    for row in rows:
        if _names_someone(row):
            try:
                people.append(_person(row))
            except ValidationError as error:
                problems += problems_of(error, Person, row.at)
    values = {
        "id": first["candidacy"],
        "constituency": first["constituency"],
        "panel": first["panel"] or None,
        "label": first["label"],
        "note": " ; ".join(row["note"] for row in rows if row["note"]),
        "people": people,
    }
    try:
        return Candidacy.model_validate(values), problems
    except ValidationError as error:
        return None, [*problems, *problems_of(error, Candidacy, first.at)]


def _names_someone(row: Row) -> bool:
    return any(row[column] for column in ("role", "order", "last_name", "first_name"))


def _person(row: Row) -> Person:
    columns = ("role", "order", "title", "last_name", "first_name", "profession", "note")
    return Person.model_validate({column: row[column] for column in columns})
