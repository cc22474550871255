"""Reads a .pdf: columns, paragraphs, form fields, running heads and comments, from where the characters stand.

Supported: one or several columns, tables as far as their cells stand apart, words broken at line ends, lists, headings
(larger or bold), running heads, feet and page numbers (apart), AcroForm fields with their names, text typed onto the
page, comments (apart), text across the page.
Partly: pictures, ink and enclosed files are reported, not read; the text of a scan that a program has recognised is
read, and a notice asks to compare it.
Not: a page without any text, which is refused; forms in XFA; strokes that only look like a tick.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.intake.readers import pdf_lines
from ccf_docs.intake.readers.gathered import TICKED, UNTICKED
from ccf_docs.intake.readers.lines import typed_line
from ccf_docs.intake.readers.pdf_columns import columns_of
from ccf_docs.intake.readers.pdf_contents import Box, Contents, Page, Remark
from ccf_docs.intake.readers.pdf_lines import Piece, Word, pieces_of, words_of
from ccf_docs.intake.readers.pdf_measure import is_in_cell
from ccf_docs.intake.readers.pdf_paragraphs import Paragraph, Setting
from ccf_docs.intake.readers.pdf_process import contents
from ccf_docs.intake.readers.pdf_running import running
from ccf_docs.model.document import Block, BlockKind, Document, Notice
from ccf_docs.text.reading import NOTICES, UNREAD

SUFFIXES = (".pdf",)

UNREADABLE_SHARE = 0.1
"""Of letters that the file gives no meaning: beyond it the text is a cipher (a font without its table of letters)."""
LARGE_PICTURE = 0.04
"""Of the page: smaller pictures are logos and bullets."""

_REFERENCE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_UNKNOWN = re.compile("[\ufffd\ue000-\uefff]")


def read(path: Path) -> Document:
    """The blocks of a PDF in reading order.

    CampaignError (exit UNREADABLE) when it is locked, damaged or hostile, or when a page has no text.
    """
    found = contents(path)
    pages = [_pieces(page, number) for number, page in enumerate(found.pages, start=1)]
    _refuse_ciphers(path, pages)
    apart = running(found.pages, pages)
    _refuse_scans(path, found, pages, apart)
    heads = [[piece for piece in pieces if (piece.page, piece.order) in apart] for pieces in pages]
    own = [[piece for piece in pieces if (piece.page, piece.order) not in apart] for pieces in pages]
    for number, page in enumerate(found.pages, start=1):
        own[number - 1] += _added(page, number, len(pages[number - 1]))
    setting = Setting([columns_of(pieces) for pieces in own], [page.rules for page in found.pages])
    writer = _Writer(_body_size(setting))
    writer.write(setting.paragraphs(), heads, found)
    references = tuple(dict.fromkeys(mark for text in found.properties for mark in _REFERENCE.findall(text)))
    return Document(tuple(writer.blocks), references, tuple(writer.notices))


# --- pages ------------------------------------------------------------------------------------------------------------


def _pieces(page: Page, number: int) -> list[Piece]:
    """The lines of a page, with the ticks of its form and the dots of its lists put into them."""
    words = list(words_of(page))
    pieces = pieces_of(words, number, page.rules)
    return _with_dots(_with_ticks(pieces, page, number), page.dots)


def _with_ticks(pieces: list[Piece], page: Page, number: int) -> list[Piece]:
    """Each tick box in the line that it stands in, else as a line of its own."""
    found = list(pieces)
    for box, names, value, tick in page.fields:
        if not tick:
            continue
        middle = (box.top + box.bottom) / 2
        beside = [at for at, piece in enumerate(found) if _is_beside(box, middle, piece)]
        base = found[beside[0]].base if beside else box.bottom
        word = Word(TICKED if value else UNTICKED, box.left, box.right, base, 11.0, bold=False)
        if not beside:
            found.append(Piece((word,), number, len(found), names))
            continue
        nearest = min(beside, key=lambda at: _distance(box, found[at].box))
        line = found[nearest]
        words = tuple(sorted((*line.words, replace(word, size=line.size)), key=lambda item: item.left))
        found[nearest] = replace(line, words=words, fields=(*line.fields, *names))
    return found


def _is_beside(box: Box, middle: float, piece: Piece) -> bool:
    return piece.box.top - 2 <= middle <= piece.box.bottom + 2 and _distance(box, piece.box) < 3 * piece.size


def _distance(first: Box, second: Box) -> float:
    return max(first.left - second.right, second.left - first.right, 0.0)


def _with_dots(pieces: list[Piece], dots: Sequence[Box]) -> list[Piece]:
    """Chromium draws a list's dots: each becomes the sign of the line to its right."""
    labelled: dict[int, Word] = {}
    for dot in dots:
        middle = (dot.top + dot.bottom) / 2
        beside = [
            piece
            for piece in pieces
            if 0 < piece.box.left - dot.right < 2 * piece.size and piece.base - 0.7 * piece.size < middle < piece.base
        ]
        if beside and not any(
            other.box.left <= dot.left <= other.box.right and _is_beside(dot, middle, other) for other in pieces
        ):
            nearest = min(beside, key=lambda piece: piece.box.left)
            labelled[nearest.order] = Word("•", dot.left, dot.right, nearest.base, nearest.size, bold=False)
    return [
        replace(piece, words=(labelled[piece.order], *piece.words), label="•")
        if piece.order in labelled and not piece.label
        else piece
        for piece in pieces
    ]


