"""The columns of the follow-up table: what each says of a candidacy, as a fact or as a formula over the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ccf_docs.model.campaign import Campaign, Theme
from ccf_docs.model.deadlines import days_left
from ccf_docs.model.journal import Event, EventKind
from ccf_docs.model.register import Entry, Register
from ccf_docs.model.response import Kind
from ccf_docs.model.status import State, compute, theme_state
from ccf_docs.text import tracker as words
from ccf_docs.text.labels import KIND_LABELS, STATE_LABELS, state_words, theme_state_words
from ccf_docs.tracking.draft import Formula, Value
from ccf_docs.tracking.sheets import page

AWAITED = (State.NOT_SENT, State.SENT, State.UNDELIVERABLE, State.UNREACHABLE, State.ACKNOWLEDGED)
"""States in which an answer can still be expected: days left are counted for these."""

At = Mapping[str, str]
"""The address of each column's cell in the same row, by the column's key."""

_LONGEST_HEADER = 120
_FAILURES = (EventKind.UNDELIVERABLE, EventKind.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its hidden key, the group it stands in, and the value of its cell for an entry."""

    key: str
    group: str
    header: str
    width: float
    style: str
    value: Callable[[Entry, At], Value]


def columns(register: Register) -> tuple[Column, ...]:
    """All columns, in the order in which they stand."""
    campaign = register.campaign
    answers, place_names = _Answers(register), page.place_names(campaign)
    parts = (
        ("id", "who", 8, "key", lambda entry, _: entry.candidacy.id),
        ("place", "who", 18, "text", lambda entry, _: place_names[entry.candidacy.constituency]),
        ("panel", "who", 9, "number", lambda entry, _: entry.candidacy.panel),
        ("people", "who", 27, "text strong", lambda entry, _: page.candidacy_name(entry.candidacy, campaign)),
        ("label", "who", 20, "text", lambda entry, _: entry.candidacy.label if entry.candidacy.people else None),
        ("state", "status", 24, "state", answers.state),
        ("days", "status", 9, "computed days", answers.days),
        ("answered", "status", 9.5, "computed answered", lambda entry, _: answers.count(entry)),
        ("late", "status", 7.5, "computed", answers.late),
        ("substitutes", "contact", 24, "text", lambda entry, _: _substitutes(entry, campaign)),
        ("email", "contact", 27, "typed text", lambda entry, _: _lines(c.email for c in entry.contacts)),
        ("phone", "contact", 15, "typed text", lambda entry, _: _lines(c.phone for c in entry.contacts)),
        ("sent", "sent", 11, "date", lambda entry, _: entry.status.sent_on),
        ("reminded", "sent", 11, "date", lambda entry, _: max(entry.status.reminded_on, default=None)),
        ("reminders", "sent", 9.5, "number", lambda entry, _: len(entry.status.reminded_on) or None),
        ("delivery", "sent", 13, "text", lambda entry, _: answers.delivery(entry)),
        ("proof", "sent", 10.5, "text", lambda entry, _: answers.proof(entry)),
        ("received", "returned", 11, "date", lambda entry, _: entry.status.received_on),
        ("channel", "returned", 11, "text", lambda entry, _: entry.response and entry.response.received.channel),
        ("kind", "returned", 18, "text", lambda entry, _: entry.response and KIND_LABELS[entry.response.kind]),
        ("reviewed", "returned", 7.5, "centred", lambda entry, _: _reviewed(entry)),
        ("withdrawn", "returned", 11, "date", lambda entry, _: answers.withdrawn(entry)),
    )
    facts = tuple(
        Column(key, group, page.header(words.HEADERS[key], campaign), width, style, value)
        for key, group, width, style, value in parts
    )
    team_note = Column("team_note", "team", words.HEADERS["team_note"], 30, "typed text", lambda _entry, _: None)
    note = Column("note", "notes", words.HEADERS["note"], 34, "text", lambda entry, _: _notes(entry))
    return (*facts, team_note, *_themes(campaign), note)


def _themes(campaign: Campaign) -> Iterator[Column]:
    def answer(theme: Theme) -> Callable[[Entry, At], Value]:
        return lambda entry, _: theme_state_words(theme_state(entry.response, entry.status, theme.id))

    for number, theme in enumerate(campaign.themes, start=1):
        title = " ".join(f"{number}. {theme.title}".split())[:_LONGEST_HEADER]
        yield Column(f"theme:{theme.id}", "themes", title, 13.5, "theme", answer(theme))


