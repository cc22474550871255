"""A response as numbered pieces in the order of the returned file: what a person points at when reviewing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccf_docs.model.document import Place, parse_place
from ccf_docs.model.response import Answer, Aside, Correction, General, Kind, Response, SegmentRole

_NOWHERE = Place(1_000_000, 0, 1_000_000, 0)
"""After everything: a transcription's passages have no place in a file."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One passage with its role. `home` is its list in the response and its index there, None for a new piece."""

    role: SegmentRole
    themes: tuple[str, ...]
    question: str | None
    where: str
    text: str
    excerpts: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    home: tuple[str, int] | None = None

    @property
    def place(self) -> Place:
        """Where it stands; after everything else when `where` is empty or not written as a place."""
        return parse_place(self.where) or _NOWHERE

    @property
    def part(self) -> str:
        """The list of the response that holds pieces of this role."""
        return {SegmentRole.ANSWER: "answers", SegmentRole.GENERAL: "general"}.get(self.role, "set_aside")

    @property
    def answer(self) -> Answer:
        """The piece as an answer; only when its role is one."""
        return Answer(
            themes=self.themes,
            question=self.question,
            where=self.where,
            text=self.text,
            excerpts=self.excerpts,
            corrections=self.corrections,
        )


def pieces(response: Response) -> tuple[Piece, ...]:
    """Every piece in the file's order; its number for people is its index, counted from 1."""
    found = [
        Piece(
            SegmentRole.ANSWER,
            answer.themes,
            answer.question,
            answer.where,
            answer.text,
            answer.excerpts,
            answer.corrections,
            ("answers", index),
        )
        for index, answer in enumerate(response.answers)
    ]
    found += [
        Piece(SegmentRole.GENERAL, (), None, passage.where, passage.text, home=("general", index))
        for index, passage in enumerate(response.general)
    ]
    found += [
        Piece(
            aside.role, (aside.theme,) if aside.theme else (), None, aside.where, aside.text, home=("set_aside", index)
        )
        for index, aside in enumerate(response.set_aside)
    ]
    return tuple(sorted(found, key=lambda piece: piece.place))


def rebuilt(response: Response, changed: Sequence[Piece]) -> Response:
    """The response that holds these pieces: what stayed in its list keeps its order there, which is that of printing.

    The kind follows the content where it no longer agrees with it.
    """
    answers = tuple(piece.answer for piece in _ordered(changed, "answers"))
    general = tuple(General(where=piece.where, text=piece.text) for piece in _ordered(changed, "general"))
    set_aside = tuple(
        Aside(
            role=piece.role, theme=piece.themes[0] if len(piece.themes) == 1 else None, where=piece.where,
            text=piece.text,
        )
        for piece in _ordered(changed, "set_aside")
    )  # fmt: skip
    kind = _kind(response, has_answers=bool(answers), has_general=bool(general))
    values = {"kind": kind, "answers": answers, "general": general, "set_aside": set_aside}
    return Response.model_validate({**dict(response), **values})


def _ordered(changed: Sequence[Piece], part: str) -> list[Piece]:
    """The pieces of one list: those at home in their old order, newcomers before the first that comes later."""
    members = [piece for piece in changed if piece.part == part]
    ordered = sorted(
        (piece for piece in members if piece.home and piece.home[0] == part), key=lambda piece: piece.home or ("", 0)
    )
    for piece in members:
        if not piece.home or piece.home[0] != part:
            earlier = [index for index, other in enumerate(ordered) if other.place <= piece.place]
            ordered.insert(earlier[-1] + 1 if earlier else 0, piece)
    return ordered


def _kind(response: Response, *, has_answers: bool, has_general: bool) -> Kind:
    if has_answers:
        return Kind.ANSWERS
    if response.kind is Kind.ANSWERS and response.source.transcribed_from:
        return Kind.ANSWERS
    if response.kind is Kind.ANSWERS:
        return Kind.GENERAL_TEXT if has_general else Kind.ACKNOWLEDGEMENT
    if response.kind is Kind.GENERAL_TEXT and not has_general:
        return Kind.ACKNOWLEDGEMENT
    return response.kind
