"""The status of a candidacy: computed from its response, its events and the dates."""

from __future__ import annotations

from datetime import date

import pytest

from ccf_docs.model.campaign import Campaign
from ccf_docs.model.candidacy import Candidacy
from ccf_docs.model.journal import Event, EventKind
from ccf_docs.model.register import Register, assemble
from ccf_docs.model.response import Answer, General, Kind, Received, Response, Review, Source
from ccf_docs.model.status import State, Status, ThemeState, compute, theme_state
from ccf_docs.store.contents import read_campaign
from ccf_docs.store.folder import Folder

WHO = "verger/abricot-cerise"
LAST_DAY = date(2028, 2, 22)


@pytest.fixture
def potager(campaign: Folder) -> Campaign:
    """Two themes, answers until 22 February."""
    return read_campaign(campaign)[1]


def answers(*themes: str, on: date | None = None) -> Response:
    return Response(
        candidacy=WHO,
        kind=Kind.ANSWERS,
        received=Received(on=on),
        source=Source(file="r.txt"),
        answers=tuple(Answer(themes=(theme,), text="Oui.") for theme in themes),
    )


def other(kind: Kind) -> Response:
    words = (General(text="Un mot pour les lecteurs."),)
    return Response(candidacy=WHO, kind=kind, source=Source(file="r.txt"), general=words)


def reviewed(response: Response) -> Response:
    return response.model_copy(update={"reviewed": Review(by="Gaston Rhubarbe", on=LAST_DAY, digest=response.digest())})


def events(*kinds: EventKind) -> list[Event]:
    """One event a day, from 1 February on."""
    return [Event(on=date(2028, 2, day), candidacy=WHO, event=kind) for day, kind in enumerate(kinds, start=1)]


BOTH = answers("arrosage", "compost", on=LAST_DAY)
S = EventKind


@pytest.mark.parametrize(
    ("response", "past", "state"),
    [
        (None, [], State.NOT_SENT),
        (None, [S.NOTE, S.TELEPHONED], State.NOT_SENT),
        (None, [S.SENT], State.SENT),
        (None, [S.SENT, S.REMINDED], State.SENT),
        (None, [S.SENT, S.UNDELIVERABLE], State.UNDELIVERABLE),
        (None, [S.SENT, S.UNDELIVERABLE, S.SENT], State.SENT),
        (None, [S.UNREACHABLE], State.UNREACHABLE),
        (BOTH, [S.SENT, S.UNDELIVERABLE], State.RECEIVED),
        (answers("compost", on=LAST_DAY), [S.SENT], State.PARTIAL),
        (answers("arrosage", "compost", on=date(2028, 2, 23)), [S.SENT], State.LATE),
        (answers("arrosage", "compost"), [S.SENT], State.RECEIVED),
        (other(Kind.REFUSAL), [S.SENT], State.REFUSED),
        (other(Kind.GENERAL_TEXT), [S.SENT], State.GENERAL_TEXT),
        (other(Kind.ACKNOWLEDGEMENT), [S.SENT], State.ACKNOWLEDGED),
        (reviewed(BOTH), [S.SENT], State.REVIEWED),
        (reviewed(BOTH), [S.SENT, S.PROOF_SENT], State.PROOF_SENT),
        (reviewed(BOTH), [S.PROOF_SENT, S.PROOF_OBJECTED], State.PROOF_OBJECTED),
        (reviewed(BOTH), [S.PROOF_SENT, S.PROOF_OBJECTED, S.PROOF_SENT], State.PROOF_SENT),
        (BOTH, [S.SENT, S.WITHDRAWN], State.WITHDRAWN),
    ],
)
def test_the_state_follows_from_the_response_and_the_events(
    potager: Campaign, response: Response | None, past: list[EventKind], state: State
) -> None:
    assert compute(potager, response, events(*past)).state is state


def test_every_state_can_be_reached() -> None:
    marks = test_the_state_follows_from_the_response_and_the_events.pytestmark  # type: ignore[attr-defined]
    assert {case[2] for case in marks[0].args[1]} == set(State)


