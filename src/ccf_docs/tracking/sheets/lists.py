"""Listes (hidden): what the other sheets' choices and formulas point to, through defined names.

Validation lists that point to another sheet go through names: the other form, Excel's own, openpyxl would lose.
"""

from __future__ import annotations

from openpyxl.utils import quote_sheetname

from ccf_docs.model.register import Register
from ccf_docs.model.status import State
from ccf_docs.text import tracker as words
from ccf_docs.text.labels import EVENT_LABELS, KIND_LABELS, STATE_LABELS, state_words
from ccf_docs.tracking.draft import Draft
from ccf_docs.tracking.sheets import page
from ccf_docs.tracking.sheets.columns import AWAITED

STATES_NAME = "ListeStatuts"
DELIVERIES_NAME = "ListeAcheminements"
PROOFS_NAME = "ListeBonsARelire"
KINDS_NAME = "ListeNatures"
CHANNELS_NAME = "ListeCanaux"
EVENTS_NAME = "ListeFaits"
YES_NO_NAME = "ListeOuiNon"


def add(draft: Draft, register: Register) -> None:
    """Write the sheet and name its lists; channels that the campaign already uses are offered too."""
    sheet = draft.sheet(words.LISTS)
    used = {entry.response.received.channel for entry in register.entries if entry.response is not None}
    used |= {event.channel for entry in register.entries for event in entry.events}
    channels = (*words.CHANNELS, *sorted(channel for channel in used if channel and channel not in words.CHANNELS))
    lists = {
        STATES_NAME: tuple(state_words(state) for state in State),
        page.AWAITED_NAME: tuple(state_words(state) for state in AWAITED),
        DELIVERIES_NAME: (STATE_LABELS[State.UNDELIVERABLE], STATE_LABELS[State.UNREACHABLE]),
        PROOFS_NAME: (words.PROOF_SENT, words.PROOF_OBJECTED),
        KINDS_NAME: tuple(KIND_LABELS.values()),
        CHANNELS_NAME: channels,
        EVENTS_NAME: tuple(EVENT_LABELS.values()),
        YES_NO_NAME: (words.YES, words.NO),
    }
    for column, (name, values) in enumerate(lists.items(), start=1):
        draft.put(sheet, 1, column, name, "head")
        for row, value in enumerate(values, start=2):
            draft.put(sheet, row, column, value, "text")
        letter = "ABCDEFGH"[column - 1]
        draft.name(name, f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${len(values) + 1}")
    page.widths(sheet, dict.fromkeys(range(1, len(lists) + 1), 24.0))
    sheet.sheet_state = "hidden"
