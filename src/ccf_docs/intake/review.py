"""The review page: the returned file on the left, what will print on the right, and the account of every word.

One self-contained HTML file, nothing fetched, nothing run that is not ours: what candidates wrote is only ever text.
Numbers are those of `ccf-docs review`, so that what is seen here is changed there.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from ccf_docs.intake.accounting import account, segment_words
from ccf_docs.intake.contract import warnings
from ccf_docs.intake.overlay import Line, Run, Stretch, agrees, lay, program_s_view
from ccf_docs.intake.pieces import Piece, pieces
from ccf_docs.intake.segment import Segment
from ccf_docs.model.campaign import Campaign
from ccf_docs.model.candidacy import Candidacy
from ccf_docs.model.document import Document, Notice, parse_place
from ccf_docs.model.product import Product
from ccf_docs.model.response import Answer, Kind, Response, SegmentRole
from ccf_docs.text.french import listing
from ccf_docs.text.labels import KIND_LABELS, SEGMENT_LABELS
from ccf_docs.text.names import display_name
from ccf_docs.text.reading import REVIEW_MISSING, REVIEW_NOTICES
from ccf_docs.text.templating import environment, render
from ccf_docs.text.words import words

_OF_THE_RESPONSE = ("unplaced", "missing-theme")
"""Notices that a person's decisions answer: they are told of the response as it stands, the others of the file."""


