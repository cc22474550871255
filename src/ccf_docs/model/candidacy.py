"""Who stands: people, the candidacy they form, and how they can be reached."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from ccf_docs.model.record import CandidacyId, Record, RequiredText, Slug, Text

Title = Literal["", "Mme", "M."]


class Role(StrEnum):
    """What a person is in the candidacy."""

    CANDIDATE = "candidate"
    SUBSTITUTE = "substitute"


class Person(Record):
    """One person as the ballot names them; `order` is the place among those of the same role, from 1."""

    role: Role
    order: int = Field(ge=1, le=999)
    title: Title = ""
    last_name: RequiredText
    first_name: Text = ""
    profession: Text = ""
    note: Text = ""


class Candidacy(Record):
    """People who stand together; `people` is empty while they are not known, and then `label` names the candidacy.

    `label` is the étiquette that the candidates declare, never the prefect's nuance.
    `note` is for the coordinators and is not printed.
    """

    id: CandidacyId
    constituency: Slug
    panel: int | None = Field(default=None, ge=1, le=999)
    label: Text = ""
    note: Text = ""
    people: tuple[Person, ...] = ()

    @property
    def slug(self) -> str:
        """The part of the id that names files: `lecoeur-campion`."""
        return self.id.partition("/")[2]

    @property
    def candidates(self) -> tuple[Person, ...]:
        """The people who stand, in ballot order."""
        return self._in_order(Role.CANDIDATE)

    @property
    def substitutes(self) -> tuple[Person, ...]:
        """Their substitutes, in the same order."""
        return self._in_order(Role.SUBSTITUTE)

    def _in_order(self, role: Role) -> tuple[Person, ...]:
        return tuple(sorted((p for p in self.people if p.role is role), key=lambda person: person.order))


class Contact(Record):
    """How a candidacy, or one of its people, is reached.

    Private: only letters, mail, labels and the tracker show it.
    """

    candidacy: CandidacyId
    last_name: Text = ""
    email: Text = ""
    phone: Text = ""
    address: tuple[RequiredText, ...] = ()
