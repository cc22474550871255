"""The announced rule of the synthesis: which of a candidacy's own sentences print under a theme.

Where a person chose excerpts in the YAML, these and nothing else; else whole sentences and list items, in the order of
the text: first those that commit or propose, then those that give a figure or a date, then the others, each taken if it
still fits in the room that is the same for everyone. A sentence that takes up the one
before it brings it along. Where a theme has several passages, each first gives its best one;
an item brings the sentence that announces its list. What is chosen prints in the order of the text, each cut shown.
Nothing here is random, and nothing writes a word: an extract is made of stretches of the text. The booklet explains the
rule to its readers (`templates/booklet/reading.html`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ccf_docs.booklets.sentences import Block, parse, sentences
from ccf_docs.text.words import APOSTROPHES, visible

CUT = "[…]"


@dataclass(frozen=True, slots=True)
class Extract:
    """What the synthesis prints of one passage, in the response file's own plain text, with its cuts shown.

    `pieces` are the stretches of the passage it is made of; `whole` says that nothing is cut.
    """

    text: str
    pieces: tuple[str, ...]
    whole: bool


class ExcerptError(ValueError):
    """Excerpts that a person chose and that cannot print: one is not in its answer, or all exceed the room.

    `code` is that of the problem to tell, `value` the excerpt or the length.
    """

    def __init__(self, code: str, value: str | int) -> None:
        self.code, self.value = code, value
        super().__init__(f"{code}: {value}")


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of the text of passage number `passage`, inside its block number `block`."""

    passage: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is taken or left as a whole, a sentence or an item, and the sentences that it needs before it."""

    segment: _Segment
    lead: tuple[_Segment, ...] = ()
    leans: bool = False
    """Whether it takes up what the sentence before it says (« C'est pourquoi … ») and means nothing without it."""


def extract(passages: Sequence[str], excerpts: Sequence[Sequence[str]], limit: int) -> tuple[Extract | None, ...]:
    """What prints of each passage that answers one theme; None where nothing does.

    `excerpts` are those a person chose of each passage; `limit` is the number of signs, spaces included, for all the
    passages together, the cuts' own signs not counted.
    Raises ExcerptError for excerpts that a person chose and that cannot print.
    """
    parsed = [parse(passage) for passage in passages]
    texts, blocks = [text for text, _ in parsed], [own for _, own in parsed]
    if any(excerpts):
        chosen = _by_hand(excerpts, texts, blocks, limit)
    elif sum(map(signs, texts)) <= limit:
        return tuple(Extract(passage, (passage,), whole=True) for passage in passages)
    else:
        units = [unit for number, text in enumerate(texts) for unit in _units(number, text, blocks[number])]
        chosen = _by_rule(units, texts, blocks, limit)
    return _show_skipped(
        [
            _set(text, blocks[number], [segment for segment in chosen if segment.passage == number])
            for number, text in enumerate(texts)
        ]
    )


def signs(text: str) -> int:
    """The length that is announced: signs with spaces, a run of white space counted once, list signs not at all."""
    return len(" ".join(parse(text)[0].split()))


# --- what is taken or left as a whole ---------------------------------------------------------------------------------


def _units(passage: int, text: str, blocks: Sequence[Block]) -> Iterator[_Unit]:
    """The sentences and items in order.

    An item of a list is led by the sentence that announces the list, and a sentence that takes up the one before it by
    that one and all that leads it.
    """
    lead: tuple[_Segment, ...] = ()
    before: tuple[_Segment, ...] = ()
    used = True
    for number, block in enumerate(blocks):
        listed = block.item or _NUMBERING.match(text[block.start : block.end]) is not None
        parts = [(block.start, block.end)] if block.item else list(sentences(text, block))
        for start, end in parts:
            segment = _Segment(passage, start, end, number)
            if text[start:end].endswith(":"):
                lead = (*(() if used else lead), segment)
                used = False
                continue
            if used and not listed:
                lead = ()
            leans = not lead and before != () and _LEANING.search(text[start:end]) is not None
            unit = _Unit(segment, before if leans else lead, leans)
            before = (*unit.lead, segment)
            yield unit
            used = True
    if not used:
        yield _Unit(lead[-1], lead[:-1])


# --- the rule ---------------------------------------------------------------------------------------------------------

_APOSTROPHE = f"[{APOSTROPHES}]"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_SPEAKING = re.compile(
    rf"""\b(?:
        nous\s+(?:[^\W\d_]+\s+|[nlmy]{_APOSTROPHE}){{0,2}}[^\W\d_]+rons          # nous recruterons, nous y veillerons
      | je\s+(?:[^\W\d_]+\s+|[nlmy]{_APOSTROPHE}){{0,2}}[^\W\d_]+rai | j{_APOSTROPHE}[^\W\d_]+rai
      | engage(?:ons|ment|ments|e|r|rons|rai|és|ées|é|ée)? | promet\w+ | promesses? | garanti\w+
      | propos(?:ons|e|er|ition|itions|erons|erai) | (?:nous\s+)?(?:voulons|souhaitons|demandons|défendrons)
      | je\s+(?:veux|souhaite|demande)
      | nous\s+[^\W\d_]+rions | il\s+faut | il\s+faudr(?:a|ait) | notre\s+(?:objectif|priorité|ambition|souhait)
      | sera(?:it|ient)?\s+(?:[^\W\d_]+\s+){{0,2}}?[^\W\d_]+[éiu]e?s?             # serait largement augmenté
      | seront\s+(?:[^\W\d_]+\s+){{0,2}}?[^\W\d_]+[éiu]e?s?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LEANING = re.compile(
    rf"^(?:c{_APOSTROPHE}est\s+(?:pourquoi|la\s+raison|ainsi)|pour\s+(?:cela|ce\s+faire)|cela|ceci|celui-ci|celle-ci"
    rf"|ceux-ci|celles-ci|ce\s+dernier|cette\s+dernière|dès\s+lors|de\s+même|en\s+effet|dans\s+ce\s+cas)\b|\bainsi\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"[^\W\d_]+(?:er|ir|oir|(?:ett|[ae]i|nd|ui|iv|cri|ît|erd|omp|li|di)re)\b", re.IGNORECASE)
_NUMBERING = re.compile(r"^\W*(?:[Qq]\s?)?\d{1,2}\s?[/.)°:-]+\s*")
_DATE = re.compile(rf"\b(?:{_MONTHS})\b|\bd{_APOSTROPHE}ici\b", re.IGNORECASE)


def rank(sentence: str, *, item: bool = False) -> int:
    """0 for a sentence that commits or proposes, 1 for one that gives a figure or a date, 2 for any other.

    An item that opens with an infinitive proposes.
    """
    words = _NUMBERING.sub("", sentence)
    if _SPEAKING.search(words) or (item and _INFINITIVE.match(words)):
        return 0
    return 1 if _DATE.search(words) or re.search(r"\d", words) else 2


def _by_rule(
    units: Sequence[_Unit], texts: Sequence[str], blocks: Sequence[Sequence[Block]], limit: int
) -> list[_Segment]:
    """The stretches that print, in the order of the text."""

    def order(number: int) -> int:
        unit = units[number]
        parts = (unit.segment,) if unit.leans else (*unit.lead, unit.segment)
        return min(rank(_words_of(texts, part), item=blocks[part.passage][part.block].item) for part in parts)

    ranked = sorted(range(len(units)), key=order)
    openers = [next(number for number in ranked if units[number].segment.passage == at) for at in range(len(texts))]
    chosen, room = set[_Segment](), limit
    for number in dict.fromkeys([*(openers if len(openers) > 1 else ()), *ranked]):
        added = {*units[number].lead, units[number].segment} - chosen
        length = sum(signs(_words_of(texts, part)) + 1 for part in added)
        if length - 1 <= room:
            chosen |= added
            room -= length
    return sorted(chosen or _shortened(units[ranked[0]], texts, limit), key=_place)


def _place(segment: _Segment) -> tuple[int, int]:
    return segment.passage, segment.start


def _words_of(texts: Sequence[str], segment: _Segment) -> str:
    return texts[segment.passage][segment.start : segment.end]


def _shortened(unit: _Unit, texts: Sequence[str], limit: int) -> set[_Segment]:
    """The beginning of a sentence that alone exceeds the room, up to a whole word."""
    kept: set[_Segment] = set()
    for segment in (*unit.lead, unit.segment):
        words = _words_of(texts, segment)
        if signs(words) > limit:
            ends = [match.end() for match in re.finditer(r"\S+", words) if signs(words[: match.end()]) <= limit]
            if ends:
                kept.add(replace(segment, end=segment.start + ends[-1]))
            break
        kept.add(segment)
        limit -= signs(words) + 1
    return kept


# --- the choice of a person -------------------------------------------------------------------------------------------


def _by_hand(
    excerpts: Sequence[Sequence[str]], texts: Sequence[str], blocks: Sequence[Sequence[Block]], limit: int
) -> list[_Segment]:
    found: set[_Segment] = set()
    for number, wanted in enumerate(excerpts):
        for excerpt in wanted:
            start, end = locate(texts[number], excerpt)
            for index, block in enumerate(blocks[number]):
                if block.start < end and start < block.end:
                    found.add(_Segment(number, max(start, block.start), min(end, block.end), index))
    segments = sorted(found, key=_place)
    length = sum(signs(texts[segment.passage][segment.start : segment.end]) for segment in segments)
    if length > limit:
        raise ExcerptError("excerpt-too-long", length)
    return segments


def locate(text: str, excerpt: str) -> tuple[int, int]:
    """Where an excerpt stands in its answer; kinds of white space and of apostrophes do not count.

    Raises ExcerptError when it is not there.
    """
    words = (re.sub(_APOSTROPHE, "'", re.escape(word)).replace("'", _APOSTROPHE) for word in _without_signs(excerpt))
    match = re.search(r"\s+".join(words), text)
    if match is None:
        raise ExcerptError("excerpt-not-found", excerpt)
    return match.span()


def _without_signs(excerpt: str) -> list[str]:
    return parse(visible(excerpt))[0].split()


# --- setting ----------------------------------------------------------------------------------------------------------


def _set(text: str, blocks: Sequence[Block], segments: Sequence[_Segment]) -> Extract | None:
    """The chosen stretches of one passage as plain text, a cut mark wherever words are left out."""
    if not segments:
        return None
    parts: list[str] = []
    whole, position, before = True, 0, -1
    for segment in segments:
        cut = text[position : segment.start].strip() != ""
        sign = "- " if blocks[segment.block].item else ""
        if before < 0:
            parts.append(f"{sign}{CUT} " if cut else sign)
        elif segment.block == before:
            parts.append(f" {CUT} " if cut else " ")
        else:
            gap = "\n" if sign and blocks[before].item else "\n\n"
            parts.append(f"{f' {CUT}' if cut else ''}{gap}{sign}")
        parts.append(text[segment.start : segment.end])
        whole, position, before = whole and not cut, segment.end, segment.block
    rest = text[position:].strip() != ""
    pieces = tuple(text[segment.start : segment.end] for segment in segments)
    return Extract("".join(parts) + (f" {CUT}" if rest else ""), pieces, whole and not rest)


def _show_skipped(extracts: Sequence[Extract | None]) -> tuple[Extract | None, ...]:
    """Show the cut of a passage that is left out whole: at the end of the one before, or before the first one."""
    shown = list(extracts)
    printed = [number for number, found in enumerate(extracts) if found]
    for number in (number for number, found in enumerate(extracts) if not found):
        earlier = [other for other in printed if other < number]
        at = earlier[-1] if earlier else printed[0]
        found = shown[at]
        assert found is not None
        if earlier and not found.text.endswith(CUT):
            shown[at] = Extract(f"{found.text} {CUT}", found.pieces, whole=False)
        elif not earlier and not found.text.startswith((CUT, f"- {CUT}")):
            sign = "- " if found.text.startswith("- ") else ""
            shown[at] = Extract(f"{sign}{CUT} {found.text.removeprefix(sign)}", found.pieces, whole=False)
    return tuple(shown)
