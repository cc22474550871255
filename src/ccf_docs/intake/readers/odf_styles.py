"""What OpenDocument's styles say of a paragraph or a run: a heading, hidden words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ccf_docs.intake.readers.package import attribute, child, local
from ccf_docs.intake.readers.symbols import is_symbol_font

_HEADINGS = ("heading", "titre", "title")
_LONGEST_CHAIN = 12


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of paragraphs and runs by family and name."""

    by_name: dict[tuple[str, str], Any]
    fonts: dict[str, str]
    """The families of the declared fonts."""
    _hidden: dict[tuple[str, str], bool] = field(default_factory=dict)
    _symbol_fonts: dict[str, str] = field(default_factory=dict)
    _headings: dict[str, bool] = field(default_factory=dict)

    def is_heading(self, name: str) -> bool:
        """Whether a paragraph of this style is a title; a `text:h` is one whatever its style."""
        if name not in self._headings:
            self._headings[name] = self._is_heading(name)
        return self._headings[name]

    def _is_heading(self, name: str) -> bool:
        return any(
            (attribute(style, "display-name") or attribute(style, "name")).lower().startswith(_HEADINGS)
            or attribute(style, "parent-style-name").lower().startswith(_HEADINGS)
            for style in self._chain("paragraph", name)
        )

    def hides(self, family: str, name: str) -> bool:
        """Whether words of this style are hidden: neither shown nor printed."""
        if (family, name) not in self._hidden:
            told = (attribute(child(style, "text-properties"), "display") for style in self._chain(family, name))
            self._hidden[family, name] = next((value for value in told if value), "") == "none"
        return self._hidden[family, name]

    def symbol_font(self, name: str) -> str:
        """The symbol font of a run of this style; "" when it is of another kind."""
        if name not in self._symbol_fonts:
            properties = [child(style, "text-properties") for style in self._chain("text", name)]
            named = (self.fonts.get(attribute(item, "font-name"), attribute(item, "font-name")) for item in properties)
            families = (attribute(item, "font-family") for item in properties)
            told = (font.strip("'\" ") for font in (*families, *named) if font)
            self._symbol_fonts[name] = next((font for font in told if is_symbol_font(font)), "")
        return self._symbol_fonts[name]

    def _chain(self, family: str, name: str) -> Iterator[Any]:
        for _ in range(_LONGEST_CHAIN):
            style = self.by_name.get((family, name))
            if style is None:
                return
            yield style
            name = attribute(style, "parent-style-name")


def styles(*roots: Any) -> Styles:
    """The styles that these parts define; of two with one name the first."""
    found: dict[tuple[str, str], Any] = {}
    for root in roots:
        for element in root.iter("{*}style"):
            if local(element) == "style":
                found.setdefault((attribute(element, "family"), attribute(element, "name")), element)
    faces = (face for root in roots for face in root.iter("{*}font-face"))
    return Styles(found, {attribute(face, "name"): attribute(face, "font-family").strip("'") for face in faces})
