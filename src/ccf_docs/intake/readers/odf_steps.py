"""The steps through an OpenDocument text: paragraphs, lists, tables, changes, notes, frames, forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ccf_docs.intake.readers.form_cells import answer_fields, is_mark, plain
from ccf_docs.intake.readers.gathered import Paragraph, Piece, Shape, text_from, tick
from ccf_docs.intake.readers.odf_forms import add_control, add_fieldmark
from ccf_docs.intake.readers.odf_walk import Later, Step, Walk, is_silent
from ccf_docs.intake.readers.package import attribute, child, integer, local
from ccf_docs.model.document import BlockKind
from ccf_docs.text.reading import UNREAD

_APART = (BlockKind.RUNNING, BlockKind.COMMENT, BlockKind.DELETED)
_MOST_SPACES = 200


def _paragraph(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is not None:  # a shape's own paragraph
        paragraph.later.append(Later((element,), walk.state))
        return
    style = attribute(element, "style-name")
    bullet, label = walk.lists.mark(element)
    heading = local(element) == "h" or walk.styles.is_heading(style)
    found = Paragraph()
    hidden = walk.state.hidden or walk.styles.hides("paragraph", style)
    walk.within(element, kind, found, replace(walk.state, hidden=hidden))
    walk.out.close(found, kind, Shape(bullet, label, heading))
    _read_later(walk, found, kind)


def _read_later(walk: Walk, paragraph: Paragraph, kind: BlockKind) -> None:
    for item in paragraph.later:
        first = len(walk.out.blocks)
        outer, walk.state = walk.state, item.state
        with walk.lists.apart():
            walk.story(item.element, BlockKind.DELETED if item.state.deleted else kind)
        walk.state = outer
        if item.number and len(walk.out.blocks) > first:
            walk.out.blocks[first] = replace(walk.out.blocks[first], label=item.number)


def _list(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    with walk.lists.inside(element):
        walk.children(element, kind, paragraph)


def _item(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    walk.lists.item(element)
    walk.children(element, kind, paragraph)


def _table(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    rows = [list(_inner(row, ("table-cell",))) for row in _inner(element, ("table-row",))]
    names = [[[attribute(mark, "name") for mark in _inner(cell, _BOOKMARKS)] for cell in row] for row in rows]
    for row, fields in zip(rows, answer_fields(names), strict=True):
        walk.cells.update(zip(row, fields, strict=True))
    if paragraph is None:
        walk.children(element, kind, None)
    else:
        paragraph.later.append(Later((element,), walk.state))


def _cell(walk: Walk, element: Any, kind: BlockKind, _paragraph: Paragraph | None) -> None:
    names, opened, outer = walk.cells.get(element, ()), walk.open, walk.out.cell
    walk.open, walk.out.cell = (set() if names else set(opened)), names or outer
    walk.children(element, kind if kind in _APART else BlockKind.TABLE_CELL, None)
    ended = {plain(attribute(end, "name")) for end in element.iter("{*}bookmark-end")}
    walk.open, walk.out.cell = opened - ended, outer


# What stands round text


def _span(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    style = attribute(element, "style-name")
    hidden = walk.state.hidden or walk.styles.hides("text", style)
    font = walk.styles.symbol_font(style) or walk.state.font
    walk.within(element, kind, paragraph, replace(walk.state, hidden=hidden, font=font))


def _section(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    hidden = walk.state.hidden or attribute(element, "display") == "none"
    walk.within(element, kind, paragraph, replace(walk.state, hidden=hidden))


def _control(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    tags = tuple(value for value in (attribute(element, "tag"), attribute(element, "alias")) if value)
    hint = walk.state.hint or attribute(element, "showing-place-holder") == "true"
    start = len(paragraph.pieces) if paragraph is not None else 0
    walk.within(element, kind, paragraph, replace(walk.state, tags=walk.state.tags + tags, hint=hint))
    if paragraph is not None and attribute(element, "checkbox") == "true":
        tick(paragraph, attribute(element, "checked") == "true", text_from(paragraph, start))


def _hint(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    walk.within(element, kind, paragraph, replace(walk.state, hint=True))


def _bookmark(walk: Walk, element: Any, _kind: BlockKind, _paragraph: Paragraph | None) -> None:
    name = plain(attribute(element, "name"))
    if is_mark(name):
        walk.open = {name}  # answers do not overlap: a bookmark that never ends, ends here


def _bookmark_end(walk: Walk, element: Any, _kind: BlockKind, _paragraph: Paragraph | None) -> None:
    walk.open = walk.open - {plain(attribute(element, "name"))}


def _link(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    start = len(paragraph.pieces) if paragraph is not None else 0
    walk.children(element, kind, paragraph)
    address = attribute(element, "href")
    if paragraph is not None and not address.startswith("#"):
        paragraph.links.append((text_from(paragraph, start), address))


def _change(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    """The place of something deleted, whose words stand at the file's beginning."""
    deletion = walk.deletions.pop(attribute(element, "change-id"), None)
    if deletion is None:
        return
    if paragraph is None:
        walk.story(deletion, BlockKind.DELETED)
    else:
        for number, item in enumerate(deletion.iter("{*}p", "{*}h")):
            walk.within(item, BlockKind.DELETED, paragraph, replace(walk.state, deleted=True))
            if number:
                paragraph.deleted.append(" ")


