"""What Word prints before the paragraphs of an automatic list: a number ("1.", "b)") or a bullet."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ccf_docs.intake.readers.package import attribute, child, integer, local
from ccf_docs.intake.readers.word_styles import Styles

_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DEPTHS = 9
_NO_LIST = ("", 0)


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int
    restart: int | None = None
    """The level (from 1) whose next number starts this one again; None: any higher one, 0: none."""
    figures_only: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted."""

    levels: dict[tuple[str, int], _Level]
    counted_as: dict[str, str]
    """Lists of one definition go on counting together."""
    restarts: dict[tuple[str, int], int]
    """Where a list starts again although its definition has counted before."""
    styles: Styles
    style_depths: dict[tuple[str, str], int]
    """The level of a list that a style stands for."""
    _counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def mark(self, properties: Any | None) -> tuple[bool, str]:
        """Whether the paragraph is a bullet, and the number printed before it; counts one further."""
        list_id, depth = self._list_of(properties)
        level = self.levels.get((list_id, depth))
        if level is None or level.form == "none":
            return False, ""
        if level.form == "bullet":
            return True, ""
        counts = self._counts[self.counted_as.get(list_id, list_id)]
        restart = self.restarts.pop((list_id, depth), None)
        if restart is not None:
            counts[depth] = restart
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [other for other in counts if other > depth]:
            below = self.levels.get((list_id, deeper))
            if below is None or below.restart is None or depth < below.restart:
                del counts[deeper]
        return False, re.sub(r"%(\d)", lambda match: self._printed(list_id, level, int(match[1]) - 1), level.pattern)

    def _list_of(self, properties: Any | None) -> tuple[str, int]:
        own = child(properties, "numPr")
        number, depth = child(own, "numId"), child(own, "ilvl")
        style_list, style_depth = self._list_of_style(self.styles.paragraph_style(properties))
        list_id = style_list if number is None else attribute(number, "val")
        at = style_depth if depth is None and number is None else integer(attribute(depth, "val"), 0)
        return list_id, at

    def _list_of_style(self, style_id: str) -> tuple[str, int]:
        for style in self.styles.chain(style_id):
            own = child(style, "pPr", "numPr")
            number = child(own, "numId")
            if number is not None:
                list_id = attribute(number, "val")
                depth = integer(attribute(child(own, "ilvl"), "val"), 0)
                return list_id, self.style_depths.get((list_id, style_id), depth)
        return _NO_LIST

    def _printed(self, list_id: str, shown_in: _Level, depth: int) -> str:
        level = self.levels.get((list_id, depth))
        count = self._counts[self.counted_as.get(list_id, list_id)].get(depth, level.start if level else 1)
        return in_form(count, "decimal" if shown_in.figures_only or level is None else level.form)


def in_form(count: int, form: str) -> str:
    """A list's number as Word writes it in that format (ECMA-376 part 1, 17.18.59); figures where it is not known."""
    if form.endswith("Letter") and 1 <= count <= 780:
        letters = "abcdefghijklmnopqrstuvwxyz"[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman") and 1 <= count < 4_000:
        return _roman(count).upper() if form.startswith("upper") else _roman(count)
    if form == "decimalZero":
        return f"{count:02}"
    if form == "decimalEnclosedCircle" and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if form == "ordinal":
        return "1er" if count == 1 else f"{count}e"
    return str(count)


def numbering(part: Any | None, styles: Styles) -> Numbering:
    """The lists that `numbering.xml` defines; the styles say which of them carry one."""
    abstracts = _by_id(part, "abstractNum", "abstractNumId")
    lists = _by_id(part, "num", "numId")
    found = Numbering({}, {}, {}, styles, {})
    for list_id, element in lists.items():
        base_id = attribute(child(element, "abstractNumId"), "val")
        base = _definition(abstracts.get(base_id), abstracts, lists, styles)
        found.counted_as[list_id] = base_id
        for level in base if base is not None else ():
            if local(level) == "lvl":
                _add_level(found, list_id, level)
        for override in element:
            if local(override) == "lvlOverride":
                _override(found, list_id, override)
    return found


def _definition(base: Any | None, abstracts: dict[str, Any], lists: dict[str, Any], styles: Styles) -> Any | None:
    """The definition that has the levels: one may leave them to a list style."""
    link = attribute(child(base, "numStyleLink"), "val")
    style = styles.by_id.get(link) if link else None
    number = attribute(child(style, "pPr", "numPr", "numId"), "val")
    linked = attribute(child(lists.get(number), "abstractNumId"), "val")
    return abstracts.get(linked, base) if linked else base


def _add_level(found: Numbering, list_id: str, element: Any) -> None:
    depth = integer(attribute(element, "ilvl"), 0)
    if depth >= _DEPTHS:
        return
    found.levels[list_id, depth] = _level(element)
    style = attribute(child(element, "pStyle"), "val")
    if style:
        found.style_depths[list_id, style] = depth


def _override(found: Numbering, list_id: str, override: Any) -> None:
    depth = integer(attribute(override, "ilvl"), 0)
    level, start = child(override, "lvl"), child(override, "startOverride")
    if level is not None:
        _add_level(found, list_id, level)
    if start is not None:
        found.restarts[list_id, depth] = integer(attribute(start, "val"), 1)


def _level(element: Any) -> _Level:
    values = {local(item): attribute(item, "val") for item in element}
    restart = integer(values["lvlRestart"], 0) if "lvlRestart" in values else None
    legal = "isLgl" in values and values["isLgl"] not in ("0", "false", "off")
    return _Level(
        values.get("numFmt", "decimal"), values.get("lvlText", ""), integer(values.get("start", "1"), 1), restart, legal
    )


def _by_id(part: Any | None, name: str, identifier: str) -> dict[str, Any]:
    items = part if part is not None else ()
    return {attribute(element, identifier): element for element in items if local(element) == name}


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMANS:
        while number >= value:
            letters, number = letters + letter, number - value
    return letters
