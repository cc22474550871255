"""Calendrier: the campaign's dates in their order, and the time that is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from openpyxl.formatting.rule import Rule
from openpyxl.utils import quote_sheetname

from ccf_docs.model.campaign import Campaign
from ccf_docs.model.deadlines import last_distribution_day
from ccf_docs.model.register import Register
from ccf_docs.text import tracker as words
from ccf_docs.text.french import capital
from ccf_docs.tracking import styles
from ccf_docs.tracking.draft import Draft, Formula
from ccf_docs.tracking.due import FIRST_REMINDER_DAYS, LAST_REMINDER_DAYS
from ccf_docs.tracking.sheets import page

HEAD_ROW = 5
FIRST_ROW = 6

_COLUMNS = ("key", "step", "date", "days", "remark")
_WIDTHS = (8, 46, 18, 24, 74)


@dataclass(frozen=True, slots=True)
class Step:
    """A day of the campaign; `day` is None while it is not fixed."""

    key: str
    name: str
    day: date | None
    remark: str = ""


def steps(campaign: Campaign) -> tuple[Step, ...]:
    """All days, the earliest first; one that is not fixed stays where its turn would be."""
    ordered: list[Step] = []
    for step in _in_turn(campaign):
        later = [index for index, other in enumerate(ordered) if step.day and other.day and other.day > step.day]
        ordered.insert(later[0] if later else len(ordered), step)
    return tuple(ordered)


def _in_turn(campaign: Campaign) -> Iterator[Step]:
    dates, rounds = campaign.dates, campaign.election.rounds
    yield Step("letter", words.LETTER, dates.letter)
    for key, days, name, remark in (
        ("first-reminder", FIRST_REMINDER_DAYS, words.FIRST_REMINDER, words.FIRST_REMINDER_REMARK),
        ("last-reminder", LAST_REMINDER_DAYS, words.LAST_REMINDER, words.LAST_REMINDER_REMARK),
    ):
        day = None if dates.answer_by is None else dates.answer_by - timedelta(days=days)
        yield Step(key, name.format(days=days), day, remark)
    yield Step("answer-by", words.ANSWER_BY, dates.answer_by, words.ANSWER_BY_REMARK)
    yield Step("proofs-by", words.PROOFS_BY, dates.proofs_by, words.PROOFS_BY_REMARK)
    yield Step("frozen-on", words.FROZEN_ON, dates.frozen_on)
    names = words.ROUND_NAMES if len(rounds) <= len(words.ROUND_NAMES) else ()
    for number, day in enumerate(rounds or (None,), start=1):
        name = names[number - 1] if names else words.ROUND_NAME.format(number=number)
        last_day = None if day is None else last_distribution_day(day)
        yield Step(f"last-day-{number}", words.LAST_DAY.format(round=name), last_day, words.LAST_DAY_REMARK)
        yield Step(f"round-{number}", capital(words.ROUND.format(round=name)), day)


def add(draft: Draft, register: Register) -> None:
    """Write the sheet and name the two cells that every formula about time points to."""
    campaign = register.campaign
    sheet = draft.sheet(words.CALENDAR)
    page.heading(draft, sheet, 2, words.TITLES[words.CALENDAR], page.as_of(register))
    page.keys(draft, sheet, _COLUMNS)
    for number, key in enumerate(_COLUMNS, start=1):
        header = words.HEADERS["id"] if key == "key" else words.CALENDAR_HEADERS[key]
        draft.put(sheet, HEAD_ROW, number, header, "head computed" if key == "days" else "head")
    rehearsal = campaign.today is not None
    draft.put(sheet, FIRST_ROW, 1, "today", "key")
    draft.put(sheet, FIRST_ROW, 2, words.TODAY, "text strong")
    draft.put(sheet, FIRST_ROW, 3, register.today if rehearsal else Formula("TODAY()", register.today), "long date")
    draft.put(sheet, FIRST_ROW, 4, None, "computed text")
    draft.put(sheet, FIRST_ROW, 5, page.own(words.TODAY_REHEARSAL if rehearsal else words.TODAY_REMARK), "text")
    all_steps = steps(campaign)
    for row, step in enumerate(all_steps, start=FIRST_ROW + 1):
        draft.put(sheet, row, 1, step.key, "key")
        draft.put(sheet, row, 2, step.name, "text strong")
        draft.put(sheet, row, 3, step.day or words.DATE_UNKNOWN, "long date" if step.day else "text unknown")
        left = None if step.day is None else (step.day - register.today).days
        days = Formula(f'IF(ISNUMBER(C{row}),C{row}-{page.TODAY_NAME},"")', left)
        draft.put(sheet, row, 4, days, "computed days in words")
        draft.put(sheet, row, 5, page.own(step.remark), "text")
        if step.key == "answer-by":
            draft.name(page.DEADLINE_NAME, f"{quote_sheetname(sheet.title)}!$C${row}")
    draft.name(page.TODAY_NAME, f"{quote_sheetname(sheet.title)}!$C${FIRST_ROW}")
    last_row = FIRST_ROW + len(all_steps)
    for row in range(FIRST_ROW, last_row + 1):
        sheet.row_dimensions[row].height = 20
    past = Rule(
        type="expression",
        dxf=styles.differential(italic=True, color=styles.MUTED),
        formula=[f"AND(ISNUMBER($D{FIRST_ROW}),$D{FIRST_ROW}<0)"],
    )
    sheet.conditional_formatting.add(f"B{FIRST_ROW}:E{last_row}", past)
    page.widths(sheet, dict(enumerate(_WIDTHS, start=1)))
    page.hide(sheet, 1)
    page.freeze(sheet, f"A{FIRST_ROW}")
    page.print_setup(sheet, register, repeated_rows=f"{HEAD_ROW}:{HEAD_ROW}")
