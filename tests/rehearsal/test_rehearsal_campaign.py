"""The rehearsal campaign is what a coordinator sees first: complete, invented, and right to the last word."""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from ruamel.yaml import YAML

import ccf_docs.rehearsal
from ccf_docs.check import check
from ccf_docs.model.campaign import Campaign
from ccf_docs.model.candidacy import Candidacy, Contact, Person
from ccf_docs.model.document import Block, Document, parse_place
from ccf_docs.model.journal import Event
from ccf_docs.model.register import Register, assemble
from ccf_docs.model.response import Response
from ccf_docs.model.status import State
from ccf_docs.store.folder import Folder
from ccf_docs.text.words import contains, fold

CAMPAIGN = Path(ccf_docs.rehearsal.__file__).parent / "campaign"
RESPONSES = sorted((CAMPAIGN / "responses").glob("*/*.yaml"))
NAMES = [path.relative_to(CAMPAIGN).as_posix() for path in RESPONSES]

CANDIDATE_COLUMNS = "candidacy,constituency,panel,label,role,order,title,last_name,first_name,profession,note"
CONTACT_COLUMNS = "candidacy,last_name,email,phone,address_1,address_2,address_3,address_4,address_5,address_6"
JOURNAL_COLUMNS = "on,candidacy,event,channel,by,note,source"


def _yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text("utf-8"))


def _rows(name: str, columns: str) -> list[dict[str, str]]:
    text = (CAMPAIGN / name).read_text("utf-8")
    assert text.splitlines()[0] == columns
    return list(csv.DictReader(text.splitlines()))


def _response(path: Path) -> Response:
    return Response.model_validate(_yaml(path))


def _source(path: Path) -> Path:
    return path.parent / _response(path).source.file


def _blocks(path: Path) -> Document:
    """The non-empty lines of the file as it came; not by the readers of `intake`, which have tests of their own."""
    if path.suffix == ".docx":
        lines = [paragraph.text for paragraph in WordDocument(str(path)).paragraphs]
    else:
        lines = [re.sub(r"^[·•-] ", "", line) for line in path.read_text("utf-8").splitlines()]
    texts = [line for line in lines if line.strip()]
    return Document(tuple(Block(number, text) for number, text in enumerate(texts, start=1)))


def _segment_words(text: str) -> tuple[str, ...]:
    return tuple(word for line in text.splitlines() for word in line.removeprefix("- ").split())


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    return Campaign.model_validate(_yaml(CAMPAIGN / "campaign.yaml"))


@pytest.fixture(scope="module")
def candidacies() -> tuple[Candidacy, ...]:
    groups: dict[str, list[dict[str, str]]] = {}
    for row in _rows("candidates.csv", CANDIDATE_COLUMNS):
        groups.setdefault(row["candidacy"], []).append(row)
    personal = ("role", "order", "title", "last_name", "first_name", "profession", "note")
    return tuple(
        Candidacy(
            id=candidacy_id,
            constituency=rows[0]["constituency"],
            panel=int(rows[0]["panel"]),
            label=rows[0]["label"],
            people=tuple(Person.model_validate({key: row[key] for key in personal}) for row in rows),
        )
        for candidacy_id, rows in groups.items()
    )


@pytest.fixture(scope="module")
def contacts() -> tuple[Contact, ...]:
    return tuple(
        Contact(
            candidacy=row["candidacy"],
            last_name=row["last_name"],
            email=row["email"],
            phone=row["phone"],
            address=tuple(row[f"address_{n}"] for n in range(1, 7) if row[f"address_{n}"]),
        )
        for row in _rows("contacts.csv", CONTACT_COLUMNS)
    )


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    return tuple(Event.model_validate(row) for row in _rows("responses/journal.csv", JOURNAL_COLUMNS))


@pytest.fixture(scope="module")
def register(
    campaign: Campaign, candidacies: tuple[Candidacy, ...], events: tuple[Event, ...], contacts: tuple[Contact, ...]
) -> Register:
    assert campaign.today is not None
    return assemble(campaign, candidacies, map(_response, RESPONSES), events, contacts, campaign.today)


def test_every_state_a_coordinator_must_know_is_there(register: Register) -> None:
    states = {place.id: [entry.status.state for entry in register.of(place.id)] for place in register.constituencies}
    assert states == {
        "le-clos-potager": [State.UNDELIVERABLE, State.REVIEWED, State.ACKNOWLEDGED],
        "vergerville": [
            State.REFUSED,
            State.LATE,
            State.PROOF_SENT,
            State.SENT,
            State.GENERAL_TEXT,
            State.PARTIAL,
            State.UNREACHABLE,
        ],
    }


