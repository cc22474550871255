"""Mode d'emploi: what each sheet, column and sign is, and where a correction is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from openpyxl.worksheet.worksheet import Worksheet

from ccf_docs.model.register import Register
from ccf_docs.model.status import State, ThemeState
from ccf_docs.text import tracker as words
from ccf_docs.text.labels import (
    STATE_LABELS,
    STATE_MEANINGS,
    STATE_SIGNS,
    THEME_STATE_LABELS,
    THEME_STATE_MEANINGS,
    THEME_STATE_SIGNS,
)
from ccf_docs.tracking.draft import Draft
from ccf_docs.tracking.sheets import page
from ccf_docs.tracking.sheets.columns import columns
from ccf_docs.tracking.sheets.follow_up import FAMILIES

_FIRST_ROW = 4
_WIDTHS = {1: 5.0, 2: 26.0, 3: 96.0, 4: 30.0}


def add(draft: Draft, register: Register) -> None:
    """Write the sheet: sections one under the other."""
    campaign = register.campaign
    spoken = page.campaign_words(campaign)
    sheet = draft.sheet(words.GUIDE)
    page.heading(draft, sheet, 1, words.TITLES[words.GUIDE], campaign.title)
    row = _FIRST_ROW
    for sentence in words.GUIDE_INTRO:
        draft.put(sheet, row, 1, "•", "prose")
        draft.put(sheet, row, 2, page.own(sentence.format(reminders=words.REMINDERS)), "prose")
        row += 1
    purposes = {page.sheet_name(name, campaign): text.format(**spoken) for name, text in words.SHEET_PURPOSES.items()}
    row = _section(draft, sheet, row, words.GUIDE_SHEETS, "", (("", name, text, "") for name, text in purposes.items()))
    title = words.GUIDE_COLUMNS.format(sheet=words.FOLLOW_UP)
    row = _section(draft, sheet, row, title, words.GUIDE_ORIGIN, _column_lines(register))
    states = ((STATE_SIGNS[state], STATE_LABELS[state], STATE_MEANINGS[state], "") for state in State)
    color_of = {STATE_LABELS[state]: color for color, family in FAMILIES for state in family}
    row = _section(draft, sheet, row, words.GUIDE_STATES, "", states, color_of)
    themes = (
        (THEME_STATE_SIGNS[state], THEME_STATE_LABELS[state], THEME_STATE_MEANINGS[state], "") for state in ThemeState
    )
    _section(draft, sheet, row, words.GUIDE_THEMES, "", themes)
    page.widths(sheet, _WIDTHS)
    page.print_setup(sheet, register, repeated_rows=None)


def _section(
    draft: Draft,
    sheet: Worksheet,
    row: int,
    title: str,
    last: str,
    lines: Iterable[tuple[str, str, str, str]],
    color_of: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """A heading and its lines, coloured by their name; the row after them."""
    row += 1
    draft.put(sheet, row, 1, page.own(title), "section")
    if last:
        draft.put(sheet, row, 4, page.own(last), "subtitle")
    sheet.row_dimensions[row].height = 24
    for sign, name, text, origin in lines:
        row += 1
        color = f" {color_of[name]}" if name in color_of else ""
        draft.put(sheet, row, 1, sign, f"sign{color}")
        draft.put(sheet, row, 2, name, f"text strong{color}")
        draft.put(sheet, row, 3, page.own(text), "text")
        draft.put(sheet, row, 4, origin, "text")
    return row + 1


def _column_lines(register: Register) -> Iterable[tuple[str, str, str, str]]:
    themes_said = False
    for column in columns(register):
        if column.group == "themes":
            if themes_said:
                continue
            themes_said = True
            text, origin = words.COLUMN_PURPOSES["theme"]
            yield "", words.THEME_COLUMNS.format(count=len(register.campaign.themes)), text, origin
        elif column.key in words.COLUMN_PURPOSES:
            text, origin = words.COLUMN_PURPOSES[column.key]
            yield "", column.header, text, origin
