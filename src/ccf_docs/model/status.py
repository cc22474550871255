"""Where a candidacy stands, computed from its response, its events and the dates; never stored, never typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ccf_docs.model.campaign import Campaign
from ccf_docs.model.deadlines import is_late
from ccf_docs.model.journal import Event, EventKind
from ccf_docs.model.response import Kind, Response


class State(StrEnum):
    """The one word for where a candidacy stands."""

    NOT_SENT = "not-sent"
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    UNREACHABLE = "unreachable"
    ACKNOWLEDGED = "acknowledged"
    RECEIVED = "received"
    PARTIAL = "partial"
    LATE = "late"
    GENERAL_TEXT = "general-text"
    REFUSED = "refused"
    REVIEWED = "reviewed"
    PROOF_SENT = "proof-sent"
    PROOF_OBJECTED = "proof-objected"
    WITHDRAWN = "withdrawn"


class ThemeState(StrEnum):
    """What the booklet can say of one candidacy under one theme."""

    ANSWERED = "answered"
    NOT_ANSWERED = "not-answered"
    GENERAL_TEXT = "general-text"
    REFUSED = "refused"
    NOT_RECEIVED = "not-received"
    NOT_SENT = "not-sent"
    UNDELIVERABLE = "undeliverable"
    UNREACHABLE = "unreachable"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Status:
    """The state and the facts beside it, which a later state does not hide.

    `answered` and `total` count themes; `sent_on` is the first sending, `reminded_on` every reminder.
    """

    state: State
    answered: int
    total: int
    late: bool
    reviewed: bool
    sent_on: date | None
    reminded_on: tuple[date, ...]
    received_on: date | None


_SENDING = (EventKind.SENT, EventKind.REMINDED, EventKind.UNDELIVERABLE, EventKind.UNREACHABLE)
_PROOF = (EventKind.PROOF_SENT, EventKind.PROOF_OBJECTED)


def compute(campaign: Campaign, response: Response | None, events: Sequence[Event]) -> Status:
    """The status that a response and the events known so far give; events of one day count in the journal's order."""
    past = sorted(events, key=lambda event: event.on)
    sent = tuple(event.on for event in past if event.event is EventKind.SENT)
    answered = 0 if response is None else sum(bool(response.passages(theme.id)) for theme in campaign.themes)
    received_on = None if response is None else response.received.on
    late = response is not None and is_late(received_on, campaign.dates.answer_by)
    total = len(campaign.themes)
    return Status(
        state=_state(response, past, late=late, whole=answered == total),
        answered=answered,
        total=total,
        late=late,
        reviewed=response is not None and response.is_reviewed,
        sent_on=sent[0] if sent else None,
        reminded_on=tuple(event.on for event in past if event.event is EventKind.REMINDED),
        received_on=received_on,
    )


def _state(response: Response | None, past: Sequence[Event], *, late: bool, whole: bool) -> State:
    if any(event.event is EventKind.WITHDRAWN for event in past):
        return State.WITHDRAWN
    if response is None:
        return _without_response(past)
    if response.kind is not Kind.ANSWERS:
        return {
            Kind.REFUSAL: State.REFUSED,
            Kind.GENERAL_TEXT: State.GENERAL_TEXT,
            Kind.ACKNOWLEDGEMENT: State.ACKNOWLEDGED,
        }[response.kind]
    proofs = [event.event for event in past if event.event in _PROOF]
    if proofs:
        return State.PROOF_SENT if proofs[-1] is EventKind.PROOF_SENT else State.PROOF_OBJECTED
    if response.is_reviewed:
        return State.REVIEWED
    if late:
        return State.LATE
    return State.RECEIVED if whole else State.PARTIAL


def _without_response(past: Sequence[Event]) -> State:
    sendings = [event.event for event in past if event.event in _SENDING]
    if not sendings:
        return State.NOT_SENT
    return {
        EventKind.UNDELIVERABLE: State.UNDELIVERABLE,
        EventKind.UNREACHABLE: State.UNREACHABLE,
    }.get(sendings[-1], State.SENT)


_SILENT = {
    State.NOT_SENT: ThemeState.NOT_SENT,
    State.UNDELIVERABLE: ThemeState.UNDELIVERABLE,
    State.UNREACHABLE: ThemeState.UNREACHABLE,
}


def theme_state(response: Response | None, status: Status, theme_id: str) -> ThemeState:
    """What stands under one theme for one candidacy; the neutral sentence of the booklet follows from it."""
    if status.state is State.WITHDRAWN:
        return ThemeState.WITHDRAWN
    if response is None or response.kind is Kind.ACKNOWLEDGEMENT:
        return _SILENT.get(status.state, ThemeState.NOT_RECEIVED)
    if response.kind is Kind.REFUSAL:
        return ThemeState.REFUSED
    if response.kind is Kind.GENERAL_TEXT:
        return ThemeState.GENERAL_TEXT
    return ThemeState.ANSWERED if response.passages(theme_id) else ThemeState.NOT_ANSWERED
