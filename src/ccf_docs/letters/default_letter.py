"""The letter's template as `init` gives it: `python -m ccf_docs.letters.default_letter PATH` writes it.

From then on it is the coordinator's: a Word document like any other, edited in Word or LibreOffice. The questionnaire
comes where the marker stands.
"""

from __future__ import annotations

import io
import sys
from functools import partial
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ccf_docs.formats.package import repack
from ccf_docs.letters import styles
from ccf_docs.letters.form import for_word
from ccf_docs.letters.styles import Style
from ccf_docs.letters.wordml import Element, field, run
from ccf_docs.model.form import MARKER
from ccf_docs.text import letter as letter_words

LEFT, RIGHT, TOP, BOTTOM = Mm(25), Mm(20), Mm(15), Mm(22)
"""A4 with these round the text."""

WINDOW_LEFT, WINDOW_TOP, WINDOW_HEIGHT = Mm(108), Mm(54), Mm(27)
"""Where the address shows through the window of a DL envelope however the folded sheet slides in it.

Envelope 220 × 110, window 100 × 35 at 20 from the right and from the bottom, sheet 210 × 99: what is 100 to 190 from
the sheet's left edge and 55 to 79 from its top always shows; six lines of 11.5 points take 24.3.
"""

SIGNATURE = (
    "{%p if team %}",
    for_word(letter_words.LETTER_TEAM),
    "{%p if team.signatories %}",
    "{{ team.signatories }}",
    "{%p endif %}",
    "{%p if team.name %}",
    "{{ team.name }}",
    "{%p endif %}",
    "{%p if team.email %}",
    "{{ team.email }}",
    "{%p endif %}",
    "{%p else %}",
    "{{ organisation.name }}",
    "{%p endif %}",
)
"""Who signs: the local team where one is known, else the collective."""


def build() -> bytes:
    """The template, the same bytes each time."""
    document = Document()
    _leave_only_the_page(document)
    _set_styles(document)
    _letterhead(document)
    _letter(document)
    _footer(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def _leave_only_the_page(document: WordDocument) -> None:
    """Take away what python-docx's own template brings along: its 160 styles, a thumbnail, a bibliography."""
    kept = {
        *(RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.FONT_TABLE),
        *(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES),
    }
    for relations in (document.part.rels, document.part.package.rels):
        for name, relation in list(relations.items()):
            if relation.reltype not in kept:
                relations.pop(name)
    document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)._blob = (
        f'<w:fonts {nsdecls("w")}><w:font w:name="{styles.FONT}"><w:altName w:val="{styles.STAND_IN}"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    ).encode()
    properties = document.core_properties
    properties.title = properties.author = properties.comments = properties.keywords = ""
    properties.language = "fr-FR"
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = LEFT, RIGHT, TOP, BOTTOM
    section.header_distance, section.footer_distance = Mm(8), Mm(10)


def _set_styles(document: WordDocument) -> None:
    sheet = document.styles.element
    for child in list(sheet):
        sheet.remove(child)
    sheet.append(styles.document_defaults())
    sheet.extend(styles.style_element(style) for style in (*styles.LETTER_STYLES, *styles.FORM_STYLES))
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    settings.extend(
        parse_xml(
            f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
            '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="fr-FR"/>'
            '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
        )
    )


def _letterhead(document: WordDocument) -> None:
    """Who writes, on the left; to whom, on the right where the envelope's window is."""
    table = document.add_table(rows=2, cols=2)
    _set_widths(table._tbl, WINDOW_LEFT - LEFT, Mm(210) - RIGHT - WINDOW_LEFT)
    for row, height in zip(table.rows, (WINDOW_TOP - TOP, WINDOW_HEIGHT), strict=True):
        row.height, row.height_rule = Length(height), WD_ROW_HEIGHT_RULE.EXACTLY
    sender = table.cell(0, 0).merge(table.cell(1, 0))
    _fill(
        sender,
        (styles.SENDER_NAME, "{{ organisation.name }}"),
        (styles.SENDER, "{%p for line in organisation.presentation %}"),
        (styles.SENDER, "{{ line }}"),
        (styles.SENDER, "{%p endfor %}"),
        (styles.SENDER, "{%p if organisation.email %}"),
        (styles.SENDER, "{{ organisation.email }}"),
        (styles.SENDER, "{%p endif %}"),
    )
    _fill(
        table.cell(1, 1),
        (styles.ADDRESS, "{%p for line in candidacy.address %}"),
        (styles.ADDRESS, "{{ line }}"),
        (styles.ADDRESS, "{%p endfor %}"),
    )


def _set_widths(table: Element, *widths: int) -> None:
    """Fixed columns without inner margins, so that the address begins where the window does."""
    total = sum(_twips(width) for width in widths)
    table[0] = parse_xml(
        f'<w:tblPr {nsdecls("w")}><w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    for column, width in zip(table.iter(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(_twips(width)))
    for row in table.iter(qn("w:tr")):
        for cell, width in zip(row.iter(qn("w:tcW")), widths, strict=True):
            cell.set(qn("w:w"), str(_twips(width)))


def _twips(length: int) -> int:
    return round(length / 635)


def _fill(cell: _Cell, *content: tuple[Style, str]) -> None:
    first = cell.paragraphs[0]
    for style, text in content:
        _write(cell.add_paragraph(), style, text)
    cell._tc.remove(first._p)


def _write(paragraph: Paragraph, style: Style, text: str, lead: str = "") -> None:
    paragraph._p.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), style.id)
    if lead:
        paragraph.add_run(f"{lead} ").bold = True
    paragraph._p.append(run(text))


