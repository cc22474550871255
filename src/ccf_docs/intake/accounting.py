"""Not a word lost, not a word invented: a response against the file it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ccf_docs.model.document import Document, Place, parse_place
from ccf_docs.model.response import Response
from ccf_docs.text.words import difference, words


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Words that stand on one side only; `block` is the number of the document's block where they are or should be."""

    words: str
    block: int


@dataclass(frozen=True, slots=True)
class Account:
    """The result of comparing word by word; both are empty when the response accounts for its whole file."""

    lost: tuple[Discrepancy, ...]
    invented: tuple[Discrepancy, ...]


def account(document: Document, response: Response) -> Account:
    """Compare the words of the document, in order, with those of all segments, put back in the order of their places.

    Corrections are not looked at: an answer's `text` keeps the words as they came.
    """
    source = [(word, block.number) for block in document.blocks for word in words(block.text)]
    target = [(word, block) for block, text in _in_file_order(response) for word in segment_words(text)]
    found = difference([word for word, _ in source], [word for word, _ in target])
    return Account(
        lost=tuple(Discrepancy(" ".join(span.words), source[span.position][1]) for span in found.lost),
        invented=tuple(Discrepancy(" ".join(span.words), target[span.position][1]) for span in found.invented),
    )


def segment_words(text: str) -> tuple[str, ...]:
    """The words of a response's text: the hyphen that opens a list item is a sign of ours, not a word of theirs."""
    return words("\n".join(line.removeprefix("- ") for line in text.splitlines()))


def _in_file_order(response: Response) -> Iterator[tuple[int, str]]:
    unplaced = Place(1_000_000, 0, 1_000_000, 0)
    located = [(parse_place(where) or unplaced, text) for _, where, text in response.segments()]
    yield from ((place.first, text) for place, text in sorted(located, key=lambda item: item[0]))
