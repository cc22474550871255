"""What the election's dates imply: days left, lateness, and the days on which nothing may be handed out."""

from __future__ import annotations

from datetime import date, timedelta


def days_left(deadline: date | None, today: date) -> int | None:
    """Whole days until the deadline: 0 on the day itself, negative after it, None while it is not fixed."""
    return None if deadline is None else (deadline - today).days


def is_late(received: date | None, answer_by: date | None) -> bool:
    """Whether an answer came after the last day; one whose day is not known is never called late."""
    return received is not None and answer_by is not None and received > answer_by


def last_distribution_day(round_day: date) -> date:
    """The last day on which a booklet may be handed out before a round.

    Code électoral L49: nothing from 0:00 on the day before the vote, so the day before that is the last one.
    """
    return round_day - timedelta(days=2)


def next_round(rounds: tuple[date, ...], today: date) -> date | None:
    """The first round that is not over, or None when the election is."""
    return next((day for day in rounds if day >= today), None)
