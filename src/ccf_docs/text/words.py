"""Comparing words: the accounting behind "not a word lost, not a word invented", and the looser matching beside it.

Three levels, from strict to loose; a promise is only ever checked with the first two:

* `words` - what a text says, to the letter; only white space and invisible characters do not count;
* `unified` - the same with one kind of apostrophe: all that printing may change in a candidate's words;
* `fold` - case, accents and punctuation gone: to find something, never to account for it.
"""

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Characters that print as nothing. Files from Word, mail and the web are sown with them, and one inside a word would
# make two equal words differ: soft hyphen, zero-width space, word joiner, byte order mark.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))

# What people and programs write for an apostrophe: typewriter and curved, the opening quote and the accents that
# fingers find instead, the prime, the letter apostrophe, and cp1252's own two read as latin-1 ("J\x92ai").
APOSTROPHES = "'\u2019\u2018\u02bc\u2032\u00b4`\u0091\u0092"
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


@dataclass(frozen=True, slots=True)
class Span:
    """Words that follow each other; `position` is the index of the first one."""

    position: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a target lacks of its source, and what it has beyond it. False when the two say the same."""

    lost: tuple[Span, ...]
    invented: tuple[Span, ...]

    def __bool__(self) -> bool:
        return bool(self.lost or self.invented)


def visible(text: str) -> str:
    """The text in Unicode's composed form (NFC; files from macOS decompose "é"), without its invisible characters."""
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def words(text: str) -> tuple[str, ...]:
    """The unit of the accounting: what stands between white space of any kind; case, accents and punctuation kept."""
    return tuple(visible(text).split())


def unified(text: str) -> tuple[str, ...]:
    """The words with one kind of apostrophe: compare a printed text with its source by these."""
    return tuple(visible(text).translate(_ONE_APOSTROPHE).split())


def same_words(a: str, b: str) -> bool:
    """Whether two texts say the same, to the letter, whatever their kinds of spaces and apostrophes."""
    return unified(a) == unified(b)


def contains(text: str, excerpt: str) -> bool:
    """Whether an excerpt's words follow each other in a text; an excerpt without words is in none.

    Spaces and apostrophes count as in `same_words`. A passage may be cut inside a sentence, so the marks that cling to
    the first word's front or the last word's end (« ( , . …) may stay behind; no mark inside it may.
    """
    needle = " ".join(unified(excerpt))
    pattern = rf"(?<!\S)[«“\"(\[]*{re.escape(needle)}[.,;:!?…»”\")\]]*(?!\S)"
    return bool(needle) and re.search(pattern, " ".join(unified(text))) is not None


def count(text: str) -> int:
    """Words as a person counts them: a lone « or ? is none, « l’accès » is one."""
    return sum(any(map(str.isalnum, word)) for word in unified(text))


# --- the accounting ---------------------------------------------------------------------------------------------------


def difference(source: Sequence[str], target: Sequence[str]) -> Difference:
    """What must be struck from `source` and added to give `target`; the words between keep their order.

    Always true, not always the shortest way to say it. A moved passage is lost in one place and invented in another.
    """
    lost: list[Span] = []
    invented: list[Span] = []
    for i, j, k, m in _gaps(source, target, 0, len(source), 0, len(target)):
        if i < j:
            lost.append(Span(i, tuple(source[i:j])))
        if k < m:
            invented.append(Span(k, tuple(target[k:m])))
    return Difference(tuple(lost), tuple(invented))


