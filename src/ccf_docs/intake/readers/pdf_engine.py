"""Reads a PDF with PDFium and prints what it holds as JSON: the child that `pdf_process` starts, within limits.

PDFium is a large C++ library and the file comes from outside: a crash, an endless loop or a bomb ends this process and
not the batch. It has no JavaScript engine and opens no link; nothing is ever fetched.
"""

from __future__ import annotations

import ctypes
import json
import logging
import math
import sys
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from ccf_docs.model.form import CAMPAIGN_PROPERTY, CANDIDACY_PROPERTY

LIMIT_PAGES = 300
LIMIT_GLYPHS = 600_000
LIMIT_OBJECTS = 60_000
"""Of one page. A page of a letter has some hundreds; a map or a chart has thousands."""
LIMIT_MEMORY = 450_000_000
"""Of addresses; Python, PDFium and a letter of ten pages need 60 MB."""
LIMIT_SECONDS = 8

_PROPERTIES = ("Title", "Subject", "Keywords", CANDIDACY_PROPERTY, CAMPAIGN_PROPERTY)
_BOLD = ("bold", "black", "heavy", "demi")
_SPACES = " \t\u00a0\u2002\u2003\u2009\u202f\u3000"
_NO_BREAK = "\u00a0\u202f"
_DRAWN = (pdfium.FPDF_ANNOT_INK, pdfium.FPDF_ANNOT_STAMP)
_SILENT = (
    pdfium.FPDF_ANNOT_LINK,
    pdfium.FPDF_ANNOT_POPUP,
    pdfium.FPDF_ANNOT_WIDGET,
    pdfium.FPDF_ANNOT_FILEATTACHMENT,
    *_DRAWN,
)


class TooMuchError(Exception):
    """More pages, characters or objects than any answer has."""


def main(path: str) -> int:
    """Print the contents as JSON, or one object that names what is wrong."""
    _limit()
    found: dict[str, Any]
    try:
        found = _contents(path)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        found = {"wrong": "locked" if locked else "damaged"}
    except (TooMuchError, MemoryError):
        found = {"wrong": "too-big"}
    sys.stdout.write(json.dumps(found, separators=(",", ":")))
    return 0


def _limit() -> None:
    """The system's own limits, where it has them (Windows has none; the parent's patience stays)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT_SECONDS, LIMIT_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT_MEMORY, LIMIT_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _contents(path: str) -> dict[str, Any]:
    document = pypdfium2.PdfDocument(path)
    if len(document) > LIMIT_PAGES:
        raise TooMuchError
    form = document.get_formtype()
    if form != pdfium.FORMTYPE_NONE:
        document.init_forms()
    left = LIMIT_GLYPHS
    pages = []
    for index in range(len(document)):
        page = _page(document, document[index], left)
        left -= len(page["glyphs"])
        pages.append(page)
    if form == pdfium.FORMTYPE_XFA_FULL and not any(page["fields"] for page in pages):
        return {"wrong": "xfa"}
    properties = [document.get_metadata_value(key) for key in _PROPERTIES]
    attached = [document.get_attachment(index).get_name() for index in range(min(document.count_attachments(), 50))]
    return {
        "pages": pages,
        "properties": [value for value in properties if value],
        "attached": attached,
        "damaged": _is_damaged(path),
    }


def _is_damaged(path: str) -> bool:
    """Whether parts of the file had to be guessed or left out; PDFium mends in silence, qpdf says so."""
    logging.disable(logging.CRITICAL)
    try:
        with pikepdf.open(path) as file:
            for page in file.pages:
                content = page.obj.get("/Contents")
                for stream in content if isinstance(content, pikepdf.Array) else [content]:
                    if isinstance(stream, pikepdf.Stream):
                        stream.read_bytes()
            return any("damaged" in said or "error decoding" in said for said in file.get_warnings())
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
        return True


def _page(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, most: int) -> dict[str, Any]:
    view = _View(page)
    found: dict[str, Any] = {"width": view.width, "height": view.height}
    text = page.get_textpage()
    if text.count_chars() > most:
        raise TooMuchError
    found["styles"], found["glyphs"] = _glyphs(text, view)
    found.update(_objects(page, view))
    found.update(_annotations(document, page, view))
    text.close()
    page.close()
    return found


class _View:
    """How a page is looked at: its own coordinates turned into points from the left and the top."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.turns = pdfium.FPDFPage_GetRotation(page)
        left, bottom, right, top = page.get_bbox()
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        size = (right - left, top - bottom)
        self.width, self.height = (round(side, 1) for side in (size if self.turns % 2 == 0 else size[::-1]))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as the reader sees it; the page is turned clockwise."""
        match self.turns:
            case 1:
                return y - self._bottom, x - self._left
            case 2:
                return self._right - x, y - self._bottom
            case 3:
                return self._top - y, self._right - x
            case _:
                return x - self._left, self._top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> list[float]:
        """Left, top, right, bottom as the reader sees them."""
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return [round(side, 1) for side in (min(a, c), min(b, d), max(a, c), max(b, d))]


def _glyphs(text: pypdfium2.PdfTextPage, view: _View) -> tuple[list[Any], list[Any]]:
    styles: dict[tuple[float, bool, bool], int] = {}
    glyphs: list[Any] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    loose = pdfium.FS_RECTF()
    style, fresh = 0, True
    for index in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text, index))
        if sign in "\r\n":
            fresh = True
            continue
        generated = pdfium.FPDFText_IsGenerated(text, index) == 1
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, loose)
        if fresh and not generated:
            style = styles.setdefault(_style(text, index, view), len(styles))
        space = sign in _SPACES
        fresh = space
        if sign not in _NO_BREAK and space:
            sign = "" if generated else " "
        elif pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
            sign = "\ufffd"
        box = view.box(loose.left, loose.bottom, loose.right, loose.top)
        glyphs.append([sign, box[0], box[2], round(view.point(x.value, y.value)[1], 1), style])
    return [list(known) for known in styles], glyphs


def _style(text: pypdfium2.PdfTextPage, index: int, view: _View) -> tuple[float, bool, bool]:
    matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, index, buffer, 128, flags)
    name = buffer.value.decode("utf-8", "replace").lower()
    angle = pdfium.FPDFText_GetCharAngle(text, index) - view.turns * math.pi / 2
    # PDFium measures the angle against the page's own axes, and either way round between versions.
    turned = min(abs(math.sin(angle)), abs(math.sin(angle + view.turns * math.pi))) > 0.1
    return round(size, 1), any(word in name for word in _BOLD), turned


def _objects(page: pypdfium2.PdfPage, view: _View) -> dict[str, Any]:
    rules: list[list[float]] = []
    dots: list[list[float]] = []
    pictures: list[list[float]] = []
    drawings = shown = hidden = 0
    for item in _walk(page, view):
        kind, box, raw = item
        width, height = box[2] - box[0], box[3] - box[1]
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            invisible = pdfium.FPDFTextObj_GetTextRenderMode(raw) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            hidden, shown = hidden + invisible, shown + (not invisible)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawings += 1
            if min(width, height) < 3 and max(width, height) > 12:
                rules.append(box)
            elif width > 12 and height > 6 and _stroked(raw):
                rules += [[box[0], box[1], box[2], box[1]], [box[0], box[3], box[2], box[3]]]
                rules += [[box[0], box[1], box[0], box[3]], [box[2], box[1], box[2], box[3]]]
            elif 1.5 < width < 8 and 0.6 < width / max(height, 0.1) < 1.7:
                dots.append(box)
    return {
        "rules": rules,
        "dots": dots,
        "pictures": pictures,
        "drawings": drawings,
        "invisible": hidden > shown,
    }


def _walk(page: pypdfium2.PdfPage, view: _View) -> Iterator[tuple[int, list[float], Any]]:
    """The page's objects; of a drawing within the page only that it holds a picture, at the drawing's own place."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > LIMIT_OBJECTS:
        raise TooMuchError
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(count):
        raw = pdfium.FPDFPage_GetObject(page, index)
        if not pdfium.FPDFPageObj_GetBounds(raw, *sides):
            continue
        box = view.box(*(side.value for side in sides))
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            for inner in _inside(raw, 0):
                yield pdfium.FPDFPageObj_GetType(inner), box, inner
        else:
            yield kind, box, raw


