"""Reads an .odt (or a flat .fodt) from its XML: every text of the file becomes part of a block, once.

Supported: headings and paragraphs, lists with the numbers they print, tables cell by cell, sections, frames and shapes
(after the paragraph that holds them), notes (likewise; a notice gives the mark's place), comments (apart), tracked
insertions (kept) and deletions (apart), content controls, old form fields and form controls, check boxes, bookmarks,
links (the address apart, where the text does not show it), hidden words (apart), headers and footers (apart).
Partly: pictures are reported with their description; embedded objects are reported by name.
Not: macros.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ccf_docs.intake.readers.gathered import Gathered, shortened
from ccf_docs.intake.readers.guard import Seen, Text, check, check_letters
from ccf_docs.intake.readers.odf_lists import lists
from ccf_docs.intake.readers.odf_steps import STEPS
from ccf_docs.intake.readers.odf_styles import styles
from ccf_docs.intake.readers.odf_walk import Walk, is_silent
from ccf_docs.intake.readers.package import Package, attribute, child, local, mistaken, parse, read_bytes, refusal
from ccf_docs.intake.readers.signature import Actual, actual
from ccf_docs.intake.readers.word_parts import has_macros, references
from ccf_docs.model.document import BlockKind, Document, Notice
from ccf_docs.text.reading import NOTICES

SUFFIXES = (".odt", ".fodt")

_RUNNING = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
_LOCKED = b"encryption-data"


@dataclass(frozen=True, slots=True)
class _Source:
    """The roots of what is read; in a flat file they are one."""

    content: Any
    styles: Any | None
    meta: Any | None
    macros: bool = False

    @property
    def roots(self) -> tuple[Any, ...]:
        return tuple(root for root in (self.content, self.styles) if root is not None)


def read(path: Path) -> Document:
    """The blocks of an OpenDocument text in reading order; CampaignError (exit UNREADABLE) when it cannot be read."""
    source = _flat(path) if path.suffix.lower() == ".fodt" else _packed(path)
    body = child(source.content, "body", "text")
    if body is None:
        raise refusal(path.name, "returned-file-damaged", "content.xml")
    out = Gathered(path.name)
    walk = Walk(lists(*source.roots), styles(*source.roots), out, _deletions(body), _controls(body), STEPS)
    if source.macros:
        out.notice("macros", 0)
    try:
        walk.story(body, BlockKind.PARAGRAPH)
        for deletion in tuple(walk.deletions.values()):
            walk.story(deletion, BlockKind.DELETED)
        running = [item for root in source.roots for item in _running(root)]
        for element in dict.fromkeys(running):
            walk.story(element, BlockKind.RUNNING)
        _comments(walk)
        out.finish()
        _guard(body, running, walk.seen, out)
    except RecursionError as error:
        raise refusal(path.name, "returned-file-hostile", "imbrications ou répétitions") from error
    return Document(tuple(out.blocks), references(source.meta), tuple(out.notices))


def _packed(path: Path) -> _Source:
    package = Package(path, Actual.ODT)
    if _LOCKED in package.content("META-INF/manifest.xml") or "encrypted-package" in package.names:
        raise mistaken(path.name, Actual.LOCKED)
    content = package.xml("content.xml")
    if content is None:
        raise refusal(path.name, "returned-file-damaged", "content.xml")
    return _Source(content, package.xml("styles.xml"), package.xml("meta.xml"), has_macros(package))


def _flat(path: Path) -> _Source:
    content = read_bytes(path)
    found = actual(content)
    if found not in (Actual.FLAT_ODT, Actual.UNKNOWN):
        raise mistaken(path.name, found)
    root = parse(content, path.name, path.name)
    return _Source(root, None, child(root, "meta"), next(root.iter("{*}module"), None) is not None)


def _deletions(body: Any) -> dict[str, Any]:
    regions = child(body, "tracked-changes")
    found = {}
    for region in regions if regions is not None else ():
        deletion = child(region, "deletion")
        if deletion is not None:
            found[attribute(region, "id")] = deletion
    return found


def _controls(body: Any) -> dict[str, Any]:
    forms = child(body, "forms")
    items = forms.iter("{*}*") if forms is not None else ()
    return {attribute(item, "id"): item for item in items if attribute(item, "id")}


def _running(root: Any) -> Iterator[Any]:
    masters = child(root, "master-styles")
    for page in masters if masters is not None else ():
        yield from (item for item in page if local(item) in _RUNNING)


def _comments(walk: Walk) -> None:
    for comment, anchor in walk.comments:
        first = len(walk.out.blocks)
        walk.story(comment, BlockKind.COMMENT)
        place = NOTICES["comment-place"].format(number=anchor.number) if anchor.number else ""
        walk.out.notices.extend(
            Notice("comment", NOTICES["comment"].format(words=shortened(block.text)) + place, f"¶{block.number}")
            for block in walk.out.blocks[first:]
        )


def _guard(body: Any, running: list[Any], seen: Seen, out: Gathered) -> None:
    """Warn of every text of the file that is in no block."""
    check(_texts(body), seen, out, "content.xml")
    for element in running:
        check(_texts(element), seen, out, "styles.xml")
    met = (Text(element, tail, (element.tail if tail else element.text) or "") for element, tail in seen)
    check_letters(met, seen, out)


def _texts(element: Any) -> Iterator[Text]:
    """The texts inside an element, in its order, without what programs keep for themselves."""
    if is_silent(element) and local(element) != "tracked-changes":
        return
    if element.text and element.text.strip():
        yield Text(element, False, element.text)
    for item in element:
        if isinstance(item.tag, str):
            yield from _texts(item)
        if item.tail and item.tail.strip():
            yield Text(item, True, item.tail)
