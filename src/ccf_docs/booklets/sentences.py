"""The paragraphs, list items and sentences of a response's text, each with its place in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ccf_docs.text.typography import BulletList, paragraphs


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item of a text: where it stands in it."""

    start: int
    end: int
    item: bool


def parse(text: str) -> tuple[str, tuple[Block, ...]]:
    """The words of a response's text on one line, and where its paragraphs and list items stand in it."""
    parts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for block in paragraphs(text):
        item = isinstance(block, BulletList)
        for words in block.items if isinstance(block, BulletList) else (block.text,):
            parts.append(words)
            blocks.append(Block(position, position + len(words), item))
            position += len(words) + 1
    return " ".join(parts), tuple(blocks)


# A full stop of these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:M|MM|Mme|Mlle|Dr|Pr|Me|St|Ste|art|cf|ex|env|p|pp|n|av|bd|\w)|(?:\b\w\.)+\w)\.$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…]+[»”\")\]]*(?:\s?»)?(?=\s+[^\W_a-zà-ÿœ]|\s+[«“\"(\[]|\s*$)")


def sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Where each sentence of a block begins and ends: a stop, and what follows does not go on in small letters."""
    start = block.start
    for match in _SENTENCE_END.finditer(text, block.start, block.end):
        if match[0] == "." and _ABBREVIATION.search(text, start, match.end()):
            continue
        yield start, match.end()
        start = match.end()
        while start < block.end and text[start].isspace():
            start += 1
    if start < block.end:
        yield start, block.end
