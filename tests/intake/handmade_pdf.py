"""Small PDFs written by hand, with pikepdf: what each test needs and no more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

WIDTH = 0.6
"""Of a letter of Courier, times its size: so that the tests know where each word ends."""


def say(x: float, y: float, text: str, size: float = 10, font: str = "F1") -> str:
    """The operators that set a text at a place, `y` counted from the foot of the page."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def lines(x: float, y: float, texts: Sequence[str], step: float = 12, size: float = 10, font: str = "F1") -> str:
    """Texts one under the other; an empty one leaves its line free."""
    return "".join(say(x, y - step * at, text, size, font) for at, text in enumerate(texts) if text)


def document(*pages: str, size: tuple[float, float] = (595, 842)) -> pikepdf.Pdf:
    """A document with one page for each content; F1 is Courier, F2 its bold."""
    made = pikepdf.new()
    fonts = Dictionary(
        {
            f"/{name}": made.make_indirect(
                Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(base), Encoding=Name.WinAnsiEncoding)
            )
            for name, base in (("F1", "/Courier"), ("F2", "/Courier-Bold"))
        }
    )
    for content in pages:
        page = made.add_blank_page(page_size=size)
        page.Resources = Dictionary(Font=fonts)
        page.Contents = made.make_stream(content.encode("cp1252"))
    return made


def save(made: pikepdf.Pdf, path: Path, **options: Any) -> Path:
    """Write it the same way every time."""
    made.save(path, deterministic_id="encryption" not in options, **options)
    return path


def annotate(made: pikepdf.Pdf, page: int, **entries: Any) -> Dictionary:
    """Put an annotation on a page (from 1)."""
    annotation = made.make_indirect(Dictionary(Type=Name.Annot, **entries))
    target = made.pages[page - 1]
    if "/Annots" not in target:
        target.Annots = Array([])
    target.Annots.append(annotation)
    return annotation


def text_field(made: pikepdf.Pdf, box: Sequence[float], name: str, value: str, page: int = 1) -> None:
    """A field of a form with a text in it; no picture of it, as some programs leave it."""
    widget = annotate(
        made, page, Subtype=Name.Widget, FT=Name.Tx, T=String(name), V=String(value), Rect=Array(box), F=4, Ff=1 << 12
    )
    _form(made).Fields.append(widget)


def tick_box(made: pikepdf.Pdf, box: Sequence[float], name: str, *, ticked: bool) -> None:
    """A box to tick, with its two states."""
    states = Dictionary(
        {
            state: made.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
            for state in ("/Oui", "/Off")
        }
    )
    state = Name.Oui if ticked else Name.Off
    widget = annotate(
        made,
        1,
        Subtype=Name.Widget,
        FT=Name.Btn,
        T=String(name),
        V=state,
        AS=state,
        AP=Dictionary(N=states),
        Rect=Array(box),
        F=4,
    )
    _form(made).Fields.append(widget)


def _form(made: pikepdf.Pdf) -> Dictionary:
    if "/AcroForm" not in made.Root:
        made.Root.AcroForm = made.make_indirect(Dictionary(Fields=Array([]), DA=String("/F1 10 Tf 0 g")))
    return made.Root.AcroForm


def picture(made: pikepdf.Pdf, width: int = 60, height: int = 80) -> pikepdf.Object:
    """A grey picture to put on a page as `/Im`."""
    return made.make_stream(
        bytes([200]) * (width * height),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
