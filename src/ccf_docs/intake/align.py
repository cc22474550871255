"""Gives every word of a returned document its role and theme: pure, and generic over the questionnaire.

In order of trust: the form's own fields, headings by title, our questions' words, headings by number, and, in a letter
without any of these, the topic of each paragraph.
What none of them tells is `unplaced`; nothing is guessed silently.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from ccf_docs.intake import (
    apart,
    closing,
    courtesy,
    cross_references,
    free_text,
    headings,
    letter_zone,
    several,
    sources,
)
from ccf_docs.intake.heading import Heading
from ccf_docs.intake.join import Labelled, join
from ccf_docs.intake.questionnaire import Match, Ours, Questionnaire, questionnaire
from ccf_docs.intake.segment import Segment
from ccf_docs.intake.titles import Titles, titles
from ccf_docs.intake.units import Unit, units_of
from ccf_docs.model.campaign import Theme
from ccf_docs.model.document import Block, Document
from ccf_docs.model.response import SegmentRole
from ccf_docs.text.reading import EVIDENCE

__all__ = ["Segment", "align"]

SURE_SWITCH = 0.9
"""From this likeness on, a question of another theme than the heading's opens its own theme."""

LEAST = 0.5
"""Below this confidence nothing is put under a theme: a person decides."""


def align(document: Document, themes: Sequence[Theme], *, letter: Sequence[str]) -> tuple[Segment, ...]:
    """The segments of a document: every word once, in order. `letter` holds the paragraphs of our own letter."""
    ours, known = questionnaire(themes, letter), titles(themes)
    whole = join(_labelled(document, themes, ours, known))
    parts = several.parts(document)
    if len(parts) > 1:
        apiece = [join(_labelled(part, themes, ours, known)) for part in parts]
        if several.each_answers(apiece):
            whole = tuple(segment for segments in apiece for segment in segments)
    return cross_references.linked(whole, themes)


def _labelled(document: Document, themes: Sequence[Theme], ours: Questionnaire, known: Titles) -> list[Labelled]:
    units = units_of(document)
    fixed = apart.find(document.blocks)
    matches = {unit: ours.match(unit) for unit in units if fixed.get(unit.block.number) in (None, SegmentRole.QUOTED)}
    fixed = _quoted_only_from_us(fixed, document.blocks, matches)
    options = ours.whole_options(matches.values())
    matches = {unit: match if _counts(unit, match, options) else None for unit, match in matches.items()}
    of_text = {unit: match for unit, match in matches.items() if unit.block.number not in fixed}
    blocks = [block for block in document.blocks if block.number not in fixed or block.kind in apart.FIXED]
    letter_blocks = letter_zone.find(blocks, units, of_text, known)
    found = headings.headings(blocks, known, letter_blocks, _asking(units, of_text))
    unlike = frozenset(unit for unit, match in matches.items() if match is None)
    walk = _Walk(themes, ours, found, letter_blocks, fixed, unlike, options)
    for unit in units:
        for piece in _without_heading(unit, found.get(unit.block.number)):
            walk.read(piece)
    labelled = walk.labelled
    if not any(item.role is SegmentRole.ANSWER for item in labelled):
        labelled = free_text.place(labelled, known)
    return [_unless_doubtful(item) for item in closing.mark(labelled)]


def _counts(unit: Unit, match: Match | None, whole_options: Collection[str]) -> bool:
    """An option is our text only where the whole list was left in, and nobody ticked it."""
    if match is None or match.ours is not Ours.OPTION:
        return match is not None
    return match.question in whole_options and not apart.box_ticked(unit.text)


