"""Reads a .docx from its XML: every `w:t` of the file becomes part of a block, once.

Supported: paragraphs, tables cell by cell, content controls (block, inline, nested), automatic lists, tracked
insertions (kept), deletions (apart), moves (once), text boxes (once), notes (after the paragraph that calls them),
headers and footers (apart), comments (apart), fields and bookmarks.
Partly: pictures and embedded objects are reported, not read.
Not: the address behind a hyperlink, check boxes of old forms, symbols of symbol fonts other than as their character.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ccf_docs.intake.readers.lines import typed_line
from ccf_docs.intake.readers.numbering import Numbering, numbering
from ccf_docs.intake.readers.package import Package, attribute, child, local
from ccf_docs.model.document import Block, BlockKind, Document, Notice
from ccf_docs.text.reading import NOTICES

SUFFIXES = (".docx",)

_PROPERTIES = {
    "pPr",
    "rPr",
    "sectPr",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
    "sdtPr",
    "sdtEndPr",
    "instrText",
    "delInstrText",
    "fldData",
}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_PICTURES = {"blip", "imagedata", "OLEObject", "chart", "relIds"}
# Names that programs give by themselves: Word's own bookmarks, Google's controls and bookmarks.
_AUTOMATIC = re.compile(r"_|OLE_LINK|goog_rdk|id\.")
_REFERENCE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")


def read(path: Path) -> Document:
    """The blocks of a Word file in reading order; CampaignError (exit UNREADABLE) when it is damaged or hostile."""
    package = Package(path)
    main = _main_part(package)
    root = package.xml(main)
    body = child(root, "body")
    if body is None:
        raise package.refusal("returned-file-damaged", main)
    parts = _Parts(package, main)
    walk = _Walk(parts.notes(), numbering(parts.one("numbering"), parts.one("styles")))
    try:
        walk.children(body, BlockKind.PARAGRAPH)
        walk.apart(parts.all("header", "footer"), BlockKind.RUNNING)
        walk.apart(parts.all("comments"), BlockKind.COMMENT)
    except RecursionError as error:
        raise package.refusal("returned-file-hostile", "imbrication") from error
    return Document(tuple(walk.blocks), _references(package), tuple(walk.notices))


@dataclass(slots=True)
class _Parts:
    """The parts that the main part points to, by the last word of their relation's type."""

    package: Package
    main: str

    def all(self, *kinds: str) -> list[Any]:
        folder, name = posixpath.split(self.main)
        relations = self.package.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found = []
        for relation in relations if relations is not None else ():
            if (
                attribute(relation, "Type").rpartition("/")[2] in kinds
                and attribute(relation, "TargetMode") != "External"
            ):
                target = attribute(relation, "Target")
                found.append(target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}"))
        roots = (self.package.xml(target) for target in dict.fromkeys(found))
        return [root for root in roots if root is not None]

    def one(self, kind: str) -> Any | None:
        return next(iter(self.all(kind)), None)

    def notes(self) -> dict[tuple[str, str], Any]:
        """Foot and end notes by their kind and id."""
        return {
            (local(note), attribute(note, "id")): note
            for root in self.all("footnotes", "endnotes")
            for note in root
            if attribute(note, "type") in ("", "normal")
        }


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if attribute(relation, "Type").endswith("/officeDocument"):
            return attribute(relation, "Target").lstrip("/")
    return "word/document.xml"


def _references(package: Package) -> tuple[str, ...]:
    found: list[str] = []
    for name in ("docProps/core.xml", "docProps/custom.xml"):
        root = package.xml(name)
        for element in root.iter() if root is not None else ():
            if isinstance(element.tag, str) and element.text:
                found.extend(_REFERENCE.findall(element.text))
    return tuple(dict.fromkeys(found))


@dataclass(slots=True)
class _Paragraph:
    """What has been gathered of the paragraph being read."""

    pieces: list[tuple[str, bool, tuple[str, ...]]] = field(default_factory=list)
    """Text, whether it is a control's hint, the tags of the controls that hold it."""
    bookmarks: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    pictures: int = 0
    later: list[Any] = field(default_factory=list)
    """Text boxes and notes, read after the paragraph."""


