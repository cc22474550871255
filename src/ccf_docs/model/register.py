"""The whole campaign at one moment: every candidacy with what came back, what was done, and where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ccf_docs.model.campaign import Campaign, Constituency
from ccf_docs.model.candidacy import Candidacy, Contact
from ccf_docs.model.journal import Event
from ccf_docs.model.response import Response
from ccf_docs.model.status import Status, compute


@dataclass(frozen=True, slots=True)
class Entry:
    """One candidacy and all that is known of it."""

    candidacy: Candidacy
    response: Response | None
    events: tuple[Event, ...]
    contacts: tuple[Contact, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Register:
    """All entries, constituency by constituency in the campaign's order, in panel order within each.

    Candidacies without a panel number come after those that have one, in the order of `candidates.csv`.
    """

    campaign: Campaign
    entries: tuple[Entry, ...]
    today: date

    def of(self, constituency_id: str) -> tuple[Entry, ...]:
        """The entries of one constituency, in the order they print."""
        return tuple(entry for entry in self.entries if entry.candidacy.constituency == constituency_id)

    @property
    def constituencies(self) -> tuple[Constituency, ...]:
        """The constituencies in which someone stands."""
        inhabited = {entry.candidacy.constituency for entry in self.entries}
        return tuple(place for place in self.campaign.constituencies if place.id in inhabited)


def assemble(
    campaign: Campaign,
    candidacies: Iterable[Candidacy],
    responses: Iterable[Response],
    events: Iterable[Event],
    contacts: Iterable[Contact],
    today: date,
) -> Register:
    """Join the parts of a checked campaign folder as they stand on the day `today`.

    What came or happened later is not known yet; parts that name no known candidacy are left out, for `check` has
    reported them.
    """
    places = {place.id: index for index, place in enumerate(campaign.constituencies)}
    answered = {
        response.candidacy: response
        for response in responses
        if response.received.on is None or response.received.on <= today
    }
    events_of: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.on <= today:
            events_of[event.candidacy].append(event)
    contacts_of: defaultdict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        contacts_of[contact.candidacy].append(contact)

    def entry(candidacy: Candidacy) -> Entry:
        response, own_events = answered.get(candidacy.id), tuple(events_of[candidacy.id])
        status = compute(campaign, response, own_events)
        return Entry(candidacy, response, own_events, tuple(contacts_of[candidacy.id]), status)

    def place(candidacy: Candidacy) -> tuple[int, bool, int]:
        return (places[candidacy.constituency], candidacy.panel is None, candidacy.panel or 0)

    return Register(campaign, tuple(entry(candidacy) for candidacy in sorted(candidacies, key=place)), today)
