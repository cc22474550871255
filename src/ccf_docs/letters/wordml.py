"""Building WordprocessingML: the few elements that python-docx has no words for."""

from __future__ import annotations

import re
from typing import TypeAlias

from docx.oxml.ns import nsmap, qn
from lxml import etree

Element: TypeAlias = etree._Element

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"(\n|\t)")


def element(tag: str, /, *children: Element, **attributes: object) -> Element:
    """The element `w:tag` with attributes of the same namespace."""
    made = etree.Element(qn(f"w:{tag}"), nsmap={"w": nsmap["w"]})
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def valued(name: str, value: object) -> Element:
    """An element that says one thing: `<w:name w:val="value"/>`."""
    return element(name, val=value)


def run(text: str, *, style: str = "", properties: tuple[Element, ...] = ()) -> Element:
    """A run of text; a line feed becomes a line break, a tab a tab."""
    made = element("r")
    if style or properties:
        named = (valued("rStyle", style),) if style else ()
        made.append(element("rPr", *named, *properties))
    for piece in _BREAKS.split(printable(text)):
        if piece in ("\n", "\t"):
            made.append(element("br" if piece == "\n" else "tab"))
        elif piece:
            made.append(_text(piece))
    return made


def _text(text: str) -> Element:
    made = element("t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    """A paragraph in a style named by its id."""
    return element("p", element("pPr", valued("pStyle", style), *properties), *content)


def field(instruction: str) -> tuple[Element, ...]:
    """A field that the word processor computes, such as PAGE; it shows 1 until then."""
    instructed = element("r", element("instrText"))
    instructed[0].text = f" {instruction} "
    return (
        element("r", element("fldChar", fldCharType="begin")),
        instructed,
        element("r", element("fldChar", fldCharType="separate")),
        run("1"),
        element("r", element("fldChar", fldCharType="end")),
    )


def printable(text: str) -> str:
    """The text without the control characters that XML 1.0 (2.2) has no way to write."""
    return _NOT_XML.sub("", text)


def text_of(node: Element) -> str:
    """All that a paragraph (or a larger piece) says, whatever its runs are wrapped in."""
    return "".join(found.text or "" for found in node.iter(qn("w:t")))
