"""The steps through a Word file's paragraphs, tables and what stands round text: controls, changes, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ccf_docs.intake.readers import symbols
from ccf_docs.intake.readers.form_cells import answer_fields, is_mark
from ccf_docs.intake.readers.gathered import Paragraph, text_from, tick
from ccf_docs.intake.readers.guard import is_copy, word_texts
from ccf_docs.intake.readers.package import attribute, child, local
from ccf_docs.intake.readers.word_styles import is_on, symbol_font
from ccf_docs.intake.readers.word_walk import PROPERTIES, Step, Walk
from ccf_docs.model.document import BlockKind

# Names that programs give to controls by themselves.
_AUTOMATIC = re.compile(r"_|goog_rdk")
_APART = (BlockKind.RUNNING, BlockKind.COMMENT, BlockKind.DELETED)
_MOST_MOVES = 2_000
_MOST_NESTED_WAYS = 8
"""Beyond these no word processor wrote the file, and each costs time."""


def _paragraph(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is not None:  # a drawing's own paragraph
        walk.say("\n", paragraph)
        walk.children(element, kind, paragraph)
        walk.say("\n", paragraph)
        return
    paragraph, walk.carried = walk.carried or Paragraph(), None
    walk.children(element, kind, paragraph)
    properties = child(element, "pPr")
    if child(properties, "rPr", "del") is not None and paragraph.text.strip():
        walk.carried = paragraph
    else:
        walk.close(paragraph, kind, properties)


def _table(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    rows = list(_rows(element))
    fields = answer_fields([[names for _, names in row] for row in rows])
    for row, names in zip(rows, fields, strict=True):
        walk.cells.update(zip((cell for cell, _ in row), names, strict=True))
    walk.children(element, kind, paragraph)


def _row(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    gone = child(element, "trPr", "del") is not None
    walk.children(element, BlockKind.DELETED if gone else kind, paragraph)


def _cell(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    own = kind if kind in _APART else BlockKind.TABLE_CELL
    names, opened, outer = walk.cells.get(element, ()), walk.open, walk.out.cell
    # The cell is what counts: a bookmark that is open from before belongs to another answer.
    walk.open, walk.out.cell = ({} if names else dict(opened)), names or outer
    walk.children(element, own, paragraph)
    walk.flush(own)
    ends = {attribute(end, "id") for end in element.iter("{*}bookmarkEnd")}
    walk.open, walk.out.cell = {key: name for key, name in opened.items() if key not in ends}, outer


def _rows(table: Any) -> Iterator[list[tuple[Any, list[str]]]]:
    """The cells of each row of a table, each with the names of the bookmarks that begin in it or just before it."""
    waiting: list[str] = []
    for row in _inner(table, ("tr", "bookmarkStart")):
        if local(row) == "bookmarkStart":
            waiting.append(attribute(row, "name"))
            continue
        cells: list[tuple[Any, list[str]]] = []
        for item in _inner(row, ("tc", "bookmarkStart")):
            if local(item) == "bookmarkStart":
                waiting.append(attribute(item, "name"))
            else:
                names = [attribute(mark, "name") for mark in _inner(item, ("bookmarkStart",))]
                cells.append((item, [*waiting, *names]))
                waiting = []
        yield cells


def _inner(element: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """The elements of these names inside this one, in order; not those in one another or in an inner table."""
    for item in element:
        name = local(item)
        if name in names:
            yield item
        elif name != "tbl" and name not in PROPERTIES:
            yield from _inner(item, names)


def _control(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    properties = child(element, "sdtPr")
    named = (attribute(child(properties, name), "val") for name in ("tag", "alias"))
    tags = tuple(name for name in named if name and not _AUTOMATIC.match(name))
    content, box = child(element, "sdtContent"), child(properties, "checkbox")
    start = len(paragraph.pieces) if paragraph is not None else 0
    hint = walk.state.hint or is_on(child(properties, "showingPlcHdr"))
    state = replace(walk.state, tags=walk.state.tags + tags, hint=hint)
    walk.within(content if content is not None else (), kind, paragraph, state)
    if box is None:
        return
    ticked = is_on(child(box, "checked"))
    if paragraph is not None:
        tick(paragraph, ticked, text_from(paragraph, start))
    elif walk.out.blocks:
        last = walk.out.blocks[-1]
        walk.out.notice("check-box", last.number, words=last.text, ticked=int(ticked), count=1)


def _alternate(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    """One of several ways to say the same: the first that says anything; the others are copies of it."""
    walk.allow("AlternateContent", _MOST_NESTED_WAYS)
    ways = [way for way in element if local(way) in ("Choice", "Fallback")]
    said = {way: "".join(text.words for text in word_texts(way)) for way in ways}
    chosen = next((way for way in ways if said[way].strip()), ways[0] if ways else None)
    if chosen is not None:
        walk.children(chosen, kind, paragraph)
    for way in ways:
        if chosen is not None and way is not chosen and is_copy(said[way], said[chosen]):
            _copy(walk, way)
    walk.count["AlternateContent"] -= 1


def _copy(walk: Walk, element: Any) -> None:
    walk.seen.update(((text.element, False), None) for text in word_texts(element))


def _moved_away(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    if walk.state.deleted:
        walk.children(element, kind, paragraph)
        return
    walk.allow("moveFrom", _MOST_MOVES)
    if "".join("".join(text.words for text in word_texts(element)).split()) in walk.moved:
        _copy(walk, element)
    else:  # moved, then deleted at its new place
        _deletion(walk, element, kind, paragraph)


def _deletion(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    walk.within(element, kind, paragraph, replace(walk.state, deleted=True))


def _run(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    properties = child(element, "rPr")
    if properties is None:
        walk.children(element, kind, paragraph)
        return
    font = symbol_font(properties)
    hidden = walk.state.hidden or walk.styles.hides(properties)
    state = replace(walk.state, hidden=hidden, font=font if symbols.is_symbol_font(font) else "")
    walk.within(element, kind, paragraph, state)


def _bookmark_start(walk: Walk, element: Any, _kind: BlockKind, _paragraph: Paragraph | None) -> None:
    name = attribute(element, "name")
    if is_mark(name):  # answers do not overlap: a bookmark that never ends, ends here
        walk.open = {attribute(element, "id"): name}


def _bookmark_end(walk: Walk, element: Any, _kind: BlockKind, _paragraph: Paragraph | None) -> None:
    walk.open.pop(attribute(element, "id"), None)


def _link(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    start = len(paragraph.pieces) if paragraph is not None else 0
    walk.children(element, kind, paragraph)
    relation = walk.relation(element)
    if paragraph is not None and relation is not None and relation.external:
        paragraph.links.append((text_from(paragraph, start), relation.target))


STEPS: dict[str, Step] = {
    "p": _paragraph,
    "tbl": _table,
    "tr": _row,
    "tc": _cell,
    "sdt": _control,
    "AlternateContent": _alternate,
    "moveFrom": _moved_away,
    "del": _deletion,
    "r": _run,
    "bookmarkStart": _bookmark_start,
    "bookmarkEnd": _bookmark_end,
    "hyperlink": _link,
}
