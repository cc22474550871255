"""The steps through what stands in a Word paragraph: text, breaks, signs, fields, marks of notes, pictures, objects."""

from __future__ import annotations

import re
from typing import Any

from ccf_docs.intake.readers import symbols
from ccf_docs.intake.readers.gathered import Paragraph, Piece
from ccf_docs.intake.readers.numbering import in_form
from ccf_docs.intake.readers.package import attribute, child, local
from ccf_docs.intake.readers.word_fields import Field, ended
from ccf_docs.intake.readers.word_walk import Step, Walk
from ccf_docs.model.document import BlockKind
from ccf_docs.text.reading import UNREAD

_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_MOST_NESTED_FIELDS = 50


def _text(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is None:
        return
    walk.seen[element, False] = paragraph
    # LibreOffice 7.4 writes the lines typed into a control as neighbouring w:t of one run.
    before = element.getprevious()
    if walk.state.tags and before is not None and local(before) == "t":
        walk.say("\n", paragraph)
    text = element.text or ""
    walk.say(symbols.shown(text, walk.state.font) if walk.state.font else text, paragraph)


def _deleted_text(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is not None:
        walk.seen[element, False] = paragraph
        paragraph.deleted.append(element.text or "")


def _break(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is not None:
        walk.say(_BREAKS[local(element)], paragraph)


def _symbol(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    code, font = attribute(element, "char"), attribute(element, "font")
    if paragraph is None or not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return
    found = symbols.sign(int(code, 16), font)
    if found is None:
        paragraph.unread.append(UNREAD["symbol"].format(font=font, code=code))
    walk.say(found or chr(int(code, 16)), paragraph)


def _field_mark(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    kind = attribute(element, "fldCharType")
    if kind == "begin":
        walk.fields.append(Field(child(element, "ffData")))
        if len(walk.fields) > _MOST_NESTED_FIELDS:
            raise RecursionError("fldChar")
    elif walk.fields and paragraph is not None:
        if kind == "separate":
            walk.fields[-1].begin_result(paragraph)
        elif kind == "end":
            found = walk.fields.pop()
            if not walk.state.deleted:
                ended(found, paragraph)


def _instruction(walk: Walk, element: Any, _kind: BlockKind, _paragraph: Paragraph | None) -> None:
    if walk.fields:
        walk.fields[-1].instruction.append(element.text or "")


def _simple_field(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    found = Field(child(element, "ffData"), [attribute(element, "instr")])
    if paragraph is not None:
        found.begin_result(paragraph)
    walk.children(element, kind, paragraph)
    if paragraph is not None:
        ended(found, paragraph)


def _text_box(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is None:
        walk.children(element, kind, None)
    else:
        walk.later(element, paragraph)


def _note_mark(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    kind = local(element).removesuffix("Reference")
    if paragraph is None or (kind, attribute(element, "id")) not in walk.notes:
        return
    note, part = walk.notes.pop((kind, attribute(element, "id")))
    number = ""
    if attribute(element, "customMarkFollows") not in ("1", "true", "on"):
        # Word's own formats: figures at the foot of the page, small Roman numbers at the end.
        number = in_form(walk.number(kind), "decimal" if kind == "footnote" else "lowerRoman")
    paragraph.pieces.append(Piece("", walk.state.hint, walk.state.tags, note=number))
    walk.later(note, paragraph, part, number)


def _comment_mark(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is not None:
        walk.comments.setdefault(attribute(element, "id"), paragraph)


def _picture(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is not None:
        paragraph.has_picture = True
    walk.children(element, kind, paragraph)


def _drawing_name(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    """A drawing's description, and the address behind it."""
    walk.out.beside(BlockKind.IMAGE, attribute(element, "descr"))
    for link in element.iter("{*}hlinkClick"):
        relation = walk.relation(link)
        if paragraph is not None and relation is not None and relation.external:
            paragraph.links.append((attribute(element, "descr"), relation.target))


def _word_art(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    if paragraph is not None:
        walk.say(attribute(element, "string"), paragraph)


def _diagram(walk: Walk, element: Any, _kind: BlockKind, paragraph: Paragraph | None) -> None:
    relation = walk.relation(element, "dm")
    part = walk.parts.part(relation)
    if paragraph is not None and relation is not None and part is not None:
        if walk.number(relation.target) == 1:
            for text in part.root.iter("{*}t"):
                if len(text):
                    walk.later(text, paragraph, part)
        paragraph.has_picture = True


def _foreign(walk: Walk, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
    """Another document inside this one: said by its name, not read."""
    relation = walk.relation(element)
    names = (attribute(element, "ProgID"), relation.target.rpartition("/")[2] if relation else "", local(element))
    what = UNREAD["foreign"].format(name=" ".join(name for name in names[:2] if name) or names[2])
    if paragraph is not None:
        paragraph.unread.append(what)
    else:
        walk.out.notice("unread", len(walk.out.blocks), what=what)
    walk.children(element, kind, paragraph)


STEPS: dict[str, Step] = {
    "t": _text,
    "delText": _deleted_text,
    **dict.fromkeys(_BREAKS, _break),
    "sym": _symbol,
    "fldChar": _field_mark,
    "instrText": _instruction,
    "fldSimple": _simple_field,
    "txbxContent": _text_box,
    **dict.fromkeys(("footnoteReference", "endnoteReference"), _note_mark),
    "commentReference": _comment_mark,
    **dict.fromkeys(("blip", "imagedata", "chart", "contentPart"), _picture),
    "docPr": _drawing_name,
    "textpath": _word_art,
    "relIds": _diagram,
    **dict.fromkeys(("altChunk", "subDoc", "OLEObject", "control"), _foreign),
}
