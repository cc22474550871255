"""Reads a finished booklet back: who and what is printed is compared with the data, never with the pages before it.

Everything is read from the PDF that will be sent to the printer. In 2022 a Californian county proofed its pages, and
the file that was printed left one candidate out and printed another twice (editorial rule 16).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccf_docs.booklets.edition import Edition, Voice
from ccf_docs.booklets.typefaces import printable
from ccf_docs.errors import Problem, Where
from ccf_docs.formats.pdf_text import Bookmark, Font, PrintedText, fonts, read
from ccf_docs.formats.rendering import FONT_FAMILIES
from ccf_docs.text.typography import BulletList, paragraphs
from ccf_docs.text.words import APOSTROPHES

# Signs that printing may add or take away: hyphens at line ends, list signs, the kinds of space and apostrophe.
_LOOSE = re.compile(rf"[\s\-\u00ad\u2010\u2011\x02\ufffe\u200b{re.escape(APOSTROPHES)}]")
_TOLERANCE = 0.5
"""Points by which a character's box may reach over the page's edge: a box is larger than its ink."""


@dataclass(frozen=True, slots=True)
class _Block:
    """One candidacy under one theme, as printed: the heading and all that follows until the next heading."""

    bookmark: Bookmark
    text: str


def preflight(content: bytes, edition: Edition, name: str, draft_mark: str) -> tuple[Problem, ...]:
    """Everything that is wrong with the finished PDF of this edition; `draft_mark` is the word that a draft bears."""
    printed = read(content)
    where = Where(name)
    return (
        *_pages(printed, edition, where, draft_mark),
        *_fonts(fonts(content), where),
        *_voices(printed, edition, where),
    )


def squeezed(text: str) -> str:
    """A text without what printing may change, to be found again in a PDF."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", printable(text)))


# --- pages and fonts --------------------------------------------------------------------------------------------------


def _said(edition: Edition) -> Iterator[str]:
    """Every word of a candidacy that the edition prints."""
    for voice in (*(voice for part in edition.themes for voice in part.voices), *edition.generals):
        yield voice.standing.name
        yield voice.standing.label
        yield from (passage.text for passage in voice.passages)


def _pages(printed: PrintedText, edition: Edition, where: Where, draft_mark: str) -> Iterator[Problem]:
    count = len(printed.sizes)
    if count % 4:
        yield Problem("preflight-page-count", where, {"count": count})
    for glyph in printed.glyphs:
        width, height = printed.sizes[glyph.page - 1]
        inside = min(glyph.left, glyph.top, width - glyph.right, height - glyph.bottom) >= -_TOLERANCE
        if not inside:
            yield Problem("preflight-edge", where, {"page": glyph.page, "sign": glyph.sign})
            break
    mark = squeezed(draft_mark)
    theirs = mark in squeezed(" ".join(_said(edition)))  # a candidate may use the word, and then it tells nothing
    for number in range(1, count + 1):
        marked = mark in squeezed(printed.page(number))
        if marked == edition.final and not (edition.final and theirs):
            code = "preflight-draft-mark-left" if marked else "preflight-draft-mark-missing"
            yield Problem(code, where, {"page": number})


def _fonts(used: frozenset[Font], where: Where) -> Iterator[Problem]:
    for font in sorted(used, key=lambda font: font.name):
        if not font.embedded:
            yield Problem("preflight-font-missing", where, {"font": font.name})
        elif not font.name.startswith(FONT_FAMILIES):
            yield Problem("preflight-font-foreign", where, {"font": font.name})


# --- who says what ----------------------------------------------------------------------------------------------------


def _voices(printed: PrintedText, edition: Edition, where: Where) -> Iterator[Problem]:
    chapters = [(part.number, f"{part.number} {part.theme.title}", part.voices) for part in edition.themes]
    blocks = _blocks(printed)
    position = 0
    for number, title, voices in chapters:
        place = _find(blocks, title, position)
        if place is None or _find(blocks, title, place + 1) is not None:
            yield Problem("preflight-theme", where, {"theme": title})
            continue
        following = blocks[place + 1 :]
        own = following[: next((at for at, block in enumerate(following) if block.bookmark.level == 1), len(following))]
        yield from _chapter(own, voices, number, where)
        position = place + 1
    if edition.generals:
        last = [block for block in blocks[position:] if block.bookmark.level == 2]
        yield from _chapter(last[-len(edition.generals) :], edition.generals, 0, where)
    yield from _once(printed, edition, where)


