"""What a finished PDF says, read back from the file itself: its characters in reading order, its outline, its fonts."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

LINE_END_HYPHEN = "\x02"
"""What PDFium gives for a hyphen that ends a line."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character: `page` from 1, the box in points from the left and the top of the page."""

    sign: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: `level` from 0, `page` from 1, `top` in points from the top of the page."""

    level: int
    title: str
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Font:
    """A font as the PDF names it, without the tag of its subset."""

    name: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class PrintedText:
    """`sizes` are the width and height of each page in points."""

    sizes: tuple[tuple[float, float], ...]
    glyphs: tuple[Glyph, ...]
    outline: tuple[Bookmark, ...]

    def page(self, number: int) -> str:
        """The characters of one page, without any space."""
        return "".join(glyph.sign for glyph in self.glyphs if glyph.page == number)


def read(content: bytes) -> PrintedText:
    """The text of a PDF. Characters that print nothing are left out; a ligature comes as its letters."""
    document = pypdfium2.PdfDocument(content)
    try:
        sizes = tuple(document.get_page_size(index) for index in range(len(document)))
        pages = enumerate(sizes)
        glyphs = tuple(glyph for index, (_, height) in pages for glyph in _glyphs(document[index], index + 1, height))
        return PrintedText(sizes, glyphs, tuple(_outline(document, sizes)))
    finally:
        document.close()


def _glyphs(page: pypdfium2.PdfPage, number: int, height: float) -> Iterator[Glyph]:
    text = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text, index))
        if sign.isspace() or (not sign.isprintable() and sign != LINE_END_HYPHEN):
            continue
        pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        yield Glyph(sign, number, left.value, height - top.value, right.value, height - bottom.value)


def _outline(document: pypdfium2.PdfDocument, sizes: tuple[tuple[float, float], ...]) -> Iterator[Bookmark]:
    for item in document.get_toc():
        destination = item.get_dest()
        index = None if destination is None else destination.get_index()
        if destination is None or index is None:  # it led to a page that is no longer in the file
            continue
        view = destination.get_view()[1]
        top = sizes[index][1] - view[1] if len(view) > 1 and view[1] is not None else 0.0
        yield Bookmark(item.level, item.get_title(), index + 1, top)


def fonts(content: bytes) -> frozenset[Font]:
    """Every font that a page of the PDF uses, in drawings within drawings too."""
    found: set[Font] = set()
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            _collect(page.get("/Resources"), found, depth=0)
    return frozenset(found)


def _collect(resources: pikepdf.Object | None, found: set[Font], depth: int) -> None:
    if resources is None or depth > 8:
        return
    for font in dict(resources.get("/Font", {})).values():
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        descriptor: Mapping[str, object] = dict(inner.get("/FontDescriptor", {}))
        embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        found.add(Font(str(font.get("/BaseFont", "/")).lstrip("/").rpartition("+")[2], embedded))
    for form in dict(resources.get("/XObject", {})).values():
        _collect(form.get("/Resources"), found, depth + 1)
