"""The letter's template: a Word document made ready once, then filled in for each candidacy.

The tags are docxtpl's dialect of Jinja (`{{ field }}`, `{%p if field %}` … `{%p endif %}`). docxtpl itself would open
the file again for each letter, mend broken XML in silence and leave an empty field empty; here it translates the tags,
and the one environment of `text.templating` fills them in. Every mistake names its paragraph.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Environment, Template, TemplateRuntimeError
from lxml import etree

from ccf_docs.errors import CampaignError, ExitCode, Problem
from ccf_docs.formats.package import read_parts
from ccf_docs.letters.form import Place
from ccf_docs.letters.styles import add_missing_styles
from ccf_docs.letters.tags import QUESTIONNAIRE, check_tags, problem, replace_marker, shortened
from ccf_docs.letters.tidy import tidy
from ccf_docs.letters.wordml import Element, printable
from ccf_docs.model.form import MARKER
from ccf_docs.text.templating import environment, template_errors
from ccf_docs.text.words import near

WHERE = "templates/letter.docx"

_WITH_TAGS = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_HTML_FILTERS = ("own", "verbatim", "safe")
"""They give marked-up text, which is not what a Word document is made of."""
_UNKNOWN = re.compile(r"has no attribute '([^']+)'|'([^']+)' is undefined")
_PLACE = etree.tostring(etree.ProcessingInstruction(QUESTIONNAIRE), encoding="unicode")
_USUAL_WIDTH = 9_354
"""A4 with 25 and 20 mm beside the text, in twentieths of a point."""


class EmptyFieldError(TemplateRuntimeError):
    """A field that would print as nothing."""


@dataclass(frozen=True, slots=True)
class FilledPart:
    """A part of the document that has tags. `lines`: its paragraphs, one to each line that Jinja counts."""

    name: str
    lines: tuple[str, ...]
    template: Template


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """The template made ready: its body, the other parts that have tags, and all its parts as they are."""

    body: FilledPart
    others: tuple[FilledPart, ...]
    parts: Mapping[str, bytes]
    place: Place
    new_page: bool


def prepare(content: bytes, templates: Path, addresses: tuple[str, ...]) -> LetterTemplate:
    """Make the template ready for letters whose questionnaire links to these addresses.

    Raises CampaignError (exit code TEMPLATE) when it is no Word document, has a broken tag or not exactly one marker.
    """
    original = read_parts(content, WHERE, ExitCode.TEMPLATE)
    document = _opened(content)
    for name in sorted(original):
        if _WITH_TAGS.fullmatch(name):
            check_tags(etree.fromstring(original[name]), WHERE)
    check_tags(document.element, WHERE)
    new_page = replace_marker(document.element.body, WHERE)
    place = _place(document, addresses)
    parts = _saved(document)
    jinja = _environment(templates)
    body = str(document.part.partname).lstrip("/")
    others = tuple(_compiled(jinja, name, parts[name]) for name in sorted(parts) if _WITH_TAGS.fullmatch(name))
    return LetterTemplate(_compiled(jinja, body, parts[body]), others, parts, place, new_page)


def _opened(content: bytes) -> WordDocument:
    try:
        return Document(io.BytesIO(content))
    except (OpcError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise problem("letter-not-word", WHERE) from error


def _saved(document: WordDocument) -> dict[str, bytes]:
    buffer = io.BytesIO()
    document.save(buffer)
    return read_parts(buffer.getvalue(), WHERE, ExitCode.TEMPLATE)


def _place(document: WordDocument, addresses: tuple[str, ...]) -> Place:
    body: Element = document.element.body
    bookmarks = [int(found.get(qn("w:id"), "0")) for found in body.iter(qn("w:bookmarkStart"))]
    return Place(
        width=_text_width(body),
        links={url: document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True) for url in addresses},
        style_ids=add_missing_styles(document.styles.element),
        first_bookmark=max(bookmarks, default=0) + 1,
    )


def _text_width(body: Element) -> int:
    section = body.find(qn("w:sectPr"))
    size = None if section is None else section.find(qn("w:pgSz"))
    margins = None if section is None else section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return _USUAL_WIDTH
    page, left, right = size.get(qn("w:w")), margins.get(qn("w:left")), margins.get(qn("w:right"))
    return int(page or 0) - int(left or 0) - int(right or 0) or _USUAL_WIDTH


def _environment(templates: Path) -> Environment:
    made = environment(templates, autoescape=True)
    for name in _HTML_FILTERS:
        made.filters.pop(name, None)
    made.finalize = _never_nothing
    return made


def _never_nothing(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise EmptyFieldError
    return printable(value) if isinstance(value, str) else value


def _compiled(jinja: Environment, name: str, content: bytes) -> FilledPart:
    """The part as a Jinja template that has each paragraph on a line of its own, so that a line tells the paragraph."""
    source = etree.tostring(etree.fromstring(content), encoding="unicode").replace("\n", " ")
    patched: str = DocxTemplate(None).patch_xml(re.sub(r"(?=<w:p[ >])", "\n", source))
    lines = tuple(unescape(re.sub(r"<[^>]+>", "", line)) for line in patched.split("\n"))
    with _named_paragraphs(lines, {}):
        return FilledPart(name, lines, jinja.from_string(patched))


def fill(
    template: LetterTemplate, fields: Mapping[str, object], questionnaire: str, candidacy: str
) -> dict[str, bytes]:
    """The document's parts for one candidacy, with the questionnaire (WordprocessingML) in its place.

    Raises CampaignError (exit code TEMPLATE) for an unknown field, an empty one, or tags that break the document.
    """
    body = _filled(template.body, fields, candidacy)
    if body.count(_PLACE) != 1:
        raise problem("letter-marker-conditional", WHERE, marker=MARKER)
    written = {template.body.name: body.replace(_PLACE, questionnaire)}
    written |= {part.name: _filled(part, fields, candidacy) for part in template.others}
    return {**template.parts, **{name: _well_formed(text) for name, text in written.items()}}


def _filled(part: FilledPart, fields: Mapping[str, object], candidacy: str) -> str:
    with _named_paragraphs(part.lines, fields, candidacy):
        text = part.template.render(fields)
    text = re.sub(r"\n(?=<w:p[ >])", "", text)
    # A line feed or a tab in a value becomes the element that breaks the line.
    return str(DocxTemplate(None).resolve_listing(text)) if "\n" in text or "\t" in text else text


def _well_formed(text: str) -> bytes:
    try:
        tree = etree.fromstring(text)
    except etree.XMLSyntaxError as error:
        raise problem("letter-broken-tag", WHERE, paragraph="…", detail=error.msg) from error
    tidy(tree)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


@contextmanager
def _named_paragraphs(lines: tuple[str, ...], fields: Mapping[str, object], candidacy: str = "") -> Iterator[None]:
    try:
        with template_errors(WHERE):
            yield
    except CampaignError as error:
        found = error.problems[0]
        line = found.where.line
        paragraph = shortened(lines[line - 1]) if 0 < line <= len(lines) else ""
        raise _explained(found, error.__cause__, paragraph, fields, candidacy) from error


def _explained(
    found: Problem, cause: BaseException | None, paragraph: str, fields: Mapping[str, object], candidacy: str
) -> CampaignError:
    if isinstance(cause, EmptyFieldError):
        return problem("letter-empty-field", WHERE, paragraph=paragraph, candidacy=candidacy)
    detail = str(found.values.get("detail", ""))
    unknown = _UNKNOWN.search(detail)
    if unknown:
        name = unknown[1] or unknown[2]
        known = [*fields, *(key for value in fields.values() for key in getattr(value, "__dataclass_fields__", ()))]
        return problem("letter-unknown-field", WHERE, field=name, paragraph=paragraph, near=near(name, known) or "")
    return problem("letter-broken-tag", WHERE, paragraph=paragraph, detail=detail)
