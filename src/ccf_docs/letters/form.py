"""The questionnaire as a form that can be read back whatever word processor it passes through.

Each answer is one cell of a table of its own, because cells survive everything: Word, LibreOffice, ODT, DOC and Google
Docs. In the cell stands a content control, round it a bookmark, before it the number: the marks of `model.form`.
LibreOffice 7.4 drops the control's tag and keeps only its first paragraph inside, Google renames bookmarks. The form is
not protected: LibreOffice 7.4 would then let nobody type into the controls.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap

from ccf_docs.letters import styles
from ccf_docs.letters.wordml import Element, element, paragraph, run, valued
from ccf_docs.model.campaign import Reference, Theme
from ccf_docs.model.form import (
    NumberedQuestion,
    answer_bookmark,
    control_title,
    label_bookmark,
    numbered,
)
from ccf_docs.text import letter as letter_words
from ccf_docs.text.typography import BulletList, paragraphs, print_own

ANSWER_HEIGHT = 1_870
"""Twentieths of a point (33 mm): room for a few lines by hand, and the cell grows with what is typed."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the form needs of the document it stands in.

    `width` of the text in twentieths of a point; `links` from an address to its relationship; `style_ids` from our
    style ids to the document's; the first bookmark id that is free.
    """

    width: int
    links: Mapping[str, str]
    style_ids: Mapping[str, str]
    first_bookmark: int = 1

    def style(self, style: styles.Style) -> str:
        """The id under which the document knows this style."""
        return self.style_ids.get(style.id, style.id)


def for_word(text: str) -> str:
    """Our own words, set for a word processor.

    The narrow no-break space becomes the plain one, which French Word itself types before ; ! and ?: not every version
    of Calibri has the other.
    """
    return print_own(text).replace("\u202f", "\u00a0")


def head(title: str, whose: str, guidance: tuple[str, ...], place: Place, *, new_page: bool) -> tuple[Element, ...]:
    """What stands over the questions: the title, on a new page if asked, whose form it is, how to fill it in."""
    page = (element("pageBreakBefore"),) if new_page else ()
    return (
        paragraph(place.style(styles.TITLE), run(for_word(title)), properties=page),
        paragraph(place.style(styles.WHOSE), run(whose)),
        *(paragraph(place.style(styles.GUIDANCE), run(for_word(sentence))) for sentence in guidance),
    )


def questions(themes: tuple[Theme, ...], place: Place) -> tuple[Element, ...]:
    """All the themes, each with its context, its questions with room for the answers, and its documents."""
    return tuple(
        found
        for number, theme in enumerate(themes, start=1)
        for found in _theme(number, theme, tuple(numbered(themes)), place)
    )


def _theme(number: int, theme: Theme, items: tuple[NumberedQuestion, ...], place: Place) -> Iterator[Element]:
    yield paragraph(place.style(styles.THEME), run(f"{number}.\t{for_word(theme.title)}"))
    for text in _texts(theme.context):
        yield paragraph(place.style(styles.CONTEXT), run(text))
    for before, item in enumerate(items):
        if item.theme is theme:
            yield _table(item, place.first_bookmark + 2 * before, place)
            yield paragraph(place.style(styles.GAP))
    for reference in theme.references:
        yield _document(reference, place)


def _texts(text: str) -> Iterator[str]:
    for block in paragraphs(text):
        if isinstance(block, BulletList):
            yield from (f"–\u00a0{for_word(item)}" for item in block.items)
        else:
            yield for_word(block.text)


def _table(item: NumberedQuestion, bookmark: int, place: Place) -> Element:
    grid = element("tblGrid", element("gridCol", w=place.width))
    rows = _label_row(item, bookmark, place), _answer_row(item, bookmark + 1, place)
    return element("tbl", _table_properties(place.width), grid, *rows)


def _table_properties(width: int) -> Element:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{styles.RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH")
    )
    return parse_xml(
        f'<w:tblPr {nsdecls("w")}><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="142" w:type="dxa"/><w:right w:w="142" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
    )


def _label_row(item: NumberedQuestion, bookmark: int, place: Place) -> Element:
    start, end = _bookmark(bookmark, label_bookmark(item.question.id))
    first, *others = _texts(item.question.text)
    number = run(item.number, style=place.style(styles.NUMBER))
    question = place.style(styles.QUESTION)
    return _row(
        place.width,
        paragraph(question, start, end, number, run(f"\t{first}")),
        *(paragraph(question, run(f"\t{text}")) for text in others),
        cell=(element("shd", val="clear", color="auto", fill=styles.TINT),),
    )


def _answer_row(item: NumberedQuestion, bookmark: int, place: Place) -> Element:
    start, end = _bookmark(bookmark, answer_bookmark(item.question.id))
    return _row(
        place.width,
        # Outside the control, whose content Word replaces when someone types; not in the last paragraph, else what
        # LibreOffice 7.4 writes is a bookmark that begins and ends before the answer.
        start,
        _control(item, place),
        end,
        # A cell ends with a paragraph. A click under the control lands here: still in the cell.
        paragraph(place.style(styles.ANSWER)),
        row=(element("trHeight", val=ANSWER_HEIGHT, hRule="atLeast"),),
    )


def _row(width: int, *content: Element, row: tuple[Element, ...] = (), cell: tuple[Element, ...] = ()) -> Element:
    properties = element("tcPr", element("tcW", w=width, type="dxa"), *cell)
    return element("tr", element("trPr", element("cantSplit"), *row), element("tc", properties, *content))


def _bookmark(number: int, name: str) -> tuple[Element, Element]:
    return element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number)


def _control(item: NumberedQuestion, place: Place) -> Element:
    properties = element(
        "sdtPr",
        valued("alias", control_title(item.number, item.question.id)),
        valued("tag", item.question.id),
        # The same in every letter and never 0; should another control have it, `tidy` numbers one of them again.
        valued("id", zlib.crc32(item.question.id.encode()) & 0x7FFFFFFF or 1),
        valued("lock", "sdtLocked"),
        element("placeholder", valued("docPart", "DefaultPlaceholder_-1854013440")),
        element("showingPlcHdr"),
    )
    hint = run(for_word(letter_words.FORM_PLACEHOLDER), style=place.style(styles.PLACEHOLDER))
    return element("sdt", properties, element("sdtContent", paragraph(place.style(styles.ANSWER), hint)))


def _document(reference: Reference, place: Place) -> Element:
    link = element("hyperlink", run(reference.url))
    link.set(f"{{{nsmap['r']}}}id", place.links[reference.url])
    return paragraph(place.style(styles.DOCUMENT), run(for_word(f"{reference.label} : ")), link)


def addresses(themes: tuple[Theme, ...]) -> tuple[str, ...]:
    """The addresses that the form links to, each once."""
    return tuple(dict.fromkeys(reference.url for theme in themes for reference in theme.references))
