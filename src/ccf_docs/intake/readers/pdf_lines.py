"""Makes words of a PDF's characters, and pieces of lines of its words; pure.

A piece is a stretch of words on one baseline that belong together. Where a gap between two words is as wide as that
between columns or cells, or where a rule passes through it, one piece ends and another begins.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ccf_docs.intake.readers.pdf_contents import BETWEEN_WORDS, Box, Glyph, Page, Style

LINE_END_HYPHEN = "\x02"
"""What PDFium gives for a hyphen that ends a line."""

WIDE = 1.6
"""Times the size of the letters: no space between two words is so wide, unless the line is stretched to its margin."""
STRETCHED = 4.0

# A list's sign or number that stands before its paragraph, at a tab's distance.
_LABEL = re.compile(
    r"[·•▪◦‣●○■□➢➤►→✓✔\uf0b7\uf0a7\uf0d8*–—o-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})\s?[.)/°-]{1,2}"
    r"|\d{1,2}(?:\.\d{1,2})*\.?"
)
# U+FB00 to U+FB06; a PDF's own table of letters gives most ligatures as their letters already.
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    spaced: bool = False
    """Whether a space of the file itself follows, and not only a gap."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one baseline. `fields` are a form's; `order` is where the file says it."""

    words: tuple[Word, ...]
    page: int
    order: int
    fields: tuple[str, ...] = ()
    label: str = ""
    """The sign or number of a list that stands before it, with the file's own words for it."""
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        top = min(word.base - 0.8 * word.size for word in self.words)
        bottom = max(word.base + 0.2 * word.size for word in self.words)
        left, right = min(word.left for word in self.words), max(word.right for word in self.words)
        object.__setattr__(self, "box", Box(left, top, right, bottom))

    @property
    def text(self) -> str:
        """Its words with one space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def base(self) -> float:
        """The baseline of its largest letters."""
        return max(self.words, key=lambda word: word.size).base

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.words, key=lambda word: (len(word.text), word.size)).size

    @property
    def bold(self) -> bool:
        """Whether all of its letters are bold."""
        lettered = [word.bold for word in self.words if any(map(str.isalnum, word.text))]
        return bool(lettered) and all(lettered)

    @property
    def spaced(self) -> bool:
        """Whether the file has a space after the last word: a paragraph that goes on (LibreOffice, Word)."""
        return self.words[-1].spaced


def words_of(page: Page) -> Iterator[Word]:
    """The words of the upright text, in the file's order."""
    letters: list[Glyph] = []
    for glyph in page.glyphs:
        style = page.styles[glyph.style]
        if style.turned:
            continue
        if glyph.sign in (BETWEEN_WORDS, " "):
            if letters:
                yield _word(letters, page.styles, spaced=glyph.sign == " ")
            letters = []
            continue
        if letters and _apart(letters[-1], glyph, page.styles):
            yield _word(letters, page.styles, spaced=False)
            letters = []
        letters.append(glyph)
    if letters:
        yield _word(letters, page.styles, spaced=False)


def turned_text(page: Page) -> str:
    """The words that do not run from left to right: a stamp or a watermark across the page, a note in the margin."""
    signs = (glyph.sign or " " for glyph in page.glyphs if page.styles[glyph.style].turned)
    return " ".join(_readable("".join(signs)).split())


def _apart(before: Glyph, after: Glyph, styles: Sequence[Style]) -> bool:
    """Whether two letters that follow each other in the file stand apart on the page."""
    if before[1:] == after[1:]:
        return False  # the letters of one ligature
    size = max(styles[before.style].size, styles[after.style].size)
    step = after.left - before.right
    raised = abs(after.base - before.base)
    if raised > 0.2 * size:
        # "1er", a note's number: smaller, raised by less than a line, and close.
        return raised > 0.55 * size or abs(step) > 0.25 * size
    return step > 0.6 * size or step < -0.8 * size


def _word(letters: Sequence[Glyph], styles: Sequence[Style], *, spaced: bool) -> Word:
    style = max((styles[letter.style] for letter in letters), key=lambda known: known.size)
    base = next(letter.base for letter in letters if styles[letter.style].size == style.size)
    text = _readable("".join(letter.sign for letter in letters))
    return Word(text, letters[0].left, letters[-1].right, base, style.size, style.bold, spaced)


def _readable(text: str) -> str:
    """Ligatures as their letters, PDFium's line-end hyphen as one, soft hyphens inside a word gone."""
    text = text.translate(_LIGATURES).replace(LINE_END_HYPHEN, "-")
    return text[:-1].replace("\u00ad", "") + text[-1:]


def pieces_of(words: Iterable[Word], number: int, rules: Sequence[Box] = ()) -> list[Piece]:
    """The pieces of a page's lines, in the file's order; the sign or number of a list joined to what follows it."""
    walls = [rule for rule in rules if rule.width < 3 and rule.height > 6]
    runs: list[list[Word]] = []
    for word in words:
        if runs and _follows(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    pieces = [piece for run in runs for piece in _cut(run, walls)]
    return _labelled([Piece(tuple(piece), number, order) for order, piece in enumerate(pieces)])


def _follows(before: Word, after: Word) -> bool:
    size = max(before.size, after.size)
    return abs(after.base - before.base) <= 0.45 * size and after.left >= before.right - 0.8 * size


def _cut(run: Sequence[Word], walls: Sequence[Box]) -> Iterator[list[Word]]:
    gaps = [after.left - before.right for before, after in pairwise(run)]
    usual = statistics.median(gaps) if len(gaps) > 1 else 0.0
    piece = [run[0]]
    for gap, after in zip(gaps, run[1:], strict=True):
        before = piece[-1]
        wide = (STRETCHED if before.spaced else WIDE) * max(before.size, after.size)
        wall = any(
            before.right - 2 <= rule.left <= after.left + 2 and rule.top < before.base < rule.bottom for rule in walls
        )
        if wall or (gap > wide and gap > 2.2 * usual):
            yield piece
            piece = []
        piece.append(after)
    yield piece


def _labelled(pieces: list[Piece]) -> list[Piece]:
    """A list's signs are put before what they stand left of: some programs write them at the end of the page."""
    labels = [piece for piece in pieces if len(piece.words) == 1 and _LABEL.fullmatch(piece.text)]
    taken: dict[int, Piece] = {}
    for label in labels:
        beside = [
            piece
            for piece in pieces
            if piece is not label
            and abs(piece.base - label.base) < 0.35 * piece.size
            and -1 <= piece.box.left - label.box.right < 4 * piece.size
            and piece.order not in taken
            and not piece.text[0].isdigit()
        ]
        if beside:
            taken[min(beside, key=lambda piece: piece.box.left).order] = label
    gone = {label.order for label in taken.values()}
    return [_with_label(piece, taken.get(piece.order)) for piece in pieces if piece.order not in gone]


def _with_label(piece: Piece, label: Piece | None) -> Piece:
    return piece if label is None else replace(piece, words=(*label.words, *piece.words), label=label.text)
