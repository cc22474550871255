"""What an OpenDocument list prints before its items: a number ("1.", "b)") or a bullet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ccf_docs.intake.readers.numbering import in_form
from ccf_docs.intake.readers.package import attribute, child, integer, local

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEVELS = ("list-level-style-number", "list-level-style-bullet", "list-level-style-image", "outline-level-style")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list prints its numbers."""

    bullet: bool
    form: str
    before: str
    after: str
    shown_levels: int
    start: int
    pattern: str
    """LibreOffice's own way to say it all: `%1%.%2%)`."""


Counts = dict[int, int]


@dataclass(slots=True)
class _Run:
    """A list while it is being read; `label` waits for the item's first paragraph."""

    style: str
    depth: int
    counts: Counts
    item: Any | None = None
    waiting: bool = False


@dataclass(slots=True)
class Lists:
    """The lists of one document and how far each has counted."""

    levels: dict[tuple[str, int], Level]
    outline: dict[int, Level]
    _runs: list[_Run] = field(default_factory=list)
    _by_style: dict[str, Counts] = field(default_factory=dict)
    _by_id: dict[str, Counts] = field(default_factory=dict)
    _headings: Counts = field(default_factory=dict)

    @contextmanager
    def inside(self, element: Any) -> Iterator[None]:
        """Read a list: what is asked for in between is in it."""
        outer = self._runs[-1] if self._runs else None
        style = attribute(element, "style-name") or (outer.style if outer else "")
        if outer is not None:
            counts, depth = outer.counts, outer.depth + 1
            if attribute(element, "continue-numbering") != "true":
                counts.pop(depth, None)
        else:
            counts, depth = self._going_on(element, style), 1
        self._by_style[style] = counts
        self._by_id[attribute(element, "id")] = counts
        self._runs.append(_Run(style, depth, counts))
        try:
            yield
        finally:
            self._runs.pop()

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Read what hangs on an item but is no part of its list: a note, a frame."""
        outer, self._runs = self._runs, []
        try:
            yield
        finally:
            self._runs = outer

    def _going_on(self, element: Any, style: str) -> Counts:
        before = attribute(element, "continue-list")
        if before:
            return self._by_id.get(before, {})
        return self._by_style.get(style, {}) if attribute(element, "continue-numbering") == "true" else {}

    def item(self, element: Any) -> None:
        """A new item of the list that is being read; its first paragraph will print the number."""
        if self._runs:
            self._runs[-1].item, self._runs[-1].waiting = element, local(element) == "list-item"

    def mark(self, element: Any) -> tuple[bool, str]:
        """Whether a paragraph is a bullet, and the number printed before it; counts one further."""
        written = child(element, "number")
        if self._runs and self._runs[-1].waiting:
            bullet, label = self._next(self._runs[-1])
        elif not self._runs and local(element) == "h" and attribute(element, "is-list-header") != "true":
            bullet, label = self._next_heading(element)
        else:
            bullet, label = False, ""
        return bullet, (written.text or "").strip() if written is not None else label

    def _next(self, run: _Run) -> tuple[bool, str]:
        run.waiting = False
        level = self.levels.get((run.style, run.depth))
        if level is None:
            return True, ""  # a list without a style: programs print bullets
        start = attribute(run.item, "start-value")
        _count(run.counts, run.depth, level.start, start)
        written = child(run.item, "number")
        label = _printed(run.counts, run.depth, level, lambda depth: self.levels.get((run.style, depth)))
        return level.bullet, (written.text or "").strip() if written is not None else label

    def _next_heading(self, element: Any) -> tuple[bool, str]:
        depth = integer(attribute(element, "outline-level"), 1)
        level = self.outline.get(depth)
        if level is None or not level.form:
            return False, ""
        _count(self._headings, depth, level.start, attribute(element, "start-value"))
        return False, _printed(self._headings, depth, level, self.outline.get)


def _count(counts: Counts, depth: int, first: int, start: str) -> None:
    if start:
        counts[depth] = integer(start, first)
    else:
        counts[depth] = counts[depth] + 1 if depth in counts else first
    for deeper in [other for other in counts if other > depth]:
        del counts[deeper]


def _printed(counts: Counts, depth: int, level: Level, level_at: Any) -> str:
    def number(at: int) -> str:
        other = level_at(at)
        return in_form(counts.get(at, other.start if other else 1), (other or level).form or "decimal")

    if level.bullet or not level.form:
        return ""
    if level.pattern:
        return re.sub(r"%(\d{1,2})%", lambda match: number(int(match[1])), level.pattern)
    first = max(depth - level.shown_levels + 1, 1)
    return level.before + ".".join(number(at) for at in range(first, depth + 1)) + level.after


def lists(*roots: Any) -> Lists:
    """The lists that these parts define, and the numbers of the headings."""
    levels: dict[tuple[str, int], Level] = {}
    outline: dict[int, Level] = {}
    for root in roots:
        for style in root.iter("{*}list-style", "{*}outline-style"):
            for element in style:
                depth = integer(attribute(element, "level"), 0)
                if local(element) == "outline-level-style":
                    outline.setdefault(depth, _level(element))
                elif local(element) in _LEVELS:
                    levels.setdefault((attribute(style, "name"), depth), _level(element))
    return Lists(levels, outline)


def _level(element: Any) -> Level:
    form = attribute(element, "num-format")
    return Level(
        bullet=local(element) in ("list-level-style-bullet", "list-level-style-image"),
        form=_FORMS.get(form, "decimal") if form else "",
        before=attribute(element, "num-prefix"),
        after=attribute(element, "num-suffix"),
        shown_levels=integer(attribute(element, "display-levels"), 1),
        start=integer(attribute(element, "start-value"), 1),
        pattern=attribute(element, "num-list-format"),
    )
