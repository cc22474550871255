"""The numbers that people type before an answer: `1/`, `Q4`, `[3]`, `1 – `, `1a:`, `6. et 7.`, `1 à 4 :`, `b)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = r"(?P<word>questions?|thèmes?|themes?|points?|réponses?|reponses?|rubriques?|n°|q\.?|r)(?:\s?(?:n°|no|numéro))?"
_NUMBER = r"(?:\d{1,2}|[IVX]{1,4})"
_SEPARATOR = r"(?P<separator>[.)/:°\]–—-]*)"
_SINGLE = re.compile(
    rf"\W*?(?:{_WORD}\s*)?(?P<open>[(\[]?)(?P<numbers>{_NUMBER})"
    rf"(?:[.\-/](?P<digit>\d{{1,2}})(?!\d)|\s?(?P<letter>[a-h])(?![\w’'.]))?\s?{_SEPARATOR}(?P<rest>\s|$|(?=[^\W\d]))",
    re.IGNORECASE,
)
_GROUP = re.compile(
    rf"\W*?(?:{_WORD}\s*)?(?P<open>[(\[]?)(?P<numbers>\d{{1,2}}[.)/°]?(?:\s?,\s?\d{{1,2}}[.)/°]?)*"
    rf"\s?(?P<joint>et|&|à|au)\s?(?:q\.?\s?)?\d{{1,2}})\s?{_SEPARATOR}(?:\s|$)",
    re.IGNORECASE,
)
_ORDINALS = "premi deuxi troisi quatri cinqui sixi septi huiti neuvi dixi onzi douzi".split()
_ORDINAL = re.compile(
    r"\W*?(?:(?P<figure>\d{1,2})\s?(?:re|ère|ere|er|e|è|ème|eme|nde?)|"
    rf"(?P<word>{'|'.join(_ORDINALS)})(?:er|ère|ere|ème|eme)|(?P<second>seconde?))\s"
    r"(?:question|thème|theme|point|réponse|reponse|rubrique|sujet|partie)\s?(?P<separator>[.)/:–—-]*)(?:\s|$)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\W*?(?P<letter>[a-jA-J])\s?(?P<separator>[)/.])(?:\s|$)")
_ROMANS = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Mark:
    """A typed or automatic number. `length` counts its whole words in the block, 0 where it is glued to the next."""

    numbers: tuple[int, ...]
    part: int
    """The question inside the theme, from 1; 0 where the mark names none."""
    style: str
    explicit: bool
    """Whether a sign or a word says that it is a mark, or nothing follows ("1 Services" has none)."""
    length: int
    text: str


def mark_of(text: str, label: str = "") -> Mark | None:
    """The mark that a block begins with, or that its list prints before it."""
    if label:
        automatic = mark_of(label)
        return None if automatic is None else Mark(automatic.numbers, automatic.part, "auto", True, 0, label)
    match = _GROUP.match(text) or _SINGLE.match(text)
    if match is None:
        return _ordinal(text)
    named = match.groupdict()
    roman = not named["numbers"][0].isdigit()
    bare = match.end() == len(text)
    explicit = bool(named["word"] or named["open"] or named["separator"] or bare)
    glued = match.end() < len(text) and not text[match.end() - 1].isspace()
    if (glued and not named["separator"]) or (roman and not (named["separator"] and named["numbers"].isupper())):
        return None
    numbers = (_roman(named["numbers"]),) if roman else _numbers(named["numbers"], named.get("joint") or "")
    part = int(named.get("digit") or 0) or (ord(named["letter"].lower()) - 96 if named.get("letter") else 0)
    word = (named["word"] or "").lower().rstrip("s.")
    # "Q4" and "Q5." in one file are one style (seed 001).
    style = word or f"{named['open']}{'I' if roman else '1'}{named['separator'][:1]}"
    printed = match.group().strip()
    # "1.Les": the mark has no word of its own, and words are not cut.
    return Mark(numbers, part, style, explicit, len(printed.split()) - glued, printed)


def _ordinal(text: str) -> Mark | None:
    """`Première question`, `2e thème :`; in the middle of a sentence it is none."""
    match = _ORDINAL.match(text)
    if match is None or not (match["separator"] or match.end() == len(text)):
        return None
    word = (match["word"] or "").lower()
    number = int(match["figure"]) if match["figure"] else _ORDINALS.index(word) + 1 if word else 2
    printed = match.group().strip()
    return Mark((number,), 0, "ordinal", True, len(printed.split()), printed)


def letter_of(text: str, label: str = "") -> Mark | None:
    """The letter that stands for a number: `a)`, `B.`; a name's initial looks the same, so ask only for whole lists."""
    match = _LETTER.match(label or text)
    if match is None:
        return None
    letter, printed = match["letter"], match.group().strip()
    style = ("a" if letter.islower() else "A") + match["separator"]
    return Mark((ord(letter.lower()) - 96,), 0, style, True, 0 if label else len(printed.split()), printed)


def _numbers(text: str, joint: str) -> tuple[int, ...]:
    numbers = tuple(int(number) for number in re.findall(r"\d+", text))
    if joint.lower() in ("à", "au"):
        return (*numbers[:-2], *range(numbers[-2], numbers[-1] + 1)) or numbers
    return numbers


def _roman(text: str) -> int:
    values = [_ROMANS[letter] for letter in text.upper()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
