"""À relancer: whom to write to or telephone on the register's day, and why; made to be printed for a round of calls."""

from __future__ import annotations

from datetime import timedelta

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.worksheet import Worksheet

from ccf_docs.model.deadlines import days_left, last_distribution_day
from ccf_docs.model.register import Register
from ccf_docs.text import tracker as words
from ccf_docs.text.french import long_date, plural
from ccf_docs.text.labels import state_words
from ccf_docs.tracking import styles
from ccf_docs.tracking.draft import Draft, Formula, Value, table, text_lines
from ccf_docs.tracking.due import (
    FIRST_REMINDER_DAYS,
    LAST_REMINDER_DAYS,
    Action,
    Closed,
    Reason,
    Task,
    Urgency,
    closed,
    due,
)
from ccf_docs.tracking.sheets import page

HEAD_ROW = 5
FIRST_ROW = 6
LINES_TO_WRITE = 3
"""Lines that a row is high at least: room to write by hand."""

_ACTIONS = {
    Action.SEND: words.SEND,
    Action.WRITE: words.WRITE,
    Action.TELEPHONE: words.TELEPHONE,
    Action.SEARCH: words.SEARCH,
}
_COLUMNS: tuple[tuple[str, float, str], ...] = (
    ("id", 8, "key"),
    ("urgency", 13.5, "computed text"),
    ("action", 16, "text strong"),
    ("why", 36, "text"),
    ("place", 18, "text"),
    ("people", 24, "text strong"),
    ("state", 21, "computed text"),
    ("phone", 15, "typed text"),
    ("email", 27, "typed text"),
    ("contacted", 11, "date"),
    ("days", 9, "computed days"),
    ("done_by", 12, "typed text"),
    ("done_on", 10, "date"),
    ("outcome", 30, "typed text"),
)
_COMPUTED = ("urgency", "state", "days")


def add(draft: Draft, register: Register) -> None:
    """Write the sheet; without anything due its one row stays empty, and the line above says why."""
    sheet = draft.sheet(words.REMINDERS)
    tasks = due(register)
    page.heading(draft, sheet, 2, words.TITLES[words.REMINDERS], _subtitle(register, tasks))
    page.keys(draft, sheet, (key for key, _, _ in _COLUMNS))
    places = page.place_names(register.campaign)
    headers = words.HEADERS | words.REMINDER_HEADERS
    for number, (key, _, _) in enumerate(_COLUMNS, start=1):
        style = "head computed" if key in _COMPUTED else "head"
        draft.put(sheet, HEAD_ROW, number, page.header(headers[key], register.campaign), style)
    for row, task in enumerate(tasks, start=FIRST_ROW):
        values = _values(task, register) | {"place": places[task.entry.candidacy.constituency]}
        for number, (key, _, style) in enumerate(_COLUMNS, start=1):
            draft.put(sheet, row, number, values.get(key), style)
        texts = ((values.get(key), width) for key, width, _ in _COLUMNS[1:])
        lines = max(text_lines(value, width) for value, width in texts if isinstance(value, str))
        draft.fit(sheet, row, max(lines, LINES_TO_WRITE))
    if not tasks:
        for number, (_, _, style) in enumerate(_COLUMNS, start=1):
            draft.put(sheet, FIRST_ROW, number, None, style)
    table(sheet, page.REMINDERS_TABLE, HEAD_ROW, len(_COLUMNS), len(tasks))
    _finish(sheet, register, max(FIRST_ROW, FIRST_ROW + len(tasks) - 1))


def _finish(sheet: Worksheet, register: Register, last_row: int) -> None:
    page.widths(sheet, {number: width for number, (_, width, _) in enumerate(_COLUMNS, start=1)})
    sheet.row_dimensions[HEAD_ROW].height = 32
    page.hide(sheet, 1)
    page.freeze(sheet, f"D{FIRST_ROW}")
    page.print_setup(sheet, register, repeated_rows=f"{HEAD_ROW}:{HEAD_ROW}", private=True)
    first = Rule(
        type="expression", dxf=styles.differential(styles.TO_DO, bold=True), formula=[f'LEFT($B{FIRST_ROW},1)="1"']
    )
    sheet.conditional_formatting.add(f"B{FIRST_ROW}:B{last_row}", first)


def _subtitle(register: Register, tasks: tuple[Task, ...]) -> str:
    campaign = register.campaign
    reason = closed(campaign, register.today)
    if reason is not None:
        frozen_on, rounds = campaign.dates.frozen_on, campaign.election.rounds
        day = frozen_on if reason is Closed.FROZEN else last_distribution_day(rounds[0])
        why = {
            Closed.ELECTION: words.CLOSED_ELECTION,
            Closed.FROZEN: words.CLOSED_FROZEN,
            Closed.HANDED_OUT: words.CLOSED_HANDED_OUT,
        }[reason]
        return page.own(words.REMINDERS_CLOSED.format(why=why.format(day=long_date(day) if day else "")))
    today = long_date(register.today, weekday=True)
    return page.own(words.REMINDERS_SUBTITLE.format(today=today) if tasks else words.REMINDERS_NONE)


def _values(task: Task, register: Register) -> dict[str, Value]:
    campaign, candidacy = register.campaign, task.entry.candidacy
    left = days_left(campaign.dates.answer_by, register.today)
    contacts = task.entry.contacts
    return {
        "id": candidacy.id,
        "urgency": words.URGENCIES[list(Urgency).index(task.urgency)],
        "action": _ACTIONS[task.action],
        "why": page.own(_why(task, register)),
        "people": page.candidacy_name(candidacy, campaign),
        "state": state_words(task.entry.status.state),
        "phone": "\n".join(dict.fromkeys(contact.phone for contact in contacts if contact.phone)),
        "email": "\n".join(dict.fromkeys(contact.email for contact in contacts if contact.email)),
        "contacted": task.contacted,
        "days": Formula(f'IF(ISNUMBER({page.DEADLINE_NAME}),{page.DEADLINE_NAME}-{page.TODAY_NAME},"")', left),
    }


def _why(task: Task, register: Register) -> str:
    dates, status = register.campaign.dates, task.entry.status
    if task.reason is Reason.NOT_SENT and dates.letter is not None:
        return words.LETTER_WAS_DUE.format(letter=long_date(dates.letter))
    before = {Reason.LAST_REMINDER: LAST_REMINDER_DAYS, Reason.FIRST_REMINDER: FIRST_REMINDER_DAYS}
    values = {"total": status.total, "answered": _themes_answered(status.answered)}
    if dates.answer_by is not None:
        values["deadline"] = long_date(dates.answer_by)
        values["due_from"] = long_date(dates.answer_by - timedelta(days=before.get(task.reason, 0)))
    return words.REASONS[task.reason.value].format(**values)


def _themes_answered(count: int) -> str:
    return f"{count} {plural(count, words.THEME_ANSWERED, words.THEMES_ANSWERED)}"
