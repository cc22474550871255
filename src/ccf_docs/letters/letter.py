"""One candidacy's letter and questionnaire: the coordinator's Word template filled in, the form put in its place."""

from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from docx.oxml.ns import nsmap
from lxml import etree

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.formats.package import CORE_PROPERTIES, write_parts
from ccf_docs.letters import form, properties
from ccf_docs.letters.context import Fields, fields
from ccf_docs.letters.template import WHERE, LetterTemplate, fill, prepare
from ccf_docs.letters.wordml import Element
from ccf_docs.model.campaign import Campaign, Theme
from ccf_docs.model.form import CAMPAIGN_PROPERTY, CANDIDACY_PROPERTY
from ccf_docs.model.product import Product
from ccf_docs.model.register import Entry, Register
from ccf_docs.text import letter as letter_words

NAME = "letter.docx"


def make(register: Register, entry: Entry, templates: Path) -> Product:
    """The letter of one entry; the same register and template give the same bytes.

    The template is read and made ready once and serves for every letter until the file changes.
    Raises CampaignError: exit code TEMPLATE for a mistake in the template, INVALID for a date that is not fixed.
    """
    campaign, candidacy = register.campaign, entry.candidacy
    context = fields(register, entry)
    template, questions = _ready(*_seen(templates / NAME), campaign.themes)
    values = {field.name: getattr(context, field.name) for field in fields_of(context)}
    parts = fill(template, values, _head(campaign, context, template) + questions, candidacy.id)
    parts |= {
        CORE_PROPERTIES: properties.core(
            f"{context.letter.questionnaire_title} – {context.candidacy.names}", context.organisation.name, candidacy.id
        ),
        properties.CUSTOM_PROPERTIES: properties.custom(
            {CANDIDACY_PROPERTY: candidacy.id, CAMPAIGN_PROPERTY: campaign.id}
        ),
    }
    return Product(f"letters/{candidacy.constituency}/{candidacy.slug}.docx", write_parts(parts))


def _seen(path: Path) -> tuple[Path, int, int]:
    """The template as it is on the disk now: a change of its time or size makes it ready anew."""
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise CampaignError(Problem("template-missing", Where(WHERE), {"name": NAME}), ExitCode.TEMPLATE) from error
    return path, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=4)
def _ready(path: Path, _changed: int, _size: int, themes: tuple[Theme, ...]) -> tuple[LetterTemplate, str]:
    """The template made ready, and the questions, which are the same in every letter, as WordprocessingML."""
    template = prepare(path.read_bytes(), path.parent, form.addresses(themes))
    template = replace(template, parts={**template.parts, **properties.declared(template.parts)})
    return template, _xml(form.questions(themes, template.place))


def _head(campaign: Campaign, context: Fields, template: LetterTemplate) -> str:
    day, email = context.dates.answer_by, context.organisation.email
    guidance = [letter_words.FORM_GUIDANCE]
    if campaign.letter.blocks.length_limit:
        guidance.append(letter_words.FORM_LENGTH.format(signs=context.letter.excerpt_length))
    back = letter_words.FORM_RETURN_BY_MAIL if email else letter_words.FORM_RETURN
    guidance.append(back.format(email=email, day=day))
    whose = f"{context.candidacy.names} – {context.constituency.full_name}"
    title = context.letter.questionnaire_title
    return _xml(form.head(title, whose, tuple(guidance), template.place, new_page=template.new_page))


def _xml(elements: tuple[Element, ...]) -> str:
    text = "".join(etree.tostring(element, encoding="unicode") for element in elements)
    return text.replace(f' xmlns:w="{nsmap["w"]}"', "")  # said once, at the document's head
