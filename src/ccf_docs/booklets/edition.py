"""What one edition of a booklet says, as data for the templates: who stands, and what each says under each theme.

Pure: nothing is laid out here. Two editions share it; the synthesis differs only in what it takes of each passage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from string import ascii_lowercase

from ccf_docs.booklets.excerpts import ExcerptError, extract
from ccf_docs.errors import CampaignError, Problem, Where
from ccf_docs.model.campaign import Campaign, CandidacyKind, Constituency, Question, Theme
from ccf_docs.model.candidacy import Candidacy
from ccf_docs.model.journal import EventKind
from ccf_docs.model.register import Entry, Register
from ccf_docs.model.response import Answer, Correction, Kind, Response
from ccf_docs.model.status import ThemeState, theme_state
from ccf_docs.text import french

SHORT_REFUSAL = 160
"""Signs of a refusal that are quoted in its sentence under each theme; a longer one prints once, at the end."""


class EditionKind(StrEnum):
    """The two booklets made of the same answers; the value is the part of the file's name."""

    WHOLE = "integrale"
    SYNTHESIS = "synthese"


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidacy as the booklet shows it. `key` names it in links; `summary` is its state over all themes."""

    key: str
    entry: Entry
    names: tuple[str, ...]
    """The candidates, where the candidacy bears their names; else its label is its name."""
    states: tuple[ThemeState, ...]
    summary: ThemeState
    withdrawn_on: date | None
    refusal: str
    """The words of a short refusal."""

    @property
    def candidacy(self) -> Candidacy:
        return self.entry.candidacy

    @property
    def response(self) -> Response | None:
        return self.entry.response

    @property
    def name(self) -> str:
        """What the candidacy is called: "Isabelle LAJEUNIE et Dimitri MONGEST"."""
        return french.listing(self.names) if self.names else self.candidacy.label

    @property
    def label(self) -> str:
        """The declared label, where it does not already stand for the name."""
        return self.candidacy.label if self.names else ""

    @property
    def late(self) -> bool:
        return self.entry.status.late


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a candidacy as they print. `pieces` are the stretches of the response it is made of."""

    text: str
    pieces: tuple[str, ...]
    whole: bool = True
    letter: str = ""
    """Which of the theme's questions it answers, where there are several and the response tells."""
    also: tuple[int, ...] = ()
    """The numbers of the other themes that the same words answer."""
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """One candidacy under one theme, or among the general texts."""

    anchor: str
    standing: Standing
    state: ThemeState
    passages: tuple[Passage, ...] = ()
    elsewhere: tuple[tuple[int, str], ...] = ()
    """Number and anchor of the themes under which words that also answer this one print."""

    general: bool = False

    @property
    def whole(self) -> bool:
        """Whether all that the candidacy wrote here is printed."""
        return all(passage.whole for passage in self.passages)


@dataclass(frozen=True, slots=True)
class ThemePart:
    """A theme with every candidacy of the constituency, in their order."""

    number: int
    anchor: str
    theme: Theme
    questions: tuple[tuple[str, Question], ...]
    """Each question with its letter; no letter where there is one question only."""
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """All that one booklet prints. `pages` gives, in a synthesis, the pages of the whole edition by anchor."""

    kind: EditionKind
    campaign: Campaign
    constituency: Constituency
    standings: tuple[Standing, ...]
    themes: tuple[ThemePart, ...]
    generals: tuple[Voice, ...]
    final: bool
    today: date
    pages: dict[str, int] = field(default_factory=dict)

    @property
    def is_synthesis(self) -> bool:
        return self.kind is EditionKind.SYNTHESIS

    @property
    def drawn(self) -> bool:
        """Whether the panel numbers are known."""
        return bool(self.standings) and all(standing.candidacy.panel for standing in self.standings)

    @property
    def frozen_on(self) -> date | None:
        """The day on which the texts were frozen, None before."""
        planned = self.campaign.dates.frozen_on
        return planned if planned is not None and planned <= self.today else None

    @property
    def rows(self) -> tuple[tuple[Standing, tuple[Voice, ...]], ...]:
        """The grid: each candidacy with what stands under each theme."""
        return tuple(
            (standing, tuple(part.voices[at] for part in self.themes)) for at, standing in enumerate(self.standings)
        )

    def count(self, *states: str) -> int:
        """How many candidacies are in one of these states over all themes."""
        return sum(standing.summary in states for standing in self.standings)


def compose(
    register: Register, constituency_id: str, kind: EditionKind, *, final: bool, pages: dict[str, int] | None = None
) -> Edition:
    """The edition of one constituency.

    Raises CampaignError for an excerpt that cannot print.
    """
    campaign = register.campaign
    # Contacts are private: no template of a booklet can reach them.
    entries = [replace(entry, contacts=()) for entry in register.of(constituency_id)]
    standings = tuple(_standing(campaign, entry, at) for at, entry in enumerate(entries, start=1))
    limit = campaign.booklet.excerpt_length if kind is EditionKind.SYNTHESIS else None
    return Edition(
        kind=kind,
        campaign=campaign,
        constituency=campaign.constituency_of(constituency_id),
        standings=standings,
        themes=tuple(_theme_part(campaign, theme, standings, limit) for theme in campaign.themes),
        generals=tuple(voice for standing in standings if (voice := _general(standing, limit))),
        final=final,
        today=register.today,
        pages=pages or {},
    )


