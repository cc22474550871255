"""Gives every word of a returned document its role and theme: pure, and generic over the questionnaire.

In order of trust: the form's own fields, headings by title, our questions' words, headings by number, and, in a letter
without any of these, the topic of each paragraph.
What none of them tells is `unplaced`; nothing is guessed silently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ccf_docs.intake import closing, courtesy, free_text, headings, letter_zone
from ccf_docs.intake.heading import Heading
from ccf_docs.intake.join import Labelled, join
from ccf_docs.intake.questionnaire import Match, Ours, Questionnaire, questionnaire
from ccf_docs.intake.segment import Segment
from ccf_docs.intake.titles import titles
from ccf_docs.intake.units import Unit, units_of
from ccf_docs.model import form
from ccf_docs.model.campaign import Theme
from ccf_docs.model.document import Block, BlockKind, Document
from ccf_docs.model.response import SegmentRole
from ccf_docs.text.letter import FORM_PLACEHOLDER
from ccf_docs.text.reading import EVIDENCE
from ccf_docs.text.words import fold

__all__ = ["Segment", "align"]

SURE_SWITCH = 0.9
"""From this likeness on, a question of another theme than the heading's opens its own theme."""

_FIXED = {
    BlockKind.RUNNING: SegmentRole.RUNNING,
    BlockKind.COMMENT: SegmentRole.COMMENT,
    BlockKind.DELETED: SegmentRole.DELETED,
    BlockKind.IMAGE: SegmentRole.IMAGE,
    BlockKind.PLACEHOLDER: SegmentRole.PLACEHOLDER,
}
_QUOTED = re.compile(r">|Le .{6,80} a écrit\s?:$")


def align(document: Document, themes: Sequence[Theme], *, letter: Sequence[str]) -> tuple[Segment, ...]:
    """The segments of a document: every word once, in order. `letter` holds the paragraphs of our own letter."""
    units = units_of(document)
    ours = questionnaire(themes, letter)
    matches = {unit: ours.match(unit) for unit in units if unit.block.kind not in _FIXED}
    known = titles(themes)
    letter_blocks = letter_zone.find(document.blocks, units, matches, known)
    found = headings.headings(document.blocks, known, letter_blocks, _asking(units, matches))
    walk = _Walk(
        themes, ours, found, letter_blocks, frozenset(unit for unit, match in matches.items() if match is None)
    )
    for unit in units:
        for piece in _without_heading(unit, found.get(unit.block.number)):
            walk.read(piece)
    labelled = walk.labelled
    if not any(item.role is SegmentRole.ANSWER for item in labelled):
        labelled = free_text.place(labelled, known)
    return join(closing.mark(labelled))


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
    unlike: frozenset[Unit]
    """Units already known to repeat nothing of ours."""
    labelled: list[Labelled] = field(default_factory=list)
    _open: tuple[str, ...] = ()
    _question: str | None = None
    _run: set[str] = field(default_factory=set)
    """Questions met since the candidate last spoke."""
    _asking: bool = False
    _score: float = 1.0
    _evidence: str = ""
    _foreign: bool = False

    def read(self, unit: Unit) -> None:
        block, heading = unit.block, self.headings.get(unit.block.number)
        fixed = _fixed_role(block)
        if fixed is not None:
            self._label(unit, fixed, 1.0, EVIDENCE[f"role-{fixed}"])
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
        ids = [question.id for theme in self.themes for question in theme.questions]
        for name in block.fields:
            if name in ids:
                return name
        for name in block.fields:
            answer = form.question_of_bookmark(name, ids) if name.startswith(form.ANSWER_BOOKMARK) else None
            found = answer or form.question_of_title(name, ids)
            if found is not None:
                return found
        return None

    def _heading(self, unit: Unit | None, heading: Heading) -> None:
        if unit is not None and not heading.live and unit.block.number in self.letter:
            self._label(unit, SegmentRole.LETTER, 0.9, self.letter[unit.block.number])
            return
        if unit is not None:
            self._label(unit, SegmentRole.HEADING, heading.score, heading.evidence, heading.themes)
        if heading.live:
            self._open, self._question, self._run, self._asking = heading.themes, heading.question, set(), True
            self._score, self._evidence, self._foreign = heading.score, heading.evidence, not heading.themes

    def _text(self, unit: Unit) -> None:
        near = self._open[0] if len(self._open) == 1 else None
        match = None if unit in self.unlike else self.ours.match(unit, near)
        if match is None and self._asking and near is not None:
            match = self.ours.shortened(unit, near)
        if match is None or not self._is_said_by_us(match):
            self._own(unit)
        elif match.ours is Ours.LETTER:
            self._label(unit, SegmentRole.LETTER, match.score, EVIDENCE["letter"].format(score=_score(match.score)))
        elif match.ours is Ours.REFERENCE:
            themes = (match.theme,) if match.theme else ()
            self._label(unit, SegmentRole.REFERENCE, match.score, EVIDENCE["reference"], themes)
        else:
            self._ask(unit, match)

    def _is_said_by_us(self, match: Match) -> bool:
        """A sentence of another theme than the open one is ours only when it is nearly word for word."""
        return match.theme is None or not self._open or match.theme in self._open or match.score >= SURE_SWITCH

    def _ask(self, unit: Unit, match: Match) -> None:
        theme = match.theme or ""
        number = [known.id for known in self.themes].index(theme) + 1
        evidence = EVIDENCE["question"].format(number=number, score=_score(match.score))
        if theme not in self._open:
            self._open, self._question, self._run, self._score = (theme,), None, set(), match.score
        if not self._asking:
            self._run, self._question = set(), None
        if match.ours is Ours.QUESTION:
            of_theme = next(known.questions for known in self.themes if known.id == theme)
            self._run.update([match.question] if match.question else [question.id for question in of_theme])
            self._question = match.question if len(self._run) == 1 else None
            self._evidence = evidence
        self._asking, self._foreign = True, False
        self._evidence = self._evidence or evidence
        self._label(unit, SegmentRole.QUESTION, round(match.score, 2), evidence, (theme,), match.question)

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


def _fixed_role(block: Block) -> SegmentRole | None:
    if block.kind in _FIXED:
        return _FIXED[block.kind]
    if fold(block.text) == fold(FORM_PLACEHOLDER):
        return SegmentRole.PLACEHOLDER
    if _QUOTED.match(block.text):
        return SegmentRole.QUOTED
    return None if any(character.isalnum() for character in block.text) else SegmentRole.RUNNING


def _score(score: float) -> str:
    return f"{score:.2f}".replace(".", ",")