def _letter(document: WordDocument) -> None:
    add = partial(_add, document)
    add(styles.PLACE_AND_DATE, "{{ letter.place_and_date }}")
    add(styles.OBJECT, f"{for_word(letter_words.LETTER_OBJECT)}\t{{{{ letter.object }}}}")
    add(styles.SALUTATION, "{{ candidacy.salutation }},")
    add(styles.NORMAL, "{%p for paragraph in letter.opening %}")
    add(styles.NORMAL, "{{ paragraph }}")
    add(styles.NORMAL, "{%p endfor %}")
    add(styles.THEME_LIST, "{%p for theme in themes %}")
    add(styles.THEME_LIST, "{{ theme.number }}.\t{{ theme.title }}")
    add(styles.THEME_LIST, "{%p endfor %}")
    add(styles.NORMAL, "{%p for paragraph in letter.closing %}")
    add(styles.NORMAL, "{{ paragraph }}")
    add(styles.NORMAL, "{%p endfor %}")
    for text in SIGNATURE:
        add(styles.TEAM, text)
    add(styles.NOTICE_HEADING, "{%p if letter.has_blocks %}")
    add(styles.NOTICE_HEADING, letter_words.LETTER_NOTICES_TITLE)
    add(styles.NOTICE_HEADING, "{%p endif %}")
    for setting, (lead, text) in letter_words.LETTER_NOTICES.items():
        add(styles.NOTICE, f"{{%p if letter.blocks.{setting} %}}")
        add(styles.NOTICE, for_word(text), lead)
        add(styles.NOTICE, "{%p endif %}")
    add(styles.NORMAL, MARKER)


def _add(document: WordDocument, style: Style, text: str, lead: str = "") -> None:
    _write(document.add_paragraph(), style, text, lead)


def _footer(document: WordDocument) -> None:
    """Whose form it is, and page X/Y: a page that parts from the others finds its way back."""
    footer = document.sections[0].footer.paragraphs[0]
    _write(footer, styles.FOOTER, "{{ candidacy.reference }}\tpage\u00a0")
    footer._p.extend((*field("PAGE"), run("/"), *field("NUMPAGES")))


def main() -> None:
    """Write the template to the path given."""
    Path(sys.argv[1]).write_bytes(build())


if __name__ == "__main__":
    main()
