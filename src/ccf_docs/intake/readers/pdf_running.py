"""Tells the running heads, feet and page numbers of a PDF from its text: they come again at the same height; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ccf_docs.intake.readers.pdf_contents import Page
from ccf_docs.intake.readers.pdf_lines import Piece

EDGE = 0.16
"""The share of the page's height at its top and at its foot where they stand."""
SAME_HEIGHT = 4.0

# "3", "- 3 -", "3/12", "Page 3 sur 12". Not "3." nor "3)": that is a heading's number.
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page|p\.|folio)?\s*(\d{1,3})\s*(?:(?:/|sur|de)\s*(\d{1,3}))?[-–—\s]*", re.IGNORECASE
)
# What a browser prints at the edges of a page: the moment, the address of the page.
_PRINTED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?: [AP]M)?|(?:file|https?):///?\S+", re.IGNORECASE)
_NUMBER_INSIDE = re.compile(
    r"\b(?:page|p\.)\s*\d{1,3}\b(?:\s*(?:/|sur|de)\s*\d{1,3}\b)?|\b\d{1,3}\s*/\s*\d{1,3}\b", re.IGNORECASE
)


def running(pages: Sequence[Page], pieces: Sequence[Sequence[Piece]]) -> set[tuple[int, int]]:
    """Page and order of the pieces that are not the text's own."""
    edges = [_edge(page, own) for page, own in zip(pages, pieces, strict=True)]
    repeated: defaultdict[str, list[Piece]] = defaultdict(list)
    numbers: defaultdict[int, list[Piece]] = defaultdict(list)
    for own in edges:
        for piece in own:
            repeated[_masked(piece.text)].append(piece)
            match = _PAGE_NUMBER.fullmatch(piece.text)
            if match and int(match[1]) <= int(match[2] or 999):
                numbers[int(match[1]) - piece.page].append(piece)
    found = {(piece.page, piece.order) for same in repeated.values() for piece in same if _comes_again(piece, same)}
    found |= {(piece.page, piece.order) for own in edges for piece in own if _by_a_browser(piece, own)}
    for offset, same in numbers.items():
        # One page alone counts only when it is numbered 1, at its foot.
        counted = [piece for piece in same if _comes_again(piece, same)]
        single = [piece for piece in same if len(pages) == 1 and not offset and piece.base > pages[0].height / 2]
        found.update((piece.page, piece.order) for piece in counted or single)
    return found


def _edge(page: Page, pieces: Sequence[Piece]) -> list[Piece]:
    top, foot = EDGE * page.height, (1 - EDGE) * page.height
    return [piece for piece in pieces if not piece.fields and (piece.base < top or piece.base > foot)]


def _comes_again(piece: Piece, same: Sequence[Piece]) -> bool:
    return any(other.page != piece.page and abs(other.base - piece.base) <= SAME_HEIGHT for other in same)


def _by_a_browser(piece: Piece, own: Sequence[Piece]) -> bool:
    """Whether the line at the very edge has the moment of printing or the address of the page; its title beside it."""
    on_line = [other for other in own if abs(other.base - piece.base) < 2]
    beyond = [other for other in own if (other.base < piece.base - 2) != (piece.base > min(o.base for o in own) + 200)]
    return not beyond and any(_PRINTED.fullmatch(other.text) for other in on_line)


def _masked(text: str) -> str:
    """A head with its page number struck out. Other numbers stay: "Question 1" and "Question 2" are two headings."""
    return _NUMBER_INSIDE.sub("#", " ".join(text.lower().split()))