@dataclass(frozen=True, slots=True)
class _Answers:
    """The columns that follow from others; each formula says in the sheet what `model.status` says in Python."""

    register: Register

    def state(self, entry: Entry, at: At) -> Formula:
        """The same cascade as `model.status`, over the facts of the row."""

        def word(state: State) -> str:
            return f'"{state_words(state)}"'

        by_kind = "".join(
            f'IF({at["kind"]}="{KIND_LABELS[kind]}",{word(state)},'
            for kind, state in (
                (Kind.REFUSAL, State.REFUSED),
                (Kind.GENERAL_TEXT, State.GENERAL_TEXT),
                (Kind.ACKNOWLEDGEMENT, State.ACKNOWLEDGED),
            )
        )
        by_delivery = "".join(
            f'IF({at["delivery"]}="{STATE_LABELS[state]}",{word(state)},'
            for state in (State.UNDELIVERABLE, State.UNREACHABLE)
        )
        sent = f'IF(OR({at["sent"]}<>"",{at["reminded"]}<>""),{word(State.SENT)},{word(State.NOT_SENT)})'
        total = len(self.register.campaign.themes)
        answered = (
            f'IF({at["proof"]}="{words.PROOF_SENT}",{word(State.PROOF_SENT)},'
            f'IF({at["proof"]}="{words.PROOF_OBJECTED}",{word(State.PROOF_OBJECTED)},'
            f'IF({at["reviewed"]}="{words.YES}",{word(State.REVIEWED)},'
            f'IF({at["late"]}="{words.YES}",{word(State.LATE)},'
            f"IF({at['answered']}={total},{word(State.RECEIVED)},{word(State.PARTIAL)})))))"
        )
        text = (
            f'IF({at["withdrawn"]}<>"",{word(State.WITHDRAWN)},'
            f'IF({at["kind"]}="",{by_delivery}{sent})),{by_kind}{answered})))))'
        )
        return Formula(text, state_words(entry.status.state))

    def days(self, entry: Entry, at: At) -> Formula:
        deadline = self.register.campaign.dates.answer_by
        left = days_left(deadline, self.register.today) if entry.status.state in AWAITED else None
        awaited = f"COUNTIF({page.AWAITED_NAME},{at['state']})>0"
        text = f'IF(AND(ISNUMBER({page.DEADLINE_NAME}),{awaited}),{page.DEADLINE_NAME}-{page.TODAY_NAME},"")'
        return Formula(text, left)

    def late(self, entry: Entry, at: At) -> Formula:
        deadline, received = self.register.campaign.dates.answer_by, entry.status.received_on
        known = deadline is not None and received is not None
        dates_known = f"AND(ISNUMBER({page.DEADLINE_NAME}),ISNUMBER({at['received']}))"
        text = f'IF({dates_known},IF({at["received"]}>{page.DEADLINE_NAME},"{words.YES}","{words.NO}"),"")'
        return Formula(text, (words.YES if entry.status.late else words.NO) if known else None)

    def count(self, entry: Entry) -> int | None:
        """Themes answered; nothing where no theme is."""
        return entry.status.answered or None

    def delivery(self, entry: Entry) -> str | None:
        """How the last sending ended, by the model's own rule; nothing where it went well."""
        if all(event.event not in _FAILURES for event in entry.events):
            return None
        sendings = [event for event in entry.events if event.event is not EventKind.WITHDRAWN]
        state = compute(self.register.campaign, None, sendings).state
        return STATE_LABELS[state] if state in (State.UNDELIVERABLE, State.UNREACHABLE) else None

    def proof(self, entry: Entry) -> str | None:
        """What the last event about a proof says."""
        words_of = {EventKind.PROOF_SENT: words.PROOF_SENT, EventKind.PROOF_OBJECTED: words.PROOF_OBJECTED}
        return next((words_of[event.event] for event in reversed(self._past(entry)) if event.event in words_of), None)

    def withdrawn(self, entry: Entry) -> Value:
        return next((event.on for event in self._past(entry) if event.event is EventKind.WITHDRAWN), None)

    def _past(self, entry: Entry) -> list[Event]:
        return sorted((event for event in entry.events if event.on <= self.register.today), key=lambda event: event.on)


def _reviewed(entry: Entry) -> str | None:
    if entry.response is None:
        return None
    return words.YES if entry.status.reviewed else words.NO


def _substitutes(entry: Entry, campaign: Campaign) -> str:
    return page.names(entry.candidacy.substitutes, campaign.candidacy.kind)


def _lines(texts: Iterator[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _notes(entry: Entry) -> str:
    response_note = entry.response.note if entry.response is not None else ""
    of_people = [person for person in entry.candidacy.people if person.note not in ("", entry.candidacy.note)]
    people = (f"{person.last_name} – {person.note}" for person in of_people)
    return _lines(iter((entry.candidacy.note, *people, response_note)))
