"""What all sheets share: the rows above the table, the names of people, and the print set-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ccf_docs.model.campaign import Campaign, CandidacyKind
from ccf_docs.model.candidacy import Candidacy, Person
from ccf_docs.model.register import Register
from ccf_docs.text import tracker as words
from ccf_docs.text.french import capital, long_date, person_name
from ccf_docs.text.typography import print_own
from ccf_docs.tracking.draft import Draft, xml_text

TITLE_ROW = 1
SUBTITLE_ROW = 2
KEY_ROW = 3
"""Hidden: the key of each column, by which a column is known whatever its header and place become."""

FOLLOW_UP_TABLE = "Suivi"
REMINDERS_TABLE = "Relances"
JOURNAL_TABLE = "Journal"

TODAY_NAME = "Aujourdhui"
DEADLINE_NAME = "DateLimite"
AWAITED_NAME = "EtatsEnAttente"

_A4 = 9
_MARGIN = 0.4
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME = 31
_LONGEST_NAME_IN_FOOT = 60


def own(text: str, **values: object) -> str:
    """Our own words, with French typography."""
    return print_own(text.format(**values) if values else text)


def campaign_words(campaign: Campaign) -> dict[str, str]:
    """What headers call a constituency and a candidacy."""
    return {
        "place": campaign.constituency.singular,
        "places": campaign.constituency.plural,
        "candidacy": campaign.candidacy.word.singular,
    }


def place_names(campaign: Campaign) -> dict[str, str]:
    """The name of each constituency by its id."""
    return {place.id: place.name for place in campaign.constituencies}


def header(text: str, campaign: Campaign) -> str:
    """The header of a column in the campaign's words."""
    return capital(text.format(**campaign_words(campaign)))


def sheet_name(text: str, campaign: Campaign) -> str:
    """The name of a sheet in the campaign's words, as Excel allows it."""
    return _NOT_IN_A_SHEET_NAME.sub(" ", xml_text(text.format(**campaign_words(campaign))))[:_LONGEST_SHEET_NAME]


def names(people: Iterable[Person], kind: CandidacyKind) -> str:
    """One person a line, as on the ballot; of a list, its head only."""
    lines = [person_name(person.first_name, person.last_name) for person in people]
    if kind is CandidacyKind.LIST and len(lines) > 2:
        lines[1:] = [words.AND_OTHERS.format(count=len(lines) - 1)]
    return "\n".join(lines)


def candidacy_name(candidacy: Candidacy, campaign: Campaign) -> str:
    """The candidates' names; while they are not known, the label, which then names the candidacy."""
    return names(candidacy.candidates, campaign.candidacy.kind) or candidacy.label or words.NAMES_UNKNOWN


def heading(draft: Draft, sheet: Worksheet, column: int, title: str, subtitle: str) -> None:
    """The title and the line under it, from the first column that is seen."""
    draft.put(sheet, TITLE_ROW, column, title, "title")
    draft.put(sheet, SUBTITLE_ROW, column, subtitle, "subtitle")
    sheet.row_dimensions[TITLE_ROW].height = 26
    sheet.row_dimensions[SUBTITLE_ROW].height = 17


def as_of(register: Register) -> str:
    """The campaign and the day of the register."""
    return own(words.AS_OF.format(campaign=register.campaign.title, today=long_date(register.today)))


def answers_by(register: Register) -> str:
    """The last day to answer."""
    deadline = register.campaign.dates.answer_by
    return own(words.NO_DEADLINE if deadline is None else words.ANSWERS_BY.format(deadline=long_date(deadline)))


def keys(draft: Draft, sheet: Worksheet, columns: Iterable[str]) -> None:
    """The hidden row of column keys."""
    for number, key in enumerate(columns, start=1):
        draft.put(sheet, KEY_ROW, number, key, "key")
    sheet.row_dimensions[KEY_ROW].hidden = True


def widths(sheet: Worksheet, of_columns: Mapping[int, float]) -> None:
    """The width of each column, in digits of the normal font."""
    for number, width in of_columns.items():
        sheet.column_dimensions[get_column_letter(number)].width = width


def hide(sheet: Worksheet, column: int) -> None:
    """Hide a column of keys."""
    sheet.column_dimensions[get_column_letter(column)].hidden = True


def freeze(sheet: Worksheet, cell: str) -> None:
    """Keep what is above and left of the cell in sight, and begin there."""
    sheet.freeze_panes = cell
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = cell


def print_setup(
    sheet: Worksheet, register: Register, *, repeated_rows: str | None, pages_wide: int = 1, private: bool = False
) -> None:
    """A4 landscape, as wide as `pages_wide` pages, the header on each, a foot with page and date.

    `private` says in the foot that the sheet shows contacts.
    """
    setup = sheet.page_setup
    setup.paperSize = _A4
    setup.orientation = "landscape"
    setup.fitToWidth = pages_wide
    setup.fitToHeight = 0
    setup.pageOrder = "overThenDown"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = _MARGIN
    margins.top = 0.5
    margins.bottom = 0.65
    margins.header = margins.footer = 0.3
    if repeated_rows is not None:
        sheet.print_title_rows = repeated_rows
    # In a foot "&" opens a code; "&&" is the sign itself (ECMA-376 part 1, 18.3.1.46).
    short_name = xml_text(register.campaign.organisation.short_name)[:_LONGEST_NAME_IN_FOOT].replace("&", "&&")
    foot = sheet.oddFooter
    assert foot is not None
    for part, text in (
        (foot.left, f"{short_name} – {sheet.title}{own(words.FOOTER_PRIVATE) if private else ''}"),
        (foot.center, words.FOOTER_PAGE),
        (foot.right, words.FOOTER_PRINTED),
    ):
        assert part is not None
        part.text = text
    sheet.sheet_view.showGridLines = False