def _added(page: Page, number: int, order: int) -> list[Piece]:
    """What was filled in or typed onto the page, line by line, where it stands."""
    found: list[Piece] = []
    filled = [(box, names, value) for box, names, value, tick in page.fields if not tick]
    typed = [(remark.box, ("",), remark.text) for remark in page.remarks if remark.typed]
    for box, names, value in (*filled, *typed):
        lines = [line for line in re.split(r"[\r\n\u2028\u2029]+", value) if line.strip()]
        height = box.height / max(len(lines), 1)
        for at, line in enumerate(lines):
            word = Word(" ".join(line.split()), box.left, box.right, box.top + (at + 0.8) * height, height, bold=False)
            found.append(Piece((word,), number, order + len(found), names))
    return found


def _refuse_ciphers(path: Path, pages: Sequence[Sequence[Piece]]) -> None:
    letters = "".join(word.text for pieces in pages for piece in pieces for word in piece.words)
    if letters and len(_UNKNOWN.findall(letters)) > UNREADABLE_SHARE * len(letters):
        raise _refusal("returned-pdf-cipher", path)


def _refuse_scans(path: Path, found: Contents, pages: Sequence[Sequence[Piece]], apart: set[tuple[int, int]]) -> None:
    """A page that shows something but has no words of its own would be an answer lost."""
    scanned = [
        number
        for number, (page, pieces) in enumerate(zip(found.pages, pages, strict=True), start=1)
        if not any((piece.page, piece.order) not in apart for piece in pieces)
        and not any(item.value for item in page.fields)
        and not any(remark.typed for remark in page.remarks)
        and (any(_share(picture, page) > 0.2 for picture in page.pictures) or page.drawings > 200 or page.ink)
    ]
    if scanned:
        listed = ", ".join(str(number) for number in scanned)
        code = "no-text-layer" if len(scanned) == len(found.pages) else "no-text-layer-pages"
        raise _refusal(code, path, listed)


def _share(picture: Box, page: Page) -> float:
    return picture.width * picture.height / max(page.width * page.height, 1.0)


def _refusal(code: str, path: Path, detail: str = "") -> CampaignError:
    return CampaignError(Problem(code, Where(path.name), {"pages": detail}), ExitCode.UNREADABLE)


# --- blocks -----------------------------------------------------------------------------------------------------------