def _find(blocks: Sequence[_Block], title: str, start: int) -> int | None:
    wanted = squeezed(title)
    return next((at for at in range(start, len(blocks)) if _same(blocks[at].bookmark.title, wanted)), None)


def _same(title: str, wanted: str) -> bool:
    return squeezed(title).casefold() == wanted.casefold()


def _chapter(own: Sequence[_Block], voices: Sequence[Voice], number: int, where: Where) -> Iterator[Problem]:
    """The candidacies under one theme: each once, in order, its words whole."""
    printed = [squeezed(block.bookmark.title) for block in own]
    expected = [squeezed(heading(voice)) for voice in voices]
    if printed != expected:
        for voice, title in zip(voices, expected, strict=True):
            times = printed.count(title)
            if times != expected.count(title):
                code = "preflight-candidacy-missing" if times == 0 else "preflight-candidacy-twice"
                yield Problem(code, where, {"name": heading(voice), "theme": number})
        if sorted(printed) == sorted(expected):
            yield Problem("preflight-order", where, {"theme": number})
        elif not set(expected) - set(printed):
            yield Problem("preflight-stranger", where, {"theme": number})
        return
    for voice, block in zip(voices, own, strict=True):
        yield from _words(voice, block, number, where)


def heading(voice: Voice) -> str:
    """A candidacy's heading: the panel number where it is known, and the name."""
    return f"{voice.standing.candidacy.panel or ''} {voice.standing.name}".strip()


def _words(voice: Voice, block: _Block, number: int, where: Where) -> Iterator[Problem]:
    values = {"name": heading(voice), "theme": number, "page": block.bookmark.page}
    text = block.text
    for piece in (heading(voice), voice.standing.label):
        if not text.startswith(squeezed(piece)):
            yield Problem("preflight-name", where, values)
            return
        text = text[len(squeezed(piece)) :]
    if not text:
        yield Problem("preflight-silence", where, values)
    for piece in _pieces(voice):
        place = text.find(squeezed(piece))
        if place < 0:
            yield Problem("preflight-words", where, {**values, "words": _first_lost(piece, text)})
            return
        text = text[place + len(squeezed(piece)) :]


def _pieces(voice: Voice) -> Iterator[str]:
    """The words that must print, paragraph by paragraph: between two of them stands the sign of a list or a cut."""
    for passage in voice.passages:
        for piece in passage.pieces:
            for block in paragraphs(piece):
                yield from block.items if isinstance(block, BulletList) else (block.text,)
        for correction in passage.corrections:
            yield from (correction.after, correction.before)


def _first_lost(piece: str, text: str) -> str:
    """The words round the place where the printed text departs from the piece."""
    words = piece.split()
    kept = bisect_left(range(len(words) + 1), True, key=lambda count: squeezed(" ".join(words[:count])) not in text)
    return " ".join(words[max(kept - 4, 0) : kept + 3])


def _once(printed: PrintedText, edition: Edition, where: Where) -> Iterator[Problem]:
    """No passage prints twice. Short ones may: two candidacies may both have answered « Oui. »."""
    everything = squeezed("".join(glyph.sign for glyph in printed.glyphs))
    voices = [voice for part in edition.themes for voice in part.voices]
    pieces = [(voice, squeezed(piece)) for voice in (*voices, *edition.generals) for piece in _pieces(voice)]
    for voice, piece in pieces:
        if len(piece) > 120 and everything.count(piece) > sum(piece in other for _, other in pieces):
            yield Problem("preflight-words-twice", where, {"name": heading(voice), "words": piece[:60]})


def _blocks(printed: PrintedText) -> list[_Block]:
    """The text cut at the outline's places: page by page, from the top of each heading to the top of the next."""
    marks = sorted(printed.outline, key=lambda mark: (mark.page, mark.top))
    places = [(mark.page, mark.top - 2) for mark in marks]
    parts: list[list[str]] = [[] for _ in marks]
    margins = _margins(printed)
    for glyph in printed.glyphs:
        middle = (glyph.top + glyph.bottom) / 2
        if not margins[0] < middle < margins[1]:
            continue
        at = bisect_left(places, (glyph.page, middle)) - 1
        if at >= 0:
            parts[at].append(glyph.sign)
    return [_Block(mark, squeezed("".join(part))) for mark, part in zip(marks, parts, strict=True)]


def _margins(printed: PrintedText) -> tuple[float, float]:
    """Where the text of a page begins and ends: running heads and page numbers stand outside (`booklet.css`, @page)."""
    height = printed.sizes[0][1]
    return 18 / 210 * height, 194 / 210 * height
