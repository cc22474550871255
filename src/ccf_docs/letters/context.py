"""The fields that the letter's template may use: everything is text ready to print, or a list to go through.

The README's list of fields is made of these classes and their docstrings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ccf_docs.errors import CampaignError, Problem, Where
from ccf_docs.letters.form import for_word
from ccf_docs.model.campaign import Campaign, Constituency, LetterBlocks, LocalTeam
from ccf_docs.model.candidacy import Candidacy, Contact, Person
from ccf_docs.model.form import printed_reference
from ccf_docs.model.register import Entry, Register
from ccf_docs.text import french
from ccf_docs.text.typography import BulletList, paragraphs, print_verbatim
from ccf_docs.text.words import fold


@dataclass(frozen=True, slots=True)
class OrganisationFields:
    """`organisation`: who asks."""

    name: str
    short_name: str
    presentation: tuple[str, ...]
    email: str
    website: str
    association_count: str


@dataclass(frozen=True, slots=True)
class ElectionFields:
    """`election`: `name` « élections départementales », `of_area` « des Hauts-de-Seine », `rounds` their dates."""

    name: str
    area: str
    of_area: str
    rounds: str


@dataclass(frozen=True, slots=True)
class LetterFields:
    """`letter`: its object, its paragraphs, « À Antony, le 19 mai 2021 », and which optional blocks are on."""

    object: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    place_and_date: str
    questionnaire_title: str
    excerpt_length: str
    blocks: LetterBlocks
    has_blocks: bool


@dataclass(frozen=True, slots=True)
class TeamFields:
    """`team`: who signs here; `{%p if team %}` asks whether one is known."""

    signatories: str
    name: str
    place: str
    email: str


@dataclass(frozen=True, slots=True)
class CandidacyFields:
    """`candidacy`: `names` « Prune ABRICOT et Paul CERISE » (or the label), `address` the lines for the envelope.

    `reference` is what brings the form back to its candidacy: keep it in the footer.
    The campaign's noun: `word` « binôme », `the_word` « le binôme », `of_the_word` « du binôme », `words` « binômes ».
    """

    reference: str
    label: str
    names: str
    salutation: str
    address: tuple[str, ...]
    word: str
    the_word: str
    of_the_word: str
    words: str


@dataclass(frozen=True, slots=True)
class ConstituencyFields:
    """`constituency`: `name` « Antony », `full_name` « canton d’Antony »."""

    name: str
    of_name: str
    word: str
    full_name: str


@dataclass(frozen=True, slots=True)
class ThemeFields:
    """One of `themes`."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class DateFields:
    """`dates`: written out, « 6 juin 2021 »."""

    letter: str
    answer_by: str
    proofs_by: str


@dataclass(frozen=True, slots=True)
class Fields:
    """All the names that the template may start a field with."""

    organisation: OrganisationFields
    election: ElectionFields
    letter: LetterFields
    team: TeamFields | None
    candidacy: CandidacyFields
    constituency: ConstituencyFields
    themes: tuple[ThemeFields, ...]
    dates: DateFields


def fields(register: Register, entry: Entry) -> Fields:
    """The fields of one letter. Raises CampaignError when a date that the letter must give is not fixed."""
    campaign, candidacy = register.campaign, entry.candidacy
    place = campaign.constituency_of(candidacy.constituency)
    team = campaign.team_for(place.id)
    return Fields(
        organisation=_organisation(campaign),
        election=ElectionFields(
            for_word(campaign.election.name),
            campaign.election.area,
            french.of(campaign.election.area),
            for_word(french.date_range(campaign.election.rounds)) if campaign.election.rounds else "",
        ),
        letter=_letter(campaign, team),
        team=_team(team),
        candidacy=_candidacy(campaign, candidacy, entry.contacts, place),
        constituency=_constituency(campaign, place),
        themes=tuple(ThemeFields(str(n), for_word(theme.title)) for n, theme in enumerate(campaign.themes, start=1)),
        dates=DateFields(_needed(campaign, "letter"), _needed(campaign, "answer_by"), _day(campaign.dates.proofs_by)),
    )