def _body_size(setting: Setting) -> float:
    """The size of most letters."""
    count: dict[float, int] = {}
    for line in setting.lines:
        count[line.piece.size] = count.get(line.piece.size, 0) + len(line.piece.text)
    return max(count, key=lambda size: count[size], default=11.0)


@dataclass(slots=True)
class _Writer:
    """Numbers the blocks: a page's running heads come after the paragraph that ends its text."""

    body: float
    blocks: list[Block] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def write(self, paragraphs: Iterable[Paragraph], heads: Sequence[Sequence[Piece]], found: Contents) -> None:
        page = 1
        for paragraph in paragraphs:
            while page < paragraph.lines[0].page:
                self._close_page(page, heads, found)
                page += 1
            self._paragraph(paragraph, found)
        for number in range(page, len(found.pages) + 1):
            self._close_page(number, heads, found)
        for number, own in enumerate(found.pages, start=1):
            self._remarks(own.remarks, number)
        self._pictures(found)
        if found.damaged:
            self._notice("damaged-pdf", 0)
        for name in found.attached:
            what = UNREAD["enclosed"].format(name=" ".join(name.split())[:80])
            self.notices.append(Notice("unread", NOTICES["unread"].format(what=what)))

    def _paragraph(self, paragraph: Paragraph, found: Contents) -> None:
        first = paragraph.lines[0]
        kind, text = typed_line(paragraph.text)
        sign = len(first.label) == 1 and not first.label.isdigit()
        if sign and kind is BlockKind.PARAGRAPH:
            kind, text = BlockKind.BULLET, paragraph.text[1:].strip()
        if kind is BlockKind.PARAGRAPH and not first.fields and self._is_heading(paragraph):
            kind = BlockKind.HEADING
        if kind is BlockKind.PARAGRAPH and is_in_cell(first.box, found.pages[first.page - 1].rules):
            kind = BlockKind.TABLE_CELL
        self._add(text, kind, first.page, tuple(name for name in dict.fromkeys(first.fields) if name))

    def _is_heading(self, paragraph: Paragraph) -> bool:
        first = paragraph.lines[0]
        return len(paragraph.text.split()) <= 30 and (first.size > 1.12 * self.body or first.bold)

    def _close_page(self, number: int, heads: Sequence[Sequence[Piece]], found: Contents) -> None:
        for piece in sorted(heads[number - 1], key=lambda piece: (piece.base, piece.box.left)):
            self._add(piece.text, BlockKind.RUNNING, number)
        self._add(pdf_lines.turned_text(found.pages[number - 1]), BlockKind.RUNNING, number)
        if found.pages[number - 1].invisible:
            self._notice("recognised-text", len(self.blocks), page=number)

    def _remarks(self, remarks: Sequence[Remark], page: int) -> None:
        for remark in remarks:
            if not remark.typed and self._add(" ".join(remark.text.split()), BlockKind.COMMENT, page):
                self._notice("comment", len(self.blocks), words=" ".join(remark.text.split())[:80])

    def _pictures(self, found: Contents) -> None:
        seen: set[tuple[int, ...]] = set()
        for number, page in enumerate(found.pages, start=1):
            places = {
                tuple(round(side / 8) for side in box) for box in page.pictures if _share(box, page) > LARGE_PICTURE
            }
            if page.ink or (places - seen and not page.invisible):
                self._notice("image-on-page", 0, page=number)
            seen |= places

    def _add(self, text: str, kind: BlockKind, page: int, fields: tuple[str, ...] = ()) -> bool:
        if not text.strip():
            return False
        self.blocks.append(Block(len(self.blocks) + 1, text, kind, fields, page=page))
        return True

    def _notice(self, key: str, number: int, **values: object) -> None:
        code = {"image-on-page": "image", "recognised-text": "no-text-layer", "damaged-pdf": "unread"}.get(key, key)
        self.notices.append(Notice(code, NOTICES[key].format(**values), f"¶{number}" if number else ""))
