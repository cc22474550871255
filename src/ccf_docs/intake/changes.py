"""What a person may change in a response while reviewing it: each a pure function from a response to a response.

Numbers are those of `pieces`, in the file's order, from 1. No change loses a word: the pieces of the result hold the
words of the response, in the same order; what cannot be done so is refused with a CampaignError.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pydantic import ValidationError

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.intake.accounting import segment_words
from ccf_docs.intake.pieces import Piece, pieces, rebuilt
from ccf_docs.intake.places import cut_places, cut_text, joined_place
from ccf_docs.model.campaign import Theme
from ccf_docs.model.document import Document
from ccf_docs.model.response import ASIDE_ROLES, Correction, Kind, Response, Review, SegmentRole
from ccf_docs.text.words import near


def move(response: Response, number: int, target: str, themes: Sequence[Theme]) -> Response:
    """Put a piece under a theme, several (`a,b`), or a question: `target` names them by id."""
    found = _piece(response, number)
    wanted, question = _target(target, themes)
    asked = {known.id for theme in themes if theme.id in wanted for known in theme.questions}
    kept = found.question if found.question in asked else None
    return _with(response, number, replace(found, role=SegmentRole.ANSWER, themes=wanted, question=question or kept))


def make_general(response: Response, number: int) -> Response:
    """Let a piece be read as the candidacy's words that belong to no theme."""
    return _with(response, number, _stripped(_piece(response, number), SegmentRole.GENERAL, number))


def set_aside(response: Response, number: int, role: SegmentRole) -> Response:
    """Take a piece out of what prints, and say what it is instead; the theme it stands under is kept."""
    if role not in ASIDE_ROLES:
        raise _refused("aside-not-a-role", role=role, expected=", ".join(ASIDE_ROLES))
    return _with(response, number, _stripped(_piece(response, number), role, number))


def mark_blank(response: Response, theme: str, themes: Sequence[Theme]) -> Response:
    """Say that a theme was left without an answer: what stood under it was the questionnaire's own text."""
    (theme,), _ = _target(theme, themes)
    numbers = [
        n for n, piece in enumerate(pieces(response), start=1) if piece.part == "answers" and theme in piece.themes
    ]
    if not numbers:
        raise _refused("theme-blank-already", theme=theme)
    for number in numbers:
        found = _piece(response, number)
        others = tuple(other for other in found.themes if other != theme)
        blank = (
            replace(found, themes=others, question=None) if others else _stripped(found, SegmentRole.QUESTION, number)
        )
        response = _with(response, number, blank)
    return response


def split(response: Response, number: int, word: int, document: Document | None) -> Response:
    """Cut a piece in two of the same role; the second begins with its word number `word`."""
    found = _piece(response, number)
    count = len(segment_words(found.text))
    if not 2 <= word <= count:
        raise _refused("split-outside", number=number, count=count)
    first, second = cut_text(found.text, word)
    if segment_words(first) + segment_words(second) != segment_words(found.text):
        raise _refused("split-on-a-dash", number=number, word=word)
    places = cut_places(document, found.where, found.text, word - 1) if document else ("", "")
    if places is None:
        raise _refused("piece-not-as-in-file", number=number)
    halves = _shared_out(
        found, (replace(found, text=first, where=places[0]), replace(found, text=second, where=places[1]))
    )
    if halves is None:
        raise _refused("piece-has-decisions", number=number)
    return _with(response, number, halves[0], replace(halves[1], home=None))


def join(response: Response, number: int, other: int, document: Document | None) -> Response:
    """Make two neighbours one piece; it has the role and the themes of the first."""
    first, second = _piece(response, number), _piece(response, other)
    if other != number + 1:
        raise _refused("join-not-neighbours", first=number, second=other)
    if (second.excerpts or second.corrections) and first.part != "answers":
        raise _refused("piece-has-decisions", number=other)
    place = joined_place(document, (first.where, first.text), (second.where, second.text)) if document else ""
    if place is None:
        raise _refused("piece-not-as-in-file", number=number)
    same_block = bool(document) and first.place.last == second.place.first
    gap = " " if same_block else "\n" if _ends_with_item(first.text) and second.text.startswith("- ") else "\n\n"
    joined = replace(
        first,
        text=first.text + gap + second.text,
        where=place,
        question=first.question if first.question == second.question or second.part != "answers" else None,
        excerpts=first.excerpts + second.excerpts,
        corrections=first.corrections + second.corrections,
    )
    if segment_words(joined.text) != segment_words(first.text) + segment_words(second.text):
        raise _refused("piece-not-as-in-file", number=other)
    if joined.part == "answers" and _printed(joined) != _printed(first) + _printed(second):
        raise _refused("piece-has-decisions", number=number)
    return _with(response, number, joined, following=2)


