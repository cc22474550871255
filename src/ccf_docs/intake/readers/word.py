"""Reads a .docx from its XML: every text of the file becomes part of a block, once, or a notice says where it is not.

Supported: paragraphs, headings, tables cell by cell, content controls (block, inline, in cells, nested, Google's),
automatic lists with the numbers they print, tracked insertions (kept), deletions (apart), moves (once), text boxes,
WordArt and diagrams (once), notes (after the paragraph that calls them; a notice gives the mark's place), headers and
footers (apart), comments (apart), hidden words (apart), fields (their results), old form fields, check boxes, our
bookmarks, the signs of symbol fonts, links (the address apart, where the text does not show it).
Partly: pictures are reported with their description; charts, embedded objects and documents inserted whole are
reported by name.
Not: macros.
"""

from __future__ import annotations

from pathlib import Path

from ccf_docs.intake.readers import word_blocks, word_inline
from ccf_docs.intake.readers.gathered import Gathered, shortened
from ccf_docs.intake.readers.guard import check_word
from ccf_docs.intake.readers.numbering import numbering
from ccf_docs.intake.readers.package import Package, attribute, child
from ccf_docs.intake.readers.word_parts import Parts, has_macros, notes, references
from ccf_docs.intake.readers.word_styles import styles
from ccf_docs.intake.readers.word_walk import Walk
from ccf_docs.model.document import BlockKind, Document, Notice
from ccf_docs.text.reading import NOTICES

SUFFIXES = (".docx", ".docm")

_PROPERTIES = ("docProps/core.xml", "docProps/custom.xml")


def read(path: Path) -> Document:
    """The blocks of a Word file in reading order; CampaignError (exit UNREADABLE) when it is damaged or hostile."""
    package = Package(path)
    parts = Parts(package)
    main = parts.main
    body = child(main.root, "body") if main is not None else None
    if main is None or body is None:
        raise package.refusal("returned-file-damaged", main.name if main is not None else "word/document.xml")
    known, out = styles(parts.root("styles")), Gathered(path.name)
    lists = numbering(parts.root("numbering"), known)
    walk = Walk(parts, notes(parts), lists, known, out, main, {**word_blocks.STEPS, **word_inline.STEPS})
    if has_macros(package):
        out.notice("macros", 0)
    try:
        walk.story(main, body, BlockKind.PARAGRAPH)
        for part in parts.all("header", "footer"):
            walk.story(part, part.root, BlockKind.RUNNING)
        _comments(walk, parts)
        out.finish()
        check_word(package, walk.seen, out)
    except RecursionError as error:
        raise package.refusal("returned-file-hostile", "imbrications ou répétitions") from error
    return Document(tuple(out.blocks), references(*(package.xml(name) for name in _PROPERTIES)), tuple(out.notices))


def _comments(walk: Walk, parts: Parts) -> None:
    for part in parts.all("comments"):
        for comment in part.root:
            first = len(walk.out.blocks)
            walk.story(part, comment, BlockKind.COMMENT)
            anchor = walk.comments.get(attribute(comment, "id"))
            place = NOTICES["comment-place"].format(number=anchor.number) if anchor is not None else ""
            walk.out.notices.extend(
                Notice("comment", NOTICES["comment"].format(words=shortened(block.text)) + place, f"¶{block.number}")
                for block in walk.out.blocks[first:]
            )