def _gaps(a: Sequence[str], b: Sequence[str], i: int, j: int, k: int, m: int) -> Iterator[tuple[int, int, int, int]]:
    """Where a[i:j] and b[k:m] part, as such quadruples.

    The equal ends fall away; words that pin the two together cut what is left; only what has no pin goes to difflib,
    which alone would take seconds for a long text with two mistakes.
    """
    while i < j and k < m and a[i] == b[k]:
        i, k = i + 1, k + 1
    while i < j and k < m and a[j - 1] == b[m - 1]:
        j, m = j - 1, m - 1
    if i == j or k == m:
        if i < j or k < m:
            yield i, j, k, m
        return
    pins = _pins(a, b, i, j, k, m)
    if not pins:
        opcodes = difflib.SequenceMatcher(None, a[i:j], b[k:m], autojunk=False).get_opcodes()
        yield from ((i + p, i + q, k + r, k + s) for tag, p, q, r, s in opcodes if tag != "equal")
        return
    for pin_a, pin_b in [*pins, (j, m)]:
        yield from _gaps(a, b, i, pin_a, k, pin_b)
        i, k = pin_a + 1, pin_b + 1


def _pins(a: Sequence[str], b: Sequence[str], i: int, j: int, k: int, m: int) -> list[tuple[int, int]]:
    """Places of words that a[i:j] and b[k:m] share: those found once in each ("patience" difference).

    A text that repeats itself may have none. Then those found equally often in both, first with first, provided that
    they hold half of the shorter side together: fewer would be chance.
    """
    times_a, times_b = Counter(a[i:j]), Counter(b[k:m])
    shared = {word for word, times in times_a.items() if times == times_b[word]}
    once = {word for word in shared if times_a[word] == 1}
    places: dict[str, list[int]] = {}
    for at in reversed(range(k, m)):
        places.setdefault(b[at], []).append(at)
    run = _longest_ascent([(at, places[a[at]].pop()) for at in range(i, j) if a[at] in (once or shared)])
    return run if once or 2 * len(run) >= min(j - i, m - k) else []


def _longest_ascent(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, ascending in their first places, that ascends in the second as well."""
    ends: list[int] = []  # the smallest second place at which a run of each length ends
    lengths: list[int] = []
    for _, second in pairs:
        length = bisect_left(ends, second)
        ends[length : length + 1] = [second]
        lengths.append(length)
    run: list[tuple[int, int]] = []
    wanted = len(ends) - 1
    for pair, length in zip(reversed(pairs), reversed(lengths), strict=True):
        if length == wanted:
            run.append(pair)
            wanted -= 1
    return run[::-1]


# --- matching ---------------------------------------------------------------------------------------------------------

# How the feminine is joined on: « candidat·e·s », « candidat.e.s », « candidat(e)s », « élu-e-s », « acteur·rices ».
# In small letters or in capitals: "demande.Le" is a missing space.
_FEMININE = "e|ne|le|te|se|ve|fe|ère|ière|ienne|ice|rice|trice|euse|esse|elle"
_INCLUSIVE = [
    re.compile(
        rf"(?<=[^\W\d_][^\W\d_])(?:[.·•‧](?:{ending})(?:[.·•‧]?({s}))?|-(?:{ending})-({s})"
        rf"|\((?:{ending})({s})?\)({s})?|\(({s})\))(?![^\W\d_])"
    )
    for ending, s in ((_FEMININE, "s"), (_FEMININE.upper(), "S"))
]

# Letters that Unicode does not take apart; the apostrophe that it calls a letter.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "\u02bc": " "})


def fold(text: str) -> str:
    """A text reduced for matching: small letters without accents, one space between words, no punctuation.

    Inclusive forms fall back to the form without them (« candidat.e.s » → "candidats"), œ opens to "oe", ligatures and
    exponents to their letters and figures; the signs of « n° » and « 1º » vanish. Never for accounting: much that
    differs becomes equal here.
    """
    text = visible(text)
    for inclusive in _INCLUSIVE:
        text = inclusive.sub(lambda match: "s" if any(match.groups()) else "", text)
    text = _taken_apart(re.sub("[°º]", "", text)).casefold().translate(_LETTERS)
    text = "".join(sign for sign in _taken_apart(text) if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", text).strip()


def _taken_apart(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def near(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a misspelt id or name most likely means, to offer it in a message; none if nothing is close.

    difflib, not rapidfuzz: the lists are short, and the ground needs no third party for it.
    """
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(fold(candidate), candidate)
    close = difflib.get_close_matches(fold(word), folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else None