def test_one_answers_five_themes_of_eight_and_one_is_reminded_twice_in_vain(register: Register) -> None:
    entries = {entry.candidacy.slug: entry.status for entry in register.entries}
    assert (entries["celeri-framboise"].answered, entries["celeri-framboise"].total) == (5, 8)
    assert len(entries["betterave-panais"].reminded_on) == 2


def test_the_cantons_without_candidacies_do_not_call_their_list_complete(register: Register) -> None:
    inhabited = {place.id for place in register.constituencies}
    assert len(register.campaign.constituencies) == 6
    assert {place.id for place in register.campaign.constituencies if place.complete} == inhabited


def test_the_panels_of_a_complete_canton_are_numbered_without_a_gap(register: Register) -> None:
    for place in register.constituencies:
        panels = [entry.candidacy.panel for entry in register.of(place.id)]
        assert panels == list(range(1, len(panels) + 1))


def test_candidates_stand_in_the_order_of_their_surnames(candidacies: tuple[Candidacy, ...]) -> None:
    for candidacy in candidacies:
        names = [fold(person.last_name) for person in candidacy.candidates]
        assert len(names) == 2
        assert names == sorted(names)


def test_a_pair_is_a_woman_and_a_man_each_with_a_substitute_of_the_same_sex(candidacies: tuple[Candidacy, ...]) -> None:
    for candidacy in candidacies:
        titles = [person.title for person in candidacy.candidates]
        assert sorted(titles) == ["M.", "Mme"]
        assert [person.title for person in candidacy.substitutes] == titles


def test_no_surname_is_given_twice(candidacies: tuple[Candidacy, ...]) -> None:
    names = Counter(person.last_name for candidacy in candidacies for person in candidacy.people)
    assert len(names) == 40
    assert set(names.values()) == {1}


@pytest.mark.parametrize("path", RESPONSES, ids=NAMES)
def test_a_response_stands_where_its_candidacy_says(path: Path, candidacies: tuple[Candidacy, ...]) -> None:
    candidacy = _response(path).candidacy
    assert candidacy in {known.id for known in candidacies}
    assert path == CAMPAIGN / "responses" / f"{candidacy}.yaml"


@pytest.mark.parametrize("path", RESPONSES, ids=NAMES)
def test_the_returned_file_is_the_one_that_was_read(path: Path) -> None:
    assert hashlib.sha256(_source(path).read_bytes()).hexdigest() == _response(path).source.sha256


@pytest.mark.parametrize("path", RESPONSES, ids=NAMES)
def test_every_word_of_the_returned_file_is_in_the_response_exactly_once(path: Path) -> None:
    places = [(parse_place(where), text) for _, where, text in _response(path).segments()]
    ordered = sorted((place, text) for place, text in places if place is not None)
    assert len(ordered) == len(places)
    written = [word for _, text in ordered for word in _segment_words(text)]
    assert written == [word for block in _blocks(_source(path)).blocks for word in block.words]


@pytest.mark.parametrize("path", RESPONSES, ids=NAMES)
def test_the_words_of_a_segment_stand_at_the_place_it_gives(path: Path) -> None:
    document = _blocks(_source(path))
    for _, where, text in _response(path).segments():
        place = parse_place(where)
        assert place is not None
        assert str(place) == where
        assert document.words_at(place) == _segment_words(text)


@pytest.mark.parametrize("path", RESPONSES, ids=NAMES)
def test_a_review_is_of_the_words_that_stand_there(path: Path) -> None:
    response = _response(path)
    assert response.reviewed is None or response.reviewed.digest == response.digest()


def test_what_is_left_to_review_is_the_late_and_the_partial_answer() -> None:
    responses = list(map(_response, RESPONSES))
    assert len(responses) == 7
    unread = {response.candidacy for response in responses if not response.is_reviewed}
    assert unread == {"vergerville/celeri-framboise", "vergerville/d-orange-salsifis"}


@pytest.mark.parametrize("path", RESPONSES, ids=NAMES)
def test_themes_questions_excerpts_and_corrections_are_found(path: Path, campaign: Campaign) -> None:
    questions = {theme.id: {question.id for question in theme.questions} for theme in campaign.themes}
    response = _response(path)
    assert {aside.theme for aside in response.set_aside} <= {None, *questions}
    for answer in response.answers:
        asked = set().union(*(questions[theme] for theme in answer.themes))
        assert answer.question is None or answer.question in asked
        assert sum(map(len, answer.excerpts)) <= campaign.booklet.excerpt_length
        assert all(contains(answer.printed, excerpt) for excerpt in answer.excerpts)
        assert all(answer.text.count(correction.before) == 1 for correction in answer.corrections)


