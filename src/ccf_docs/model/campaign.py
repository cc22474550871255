"""What `campaign.yaml` says: who asks whom, when, on which themes, and by which rules the booklet is made.

A constituency is a canton, and a candidacy a pair, only because the file says so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from ccf_docs.model.record import Day, Record, RequiredText, Slug, Text


class Word(Record):
    """A noun as sentences need it: its plural and its gender."""

    singular: RequiredText
    plural: RequiredText
    feminine: bool = False


class CandidacyKind(StrEnum):
    """How people stand: two together (a binôme), one alone, or a list."""

    PAIR = "pair"
    SINGLE = "single"
    LIST = "list"


class CandidacyRules(Record):
    """What a candidacy is in this election (code électoral L191 and L210-1 for a binôme)."""

    kind: CandidacyKind
    word: Word
    substitutes: bool = True

    @property
    def seats(self) -> int | None:
        """How many candidates stand together; None where the number is free."""
        return {CandidacyKind.PAIR: 2, CandidacyKind.SINGLE: 1, CandidacyKind.LIST: None}[self.kind]


class Organisation(Record):
    """Who asks: the name and the lines of the letter's sender block, and the member associations where known."""

    name: RequiredText
    short_name: RequiredText
    presentation: tuple[RequiredText, ...] = ()
    email: Text = ""
    website: Text = ""
    logo: Text = ""
    association_count: int | None = Field(default=None, ge=1, le=100_000)
    associations: tuple[RequiredText, ...] = ()

    @model_validator(mode="after")
    def _count_agrees_with_names(self) -> Self:
        if self.associations and self.association_count not in (None, len(self.associations)):
            raise ValueError("association-count")
        return self


class Election(Record):
    """The vote: its name in a sentence (plural, without article), the area that votes, and its rounds in order."""

    name: RequiredText
    area: RequiredText
    rounds: tuple[Day, ...] = ()

    @model_validator(mode="after")
    def _rounds_follow_each_other(self) -> Self:
        if any(later <= earlier for earlier, later in zip(self.rounds, self.rounds[1:], strict=False)):
            raise ValueError("rounds-order")
        return self


class Dates(Record):
    """The campaign's own dates; an empty one is not fixed yet."""

    letter: Day | None = None
    answer_by: Day | None = None
    proofs_by: Day | None = None
    frozen_on: Day | None = None


class LetterBlocks(Record):
    """Paragraphs that a campaign may add to its letter; their words stand in the templates."""

    length_limit: bool = False
    verbatim: bool = False
    order: bool = False
    non_response: bool = False
    proof: bool = False
    no_endorsement: bool = False
    data_protection: bool = False


class LetterText(Record):
    """The letter: its object, what stands before the list of themes and what stands after it."""

    object: RequiredText
    opening: RequiredText
    closing: RequiredText
    questionnaire_title: RequiredText
    blocks: LetterBlocks = LetterBlocks()


class Question(Record):
    """One answer unit of the questionnaire: its sentences word for word, answered in one place."""

    id: Slug
    text: RequiredText


class Reference(Record):
    """A document the questionnaire points to."""

    label: RequiredText
    url: RequiredText


class Theme(Record):
    """A theme: what the collective says of it, then what it asks."""

    id: Slug
    title: RequiredText
    context: Text = ""
    questions: tuple[Question, ...] = Field(min_length=1)
    references: tuple[Reference, ...] = ()


class Constituency(Record):
    """Where a candidacy stands. `outline` is the `code` of its shape in `templates/outlines.geojson`.

    `complete` says that the list of candidacies is the official one; a booklet is final only then.
    """

    id: Slug
    name: RequiredText
    code: Text = ""
    outline: Text = ""
    communes: tuple[RequiredText, ...] = ()
    complete: bool = False


class LocalTeam(Record):
    """Who signs the letter in some constituencies, and from where."""

    constituencies: tuple[Slug, ...] = Field(min_length=1)
    place: Text = ""
    signatories: tuple[RequiredText, ...] = ()
    team: Text = ""
    email: Text = ""


class Imprint(Record):
    """The printer's name and address that every public print must bear (law of 29 July 1881, article 3)."""

    printed_by: RequiredText
    address: RequiredText
    legal_deposit: Text = ""


class BookletRules(Record):
    """What is decided for every booklet of the campaign."""

    edition: int = Field(default=1, ge=1, le=999)
    excerpt_length: int = Field(default=600, ge=100, le=100_000)
    """Signs (spaces included) that the synthesis prints at most for one theme of one candidacy."""
    website: Text = ""
    imprint: Imprint | None = None


class Campaign(Record):
    """One campaign, as its coordinators describe it."""

    id: Slug
    title: RequiredText
    organisation: Organisation
    election: Election
    candidacy: CandidacyRules
    constituency: Word
    dates: Dates = Dates()
    today: Day | None = None
    """The day it is in a rehearsal; empty in a real campaign."""
    letter: LetterText
    themes: tuple[Theme, ...] = Field(min_length=1)
    constituencies: tuple[Constituency, ...] = Field(min_length=1)
    local_teams: tuple[LocalTeam, ...] = ()
    booklet: BookletRules = BookletRules()

    def theme(self, theme_id: str) -> Theme:
        """The theme of that id; KeyError when there is none."""
        return {theme.id: theme for theme in self.themes}[theme_id]

    def theme_number(self, theme_id: str) -> int:
        """The number printed before the theme's title, from 1."""
        return [theme.id for theme in self.themes].index(theme_id) + 1

    def constituency_of(self, constituency_id: str) -> Constituency:
        """The constituency of that id; KeyError when there is none."""
        return {place.id: place for place in self.constituencies}[constituency_id]

    def team_for(self, constituency_id: str) -> LocalTeam | None:
        """The team that signs in this constituency, where one is known."""
        return next((team for team in self.local_teams if constituency_id in team.constituencies), None)