def _needed(campaign: Campaign, key: str) -> str:
    day: date | None = getattr(campaign.dates, key)
    if day is None:
        raise CampaignError(Problem("letter-date-missing", Where("campaign.yaml"), {"key": key}))
    return _day(day)


def _day(day: date | None) -> str:
    return "" if day is None else for_word(french.long_date(day))


def _organisation(campaign: Campaign) -> OrganisationFields:
    asking = campaign.organisation
    return OrganisationFields(
        name=for_word(asking.name),
        short_name=for_word(asking.short_name),
        presentation=tuple(for_word(line) for line in asking.presentation),
        email=asking.email,
        website=asking.website,
        association_count="" if asking.association_count is None else french.number(asking.association_count),
    )


def _letter(campaign: Campaign, team: LocalTeam | None) -> LetterFields:
    letter, day = campaign.letter, _needed(campaign, "letter")
    where = french.in_place(team.place) + ", le" if team and team.place else "le"
    return LetterFields(
        object=for_word(letter.object),
        opening=_paragraphs(letter.opening),
        closing=_paragraphs(letter.closing),
        # An initial capital keeps its accent: « À Antony ».
        place_and_date=f"{french.capital(where)}\u00a0{day}",
        questionnaire_title=for_word(letter.questionnaire_title),
        excerpt_length=for_word(french.number(campaign.booklet.excerpt_length)),
        blocks=letter.blocks,
        has_blocks=any(dict(letter.blocks).values()),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for block in paragraphs(text):
        if isinstance(block, BulletList):
            found += (f"–\u00a0{for_word(item)}" for item in block.items)
        else:
            found.append(for_word(block.text))
    return tuple(found)


def _team(team: LocalTeam | None) -> TeamFields | None:
    if team is None or not (team.signatories or team.team or team.email):
        return None
    return TeamFields(french.listing(team.signatories), for_word(team.team), team.place, team.email)


def _constituency(campaign: Campaign, place: Constituency) -> ConstituencyFields:
    of_name = french.of(place.name)
    word = campaign.constituency.singular
    # « 1re circonscription du Gers » already says the word.
    full_name = place.name if fold(word) in fold(place.name) else f"{word} {of_name}"
    return ConstituencyFields(place.name, of_name, word, full_name)


def _candidacy(
    campaign: Campaign, candidacy: Candidacy, contacts: tuple[Contact, ...], place: Constituency
) -> CandidacyFields:
    people = candidacy.candidates
    word = french.Noun(**campaign.candidacy.word.model_dump())
    salutation = french.salutation([one.title for one in people], [print_verbatim(one.last_name) for one in people])
    return CandidacyFields(
        reference=printed_reference(candidacy.id),
        label=print_verbatim(candidacy.label),
        names=french.listing(_name(one) for one in people) or print_verbatim(candidacy.label),
        salutation=salutation,
        address=_address(campaign, candidacy, contacts, place),
        word=word.singular,
        the_word=word.the,
        of_the_word=word.of_the,
        words=word.plural,
    )


def _name(person: Person) -> str:
    return print_verbatim(f"{person.title} {french.person_name(person.first_name, person.last_name)}".strip())


def _address(
    campaign: Campaign, candidacy: Candidacy, contacts: tuple[Contact, ...], place: Constituency
) -> tuple[str, ...]:
    """The names, then where they live or are based; the constituency while no address is known.

    The address of the candidacy as a whole comes before that of one of its people.
    """
    names = tuple(_name(one) for one in candidacy.candidates) or (print_verbatim(candidacy.label),)
    known = sorted((contact for contact in contacts if contact.address), key=lambda contact: bool(contact.last_name))
    if not known:
        return (*names, french.capital(_constituency(campaign, place).full_name))
    lines = tuple(print_verbatim(line) for line in known[0].address)
    return lines if _names_someone(lines[0], candidacy.candidates) else (*names, *lines)


def _names_someone(line: str, people: Iterable[Person]) -> bool:
    """Whether an address begins with the people already, as addresses copied from a letterhead do."""
    return any(fold(person.last_name) in fold(line) for person in people)
