"""Joins the lines of a PDF to paragraphs; pure.

A PDF knows no paragraphs. What tells them: a line that ends although the next word had room, a wider step down, an
indented first line, a list's sign, other letters, a rule; and, in files of LibreOffice and Word, that lines which go on
end with a space.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccf_docs.intake.readers.hyphens import Hyphens, ends_open
from ccf_docs.intake.readers.pdf_columns import Column
from ccf_docs.intake.readers.pdf_contents import Box
from ccf_docs.intake.readers.pdf_lines import Piece
from ccf_docs.intake.readers.pdf_measure import (
    LEAST_EVIDENCE,
    STOP,
    Line,
    breaks_words,
    inside_a_sentence,
    lines_of,
    surely_goes_on,
)

_BULLET = re.compile(r"[·•▪◦‣●○■□➢➤►→✓✔☒☐☑\uf0b7\uf0a7\uf0d8*]|[-–—]\s")
_NUMBER = re.compile(r"\W{0,2}(?:Q\.?\s?)?(?:[12]?\d|30)(?:(?:\.\d{1,2})?\s?(?:[/):.]|[-–—]\s|°)(?!\d)|\.\d{1,2}\s)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_ADDRESS_GOES_ON = re.compile(r"\S*[/_=%&]|\S+\.\w{2,4}(?:\s|$)")
_CLOSING = frozenset("?!:;»,.…)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, and their text with the hyphens at line ends decided."""

    lines: tuple[Piece, ...]
    text: str


