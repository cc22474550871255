"""What Word's styles say of a paragraph or a run: a heading, hidden words, a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ccf_docs.intake.readers.package import attribute, child, integer, local

_HEADINGS = ("heading", "titre", "title")
_OFF = ("0", "false", "off")
_LONGEST_CHAIN = 12


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their ids."""

    by_id: dict[str, Any]
    default: str
    _headings: dict[str, bool] = field(default_factory=dict)
    _hidden: dict[str, bool] = field(default_factory=dict)

    def chain(self, style_id: str) -> Iterator[Any]:
        """A style and those that it is based on."""
        for _ in range(_LONGEST_CHAIN):
            style = self.by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = attribute(child(style, "basedOn"), "val")

    def paragraph_style(self, properties: Any | None) -> str:
        """The id of a paragraph's style."""
        return attribute(child(properties, "pStyle"), "val") or self.default

    def is_heading(self, properties: Any | None) -> bool:
        """Whether a paragraph has a place in the outline: by its own level, or its style's name or level."""
        own = child(properties, "outlineLvl")
        if own is not None:
            return integer(attribute(own, "val"), 9) < 9
        style_id = attribute(child(properties, "pStyle"), "val")
        if style_id not in self._headings:
            self._headings[style_id] = style_id.lower().startswith(_HEADINGS) or any(
                attribute(child(style, "name"), "val").lower().startswith(_HEADINGS)
                or integer(attribute(child(style, "pPr", "outlineLvl"), "val"), 9) < 9
                for style in self.chain(style_id)
            )
        return self._headings[style_id]

    def hides(self, properties: Any | None) -> bool:
        """Whether a run's words are hidden: neither shown nor printed."""
        if properties is None:
            return False
        own = child(properties, "vanish")
        if own is not None:
            return attribute(own, "val") not in _OFF
        style_id = attribute(child(properties, "rStyle"), "val")
        if style_id not in self._hidden:
            found = (child(style, "rPr", "vanish") for style in self.chain(style_id))
            self._hidden[style_id] = next(
                (attribute(item, "val") not in _OFF for item in found if item is not None), False
            )
        return self._hidden[style_id]


def styles(part: Any | None) -> Styles:
    """The styles that `styles.xml` defines."""
    found = (
        {attribute(style, "styleId"): style for style in part if local(style) == "style"} if part is not None else {}
    )
    default = (
        style_id
        for style_id, style in found.items()
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")
    )
    return Styles(found, next(default, ""))


def symbol_font(properties: Any | None) -> str:
    """The font that a run names for its signs."""
    fonts = child(properties, "rFonts")
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi")


def is_on(element: Any | None) -> bool:
    """Whether a switch such as `w:checked` is there and not turned off."""
    return element is not None and attribute(element, "val") not in _OFF
