"""Where the halves of a cut passage stand in the returned file, and where two joined ones do."""

from __future__ import annotations

import re

from ccf_docs.intake.accounting import segment_words
from ccf_docs.model.document import Block, Document, Place, parse_place
from ccf_docs.text.words import visible

Word = tuple[Block, int]
"""A block and the index, from 0, of one of its words."""


def cut_text(text: str, word: int) -> tuple[str, str]:
    """The text before its word number `word` (from 1), and from there on; list items keep their sign."""
    counted, start = 0, 0
    for line in text.splitlines(keepends=True):
        sign = 2 if line.startswith("- ") else 0
        for index, found in enumerate(re.finditer(r"\S+", line[sign:])):
            counted += bool(visible(found[0]))
            if counted == word:
                at = start if index == 0 else start + sign + found.start()
                return text[:at].rstrip(), text[at:]
        start += len(line)
    return text, ""


def cut_places(document: Document, where: str, text: str, words: int) -> tuple[str, str] | None:
    """The places of the first `words` words of a passage and of the rest; None when it is not as in the file."""
    found = _words_of(document, where, text)
    return None if found is None else (_written(found[:words]), _written(found[words:]))


def joined_place(document: Document, first: tuple[str, str], second: tuple[str, str]) -> str | None:
    """The place of two passages, each `(where, text)`, as one; None when either is not as in the file."""
    before, after = _words_of(document, *first), _words_of(document, *second)
    return None if before is None or after is None else _written(before + after)


def _words_of(document: Document, where: str, text: str) -> list[Word] | None:
    place = parse_place(where)
    if place is None:
        return None
    found = [
        (block, index)
        for block in document.blocks
        if place.first <= block.number <= place.last
        for index, word in enumerate(block.words)
        if _inside(place, block, index) and visible(word)
    ]
    said = tuple(visible(block.words[index]) for block, index in found)
    return found if said == segment_words(text) else None


def _inside(place: Place, block: Block, index: int) -> bool:
    after_start = block.number > place.first or index + 1 >= place.first_word
    before_end = block.number < place.last or not place.last_word or index + 1 <= place.last_word
    return after_start and before_end


def _written(found: list[Word]) -> str:
    """The place as intake writes it: a block's own beginning and end are left out, but for a piece of one block."""
    (first, start), (last, end) = found[0], found[-1]
    alone, whole = first is last, end + 1 == len(last.words)
    first_word = start + 1 if start or (alone and not whole) else 0
    last_word = end + 1 if not whole or (alone and first_word) else 0
    return str(Place(first.number, first_word, last.number, last_word))