def _inside(form: Any, depth: int) -> Iterator[Any]:
    """What a form XObject holds of pictures and text, three levels deep."""
    for index in range(min(pdfium.FPDFFormObj_CountObjects(form), LIMIT_OBJECTS)):
        raw = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 3:
            yield from _inside(raw, depth + 1)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT):
            yield raw


def _stroked(raw: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, fill, stroke)
    return bool(stroke.value)


def _annotations(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, view: _View) -> dict[str, Any]:
    fields: list[Any] = []
    remarks: list[Any] = []
    ink = 0
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 5_000)):
        raw = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(raw)
        rect = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(raw, rect)
        box = view.box(rect.left, rect.bottom, rect.right, rect.top)
        if kind == pdfium.FPDF_ANNOT_WIDGET and document.formenv is not None:
            fields += _field(document.formenv, raw, box)
        elif kind in _DRAWN:
            ink += 1
        elif kind not in _SILENT:
            text = _string(pdfium.FPDFAnnot_GetStringValue, raw, b"Contents")
            if text.strip():
                remarks.append([box, text, kind == pdfium.FPDF_ANNOT_FREETEXT])
        pdfium.FPDFPage_CloseAnnot(raw)
    return {"fields": fields, "remarks": remarks, "ink": ink}


def _field(environment: Any, raw: Any, box: list[float]) -> list[Any]:
    kind = pdfium.FPDFAnnot_GetFormFieldType(environment, raw)
    names = [
        _string(pdfium.FPDFAnnot_GetFormFieldName, environment, raw),
        _string(pdfium.FPDFAnnot_GetFormFieldAlternateName, environment, raw),
    ]
    names = list(dict.fromkeys(name for name in names if name))
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        ticked = pdfium.FPDFAnnot_IsChecked(environment, raw)
        return [[box, names, "x" if ticked else "", True]]
    if kind in (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX):
        value = _string(pdfium.FPDFAnnot_GetFormFieldValue, environment, raw)
        return [[box, names, value, False]] if value.strip() else []
    return []


def _string(function: Any, *arguments: Any) -> str:
    """A text that PDFium writes in UTF-16 into a buffer, after it has told its length in bytes."""
    length = min(function(*arguments, None, 0), 4_000_000)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
