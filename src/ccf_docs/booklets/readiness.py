"""What still stands between a booklet and its final version: every reason at once."""

from __future__ import annotations

from collections.abc import Iterator

from ccf_docs.errors import Problem, Where
from ccf_docs.model.deadlines import last_distribution_day
from ccf_docs.model.register import Entry, Register
from ccf_docs.model.status import State

CAMPAIGN = Where("campaign.yaml")


def reasons_against_final(register: Register, constituency_id: str) -> tuple[Problem, ...]:
    """Why this constituency's booklet can only be a draft; empty when it can be final."""
    return tuple(_reasons(register, constituency_id))


def _reasons(register: Register, constituency_id: str) -> Iterator[Problem]:
    campaign = register.campaign
    place = campaign.constituency_of(constituency_id)
    if not place.complete:
        yield Problem("final-list-incomplete", CAMPAIGN, {"constituency": place.name})
    if campaign.booklet.imprint is None:
        yield Problem("final-no-imprint", CAMPAIGN)
    yield from _of_the_day(register)
    for entry in register.of(constituency_id):
        yield from _of_candidacy(entry)


def _of_the_day(register: Register) -> Iterator[Problem]:
    """Answers may still come, texts may still change, or nothing may be handed out any more (code électoral L49)."""
    dates, rounds, today = register.campaign.dates, register.campaign.election.rounds, register.today
    if dates.answer_by is not None and today <= dates.answer_by:
        yield Problem("final-too-early", CAMPAIGN, {"day": dates.answer_by})
    if dates.frozen_on is None:
        yield Problem("final-not-frozen", CAMPAIGN)
    elif today < dates.frozen_on:
        yield Problem("final-before-freeze", CAMPAIGN, {"day": dates.frozen_on})
    silent = [day for day in rounds if last_distribution_day(day) < today <= day]
    if silent or (rounds and today > rounds[-1]):
        yield Problem("final-too-late", CAMPAIGN, {"day": last_distribution_day((silent or rounds)[-1])})


def _of_candidacy(entry: Entry) -> Iterator[Problem]:
    response, candidacy = entry.response, entry.candidacy.id
    if entry.status.state is State.NOT_SENT:
        yield Problem("final-not-sent", Where("responses/journal.csv"), {"candidacy": candidacy})
    if response is not None and not response.is_reviewed:
        yield Problem("final-not-reviewed", Where(f"responses/{candidacy}.yaml"), {"candidacy": candidacy})
