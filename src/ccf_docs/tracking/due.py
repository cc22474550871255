"""What is due today: whom to write to or telephone, and why, the most urgent first.

The tracker's list and the `status` command say the same because both ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from ccf_docs.model.campaign import Campaign
from ccf_docs.model.deadlines import last_distribution_day, next_round
from ccf_docs.model.journal import EventKind
from ccf_docs.model.register import Entry, Register
from ccf_docs.model.status import State

FIRST_REMINDER_DAYS = 10
LAST_REMINDER_DAYS = 3
"""Days before the last day to answer on which the silent are reminded."""


class Reason(StrEnum):
    """Why a candidacy is on the list."""

    PROOF_OBJECTED = "proof-objected"
    NOT_SENT = "not-sent"
    UNDELIVERABLE = "undeliverable"
    UNREACHABLE = "unreachable"
    OVERDUE = "overdue"
    LAST_REMINDER = "last-reminder"
    FIRST_REMINDER = "first-reminder"
    INCOMPLETE = "incomplete"


class Action(StrEnum):
    """What to do; telephone calls reach the teams that stay silent, where a number is known."""

    SEND = "send"
    WRITE = "write"
    TELEPHONE = "telephone"
    SEARCH = "search"


class Urgency(IntEnum):
    """How soon: first, today, or when there is time."""

    FIRST = 1
    TODAY = 2
    IF_POSSIBLE = 3


class Closed(StrEnum):
    """Why nobody is to be reminded any more."""

    ELECTION = "election"
    FROZEN = "frozen"
    HANDED_OUT = "handed-out"


@dataclass(frozen=True, slots=True)
class Task:
    """One candidacy to get in touch with; `contacted` is the last day on which we wrote or telephoned."""

    entry: Entry
    reason: Reason
    action: Action
    urgency: Urgency
    contacted: date | None


_URGENCY = {
    Reason.PROOF_OBJECTED: Urgency.FIRST,
    Reason.NOT_SENT: Urgency.FIRST,
    Reason.UNDELIVERABLE: Urgency.FIRST,
    Reason.UNREACHABLE: Urgency.FIRST,
    Reason.OVERDUE: Urgency.TODAY,
    Reason.LAST_REMINDER: Urgency.TODAY,
    Reason.FIRST_REMINDER: Urgency.TODAY,
    Reason.INCOMPLETE: Urgency.IF_POSSIBLE,
}
_CONTACTS = (EventKind.SENT, EventKind.REMINDED, EventKind.TELEPHONED, EventKind.PROOF_SENT)


def closed(campaign: Campaign, today: date) -> Closed | None:
    """Why reminders have no more use, or None while an answer can still be printed and handed out."""
    rounds, frozen_on = campaign.election.rounds, campaign.dates.frozen_on
    if rounds and next_round(rounds, today) is None:
        return Closed.ELECTION
    if frozen_on is not None and today > frozen_on:
        return Closed.FROZEN
    if rounds and frozen_on is None and today > last_distribution_day(rounds[0]):
        return Closed.HANDED_OUT
    return None


def due(register: Register) -> tuple[Task, ...]:
    """Everything to do on the register's day; nobody who was written to or called since a date is due for it again."""
    if closed(register.campaign, register.today) is not None:
        return ()
    tasks = [
        Task(entry, reason, _action(entry, reason), _URGENCY[reason], contacted(entry, register.today))
        for entry in register.entries
        if (reason := _reason(entry, register.campaign, register.today)) is not None
    ]
    order = list(Reason)
    return tuple(sorted(tasks, key=lambda task: (task.urgency, order.index(task.reason))))


def contacted(entry: Entry, today: date) -> date | None:
    """The last day, up to today, on which we sent something to them or telephoned."""
    return max((event.on for event in entry.events if event.event in _CONTACTS and event.on <= today), default=None)


def _reason(entry: Entry, campaign: Campaign, today: date) -> Reason | None:
    state = entry.status.state
    if state is State.NOT_SENT:
        letter = campaign.dates.letter
        return None if letter is not None and letter > today else Reason.NOT_SENT
    if state in (State.SENT, State.ACKNOWLEDGED):
        return _silence(contacted(entry, today), campaign.dates.answer_by, today)
    if state is State.PARTIAL:
        return Reason.INCOMPLETE if _could_complete(contacted(entry, today), campaign.dates.answer_by, today) else None
    return {
        State.PROOF_OBJECTED: Reason.PROOF_OBJECTED,
        State.UNDELIVERABLE: Reason.UNDELIVERABLE,
        State.UNREACHABLE: Reason.UNREACHABLE,
    }.get(state)


def _silence(last_contact: date | None, answer_by: date | None, today: date) -> Reason | None:
    """The latest date that has come without our writing or telephoning since."""
    if answer_by is None:
        return None
    for reason, due_from in (
        (Reason.OVERDUE, answer_by + timedelta(days=1)),
        (Reason.LAST_REMINDER, answer_by - timedelta(days=LAST_REMINDER_DAYS)),
        (Reason.FIRST_REMINDER, answer_by - timedelta(days=FIRST_REMINDER_DAYS)),
    ):
        if today >= due_from:
            return None if last_contact is not None and last_contact >= due_from else reason
    return None


def _could_complete(last_contact: date | None, answer_by: date | None, today: date) -> bool:
    if answer_by is None or not answer_by - timedelta(days=FIRST_REMINDER_DAYS) <= today <= answer_by:
        return False
    return last_contact is None or last_contact < answer_by - timedelta(days=FIRST_REMINDER_DAYS)


def _action(entry: Entry, reason: Reason) -> Action:
    telephone = any(contact.phone for contact in entry.contacts)
    match reason:
        case Reason.NOT_SENT:
            return Action.SEND
        case Reason.UNREACHABLE:
            return Action.SEARCH
        case Reason.UNDELIVERABLE:
            return Action.TELEPHONE if telephone else Action.SEARCH
        case Reason.OVERDUE | Reason.LAST_REMINDER | Reason.PROOF_OBJECTED:
            return Action.TELEPHONE if telephone else Action.WRITE
        case Reason.FIRST_REMINDER | Reason.INCOMPLETE:
            return Action.WRITE
