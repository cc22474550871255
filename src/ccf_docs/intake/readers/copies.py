"""Finds the same answers sent twice in one message (typed into it and attached, as DOCX and as PDF); pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import PurePath

from ccf_docs.model.document import Block, BlockKind, Notice
from ccf_docs.text.reading import NOTICES
from ccf_docs.text.words import fold

LEAST_WORDS = 60
"""Of a text that can be a set of answers."""
SAME = 0.6
"""The share of a text's runs of five words that another one has too: two texts on one subject share hardly any."""

_SAID = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BULLET, BlockKind.TABLE_CELL)
# Which copy is kept: the one that its writers made, then its print, then what a mail program made of it.
_RANK = {".docx": 0, ".odt": 0, ".doc": 0, ".fodt": 0, ".docm": 0, ".pdf": 1, "": 2}


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a message (no name) or of one of its attachments: blocks `first` to `last` (from 0)."""

    name: str
    first: int
    last: int
    blocks: tuple[Block, ...]

    @property
    def words(self) -> int:
        """How much it says itself."""
        return len(self.folded)

    @property
    def folded(self) -> tuple[str, ...]:
        """Its words for comparing."""
        return tuple(fold("\n".join(block.text for block in self.blocks if block.kind in _SAID)).split())

    @property
    def rank(self) -> tuple[int, int]:
        """The smaller, the better a copy."""
        return _RANK.get(PurePath(self.name).suffix.lower(), 3), -self.words


@dataclass(slots=True)
class Judged:
    """The indices of the blocks that are a second copy, and what to say."""

    apart: list[int] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def compare(sources: Sequence[Source]) -> Judged:
    """Of texts that say the same, all but the best are set apart; several that do not are told."""
    judged = Judged()
    standing = [source for source in sources if source.words >= LEAST_WORDS]
    gone: list[Source] = []
    for first, second in combinations(sorted(standing, key=lambda source: source.rank), 2):
        if first in gone or second in gone or not _same(first, second):
            continue
        gone.append(second)
        judged.apart += [
            at for at in range(second.first, second.last) if second.blocks[at - second.first].kind in _SAID
        ]
        equal = first.folded == second.folded
        key, code = ("copy", "several-returns") if equal else ("copies-differ", "sources-disagree")
        judged.notices.append(Notice(code, NOTICES[key].format(kept=_name(first), apart=_name(second))))
    attached = [source for source in standing if source.name and source not in gone]
    if len(attached) > 1:
        names = ", ".join(_name(source) for source in attached)
        judged.notices.append(Notice("several-returns", NOTICES["several-attachments"].format(names=names)))
    return judged


def _same(first: Source, second: Source) -> bool:
    runs = [_runs(source.folded) for source in (first, second)]
    return len(runs[0] & runs[1]) >= SAME * min(map(len, runs))


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[at : at + 5] for at in range(len(words) - 4)}


def _name(source: Source) -> str:
    return f"« {source.name} »" if source.name else NOTICES["the-message"]
