"""What the letter's template must have before anything is filled in: whole tags, one place for the questionnaire."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.letters.wordml import Element, text_of
from ccf_docs.model.form import MARKER

QUESTIONNAIRE = "ccf-docs-questionnaire"
"""The processing instruction that holds the questionnaire's place; no field can print one."""

_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|[{}]")
_TAG = re.compile(r"\{[{%].*?[}%]\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}


def problem(code: str, where: str, **values: object) -> CampaignError:
    """The error that stops a letter because of its template."""
    return CampaignError(Problem(code, Where(where), values), ExitCode.TEMPLATE)


def shortened(text: str) -> str:
    """A paragraph as messages quote it: on one line; of a long one its beginning and its tags."""
    line = " ".join(text.split())
    return line if len(line) <= 100 else " … ".join([line[:50].rstrip(), *_TAG.findall(line[50:])])


def check_tags(part: Element, where: str) -> None:
    """Hold that every tag opens and closes in its paragraph and that no brace stands alone.

    A brace too few makes docxtpl join paragraphs until the next one, or print the field's name in the letter.
    """
    for paragraph in part.iter(qn("w:p")):
        text = text_of(paragraph)
        detail = _loose_brace(text)
        if detail:
            raise problem("letter-broken-tag", where, paragraph=shortened(text), detail=detail)


def _loose_brace(text: str) -> str:
    awaited = ""
    for sign in _BRACES.findall(text):
        if awaited:
            if sign == awaited:
                awaited = ""
            elif sign in _CLOSING:
                return awaited
        elif sign in _CLOSING:
            awaited = _CLOSING[sign]
        else:
            return str(sign)
    return awaited


def replace_marker(body: Element, where: str) -> bool:
    """Put the questionnaire's place where the marker paragraph stands; whether the form must open a new page itself.

    A section that ends with the marker keeps its end, in a paragraph after the questionnaire.
    """
    found = list(_markers(body))
    if not found:
        raise problem("letter-no-marker", where, marker=MARKER)
    if len(found) > 1:
        raise problem("letter-marker-twice", where, marker=MARKER, count=len(found))
    marker = found[0]
    if marker.getparent() is not body or text_of(marker).strip() != MARKER:
        raise problem("letter-marker-place", where, marker=MARKER, paragraph=shortened(text_of(marker)))
    new_page = not _page_is_new(marker)
    marker.addprevious(etree.ProcessingInstruction(QUESTIONNAIRE))
    section = marker.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if section is None:
        body.remove(marker)
    else:
        for child in marker:
            if child.tag != qn("w:pPr"):
                marker.remove(child)
    return new_page


def _markers(part: Element) -> Iterator[Element]:
    """The innermost paragraphs that bear the marker."""
    for paragraph in part.iter(qn("w:p")):
        inner = paragraph.iterdescendants(qn("w:p"))
        if MARKER in text_of(paragraph) and not any(MARKER in text_of(one) for one in inner):
            yield paragraph


def _page_is_new(marker: Element) -> bool:
    """Whether the paragraph before ends its page: with a page break as its last sign, or with its section."""
    before = marker.getprevious()
    if before is None or before.tag != qn("w:p"):
        return before is None
    if before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        return True
    signs = [node for node in before.iter(qn("w:t"), qn("w:br"), qn("w:drawing")) if node.tag != qn("w:t") or node.text]
    return bool(signs) and signs[-1].get(qn("w:type")) == "page"
