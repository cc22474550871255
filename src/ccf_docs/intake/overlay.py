"""Lays a response over its returned file: every word of the file with the piece that holds it, or with none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ccf_docs.intake.accounting import segment_words
from ccf_docs.intake.pieces import Piece
from ccf_docs.intake.segment import Segment
from ccf_docs.model.document import Block, BlockKind, Document, Place
from ccf_docs.text.words import difference, visible


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one block that follow each other; `lost` when the response does not have them."""

    text: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What a piece holds of one block.

    `label` is the number that an automatic list prints before it, `origin` where the block is in the file received.
    """

    origin: str
    item: bool
    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the file, in order, held by one piece: its number, from 1, or None when none has them."""

    number: int | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    block: Block
    start: int
    end: int
    index: int
    """Which word of its block it is, from 1."""


def lay(document: Document, pieces: Sequence[Piece]) -> tuple[Stretch, ...]:
    """The whole file as stretches. A piece that says it stands where others do is laid where no other one is."""
    tokens = [token for block in document.blocks for token in _tokens(block)]
    holders = [_holder(token, pieces) for token in tokens]
    lost = _lost(tokens, pieces)
    stretches = []
    for number, group in groupby(range(len(tokens)), key=lambda at: holders[at]):
        lines = [
            Line(
                _where(block),
                block.kind is BlockKind.BULLET and tokens[ats[0]].index == 1,
                _label(tokens[ats[0]]),
                _runs(tokens, ats, lost),
            )
            for block, ats in _by_block(tokens, group)
        ]
        stretches.append(Stretch(number, tuple(lines)))
    return tuple(stretches)


def _where(block: Block) -> str:
    """The attachment and the page, as far as the file has them."""
    return ", ".join(filter(None, (block.origin, f"p. {block.page}" if block.page else "")))


def program_s_view(piece: Piece, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """What the program itself made of the words of a piece: its segments that share a word with it."""
    return tuple(segment for segment in segments if _overlap(segment.place, piece.place))


def agrees(piece: Piece, segment: Segment) -> bool:
    """Whether the response has these words as the program placed them."""
    themes = segment.themes if piece.part == "answers" or len(segment.themes) == 1 else ()
    if piece.part == "answers":
        return (piece.role, piece.themes) == (segment.role, themes)
    return piece.role is segment.role


def _tokens(block: Block) -> Iterator[_Token]:
    for index, found in enumerate(re.finditer(r"\S+", block.text), start=1):
        if visible(found[0]):
            yield _Token(block, found.start(), found.end(), index)


def _holder(token: _Token, pieces: Sequence[Piece]) -> int | None:
    at = (token.block.number, token.index)
    return next((number for number, piece in enumerate(pieces, start=1) if _covers(piece.place, at)), None)


def _covers(place: Place, at: tuple[int, int]) -> bool:
    end = (place.last, place.last_word or 1_000_000)
    return (place.first, place.first_word) <= at <= end


def _overlap(one: Place, other: Place) -> bool:
    ends = [(place.last, place.last_word or 1_000_000) for place in (one, other)]
    starts = [(place.first, place.first_word or 1) for place in (one, other)]
    return max(starts) <= min(ends)


def _lost(tokens: Sequence[_Token], pieces: Sequence[Piece]) -> frozenset[int]:
    source = [visible(token.block.text[token.start : token.end]) for token in tokens]
    target = [word for piece in pieces for word in segment_words(piece.text)]
    found = difference(source, target).lost
    return frozenset(at for span in found for at in range(span.position, span.position + len(span.words)))


def _by_block(tokens: Sequence[_Token], ats: Iterator[int]) -> Iterator[tuple[Block, list[int]]]:
    for _, group in groupby(ats, key=lambda at: tokens[at].block.number):
        found = list(group)
        yield tokens[found[0]].block, found


def _label(token: _Token) -> str:
    return token.block.label if token.index == 1 else ""


def _runs(tokens: Sequence[_Token], ats: Sequence[int], lost: frozenset[int]) -> tuple[Run, ...]:
    runs = []
    for is_lost, group in groupby(ats, key=lambda at: at in lost):
        found = list(group)
        first, last = tokens[found[0]], tokens[found[-1]]
        runs.append(Run(first.block.text[first.start : last.end], is_lost))
    return tuple(runs)