_LONG = 400
"""Characters."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is reviewed. `segments` and `notices` are the program's, from reading the file again.

    `document` is None for a transcription, which has no returned file.
    """

    campaign: Campaign
    candidacy: Candidacy
    response: Response
    document: Document | None = None
    segments: tuple[Segment, ...] = ()
    notices: tuple[Notice, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as the page names it."""

    number: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Card:
    """A stretch of the file with what it was taken for; `number` is None for words that the response has lost.

    `program` tells what the program proposed where a person decided otherwise.
    """

    number: int | None
    role: str
    label: str
    themes: tuple[Theme, ...]
    question: str | None
    where: str
    lines: tuple[Line, ...]
    evidence: tuple[str, ...]
    confidence: str
    program: str
    flags: tuple[Flag, ...]

    @property
    def is_long(self) -> bool:
        """Whether the text leaves room for its evidence beside it."""
        return sum(len(run.text) for line in self.lines for run in line.runs) > _LONG


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at: in which piece, where that is known."""

    code: str
    label: str
    message: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """What prints under a theme: the piece it comes from, its words, the themes it also answers."""

    number: int
    answer: Answer
    also: tuple[Theme, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Meter:
    """The account of the file's words: `in_file` = answers + general + aside + lost − invented."""

    in_file: int
    answers: int
    general: int
    aside: int
    lost: int
    invented: int


def make(subject: Subject, templates: Path) -> Product:
    """The page of one response, at `review/<candidacy>.html`. `templates` is the folder that holds `review/`."""
    folder = templates / "review"
    found = pieces(subject.response)
    flags = _flags(subject, found)
    style = (folder / "review.css").read_text("utf-8") + _hues(len(subject.campaign.themes))
    script = (folder / "review.js").read_text("utf-8")
    page = render(
        environment(folder, autoescape=True),
        "review.html",
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        campaign=subject.campaign,
        constituency=subject.campaign.constituency_of(subject.candidacy.constituency),
        candidacy=subject.candidacy,
        name=display_name(subject.candidacy),
        response=subject.response,
        version=subject.version,
        kind=KIND_LABELS[subject.response.kind],
        meter=_meter(subject, found),
        flags=flags,
        cards=_cards(subject, found, flags),
        themes=[(theme, _passages(subject, found, theme.id)) for theme in _themes(subject.campaign)],
        general=[(number, piece) for number, piece in enumerate(found, start=1) if piece.role is SegmentRole.GENERAL],
    )
    suffix = f".{subject.version}" if subject.version else ""
    return Product(f"review/{subject.candidacy.id}{suffix}.html", page.encode())


def _policy(style: str, script: str) -> str:
    """A content security policy that knows our own style and script by their fingerprints, and allows nothing else."""
    marks = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{marks[0]}'; script-src 'sha256-{marks[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hues(count: int) -> str:
    """A hue for each theme, as far from each other as their number lets them be."""
    rules = (f".theme-{n + 1} {{ --hue: {(215 + n * 360 / count) % 360:.0f} }}" for n in range(count))
    return "\n".join(["", *rules, ""])


def _themes(campaign: Campaign) -> tuple[Theme, ...]:
    return tuple(Theme(number, theme.id, theme.title) for number, theme in enumerate(campaign.themes, start=1))


def _named(campaign: Campaign, ids: Sequence[str]) -> tuple[Theme, ...]:
    return tuple(theme for theme in _themes(campaign) if theme.id in ids)


def _meter(subject: Subject, found: Sequence[Piece]) -> Meter:
    def total(part: str) -> int:
        return sum(len(segment_words(piece.text)) for piece in found if piece.part == part)

    held = total("answers"), total("general"), total("set_aside")
    if subject.document is None:
        return Meter(sum(held), *held, 0, 0)
    result = account(subject.document, subject.response)
    lost, invented = (sum(len(item.words.split()) for item in side) for side in (result.lost, result.invented))
    return Meter(sum(len(words(block.text)) for block in subject.document.blocks), *held, lost, invented)


def _flags(subject: Subject, found: Sequence[Piece]) -> tuple[Flag, ...]:
    """What the accounting finds, then what the file holds, then what the response as it stands leaves open."""
    notices = [notice for notice in subject.notices if notice.code not in _OF_THE_RESPONSE]
    if subject.document is not None:
        result = account(subject.document, subject.response)
        lost = [Notice("words-lost", item.words, f"¶{item.block}") for item in result.lost]
        notices = [*lost, *(Notice("words-invented", i.words, f"¶{i.block}") for i in result.invented), *notices]
    standing = [Segment(piece.role, piece.themes, piece.question, piece.text, piece.place, 1.0, "") for piece in found]
    of_response = warnings(Document(()), standing, subject.campaign.themes, subject.response.kind)
    notices += [notice for notice in of_response if notice.code == "unplaced"]
    if missing := [theme for theme in _themes(subject.campaign) if not subject.response.passages(theme.id)]:
        numbers = listing(str(theme.number) for theme in missing)
        message = REVIEW_MISSING[len(missing) > 1].format(numbers=numbers)
        notices += [Notice("missing-theme", message)] if subject.response.kind is Kind.ANSWERS else []
    return tuple(
        Flag(notice.code, REVIEW_NOTICES.get(notice.code, notice.code), notice.message, _number_at(notice.where, found))
        for notice in notices
    )


def _number_at(where: str, found: Sequence[Piece]) -> int | None:
    """The piece that holds the place, or the last one before it: an image stands after words, not in them."""
    place = parse_place(where)
    if place is None:
        return None
    start = (place.first, place.first_word or 1)
    held = [n for n, p in enumerate(found, start=1) if (p.place.first, p.place.first_word or 1) <= start]
    return held[-1] if held else None


def _cards(subject: Subject, found: Sequence[Piece], flags: Sequence[Flag]) -> list[Card]:
    if subject.document is None:
        stretches = [Stretch(number, _typed(piece)) for number, piece in enumerate(found, start=1)]
    else:
        stretches = list(lay(subject.document, found))
    seen: set[int] = set()
    cards = []
    for stretch in stretches:
        if stretch.number is None:
            label = REVIEW_NOTICES["words-lost"]
            cards.append(Card(None, "lost", label, (), None, "", stretch.lines, (), "", "", ()))
            continue
        first = stretch.number not in seen
        seen.add(stretch.number)
        piece = found[stretch.number - 1]
        own = tuple(flag for flag in flags if flag.number == stretch.number) if first else ()
        cards.append(_card(subject, piece, stretch, own))
    return cards


def _card(subject: Subject, piece: Piece, stretch: Stretch, flags: tuple[Flag, ...]) -> Card:
    views = program_s_view(piece, subject.segments)
    others = [view for view in views if not agrees(piece, view)]
    return Card(
        number=stretch.number,
        role=piece.role.value,
        label=SEGMENT_LABELS[piece.role],
        themes=_named(subject.campaign, piece.themes),
        question=piece.question,
        where=" · ".join(filter(None, [piece.where, *dict.fromkeys(line.origin for line in stretch.lines)])),
        lines=stretch.lines,
        evidence=tuple(dict.fromkeys(view.evidence for view in views if agrees(piece, view))),
        confidence=_decimal(min(view.confidence for view in views)) if views and not others else "",
        program=_proposal(subject.campaign, others),
        flags=flags,
    )


def _proposal(campaign: Campaign, others: Sequence[Segment]) -> str:
    """What the program made of words that a person has placed otherwise."""
    said = dict.fromkeys(
        " ".join([SEGMENT_LABELS[view.role], *(f"({theme.number})" for theme in _named(campaign, view.themes))])
        for view in others
    )
    return ", ".join(said)


def _typed(piece: Piece) -> tuple[Line, ...]:
    """The lines of a transcription, as they were typed."""
    lines = [line for line in piece.text.splitlines() if line.strip()]
    return tuple(Line("", line.startswith("- "), "", (Run(line.removeprefix("- "), lost=False),)) for line in lines)


def _passages(subject: Subject, found: Sequence[Piece], theme_id: str) -> list[Passage]:
    """What prints under a theme, in the order of the response's file."""
    numbers = {piece.home: number for number, piece in enumerate(found, start=1)}
    return [
        Passage(
            numbers["answers", index],
            answer,
            _named(subject.campaign, [other for other in answer.themes if other != theme_id]),
            len(words(answer.printed)),
        )
        for index, answer in enumerate(subject.response.answers)
        if theme_id in answer.themes
    ]


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
