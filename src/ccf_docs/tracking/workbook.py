"""The tracking workbook: a view of the register that people can sort, filter, print and take along."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from ccf_docs.model.product import Product
from ccf_docs.model.register import Register
from ccf_docs.tracking.draft import Draft, xml_text
from ccf_docs.tracking.sheets import calendar, follow_up, guide, journal, lists, places, reminders

PATH = "tracker.xlsx"
SCHEMA = 1
"""Raised when a sheet, a hidden key or a list changes its meaning."""

SCHEMA_PROPERTY = "ccf-docs-schema"
CAMPAIGN_PROPERTY = "ccf-docs-campaign"
REGISTER_PROPERTY = "ccf-docs-register"
DAY_PROPERTY = "ccf-docs-day"


def make(register: Register) -> Product:
    """The whole workbook; the same register gives the same bytes."""
    draft = Draft(themes=len(register.campaign.themes))
    for sheet in (follow_up, reminders, places, calendar, journal, guide, lists):
        sheet.add(draft, register)
    properties = draft.workbook.properties
    properties.creator = xml_text(register.campaign.organisation.name)
    properties.title = xml_text(register.campaign.title)
    properties.language = "fr-FR"
    draft.property(SCHEMA_PROPERTY, str(SCHEMA))
    draft.property(CAMPAIGN_PROPERTY, register.campaign.id)
    draft.property(REGISTER_PROPERTY, identity(register))
    draft.property(DAY_PROPERTY, register.today.isoformat())
    return Product(PATH, draft.saved(register.today))


def identity(register: Register) -> str:
    """The fingerprint of all that the workbook shows, which tells of what state of the campaign it is a view."""
    shown = {
        "campaign": register.campaign.model_dump(mode="json"),
        "entries": [
            {
                "candidacy": entry.candidacy.model_dump(mode="json"),
                "response": entry.response and [entry.response.digest(), _day(entry.response.received.on)],
                "events": [event.model_dump(mode="json") for event in entry.events],
                "contacts": [contact.model_dump(mode="json") for contact in entry.contacts],
                "state": entry.status.state.value,
            }
            for entry in register.entries
        ],
        "today": _day(register.today),
    }
    canonical = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
