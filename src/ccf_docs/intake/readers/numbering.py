"""What Word prints before the paragraphs of an automatic list: a number ("1.", "b)") or a bullet."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ccf_docs.intake.readers.package import attribute, child, local

_ROMANS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted."""

    levels: dict[tuple[str, int], _Level]
    style_lists: dict[str, tuple[str, int]]
    _counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def mark(self, properties: Any | None) -> tuple[bool, str]:
        """Whether the paragraph is a bullet, and the number printed before it; counts one further."""
        list_id, depth = self._list_of(properties)
        level = self.levels.get((list_id, depth))
        if level is None or level.form == "none":
            return False, ""
        if level.form == "bullet":
            return True, ""
        counts = self._counts[list_id]
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return False, re.sub(r"%(\d)", lambda match: self._printed(list_id, int(match[1]) - 1), level.pattern)

    def _list_of(self, properties: Any | None) -> tuple[str, int]:
        own = child(properties, "numPr")
        if own is not None:
            number, depth = child(own, "numId"), child(own, "ilvl")
            depth_text = attribute(depth, "val") if depth is not None else "0"
            return (attribute(number, "val") if number is not None else "", _integer(depth_text, 0))
        style = child(properties, "pStyle")
        return self.style_lists.get(attribute(style, "val") if style is not None else "", ("", 0))

    def _printed(self, list_id: str, depth: int) -> str:
        level = self.levels.get((list_id, depth))
        count = self._counts[list_id].get(depth, level.start if level else 1)
        form = level.form if level else "decimal"
        if form.endswith("Letter") and 1 <= count <= 26:
            letter = "abcdefghijklmnopqrstuvwxyz"[count - 1]
            return letter.upper() if form.startswith("upper") else letter
        if form.endswith("Roman") and 1 <= count < 40:
            return _roman(count).upper() if form.startswith("upper") else _roman(count)
        return str(count)


def numbering(part: Any | None, styles: Any | None) -> Numbering:
    """The lists that `numbering.xml` defines; `styles.xml` says which styles carry one."""
    abstracts: dict[str, Any] = {}
    levels: dict[tuple[str, int], _Level] = {}
    for element in part if part is not None else ():
        if local(element) == "abstractNum":
            abstracts[attribute(element, "abstractNumId")] = element
        elif local(element) == "num":
            link = child(element, "abstractNumId")
            base = abstracts.get(attribute(link, "val")) if link is not None else None
            list_id = attribute(element, "numId")
            for level in base if base is not None else ():
                if local(level) == "lvl":
                    levels[list_id, _integer(attribute(level, "ilvl"), 0)] = _level(level)
    lists: dict[str, tuple[str, int]] = {}
    for style in styles if styles is not None else ():
        number = child(style, "pPr", "numPr", "numId")
        if number is not None:
            depth = child(style, "pPr", "numPr", "ilvl")
            depth_text = attribute(depth, "val") if depth is not None else "0"
            lists[attribute(style, "styleId")] = (attribute(number, "val"), _integer(depth_text, 0))
    return Numbering(levels, lists)


def _level(element: Any) -> _Level:
    values = {local(item): attribute(item, "val") for item in element}
    return _Level(values.get("numFmt", "decimal"), values.get("lvlText", ""), _integer(values.get("start", "1"), 1))


def _integer(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else default


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMANS:
        while number >= value:
            letters, number = letters + letter, number - value
    return letters
