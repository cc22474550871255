"""Journal: every fact noted, the latest first."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from ccf_docs.model.campaign import Campaign
from ccf_docs.model.journal import Event
from ccf_docs.model.register import Entry, Register
from ccf_docs.text import tracker as words
from ccf_docs.text.labels import EVENT_LABELS
from ccf_docs.tracking.draft import Draft, Value, table, text_lines
from ccf_docs.tracking.sheets import page
from ccf_docs.tracking.sheets.lists import EVENTS_NAME

HEAD_ROW = 5
FIRST_ROW = 6

_COLUMNS: tuple[tuple[str, float, str], ...] = (
    ("id", 8, "key"),
    ("on", 12, "date"),
    ("place", 20, "text"),
    ("people", 28, "text strong"),
    ("event", 22, "text"),
    ("channel", 16, "text"),
    ("by", 18, "text"),
    ("note", 60, "typed text"),
    ("source", 18, "text"),
)


def add(draft: Draft, register: Register) -> None:
    """Write the sheet; facts of one day keep the journal's order, the last noted first."""
    sheet = draft.sheet(words.JOURNAL)
    noted = sorted(((entry, event) for entry in register.entries for event in entry.events), key=lambda one: one[1].on)[
        ::-1
    ]
    subtitle = page.as_of(register) if noted else page.own(words.JOURNAL_NONE)
    page.heading(draft, sheet, 2, page.own(words.TITLES[words.JOURNAL]), subtitle)
    page.keys(draft, sheet, (key for key, _, _ in _COLUMNS))
    places = page.place_names(register.campaign)
    headers = words.HEADERS | words.JOURNAL_HEADERS
    for number, (key, _, _) in enumerate(_COLUMNS, start=1):
        draft.put(sheet, HEAD_ROW, number, page.header(headers[key], register.campaign), "head")
    for row, (entry, event) in enumerate(noted, start=FIRST_ROW):
        values = _values(entry, event, register.campaign) | {"place": places[entry.candidacy.constituency]}
        for number, (key, _, style) in enumerate(_COLUMNS, start=1):
            draft.put(sheet, row, number, values[key], style)
        texts = ((values[key], width) for key, width, _ in _COLUMNS[1:])
        draft.fit(sheet, row, max(text_lines(value, width) for value, width in texts if isinstance(value, str)))
    if not noted:
        for number, (_, _, style) in enumerate(_COLUMNS, start=1):
            draft.put(sheet, FIRST_ROW, number, None, style)
    table(sheet, page.JOURNAL_TABLE, HEAD_ROW, len(_COLUMNS), len(noted))
    choice = DataValidation(type="list", formula1=f"={EVENTS_NAME}", allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(f"E{FIRST_ROW}:E{max(FIRST_ROW, FIRST_ROW + len(noted) - 1)}")
    page.widths(sheet, {number: width for number, (_, width, _) in enumerate(_COLUMNS, start=1)})
    sheet.row_dimensions[HEAD_ROW].height = 20
    page.hide(sheet, 1)
    page.freeze(sheet, f"A{FIRST_ROW}")
    page.print_setup(sheet, register, repeated_rows=f"{HEAD_ROW}:{HEAD_ROW}")


def _values(entry: Entry, event: Event, campaign: Campaign) -> dict[str, Value]:
    return {
        "id": entry.candidacy.id,
        "on": event.on,
        "people": page.candidacy_name(entry.candidacy, campaign),
        "event": EVENT_LABELS[event.event],
        "channel": event.channel,
        "by": event.by,
        "note": event.note,
        "source": words.SOURCES.get(event.source, event.source),
    }
