"""How a candidacy is named to readers: the same everywhere, from the letter to the last page of a booklet."""

from __future__ import annotations

from ccf_docs.model.candidacy import Candidacy, Person
from ccf_docs.text.french import listing, person_name


def display_name(candidacy: Candidacy) -> str:
    """`Isabelle LAJEUNIE et Dimitri MONGEST`, in ballot order; the label while the people are not known."""
    return listing(named(person) for person in candidacy.candidates) or candidacy.label


def named(person: Person) -> str:
    """`Isabelle LAJEUNIE`: given name, then the surname in capitals, as on a ballot."""
    return person_name(person.first_name, person.last_name)