def test_facts_that_the_state_hides_stay_visible(potager: Campaign) -> None:
    late = reviewed(answers("compost", on=date(2028, 2, 25)))
    status = compute(potager, late, events(S.SENT, S.REMINDED, S.REMINDED))
    assert status == Status(
        state=State.REVIEWED,
        answered=1,
        total=2,
        late=True,
        reviewed=True,
        sent_on=date(2028, 2, 1),
        reminded_on=(date(2028, 2, 2), date(2028, 2, 3)),
        received_on=date(2028, 2, 25),
    )


def test_an_answer_of_the_last_day_is_in_time(potager: Campaign) -> None:
    assert not compute(potager, answers("compost", on=LAST_DAY), []).late


def test_a_passage_that_answers_two_themes_counts_for_both(potager: Campaign) -> None:
    answer = Answer(themes=("arrosage", "compost"), text="Oui, deux fois.")
    assert compute(potager, BOTH.model_copy(update={"answers": (answer,)}), []).answered == 2


def test_a_changed_word_undoes_the_review() -> None:
    response = reviewed(BOTH)
    changed = response.model_copy(update={"answers": (response.answers[0].model_copy(update={"text": "Non."}),)})
    assert response.is_reviewed
    assert not changed.is_reviewed


def test_a_note_or_the_day_of_receipt_does_not_undo_the_review() -> None:
    response = reviewed(BOTH)
    assert response.model_copy(update={"received": Received(), "note": "appelé"}).is_reviewed


def test_under_one_theme_each_silence_is_a_fact_of_its_own(potager: Campaign) -> None:
    def under(response: Response | None, *past: EventKind) -> ThemeState:
        return theme_state(response, compute(potager, response, events(*past)), "arrosage")

    assert under(BOTH, S.SENT) is ThemeState.ANSWERED
    assert under(answers("compost"), S.SENT) is ThemeState.NOT_ANSWERED
    assert under(other(Kind.REFUSAL), S.SENT) is ThemeState.REFUSED
    assert under(other(Kind.GENERAL_TEXT), S.SENT) is ThemeState.GENERAL_TEXT
    assert under(other(Kind.ACKNOWLEDGEMENT), S.SENT) is ThemeState.NOT_RECEIVED
    assert under(None, S.SENT) is ThemeState.NOT_RECEIVED
    assert under(None) is ThemeState.NOT_SENT
    assert under(None, S.SENT, S.UNDELIVERABLE) is ThemeState.UNDELIVERABLE
    assert under(None, S.UNREACHABLE) is ThemeState.UNREACHABLE
    assert under(BOTH, S.WITHDRAWN) is ThemeState.WITHDRAWN


def on_day(potager: Campaign, day: date) -> Register:
    candidacies = [
        Candidacy(id="serre/radis-topinambour", constituency="serre", label="Binôme à nommer"),
        Candidacy(id=WHO, constituency="verger", panel=2, label="Deux"),
        Candidacy(id="verger/kiwi-melon", constituency="verger", label="Sans panneau"),
        Candidacy(id="verger/navet-oseille", constituency="verger", panel=1, label="Un"),
    ]
    sent = Event(on=date(2028, 2, 1), candidacy=WHO, event=S.SENT)
    return assemble(potager, candidacies, [BOTH], [sent], [], day)


def test_the_register_follows_the_campaign_then_the_panels_and_those_without_a_panel_come_last(
    potager: Campaign,
) -> None:
    ids = [entry.candidacy.id for entry in on_day(potager, LAST_DAY).entries]
    assert ids == ["verger/navet-oseille", WHO, "verger/kiwi-melon", "serre/radis-topinambour"]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2028, 1, 31), State.NOT_SENT),
        (date(2028, 2, 1), State.SENT),
        (date(2028, 2, 21), State.SENT),
        (LAST_DAY, State.RECEIVED),
    ],
)
def test_on_an_earlier_day_what_came_later_is_not_known(potager: Campaign, day: date, state: State) -> None:
    (entry,) = [entry for entry in on_day(potager, day).entries if entry.candidacy.id == WHO]
    assert entry.status.state is state
    assert (entry.response is not None) == (state is State.RECEIVED)
