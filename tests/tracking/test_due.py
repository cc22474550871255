from __future__ import annotations

from datetime import date, timedelta

from potager import ANSWER_BY, TODAY, make_campaign, make_candidacy, make_event, make_register, make_response

from ccf_docs.model.candidacy import Contact
from ccf_docs.model.journal import Event, EventKind
from ccf_docs.model.register import Register, assemble
from ccf_docs.model.response import Kind
from ccf_docs.model.status import State
from ccf_docs.tracking.due import Action, Closed, Reason, Urgency, closed, due

ID = "verger/banane-orge"


def _alone(today: date, *events: Event, phone: str = "", answered: int = 0) -> Register:
    candidacy = make_candidacy(ID, ("BANANE", "ORGE"))
    contacts = [Contact(candidacy=ID, phone=phone)] if phone else []
    responses = [make_response(ID, Kind.ANSWERS, answered)] if answered else []
    return assemble(make_campaign(), [candidacy], responses, events, contacts, today)


def _reason(today: date, *events: Event, answered: int = 0) -> Reason | None:
    tasks = due(_alone(today, *events, answered=answered))
    return tasks[0].reason if tasks else None


SENT = make_event(ID, EventKind.SENT, 19)


def test_the_letter_is_due_from_its_day_on() -> None:
    assert _reason(date(2021, 5, 18)) is None
    assert _reason(date(2021, 5, 19)) is Reason.NOT_SENT


def test_the_silent_are_reminded_ten_days_and_three_days_before_and_once_the_date_is_past() -> None:
    days = {-11: None, -10: Reason.FIRST_REMINDER, -4: Reason.FIRST_REMINDER, -3: Reason.LAST_REMINDER}
    days |= {0: Reason.LAST_REMINDER, 1: Reason.OVERDUE}
    assert {day: _reason(ANSWER_BY + timedelta(days=day), SENT) for day in days} == days


def test_whoever_was_written_to_or_called_since_a_date_is_not_due_for_it_again() -> None:
    first, last = make_event(ID, EventKind.REMINDED, 27), make_event(ID, EventKind.TELEPHONED, 3, 6)
    assert _reason(date(2021, 5, 28), SENT, first) is None
    assert _reason(date(2021, 6, 3), SENT, first) is Reason.LAST_REMINDER
    assert _reason(date(2021, 6, 4), SENT, first, last) is None
    assert _reason(date(2021, 6, 7), SENT, first, last) is Reason.OVERDUE


def test_a_letter_sent_late_is_not_chased_for_the_dates_before_it() -> None:
    late_letter = make_event(ID, EventKind.SENT, 1, 6)
    assert _reason(date(2021, 6, 2), late_letter) is None
    assert _reason(date(2021, 6, 3), late_letter) is Reason.LAST_REMINDER


def test_a_note_is_no_contact() -> None:
    assert _reason(date(2021, 5, 28), SENT, make_event(ID, EventKind.NOTE, 28)) is Reason.FIRST_REMINDER


def test_a_partial_answer_can_be_completed_until_the_date_and_is_not_chased_after_it() -> None:
    assert _reason(date(2021, 5, 26), SENT, answered=5) is None
    assert _reason(date(2021, 5, 27), SENT, answered=5) is Reason.INCOMPLETE
    assert _reason(ANSWER_BY, SENT, answered=5) is Reason.INCOMPLETE
    assert _reason(date(2021, 6, 7), SENT, answered=5) is None
    assert _reason(ANSWER_BY, SENT, answered=8) is None


def test_the_telephone_is_for_those_whose_number_is_known() -> None:
    day = date(2021, 6, 3)
    assert due(_alone(day, SENT, phone="01 99 00 00 00"))[0].action is Action.TELEPHONE
    assert due(_alone(day, SENT))[0].action is Action.WRITE


def test_an_unreachable_candidacy_asks_for_an_address_not_for_a_call() -> None:
    unreachable = make_event(ID, EventKind.UNREACHABLE, 20)
    assert due(_alone(TODAY, SENT, unreachable, phone="01 99 00 00 00"))[0].action is Action.SEARCH


def test_the_most_urgent_come_first() -> None:
    tasks = due(make_register())
    assert [task.urgency for task in tasks] == sorted(task.urgency for task in tasks)
    assert [task.entry.status.state for task in tasks] == [
        State.PROOF_OBJECTED,
        State.NOT_SENT,
        State.UNDELIVERABLE,
        State.UNREACHABLE,
        State.ACKNOWLEDGED,
        State.SENT,
    ]
    assert tasks[0].urgency is Urgency.FIRST


def test_nobody_is_chased_once_an_answer_can_no_longer_be_printed_or_handed_out() -> None:
    campaign = make_campaign()
    frozen = make_campaign(dates={"answer_by": ANSWER_BY, "frozen_on": "2021-06-12"})
    assert closed(campaign, date(2021, 6, 18)) is None
    assert closed(campaign, date(2021, 6, 19)) is Closed.HANDED_OUT
    assert closed(campaign, date(2021, 6, 28)) is Closed.ELECTION
    assert closed(frozen, date(2021, 6, 12)) is None
    assert closed(frozen, date(2021, 6, 13)) is Closed.FROZEN
    assert due(make_register(today=date(2021, 6, 28))) == ()


def test_without_dates_only_the_letter_is_due() -> None:
    campaign = make_campaign(dates={}, election={"name": "élections", "area": "Potager"})
    register = assemble(campaign, [make_candidacy(ID, ("BANANE", "ORGE"))], [], [SENT], [], TODAY)
    assert due(register) == ()
    assert closed(campaign, TODAY) is None
