"""What is wrong with the journal and the contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ccf_docs.check.campaign import unknown
from ccf_docs.errors import Problem
from ccf_docs.store.contents import Contents
from ccf_docs.text.words import fold, near

# Not a full grammar of addresses: what a mail program would refuse, or would take for two headers.
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[^\s@<>,;:\"()\[\].]+")


def record_problems(contents: Contents, today: date) -> Iterator[Problem]:
    """Facts and contacts of nobody, facts of the future, e-mail addresses that cannot be one."""
    candidacies = {item.record.id: item.record for item in contents.candidacies}
    for event in contents.events:
        if contents.candidates_read and event.record.candidacy not in candidacies:
            yield unknown("unknown-candidacy", event.where, event.record.candidacy, candidacies)
        if event.record.on > today:
            yield Problem("date-in-the-future", event.where, {"day": event.record.on, "today": today})
    for item in contents.contacts:
        contact = item.record
        candidacy = candidacies.get(contact.candidacy)
        if candidacy is None and contents.candidates_read:
            yield unknown("unknown-candidacy", item.where, contact.candidacy, candidacies)
        elif candidacy is not None:
            names = {fold(person.last_name): person.last_name for person in candidacy.people}
            if contact.last_name and fold(contact.last_name) not in names:
                values = {"id": candidacy.id, "near": near(contact.last_name, names.values()) or ""}
                yield Problem("contact-of-nobody", item.where, values)
        if contact.email and not _EMAIL.fullmatch(contact.email):
            # The address itself is private: the message gives the place only.
            yield Problem("bad-email", item.where)
