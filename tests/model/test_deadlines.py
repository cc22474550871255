from __future__ import annotations

from datetime import date

from ccf_docs.model.deadlines import days_left, is_late, last_distribution_day, next_round

ROUNDS = (date(2021, 6, 20), date(2021, 6, 27))


def test_nothing_is_handed_out_from_the_saturday_before_a_round() -> None:
    assert last_distribution_day(ROUNDS[0]) == date(2021, 6, 18)
    assert last_distribution_day(ROUNDS[0]).strftime("%A") == "Friday"


def test_days_left_are_zero_on_the_day_and_negative_after_it() -> None:
    deadline = date(2021, 6, 6)
    assert [days_left(deadline, date(2021, 6, day)) for day in (3, 6, 7)] == [3, 0, -1]
    assert days_left(None, deadline) is None


def test_an_answer_is_late_only_when_its_day_and_the_last_day_are_known() -> None:
    assert is_late(date(2021, 6, 7), date(2021, 6, 6))
    assert not is_late(date(2021, 6, 6), date(2021, 6, 6))
    assert not is_late(None, date(2021, 6, 6))
    assert not is_late(date(2021, 6, 7), None)


def test_the_next_round_is_today_s_or_the_first_to_come() -> None:
    assert next_round(ROUNDS, date(2021, 6, 20)) == ROUNDS[0]
    assert next_round(ROUNDS, date(2021, 6, 21)) == ROUNDS[1]
    assert next_round(ROUNDS, date(2021, 6, 28)) is None
