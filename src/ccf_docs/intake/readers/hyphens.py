"""Decides whether a hyphen at the end of a line belongs to the word ("peut-/être") or to the line ("man-/dat"); pure.

The same file gives the same decision every time, and the block holds the word as decided: `check` counts that word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SOFT = "\u00ad"
_HYPHEN = "\u2010"
_HYPHENS = ("-", _HYPHEN, SOFT, "\u2011")

# Words of French that form compounds, and those that follow a hyphen after a verb or a pronoun.
_FIRST = frozenset(
    """après arrière au avant basse bas bien celles celle celui ceux chef ci compte contre demi deçà delà dix ex faire
    garde grand grande grands haut haute hauts jusque laisser là lui maître mi mieux moi moins moitié mal non nouveau
    nous nu outre par passe peut plus porte post presqu pré quasi quatre quelques rendez rez rond sage saint sainte sans
    savoir semi soi sous sus tête tiers tout toute trente sur ultra une vice vingt vous là-bas aide-mémoire bon bonne
    hors libre service est sont a ont était sera peuvent doit doivent faut pourra avons avez puis dit""".split()
)
_SECOND = frozenset(
    """ci là même mêmes il ils elle elles on je tu nous vous ce t le la les lui leur moi toi y en être dire ville
    delà dessus dessous avant après""".split()
)
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_ELISION = re.compile(r"^.*[’']")


def ends_open(line: str) -> bool:
    """Whether a line ends with a hyphen that clings to a word."""
    return len(line) > 1 and line[-1] in _HYPHENS and line[-2].isalnum()


@dataclass(frozen=True)
class Hyphens:
    """What the rest of the document tells about its hyphens."""

    words: frozenset[str]
    breaks_words: bool = True
    """False for a file that moves long words down whole, although a part of them had room."""
    two_signs: bool = False
    """Whether words have U+002D and ends of lines U+2010: then each tells what it is."""

    @classmethod
    def of(cls, lines: Iterable[str], *, breaks_words: bool = True) -> Hyphens:
        """Learn from the lines of a document: the words inside them, not those cut at their ends."""
        inside: set[str] = set()
        signs: set[str] = set()
        for line in lines:
            words = line.split()
            if words and ends_open(line):
                signs.add(words.pop()[-1])
            inside.update(_bare(word) for word in words[1:])
        two_signs = _HYPHEN in signs and not any(_HYPHEN in word for word in inside)
        return cls(frozenset(inside), breaks_words, two_signs)

    def join(self, line: str, following: str) -> str:
        """Two lines as one text: with a space between them, or around the hyphen that parts a word."""
        if not ends_open(line) or not following[:1].isalnum():
            return f"{line.removesuffix(SOFT)} {following}"
        stem = line[:-1]
        if self._is_the_line_s(line, following):
            return stem + following
        return stem + ("-" if line[-1] == SOFT else line[-1]) + following

    def are_the_line_s(self, line: str) -> bool:
        """Whether the sign at the end of a line is one that only ends of lines have."""
        return ends_open(line) and (line[-1] == SOFT or (self.two_signs and line[-1] == _HYPHEN))

    def _is_the_line_s(self, line: str, following: str) -> bool:
        if line[-1] == SOFT or self.two_signs:
            return line[-1] in (SOFT, _HYPHEN)
        before, after = line.rsplit(maxsplit=1)[-1][:-1], following.split(maxsplit=1)[0]
        joined, parted = _bare(before + after), _bare(f"{before}-{after}")
        if joined in self.words or parted in self.words:
            return joined in self.words
        compound = "-" in before or "-" in after.strip("-") or following[1:2] in ("’", "'")
        if compound or not following[0].islower() or before[-1].isdigit():
            return False
        first = _ELISION.sub("", before).strip("«“\"('").lower()
        return self.breaks_words and first not in _FIRST and _bare(after) not in _SECOND


def _bare(word: str) -> str:
    """A word without its elided article and the marks round it."""
    return _EDGE.sub("", _ELISION.sub("", word)).lower()
