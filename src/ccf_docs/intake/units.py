"""Cuts a document into the units that get a role: sentences, each with its words counted in its block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ccf_docs.model.document import Block, BlockKind, Document
from ccf_docs.text.words import fold

_SENTENCE_END = re.compile(r"[.!?…]+[»”\"')\]’]*$")
_SENTENCE_START = re.compile(r"[«“\"'(\[‘-]*[^\W\da-zà-öø-ÿœ]|[«“\"'(\[-]*\d|[«“]$")
_BOX = re.compile(r"[☐□❏❑☑☒✅✓✔✗✘]")
"""An option's box: what stands before and after it was ticked, or not, by itself."""
_ABBREVIATION = re.compile(
    r"[(«“\"]*(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|cf|Cf|ex|art|Art|p|pp|St|Ste|av|bd|n°|N°|tél|Tél|[A-Z])\.$"
)
_NUMBER = re.compile(r"\W*(?:Q\.?)?\d{1,2}\W+$|\W*[IVXivx]+\.$")


@dataclass(frozen=True)
class Unit:
    """Words `start` to `end` (from 0, end not included) of a block."""

    block: Block
    start: int
    end: int

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The unit's words."""
        return self.block.words[self.start : self.end]

    @cached_property
    def text(self) -> str:
        """The words with the spaces that stand between them in the file."""
        return slice_words(self.block.text, self.start, self.end)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The folded words, for matching."""
        return tuple(fold(self.text).split())

    @property
    def opens_block(self) -> bool:
        """Whether the block begins with this unit."""
        return self.start == 0


def slice_words(text: str, start: int, end: int) -> str:
    """Words `start` to `end` of a text, with its own spaces between them."""
    spans = [match.span() for match in re.finditer(r"\S+", text)][start:end]
    return text[spans[0][0] : spans[-1][1]] if spans else ""


def units_of(document: Document) -> list[Unit]:
    """Every word of a document in units, in order; what stands apart (running heads, comments…) is not cut."""
    whole = (BlockKind.RUNNING, BlockKind.COMMENT, BlockKind.DELETED, BlockKind.IMAGE, BlockKind.PLACEHOLDER)
    units: list[Unit] = []
    for block in document.blocks:
        count = len(block.words)
        ends = [count] if block.kind in whole else [*sentence_ends(block.words), count]
        start = 0
        for end in ends:
            if end > start:
                units.append(Unit(block, start, end))
            start = max(start, end)
    return units


def sentence_ends(words: tuple[str, ...]) -> list[int]:
    """Where sentences end inside a paragraph: how many words stand before each inner end."""
    ends = []
    for index, word in enumerate(words[:-1]):
        following = words[index + 1]
        if _BOX.match(following):
            ends.append(index + 1)
            continue
        # After a no-break space "?" and "»" are words of their own; they belong to what they close.
        closed = word in ("»", "”") and index > 0 and _SENTENCE_END.search(words[index - 1])
        if not (_SENTENCE_END.search(word) or closed) or not _SENTENCE_START.match(following):
            continue
        if not _ABBREVIATION.fullmatch(word) and not (index == 0 and _NUMBER.fullmatch(word)):
            ends.append(index + 1)
    return ends


def sentences(text: str) -> list[str]:
    """The sentences of the questionnaire's own text, cut as the document's are, so that the two compare."""
    found = []
    for paragraph in text.split("\n"):
        words = tuple(paragraph.split())
        start = 0
        for end in [*sentence_ends(words), len(words)]:
            if end > start:
                found.append(" ".join(words[start:end]))
            start = end
    return found
