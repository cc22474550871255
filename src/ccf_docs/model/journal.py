"""The append-only list of what the collective did and heard: one dated fact a line."""

from __future__ import annotations

from enum import StrEnum

from ccf_docs.model.record import CandidacyId, Day, Record, Text


class EventKind(StrEnum):
    """What happened; the words people type for it stand in `text.labels`."""

    SENT = "sent"
    REMINDED = "reminded"
    UNDELIVERABLE = "undeliverable"
    UNREACHABLE = "unreachable"
    TELEPHONED = "telephoned"
    RECEIVED = "received"
    PROOF_SENT = "proof-sent"
    PROOF_OBJECTED = "proof-objected"
    WITHDRAWN = "withdrawn"
    NOTE = "note"


class Event(Record):
    """One fact: when, about whom, what, by which channel, who says so.

    `source` names the part of the tool that wrote it; empty when a person did.
    """

    on: Day
    candidacy: CandidacyId
    event: EventKind
    channel: Text = ""
    by: Text = ""
    note: Text = ""
    source: Text = ""