@dataclass(slots=True)
class _Walk:
    notes: dict[tuple[str, str], Any]
    lists: Numbering
    blocks: list[Block] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    _tags: tuple[str, ...] = ()
    _hint: bool = False
    _open: dict[str, str] = field(default_factory=dict)
    """Bookmarks that are open, by id."""

    def children(self, element: Any, kind: BlockKind, paragraph: _Paragraph | None = None) -> None:
        for item in element:
            self._visit(item, kind, paragraph)

    def apart(self, roots: list[Any], kind: BlockKind) -> None:
        """Read parts that are not in the text's own order: all of their words get that kind."""
        for root in roots:
            first = len(self.blocks)
            self.children(root, kind)
            if kind is BlockKind.COMMENT:
                self.notices.extend(
                    _notice("comment", block.number, block.text) for block in self.blocks[first:] if block.text
                )

    def _visit(self, element: Any, kind: BlockKind, paragraph: _Paragraph | None) -> None:
        name = local(element)
        if not name or name in _PROPERTIES or name == "moveFrom":
            return
        if name == "p":
            self._paragraph(element, kind)
        elif name == "tc":
            self.children(element, kind if kind is BlockKind.RUNNING else BlockKind.TABLE_CELL, paragraph)
        elif name == "sdt":
            self._control(element, kind, paragraph)
        elif name == "AlternateContent":
            choice = child(element, "Choice")
            self.children(choice if choice is not None else child(element, "Fallback") or (), kind, paragraph)
        elif name == "bookmarkStart":
            bookmark = attribute(element, "name")
            if not _AUTOMATIC.match(bookmark):
                self._open[attribute(element, "id")] = bookmark
        elif name == "bookmarkEnd":
            self._open.pop(attribute(element, "id"), None)
        elif paragraph is not None:
            self._inline(element, name, kind, paragraph)
        else:
            self.children(element, kind)

    def _inline(self, element: Any, name: str, kind: BlockKind, paragraph: _Paragraph) -> None:
        if name == "t":
            # LibreOffice 7.4 writes the lines typed into a control as neighbouring w:t of one run.
            before = element.getprevious()
            if self._tags and before is not None and local(before) == "t":
                self._say("\n", paragraph)
            self._say(element.text or "", paragraph)
        elif name == "delText":
            paragraph.deleted.append(element.text or "")
        elif name == "sym":
            code = attribute(element, "char")
            self._say(chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else "", paragraph)
        elif name in _BREAKS:
            self._say(_BREAKS[name], paragraph)
        elif name == "txbxContent":
            paragraph.later.append(element)
        elif name in ("footnoteReference", "endnoteReference"):
            note = self.notes.get((name.removesuffix("Reference"), attribute(element, "id")))
            paragraph.later.extend([note] if note is not None else [])
        else:
            paragraph.pictures += name in _PICTURES
            self.children(element, kind, paragraph)

    def _say(self, text: str, paragraph: _Paragraph) -> None:
        paragraph.pieces.append((text, self._hint, self._tags))
        if text.strip():
            paragraph.bookmarks.extend(self._open.values())

    def _control(self, element: Any, kind: BlockKind, paragraph: _Paragraph | None) -> None:
        properties = child(element, "sdtPr")
        tag, alias = child(properties, "tag"), child(properties, "alias")
        names = [attribute(item, "val") for item in (tag, alias) if item is not None]
        outer = self._tags, self._hint
        self._tags += tuple(name for name in names if name and not _AUTOMATIC.match(name))
        self._hint = self._hint or child(properties, "showingPlcHdr") is not None
        content = child(element, "sdtContent")
        self.children(content if content is not None else (), kind, paragraph)
        self._tags, self._hint = outer

    def _paragraph(self, element: Any, kind: BlockKind) -> None:
        paragraph = _Paragraph()
        self.children(element, kind, paragraph)
        self._close(paragraph, kind, child(element, "pPr"))
        for item in paragraph.later:
            self.children(item, kind)

    def _close(self, paragraph: _Paragraph, kind: BlockKind, properties: Any | None) -> None:
        stretches: list[tuple[str, bool, tuple[str, ...]]] = []
        for text, hint, tags in paragraph.pieces:
            if stretches and stretches[-1][1:] == (hint, tags):
                stretches[-1] = (stretches[-1][0] + text, hint, tags)
            else:
                stretches.append((text, hint, tags))
        bullet, label = False, ""
        if any(text.strip() for text, _, _ in stretches):
            bullet, label = self.lists.mark(properties)
        for text, hint, tags in stretches:
            fields = tuple(dict.fromkeys((*tags, *paragraph.bookmarks)))
            for line in text.split("\n"):
                own = (
                    BlockKind.PLACEHOLDER if hint and kind is not BlockKind.RUNNING else _kind(kind, bullet, properties)
                )
                label = "" if self._add(line, own, fields, label) else label
        if any(piece.strip() for piece in paragraph.deleted):
            self._add("".join(paragraph.deleted), BlockKind.DELETED)
            self.notices.append(_notice("deleted-text", len(self.blocks), "".join(paragraph.deleted)))
        if paragraph.pictures:
            self.notices.append(_notice("image", max(len(self.blocks), 1)))

    def _add(self, line: str, kind: BlockKind, fields: tuple[str, ...] = (), label: str = "") -> bool:
        typed, text = typed_line(line)
        if not text:
            return False
        if typed is BlockKind.BULLET and kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE_CELL):
            text = line.strip()
        elif typed is BlockKind.BULLET:
            kind = typed
        self.blocks.append(Block(len(self.blocks) + 1, text, kind, fields, label))
        return True


def _kind(kind: BlockKind, bullet: bool, properties: Any | None) -> BlockKind:
    if kind not in (BlockKind.PARAGRAPH, BlockKind.TABLE_CELL):
        return kind
    if bullet:
        return BlockKind.BULLET
    style = child(properties, "pStyle")
    name = attribute(style, "val").lower() if style is not None else ""
    return BlockKind.HEADING if name.startswith(("heading", "titre", "title")) else kind


def _notice(code: str, number: int, words: str = "") -> Notice:
    return Notice(code, NOTICES[code].format(words=" ".join(words.split())[:80]), f"¶{number}")