def _quoted_only_from_us(
    fixed: dict[int, SegmentRole], blocks: Sequence[Block], matches: dict[Unit, Match | None]
) -> dict[int, SegmentRole]:
    """Lines that begin with ">" are quoted if a message's head says so or one of them is ours; else they are a list."""
    typed = [block for block in blocks if block.text[:1] == ">" and block.kind not in apart.FIXED]
    signed = {block.number for block in typed if fixed[block.number] is SegmentRole.QUOTED}
    ours = any(match is not None for unit, match in matches.items() if unit.block.number in signed)
    heads = {number for number, role in fixed.items() if role is SegmentRole.QUOTED} - signed
    if ours or heads:
        return fixed
    return {number: role for number, role in fixed.items() if number not in signed}


def _unless_doubtful(item: Labelled) -> Labelled:
    if item.role is not SegmentRole.ANSWER or item.confidence >= LEAST:
        return item
    return replace(item, role=SegmentRole.UNPLACED, themes=(), question=None)


def _asking(units: Sequence[Unit], matches: dict[Unit, Match | None]) -> dict[int, str]:
    """The blocks that begin with a sentence of the questionnaire, with its theme."""
    return {
        unit.block.number: match.theme
        for unit in units
        if unit.opens_block and (match := matches.get(unit)) is not None and match.theme is not None
    }


def _without_heading(unit: Unit, heading: Heading | None) -> list[Unit]:
    """A unit cut where its block's heading ends."""
    if heading is None or not unit.start < heading.words < unit.end:
        return [unit]
    return [replace(unit, end=heading.words), replace(unit, start=heading.words)]