def _change_start(walk: Walk, element: Any, _kind: BlockKind, _paragraph: Paragraph | None) -> None:
    if attribute(element, "change-id") in walk.deletions:
        walk.deleting = walk.deleting | {attribute(element, "change-id")}


def _change_end(walk: Walk, element: Any, _kind: BlockKind, _paragraph: Paragraph | None) -> None:
    walk.deleting = walk.deleting - {attribute(element, "change-id")}


# Signs, notes, frames


def _sign(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is not None:
        name = local(element)
        spaces = min(integer(attribute(element, "c"), 1), _MOST_SPACES)
        walk.say({"tab": "\t", "line-break": "\n"}.get(name, " " * spaces), paragraph)


def _note(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    body, citation = child(element, "note-body"), child(element, "note-citation")
    if paragraph is None or body is None:
        return
    number = "".join(citation.itertext()).strip() if citation is not None else ""
    paragraph.pieces.append(Piece("", walk.state.hint, walk.state.tags, note=number))
    paragraph.later.append(Later(body, walk.state, number))


def _comment(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    walk.comments.append((element, paragraph or Paragraph(number=max(len(walk.out.blocks), 1))))


def _frame(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    for name in ("title", "desc"):
        told = child(element, name)
        walk.out.beside(BlockKind.IMAGE, (told.text or "") if told is not None else "")
    objects = [item for item in element if local(item) in _OBJECTS]
    for item in objects:
        what = UNREAD["foreign"].format(name=attribute(item, "href").lstrip("./") or local(item))
        if paragraph is not None:
            paragraph.unread.append(what)
        else:
            walk.out.notice("unread", len(walk.out.blocks), what=what)
    walk.children(element, kind, paragraph)


def _picture(walk: Walk, _element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is not None:
        paragraph.has_picture = True
    else:
        walk.out.notice("image", max(len(walk.out.blocks), 1))


def _text_box(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is None:
        walk.children(element, kind, None)
    else:
        paragraph.later.append(Later(element, walk.state))


def _form_control(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    control = walk.controls.get(attribute(element, "control"))
    if control is not None:
        found = paragraph or Paragraph()
        add_control(control, found)
        if paragraph is None:
            walk.out.close(found, BlockKind.PARAGRAPH, Shape())


def _fieldmark(_walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is not None:
        add_fieldmark(element, paragraph)


_BOOKMARKS = ("bookmark-start", "bookmark")
_OBJECTS = ("object", "object-ole", "plugin", "applet", "floating-frame")
STEPS: dict[str, Step] = {
    "p": _paragraph,
    "h": _paragraph,
    "list": _list,
    "list-item": _item,
    "list-header": _item,
    "table": _table,
    "table-cell": _cell,
    "covered-table-cell": _cell,
    "span": _span,
    "section": _section,
    "content-control": _control,
    "placeholder": _hint,
    "bookmark-start": _bookmark,
    "bookmark-end": _bookmark_end,
    "a": _link,
    "change": _change,
    "change-start": _change_start,
    "change-end": _change_end,
    "s": _sign,
    "tab": _sign,
    "line-break": _sign,
    "note": _note,
    "annotation": _comment,
    "frame": _frame,
    "image": _picture,
    "text-box": _text_box,
    "control": _form_control,
    "fieldmark": _fieldmark,
}


def _inner(element: Any, names: tuple[str, ...]) -> list[Any]:
    """The elements of these names inside this one, in order; not those in one another or in an inner table."""
    found = []
    for item in element:
        name = local(item)
        if name in names:
            found.append(item)
        elif name != "table" and not is_silent(item):
            found.extend(_inner(item, names))
    return found
