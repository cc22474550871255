"""What one candidacy sent back: its answers word for word, and every other word of the file under a named role."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from ccf_docs.model.record import CandidacyId, Day, Record, RequiredText, Slug, Text


class Kind(StrEnum):
    """What a return is."""

    ANSWERS = "answers"
    GENERAL_TEXT = "general-text"
    REFUSAL = "refusal"
    ACKNOWLEDGEMENT = "acknowledgement"


class SegmentRole(StrEnum):
    """What a piece of a returned file is; the list is closed (README, "The response file")."""

    ANSWER = "answer"
    GENERAL = "general"
    QUESTION = "question"
    HEADING = "heading"
    REFERENCE = "reference"
    LETTER = "letter"
    PREAMBLE = "preamble"
    CLOSING = "closing"
    QUOTED = "quoted"
    RUNNING = "running"
    PLACEHOLDER = "placeholder"
    COMMENT = "comment"
    DELETED = "deleted"
    IMAGE = "image"
    UNPLACED = "unplaced"


ASIDE_ROLES = tuple(role for role in SegmentRole if role not in (SegmentRole.ANSWER, SegmentRole.GENERAL))


class Received(Record):
    """When and how it came; None or empty where not known."""

    on: Day | None = None
    channel: Text | None = None


class Source(Record):
    """Where the words come from: the file as received beside the YAML, or the person who transcribed them."""

    file: Text = ""
    sha256: Text = ""
    transcribed_from: Text = ""
    by: Text = ""
    checked_by: Text = ""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if bool(self.file) == bool(self.transcribed_from):
            raise ValueError("source-origin")
        return self


class Review(Record):
    """A person has read it; `digest` is that of the words then, so that a later change undoes the review."""

    by: RequiredText
    on: Day
    digest: RequiredText


class Superseded(Record):
    """Why a return is kept but not in force: who decided that another one of the same candidacy is, and when."""

    by: RequiredText
    on: Day


class Correction(Record):
    """A change agreed with the candidacy; the replaced words are kept."""

    on: Day
    asked_by: RequiredText
    before: RequiredText
    after: Text


class Answer(Record):
    """A passage under its theme (several themes where it answers several), as the file has it."""

    themes: tuple[Slug, ...] = Field(min_length=1)
    question: Slug | None = None
    where: Text = ""
    text: RequiredText
    excerpts: tuple[RequiredText, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def printed(self) -> str:
        """The text with its corrections applied, in their order."""
        text = self.text
        for correction in self.corrections:
            text = text.replace(correction.before, correction.after, 1)
        return text


class General(Record):
    """The candidacy's words for the reader that belong to no theme."""

    where: Text = ""
    text: RequiredText


class Aside(Record):
    """Words of the file that are not the candidacy's answer, and what they are instead."""

    role: SegmentRole
    theme: Slug | None = None
    where: Text = ""
    text: RequiredText

    @model_validator(mode="after")
    def _role_is_set_aside(self) -> Self:
        if self.role not in ASIDE_ROLES:
            raise ValueError("aside-role")
        return self


class Response(Record):
    """One candidacy's return, as its YAML file holds it.

    The return in force is `<candidacy>.yaml`; another one of the same candidacy stands beside it under a dated name
    (`<candidacy>.2028-02-21.yaml`), waiting for a person's choice until it is `superseded` or put in force.
    """

    candidacy: CandidacyId
    kind: Kind
    received: Received = Received()
    source: Source
    reviewed: Review | None = None
    superseded: Superseded | None = None
    note: Text = ""
    answers: tuple[Answer, ...] = ()
    general: tuple[General, ...] = ()
    set_aside: tuple[Aside, ...] = ()

    @model_validator(mode="after")
    def _kind_agrees_with_content(self) -> Self:
        to_fill_in = self.kind is Kind.ANSWERS and bool(self.source.transcribed_from)
        if (self.kind is Kind.ANSWERS) != bool(self.answers) and not to_fill_in:
            raise ValueError("kind-answers")
        if self.kind is Kind.GENERAL_TEXT and not self.general:
            raise ValueError("kind-general")
        return self

    def passages(self, theme_id: str) -> tuple[Answer, ...]:
        """The passages that answer this theme, in the order they print."""
        return tuple(answer for answer in self.answers if theme_id in answer.themes)

    def segments(self) -> Iterator[tuple[SegmentRole, str, str]]:
        """Every piece of the file: role, `where`, text."""
        yield from ((SegmentRole.ANSWER, answer.where, answer.text) for answer in self.answers)
        yield from ((SegmentRole.GENERAL, passage.where, passage.text) for passage in self.general)
        yield from ((aside.role, aside.where, aside.text) for aside in self.set_aside)

    def digest(self) -> str:
        """The fingerprint of what a person reads: whose it is, from which file, and all its words and their roles.

        Not of what may become known later: the day and channel of receipt, a note.
        """
        read = {"candidacy", "kind", "source", "answers", "general", "set_aside"}
        printed = self.model_dump(mode="json", include=read)
        canonical = json.dumps(printed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    @property
    def is_reviewed(self) -> bool:
        """Whether a person has read exactly these words."""
        return self.reviewed is not None and self.reviewed.digest == self.digest()