@dataclass(slots=True)
class _Walk:
    """Reads the units in order and remembers which theme and which questions are open."""

    themes: Sequence[Theme]
    ours: Questionnaire
    headings: dict[int, Heading]
    letter: dict[int, str]
    fixed: dict[int, SegmentRole]
    unlike: frozenset[Unit]
    """Units already known to repeat nothing of ours."""
    options: frozenset[str]
    """Questions whose options were all left in."""
    labelled: list[Labelled] = field(default_factory=list)
    _open: tuple[str, ...] = ()
    _question: str | None = None
    _run: set[str] = field(default_factory=set)
    """Questions met since the candidate last spoke."""
    _asking: bool = False
    _score: float = 1.0
    _evidence: str = ""
    _foreign: bool = False
    _file: str = ""

    def read(self, unit: Unit) -> None:
        block, heading = unit.block, self.headings.get(unit.block.number)
        if block.origin != self._file:
            self._begin_file(block.origin)
        fixed = self.fixed.get(block.number)
        if fixed is not None:
            self._apart(unit, fixed)
        elif heading is not None and unit.start < heading.words:
            self._heading(unit, heading)
        elif heading is not None and unit.start == heading.words == 0:
            self._heading(None, heading)
            self._text(unit)
        elif (question := self._field(block)) is not None:
            theme = next(theme.id for theme in self.themes if question in (known.id for known in theme.questions))
            evidence = EVIDENCE["field"].format(question=question)
            self._label(unit, SegmentRole.ANSWER, 0.99, evidence, (theme,), question)
        elif block.number in self.letter:
            self._label(unit, SegmentRole.LETTER, 0.9, self.letter[block.number])
        else:
            self._text(unit)

    def _begin_file(self, name: str) -> None:
        """An attachment begins anew: no theme that is open in the message is open in it."""
        self._file, self._open, self._question, self._run = name, (), None, set()
        self._asking, self._foreign, self._evidence = False, False, ""

    def _apart(self, unit: Unit, role: SegmentRole) -> None:
        """What stands apart; a question of ours in a quoted message opens its theme for the answer under it."""
        match = self.ours.match(unit) if role is SegmentRole.QUOTED and unit not in self.unlike else None
        if match is not None and match.ours is Ours.QUESTION:
            self._ask(unit, match, role)
        else:
            self._label(unit, role, 1.0, EVIDENCE[f"role-{role}"])

    def _label(
        self,
        unit: Unit,
        role: SegmentRole,
        confidence: float,
        evidence: str,
        themes: tuple[str, ...] = (),
        question: str | None = None,
    ) -> None:
        self.labelled.append(Labelled(unit, role, themes, question, confidence, evidence))

    def _field(self, block: Block) -> str | None:
        """The question whose answer the form's field holds: tag, then bookmark, then title."""
        return next(iter(sources.questions_of(block, self.themes)), None)

    def _heading(self, unit: Unit | None, heading: Heading) -> None:
        if unit is not None and not heading.live and unit.block.number in self.letter:
            self._label(unit, SegmentRole.LETTER, 0.9, self.letter[unit.block.number])
            return
        if unit is not None:
            self._label(unit, SegmentRole.HEADING, heading.score, heading.evidence, heading.themes)
        if heading.live:
            self._open, self._question, self._run, self._asking = heading.themes, heading.question, set(), True
            self._score, self._evidence = heading.score, heading.evidence
            self._foreign = not heading.themes and not heading.general

    def _text(self, unit: Unit) -> None:
        near = self._open[0] if len(self._open) == 1 else None
        match = None if unit in self.unlike else self.ours.match(unit, near)
        if not _counts(unit, match, self.options) or not self._is_said_by_us(match):
            match = None
        if match is None and self._asking and near is not None:
            match = self.ours.shortened(unit, near)
        if match is None and unit.text.endswith("?"):
            match = self.ours.asked_elsewhere(unit)
        if match is None and apart.box_left_empty(unit.text):
            self._label(unit, SegmentRole.PLACEHOLDER, 0.9, EVIDENCE["box-left"], self._open)
        elif match is None or (match.ours is Ours.LETTER and courtesy.greets(unit.block.text)):
            self._own(unit)
        elif match.ours is Ours.LETTER:
            self._label(unit, SegmentRole.LETTER, match.score, EVIDENCE["letter"].format(score=_score(match.score)))
        elif match.ours is Ours.REFERENCE:
            themes = (match.theme,) if match.theme else ()
            self._label(unit, SegmentRole.REFERENCE, match.score, EVIDENCE["reference"], themes)
        else:
            self._ask(unit, match)

    def _is_said_by_us(self, match: Match | None) -> bool:
        """A sentence of another theme than the open one is ours only when it is nearly word for word."""
        return (
            match is None
            or match.theme is None
            or not self._open
            or match.theme in self._open
            or match.score >= SURE_SWITCH
        )

    def _ask(self, unit: Unit, match: Match, role: SegmentRole = SegmentRole.QUESTION) -> None:
        theme = match.theme or ""
        number = [known.id for known in self.themes].index(theme) + 1
        evidence = EVIDENCE["question"].format(number=number, score=_score(match.score))
        if theme not in self._open:
            self._open, self._question, self._run, self._score = (theme,), None, set(), match.score
        if not self._asking:
            self._run, self._question = set(), None
        if match.ours in (Ours.QUESTION, Ours.OPTION):
            of_theme = next(known.questions for known in self.themes if known.id == theme)
            self._run.update([match.question] if match.question else [question.id for question in of_theme])
            self._question = match.question if len(self._run) == 1 else None
            self._evidence = evidence
        self._asking, self._foreign = True, False
        self._evidence = self._evidence or evidence
        question = match.question if role is SegmentRole.QUESTION else None
        self._label(unit, role, round(match.score, 2), evidence, (theme,), question)

    def _own(self, unit: Unit) -> None:
        if self._foreign:
            self._label(unit, SegmentRole.UNPLACED, 0.3, self._evidence)
        elif self._open:
            self._asking = False
            self._label(
                unit,
                SegmentRole.ANSWER,
                self._score,
                EVIDENCE["answer"].format(reason=self._evidence),
                self._open,
                self._question,
            )
        elif courtesy.opens(unit.block.text):
            self._label(unit, SegmentRole.PREAMBLE, 0.8, EVIDENCE["preamble"])
        else:
            self._label(unit, SegmentRole.GENERAL, 0.7, EVIDENCE["general"])


def _score(score: float) -> str:
    return f"{score:.2f}".replace(".", ",")