def correct(response: Response, number: int, correction: Correction) -> Response:
    """Note a change agreed with the candidacy: the words replaced are kept, who asked and when is said."""
    found = _piece(response, number)
    if found.part != "answers":
        raise _refused("correct-only-answers", number=number)
    times = found.answer.printed.count(correction.before)
    if times != 1:
        code = "correction-several" if times else "correction-not-found"
        raise _refused(code, text=correction.before, number=number, times=times)
    return _with(response, number, replace(found, corrections=(*found.corrections, correction)))


def with_kind(response: Response, kind: Kind) -> Response:
    """Say what the return is, where the program was mistaken."""
    try:
        return Response.model_validate({**dict(response), "kind": kind})
    except ValidationError as error:
        raise _refused(str(error.errors()[0]["ctx"]["error"])) from error


def sign(response: Response, by: str, on: date) -> Response:
    """Say that a person has read exactly these words."""
    return response.model_copy(update={"reviewed": Review(by=by, on=on, digest=response.digest())})


def _refused(code: str, **values: object) -> CampaignError:
    return CampaignError(Problem(code, Where(), values), ExitCode.USAGE)


def _piece(response: Response, number: int) -> Piece:
    found = pieces(response)
    if not 1 <= number <= len(found):
        raise _refused("no-such-piece", number=number, count=len(found))
    return found[number - 1]


def _with(response: Response, number: int, *instead: Piece, following: int = 1) -> Response:
    """The response with `following` pieces from that number on replaced."""
    found = pieces(response)
    return rebuilt(response, (*found[: number - 1], *instead, *found[number - 1 + following :]))


def _stripped(piece: Piece, role: SegmentRole, number: int) -> Piece:
    """The piece outside the answers, where neither excerpts nor corrections have a place: a person's work stays."""
    if piece.excerpts or piece.corrections:
        raise _refused("piece-has-decisions", number=number)
    themes = () if role is SegmentRole.GENERAL or len(piece.themes) > 1 else piece.themes
    return replace(piece, role=role, themes=themes, question=None)


def _target(text: str, themes: Sequence[Theme]) -> tuple[tuple[str, ...], str | None]:
    """The themes, and the question, that an id or several with commas name; a theme goes before a question."""
    known = {theme.id: theme for theme in themes}
    questions = {question.id: theme.id for theme in themes for question in theme.questions}
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if len(names) == 1 and names[0] not in known and names[0] in questions:
        return (questions[names[0]],), names[0]
    for name in names or ("",):
        if name not in known:
            raise _refused("unknown-theme", id=name, near=near(name, [*known, *questions]) or "")
    return names, None


def _ends_with_item(text: str) -> bool:
    return text.splitlines()[-1].startswith("- ")


def _shared_out(whole: Piece, halves: tuple[Piece, Piece]) -> tuple[Piece, Piece] | None:
    """The halves with the excerpts and corrections that each holds; None when one lies across the cut."""
    first, second = halves
    given = [
        (
            tuple(excerpt for excerpt in whole.excerpts if _holds(half.text, excerpt)),
            tuple(correction for correction in whole.corrections if _holds(half.text, correction.before)),
        )
        for half in halves
    ]
    first = replace(first, excerpts=given[0][0], corrections=given[0][1])
    second = replace(
        second,
        excerpts=tuple(e for e in given[1][0] if e not in given[0][0]),
        corrections=tuple(c for c in given[1][1] if c not in given[0][1]),
    )
    complete = len(first.excerpts) + len(second.excerpts) == len(whole.excerpts)
    complete = complete and len(first.corrections) + len(second.corrections) == len(whole.corrections)
    if whole.part == "answers" and (not complete or _printed(first) + _printed(second) != _printed(whole)):
        return None
    return first, second


def _holds(text: str, passage: str) -> bool:
    return " ".join(passage.split()) in " ".join(text.split())


def _printed(piece: Piece) -> tuple[str, ...]:
    return segment_words(piece.answer.printed if piece.part == "answers" else piece.text)
