"""What a PDF holds, before anyone has made lines of it: characters where they stand, rules, pictures, fields, comments.

Everything is measured in points from the left and the top of the page as a reader sees it, rotation undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

BETWEEN_WORDS = ""
"""The sign of a space that no character of the file makes: PDFium puts one where a gap looks like one."""


class Style(NamedTuple):
    """How characters are set; `turned` when they do not run from left to right."""

    size: float
    bold: bool
    turned: bool


class Glyph(NamedTuple):
    """A character: its sign, from where to where it advances, its baseline, the index of its style."""

    sign: str
    left: float
    right: float
    base: float
    style: int


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


class Field(NamedTuple):
    """A field of a form: its names, what is typed in it; a box to tick has "x" or nothing."""

    box: Box
    names: tuple[str, ...]
    value: str
    tick: bool


class Remark(NamedTuple):
    """An annotation with words; `typed` when it prints them on the page (a text added to a flat form)."""

    box: Box
    text: str
    typed: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `invisible` when its characters are only there to be found, over a picture (text recognition)."""

    width: float
    height: float
    styles: tuple[Style, ...] = ()
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Box, ...] = ()
    dots: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    drawings: int = 0
    fields: tuple[Field, ...] = ()
    remarks: tuple[Remark, ...] = ()
    ink: int = 0
    invisible: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """All pages, the document's properties, the names of the files inside it, whether parts of it had to be guessed."""

    pages: tuple[Page, ...]
    properties: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    damaged: bool = False
