"""Suivi: one row a candidacy, in a real table."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ccf_docs.model.register import Register
from ccf_docs.model.status import State
from ccf_docs.text import tracker as words
from ccf_docs.text.labels import STATE_SIGNS
from ccf_docs.tracking import styles
from ccf_docs.tracking.draft import Draft, table, text_lines
from ccf_docs.tracking.sheets import page
from ccf_docs.tracking.sheets.columns import Column, columns
from ccf_docs.tracking.sheets.lists import CHANNELS_NAME, DELIVERIES_NAME, KINDS_NAME, PROOFS_NAME, YES_NO_NAME

GROUP_ROW = 4
HEAD_ROW = 5
FIRST_ROW = 6

FAMILIES: tuple[tuple[str, tuple[State, ...]], ...] = (
    (styles.TO_DO, (State.NOT_SENT, State.UNDELIVERABLE, State.UNREACHABLE, State.PROOF_OBJECTED)),
    (
        styles.CAME_BACK,
        (State.RECEIVED, State.PARTIAL, State.LATE, State.GENERAL_TEXT, State.REFUSED),
    ),
    (styles.READ, (State.REVIEWED, State.PROOF_SENT)),
)
"""The colour of each family of states: ours to do, came back, read. Waiting and withdrawn have none."""

_COMPUTED_HEADS = ("state", "days", "answered", "late")
_LISTS = {
    "delivery": DELIVERIES_NAME,
    "proof": PROOFS_NAME,
    "kind": KINDS_NAME,
    "reviewed": YES_NO_NAME,
    "channel": CHANNELS_NAME,
}
_DATES = ("sent", "reminded", "received", "withdrawn")


def add(draft: Draft, register: Register) -> None:
    """Write the sheet."""
    sheet = draft.sheet(words.FOLLOW_UP)
    all_columns = columns(register)
    letters = {column.key: get_column_letter(number) for number, column in enumerate(all_columns, start=1)}
    page.heading(draft, sheet, 2, words.TITLES[words.FOLLOW_UP], page.as_of(register))
    draft.put(sheet, page.SUBTITLE_ROW, _number(all_columns, "state"), page.answers_by(register), "subtitle")
    page.keys(draft, sheet, (column.key for column in all_columns))
    _heads(draft, sheet, all_columns)
    for row, entry in enumerate(register.entries, start=FIRST_ROW):
        addresses = {key: f"{letter}{row}" for key, letter in letters.items()}
        values = [column.value(entry, addresses) for column in all_columns]
        for number, (column, value) in enumerate(zip(all_columns, values, strict=True), start=1):
            draft.put(sheet, row, number, value, column.style)
        texts = zip(all_columns[1:], values[1:], strict=True)
        draft.fit(sheet, row, max(text_lines(value, one.width) for one, value in texts if isinstance(value, str)))
    if not register.entries:
        for number, column in enumerate(all_columns, start=1):
            draft.put(sheet, FIRST_ROW, number, None, column.style)
    table(sheet, page.FOLLOW_UP_TABLE, HEAD_ROW, len(all_columns), len(register.entries))
    last_row = max(FIRST_ROW, FIRST_ROW + len(register.entries) - 1)
    _validations(sheet, letters, last_row)
    _colours(sheet, letters, last_row)
    page.hide(sheet, 1)
    page.freeze(sheet, f"{letters['label']}{FIRST_ROW}")
    page.print_setup(sheet, register, repeated_rows=f"{GROUP_ROW}:{HEAD_ROW}", pages_wide=3, private=True)
    sheet.print_title_cols = f"{letters['place']}:{letters['people']}"


def _number(all_columns: Sequence[Column], key: str) -> int:
    return next(number for number, column in enumerate(all_columns, start=1) if column.key == key)


def _heads(draft: Draft, sheet: Worksheet, all_columns: Sequence[Column]) -> None:
    group = ""
    for number, column in enumerate(all_columns, start=1):
        opens = column.group != group and column.key != "id"
        draft.put(sheet, GROUP_ROW, number, words.GROUPS[column.group] if opens else None, "group")
        group = column.group if opens else group
        kind = "head theme" if column.group == "themes" else "head"
        draft.put(sheet, HEAD_ROW, number, column.header, "head computed" if column.key in _COMPUTED_HEADS else kind)
    page.widths(sheet, {number: column.width for number, column in enumerate(all_columns, start=1)})
    sheet.row_dimensions[GROUP_ROW].height = 18
    lines = max(len(wrap(column.header, int(1.15 * column.width))) for column in all_columns)
    sheet.row_dimensions[HEAD_ROW].height = 12.5 * min(lines, 8) + 6


def _validations(sheet: Worksheet, letters: dict[str, str], last_row: int) -> None:
    for key, name in _LISTS.items():
        choice = DataValidation(
            type="list",
            formula1=f"={name}",
            allow_blank=True,
            errorStyle="warning",
            errorTitle=words.CHOICE_TITLE,
            error=page.own(words.CHOICE_MESSAGE),
            showErrorMessage=key != "channel",
        )
        sheet.add_data_validation(choice)
        choice.add(f"{letters[key]}{FIRST_ROW}:{letters[key]}{last_row}")
    date = DataValidation(
        type="date",
        operator="greaterThan",
        formula1="36526",  # 1 January 2000
        allow_blank=True,
        errorStyle="warning",
        errorTitle=words.DATE_TITLE,
        error=page.own(words.DATE_MESSAGE),
        showErrorMessage=True,
    )
    sheet.add_data_validation(date)
    for key in _DATES:
        date.add(f"{letters[key]}{FIRST_ROW}:{letters[key]}{last_row}")


def _colours(sheet: Worksheet, letters: dict[str, str], last_row: int) -> None:
    state = letters["state"]
    first_sign = f"LEFT(${state}{FIRST_ROW},1)"
    whole_row = f"B{FIRST_ROW}:{letters['note']}{last_row}"
    withdrawn = styles.differential(italic=True, color=styles.MUTED)
    sheet.conditional_formatting.add(
        whole_row, Rule(type="expression", dxf=withdrawn, formula=[f'{first_sign}="{STATE_SIGNS[State.WITHDRAWN]}"'])
    )
    for color, states in FAMILIES:
        signs = "".join(STATE_SIGNS[one] for one in states)
        rule = Rule(
            type="expression",
            dxf=styles.differential(color),
            formula=[f'AND(${state}{FIRST_ROW}<>"",ISNUMBER(FIND({first_sign},"{signs}")))'],
        )
        sheet.conditional_formatting.add(f"{state}{FIRST_ROW}:{state}{last_row}", rule)
    days = letters["days"]
    soon = f"AND(ISNUMBER({days}{FIRST_ROW}),{days}{FIRST_ROW}<=3)"
    sheet.conditional_formatting.add(
        f"{days}{FIRST_ROW}:{days}{last_row}",
        Rule(type="expression", dxf=styles.differential(styles.TO_DO, bold=True), formula=[soon]),
    )