def test_the_shapes_that_returns_come_in_are_there() -> None:
    responses = list(map(_response, RESPONSES))
    answers = [answer for response in responses for answer in response.answers]
    assert any(len(answer.themes) == 2 for answer in answers)
    assert any(answer.text == "Voir réponse 3." for answer in answers)
    assert any("\n- " in answer.text for answer in answers)
    assert any("\n\n2/ " in answer.text for answer in answers)
    assert any(answer.corrections for answer in answers)
    assert any(answer.excerpts for answer in answers)
    asides = {str(aside.role) for response in responses for aside in response.set_aside}
    assert asides == {"question", "heading", "reference", "preamble", "closing"}


def test_the_journal_is_told_in_order_and_nothing_in_it_lies_ahead(
    register: Register, events: tuple[Event, ...]
) -> None:
    days = [event.on for event in events]
    assert days
    assert days == sorted(days)
    assert days[-1] <= register.today
    assert {event.candidacy for event in events} == {entry.candidacy.id for entry in register.entries}


def test_a_response_and_the_journal_give_the_same_day_of_receipt(register: Register) -> None:
    answered = [entry for entry in register.entries if entry.response]
    assert len(answered) == 7
    for entry in answered:
        noted = [event.on for event in entry.events if event.event == "received"]
        assert noted == [entry.status.received_on]


def test_those_who_cannot_be_reached_have_no_contact(register: Register) -> None:
    unreachable = [entry for entry in register.entries if entry.status.state is State.UNREACHABLE]
    assert unreachable
    for entry in register.entries:
        assert bool(entry.contacts) == (entry not in unreachable)


def test_every_address_and_telephone_is_invented(contacts: tuple[Contact, ...]) -> None:
    # 01 99 00 is kept for fiction by the French numbering plan, example.org and example.net by RFC 2606.
    assert contacts
    assert all(re.fullmatch(r"01 99 00 \d\d \d\d", contact.phone) for contact in contacts if contact.phone)
    files = [path for path in CAMPAIGN.rglob("*") if path.suffix in (".yaml", ".csv", ".txt", ".eml")]
    texts = [path.read_bytes().decode("utf-8", errors="replace") for path in files]
    found = re.findall(r"(?:@|https?://)([\w.-]+)", "\n".join(texts))
    assert found
    assert all(re.search(r"(^|\.)example\.(org|net)$", host) for host in found)


def test_the_campaign_file_explains_every_key() -> None:
    """By a comment right above the key's first line, or by its name in one elsewhere."""
    lines = [line.strip() for line in (CAMPAIGN / "campaign.yaml").read_text("utf-8").splitlines() if line.strip()]
    named = set(re.findall(r"[a-z_]+", " ".join(line for line in lines if line.startswith("#"))))
    keys: dict[str, str] = {}
    for above, line in itertools.pairwise(lines):
        if match := re.match(r"(?:- )?([a-z_]+):", line):
            keys.setdefault(match[1], above)
    assert len(keys) > 50
    assert [key for key, above in keys.items() if not above.startswith("#") and key not in named] == []


def test_the_outlines_fit_together_without_gap_or_overlap(campaign: Campaign) -> None:
    shapes = json.loads((CAMPAIGN / "templates" / "outlines.geojson").read_text("utf-8"))["features"]
    assert [(shape["properties"]["code"], shape["properties"]["nom"]) for shape in shapes] == [
        (place.outline, place.name) for place in campaign.constituencies
    ]
    sides: Counter[tuple[tuple[float, ...], tuple[float, ...]]] = Counter()
    for shape in shapes:
        (ring,) = shape["geometry"]["coordinates"]
        points = [tuple(point) for point in ring]
        assert points[0] == points[-1]
        assert len(set(points)) == len(points) - 1
        sides.update(itertools.pairwise(points))
    # A border is drawn once from each side, in opposite directions; what has one side only is the outer line.
    assert set(sides.values()) == {1}
    outer = dict(side for side in sides if side[::-1] not in sides)
    start = next(iter(outer))
    point, length = outer[start], 1
    while point != start:
        point, length = outer[point], length + 1
    assert length == len(outer)


def test_check_finds_nothing_wrong() -> None:
    contents, problems = check(Folder(CAMPAIGN))
    assert contents is not None
    # `init` adds the templates: they are the same for every campaign. The inbox is there to be read.
    assert [str(problem) for problem in problems if problem.code not in ("template-missing", "inbox-waiting")] == []