class Setting:
    """How a document is set: what can be learnt from lines that certainly go on in the next."""

    def __init__(self, pages: Sequence[Sequence[Column]], rules: Sequence[Sequence[Box]]) -> None:
        self.lines = list(lines_of(pages))
        self._rules = [[rule for rule in page if rule.height < 3] for page in rules]
        sure = [pair for pair in pairwise(self.lines) if surely_goes_on(*pair)]
        steps: defaultdict[float, list[float]] = defaultdict(list)
        for before, after in sure:
            steps[before.piece.size].append(after.piece.base - before.piece.base)
        self._leading = {size: sorted(found)[int(0.9 * (len(found) - 1))] for size, found in steps.items()}
        open_lines = [before for before, _ in sure if not before.is_full and not ends_open(before.piece.text)]
        spaced = sum(before.piece.spaced for before in open_lines)
        ended = [
            (before, after)
            for before, after in pairwise(self.lines)
            if before.column == after.column
            and before.room_for(after.piece) > 0.3 * (before.margin - before.piece.box.left)
        ]
        ends = [after.piece.base - before.piece.base > self._usual_step(before.piece) for before, after in ended]
        self._starts = [after for _, after in ended]
        self._parts_with_space = sum(ends) >= max(LEAST_EVIDENCE, 0.8 * len(ends))
        self._indent = self._usual_indent()
        self._goes_on_with_space = spaced >= max(LEAST_EVIDENCE, 0.9 * len(open_lines))
        self.hyphens = Hyphens.of((line.piece.text for line in self.lines), breaks_words=breaks_words(sure))

    def paragraphs(self) -> list[Paragraph]:
        """The document's paragraphs in reading order."""
        found: list[list[Line]] = []
        for line in self.lines:
            if found and self._continues(found[-1], line):
                found[-1].append(line)
            else:
                found.append([line])
        return [Paragraph(tuple(line.piece for line in lines), self._text(lines)) for lines in found]

    def _text(self, lines: Sequence[Line]) -> str:
        text = lines[0].piece.text
        for before, after in pairwise(lines):
            cut_address = self._cuts_address(before, text, after.piece.text)
            joined = self.hyphens.join(text, after.piece.text)
            text = text + after.piece.text if cut_address and not self.hyphens.are_the_line_s(text) else joined
        return text

    def _usual_indent(self) -> float:
        """How far first lines of paragraphs stand in, when nearly all that are known do; else 0."""
        steps = sorted(line.piece.box.left - line.edge for line in self._starts if not line.piece.label)
        size = self.lines[0].piece.size if self.lines else 0.0
        usual = steps[len(steps) // 2] if steps else 0.0
        alike = sum(abs(step - usual) < 2 for step in steps)
        return usual if usual > 0.8 * size and alike >= max(3, 0.7 * len(steps)) else 0.0

    def _opens_paragraph(self, line: Line) -> bool | None:
        """Whether the line is indented as first lines are in this file; None where the file indents none."""
        return abs(line.piece.box.left - line.edge - self._indent) < 2 if self._indent else None

    def _continues(self, paragraph: Sequence[Line], line: Line) -> bool:
        before = paragraph[-1]
        above, below = before.piece, line.piece
        if above.fields or below.fields or _starts_item(below, [line.piece for line in paragraph]):
            return False
        opens = self._opens_paragraph(line)
        if opens:
            return False
        if abs(above.size - below.size) > 0.08 * above.size or (above.bold and not below.bold):
            return False
        if below.bold and not above.bold and below.words[0].text[0] not in _CLOSING:
            return False
        hyphen, open_end = ends_open(above.text), not STOP.search(above.text)
        in_address = self._cuts_address(before, self._text(paragraph[-4:]), below.text)
        if self._ends_without_space(before) and not open_end and not self._parts_with_space:
            return False
        if before.has_room_for(below) and not self._goes_on_anyway(before, below, hyphen or in_address, open_end):
            return False
        if before.column != line.column:
            if not before.lowest:
                return False
            begun = inside_a_sentence(below.text) or above.text[-1] in ",-" or len(paragraph) > 1
            return opens is False or (open_end and begun)
        inside = open_end and inside_a_sentence(below.text) and not before.has_room_for(below)
        return self._is_next_line(above, below, 1.5 if inside else 1.0) and (
            opens is False or not self._is_indented(paragraph, line)
        )

    def _ends_without_space(self, line: Line) -> bool:
        """Whether a line has no space at its end although lines that go on have one in this file."""
        return self._goes_on_with_space and not (line.piece.spaced or line.is_full or ends_open(line.piece.text))

    def _cuts_address(self, line: Line, text: str, following: str) -> bool:
        """Whether a web address was cut where the line ends."""
        if line.piece.spaced or not _ADDRESS.search(text):
            return False
        cut = line.is_full or text[-1] in "/?&=_"
        return self._goes_on_with_space or (cut and _ADDRESS_GOES_ON.match(following) is not None)

    def _goes_on_anyway(self, line: Line, below: Piece, inside_word: bool, open_end: bool) -> bool:
        """Whether a line goes on although the next word had room: two words may be bound by a no-break space."""
        if below.words[0].text[0] in _CLOSING:
            return True
        if inside_word and below.text[0].isalnum():
            return True
        short = line.room_for(below) < 0.15 * (line.margin - line.piece.box.left)
        if not inside_a_sentence(below.text):
            return short and self._parts_with_space and not line.guessed
        return open_end and (short or self._parts_with_space)

    def _usual_step(self, piece: Piece) -> float:
        """From baseline to baseline inside a paragraph, at most."""
        usual = self._leading.get(piece.size)
        if usual is None:
            ratios = [leading / size for size, leading in self._leading.items()]
            usual = piece.size * (max(ratios) if ratios else 1.45)
        return 1.12 * usual + 0.3

    def _is_next_line(self, above: Piece, below: Piece, patience: float) -> bool:
        """Whether no wider step and no rule parts two lines; an exponent ("1er") makes its line taller."""
        if below.base - above.base > patience * self._usual_step(above):
            return False
        return not any(
            above.base < rule.top < below.base - 0.5 * below.size
            and min(rule.right, below.box.right) - max(rule.left, below.box.left) > 0.6 * below.box.width
            for rule in self._rules[above.page - 1]
        )

    @staticmethod
    def _is_indented(paragraph: Sequence[Line], line: Line) -> bool:
        """Whether the line starts further in than the one before (a first line), or further out (a list's end)."""
        above, below = paragraph[-1].piece, line.piece
        start = _text_left(above)
        step = below.box.left - start
        if abs(step) <= 0.8 * below.size:
            return False
        first = len(paragraph) == 1
        if step < 0:
            # An indented first line; or a hanging sign whose lines go back under it.
            return not first
        centred = abs((above.box.left + above.box.right) - (below.box.left + below.box.right)) < 2 * below.size
        return not centred and not (first and _starts_item(above, [above]))


def _text_left(piece: Piece) -> float:
    """Where the text begins, after a list's sign."""
    return piece.words[1].left if piece.label and len(piece.words) > 1 else piece.box.left


def _starts_item(piece: Piece, paragraph: Sequence[Piece]) -> bool:
    """Whether a line opens an item of a list. A dash inside a sentence may come to stand at a line's start."""
    if piece.label:
        return True
    if _NUMBER.match(piece.text):
        said = " ".join(above.text for above in paragraph)
        closes = piece.words[0].text.endswith((")", "),", ").")) and said.count("(") > said.count(")")
        return not closes
    sign = _BULLET.match(piece.text)
    if sign is None:
        return False
    dash = piece.text[0] in "–—" and piece.text[2:3].islower() and paragraph[0].text[:1] != piece.text[0]
    return not dash