def _standing(campaign: Campaign, entry: Entry, at: int) -> Standing:
    candidacy, response = entry.candidacy, entry.response
    states = tuple(theme_state(response, entry.status, theme.id) for theme in campaign.themes)
    withdrawals = [event.on for event in entry.events if event.event is EventKind.WITHDRAWN]
    return Standing(
        key=f"c{at}",
        entry=entry,
        names=_names(campaign, candidacy),
        states=states,
        summary=ThemeState.ANSWERED if ThemeState.ANSWERED in states else states[0],
        withdrawn_on=withdrawals[-1] if withdrawals else None,
        refusal=_short_refusal(response),
    )


def _names(campaign: Campaign, candidacy: Candidacy) -> tuple[str, ...]:
    """Whose names stand for the candidacy: all candidates; of a list its own label, or else who heads it."""
    people = candidacy.candidates
    if campaign.candidacy.kind is CandidacyKind.LIST:
        people = () if candidacy.label else people[:1]
    return tuple(french.person_name(person.first_name, person.last_name) for person in people)


def _short_refusal(response: Response | None) -> str:
    if response is None or response.kind is not Kind.REFUSAL:
        return ""
    words = " ".join(" ".join(passage.text for passage in response.general).split())
    return words if len(words) <= SHORT_REFUSAL else ""


def _theme_part(campaign: Campaign, theme: Theme, standings: Sequence[Standing], limit: int | None) -> ThemePart:
    number = campaign.theme_number(theme.id)
    letters = ascii_lowercase if len(theme.questions) > 1 else ("",)
    voices = tuple(_voice(campaign, theme, number, standing, limit) for standing in standings)
    questions = tuple(zip(letters, theme.questions, strict=False))
    return ThemePart(number, f"t{number}", theme, questions, voices)


def _voice(campaign: Campaign, theme: Theme, number: int, standing: Standing, limit: int | None) -> Voice:
    state = theme_state(standing.response, standing.entry.status, theme.id)
    anchor = f"t{number}-{standing.key}"
    if standing.response is None or state is not ThemeState.ANSWERED:
        return Voice(anchor, standing, state)
    here: list[Answer] = []
    elsewhere: dict[int, str] = {}
    for answer in standing.response.passages(theme.id):
        home = min(campaign.theme_number(theme_id) for theme_id in answer.themes)
        if home == number:
            here.append(answer)
        else:
            elsewhere[home] = f"t{home}-{standing.key}"
    views = tuple(_passage(campaign, theme, answer) for answer in here)
    where = Where(f"responses/{standing.candidacy.id}.yaml")
    if limit is not None:
        views = _shorten(views, [answer.excerpts for answer in here], limit, where, theme.title)
    return Voice(anchor, standing, state, views, tuple(elsewhere.items()))


def _passage(campaign: Campaign, theme: Theme, answer: Answer) -> Passage:
    numbers = sorted(campaign.theme_number(theme_id) for theme_id in set(answer.themes))
    ids = [question.id for question in theme.questions]
    letter = ascii_lowercase[ids.index(answer.question)] if answer.question in ids and len(ids) > 1 else ""
    return Passage(
        text=answer.printed,
        pieces=(answer.printed,),
        letter=letter,
        also=tuple(numbers[1:]),
        corrections=answer.corrections,
    )


def _shorten(
    passages: tuple[Passage, ...], excerpts: Sequence[tuple[str, ...]], limit: int, where: Where, theme: str
) -> tuple[Passage, ...]:
    try:
        found = extract([passage.text for passage in passages], excerpts, limit)
    except ExcerptError as error:
        values = {"theme": theme, "excerpt": error.value, "length": error.value, "limit": limit}
        raise CampaignError(Problem(error.code, where, values)) from error
    return tuple(
        Passage(part.text, part.pieces, part.whole, passage.letter, passage.also, passage.corrections)
        for passage, part in zip(passages, found, strict=True)
        if part is not None
    )


def _general(standing: Standing, limit: int | None) -> Voice | None:
    """What a candidacy wrote for its readers outside the themes; None when nothing, or when it prints elsewhere."""
    response = standing.response
    if response is None or not response.general or standing.refusal or standing.summary is ThemeState.WITHDRAWN:
        return None
    if response.kind is Kind.ACKNOWLEDGEMENT:
        return None  # a receipt or a promise is written to us; the booklet says that no answer came
    passages = tuple(Passage(passage.text, (passage.text,)) for passage in response.general)
    if limit is not None:
        where = Where(f"responses/{standing.candidacy.id}.yaml")
        passages = _shorten(passages, [()] * len(passages), limit, where, "")
    return Voice(f"g-{standing.key}", standing, standing.summary, passages, general=True)
