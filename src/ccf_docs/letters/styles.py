"""The named styles of the letter and of the questionnaire, as a coordinator sees them in Word's list.

A template that lacks one of the questionnaire's gets it from here; one that has it keeps its own look.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ccf_docs.letters.wordml import Element

INK = "17414B"
GREY = "5F6B6E"
RULE = "9AA5A7"
TINT = "F1EFE9"
FONT, STAND_IN = "Calibri", "Carlito"
"""What every Word has, and the free font of the same widths for where Word is not installed."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name for people, its id in the file, and its properties as WordprocessingML."""

    name: str
    id: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    kind: str = "paragraph"


NORMAL = Style(
    "Normal",
    "Normal",
    '<w:spacing w:before="0" w:after="110" w:line="257" w:lineRule="auto"/>',
    based_on="",
)
PLAIN_RUN = Style("Default Paragraph Font", "DefaultParagraphFont", based_on="", kind="character")
PLAIN_TABLE = Style("Normal Table", "TableNormal", based_on="", kind="table")
FOOTER = Style(
    "footer",
    "Footer",
    f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
    '<w:tabs><w:tab w:val="right" w:pos="9354"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
    f'<w:color w:val="{GREY}"/><w:sz w:val="17"/><w:szCs w:val="17"/>',
)

SENDER_NAME = Style(
    "Nom de l’expéditeur",
    "NomExpediteur",
    '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>',
    f'<w:b/><w:bCs/><w:color w:val="{INK}"/><w:sz w:val="30"/><w:szCs w:val="30"/>',
)
SENDER = Style(
    "Expéditeur",
    "Expediteur",
    '<w:spacing w:after="0" w:line="245" w:lineRule="auto"/>',
    f'<w:color w:val="{GREY}"/><w:sz w:val="20"/><w:szCs w:val="20"/>',
)
ADDRESS = Style(
    "Destinataire",
    "Destinataire",
    '<w:spacing w:after="0" w:line="230" w:lineRule="exact"/>',
)
PLACE_AND_DATE = Style("Lieu et date", "LieuEtDate", '<w:spacing w:before="0" w:after="200"/><w:ind w:left="4706"/>')
OBJECT = Style("Objet", "Objet", '<w:spacing w:after="170"/><w:ind w:left="765" w:hanging="765"/>', "<w:b/><w:bCs/>")
SALUTATION = Style("Formule d’appel", "FormuleAppel", '<w:spacing w:after="110"/>')
THEME_LIST = Style(
    "Liste des thèmes",
    "ListeThemes",
    '<w:tabs><w:tab w:val="left" w:pos="624"/></w:tabs><w:spacing w:after="110"/>'
    '<w:ind w:left="624" w:hanging="340"/><w:contextualSpacing/>',
)
NOTICE = Style(
    "Mention",
    "Mention",
    '<w:keepLines/><w:spacing w:after="70" w:line="245" w:lineRule="auto"/>',
    '<w:sz w:val="18"/><w:szCs w:val="18"/>',
)
NOTICE_HEADING = Style(
    "Titre des mentions",
    "TitreMentions",
    f'<w:keepNext/><w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
    '<w:spacing w:before="220" w:after="60"/>',
    f'<w:b/><w:bCs/><w:color w:val="{INK}"/><w:sz w:val="20"/><w:szCs w:val="20"/>',
)
TEAM = Style(
    "Équipe locale",
    "EquipeLocale",
    '<w:keepLines/><w:spacing w:before="200" w:after="110"/><w:contextualSpacing/>',
)

TITLE = Style(
    "heading 1",
    "Heading1",
    "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"
    '<w:spacing w:after="120" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="0"/>',
    f'<w:b/><w:bCs/><w:color w:val="{INK}"/><w:sz w:val="34"/><w:szCs w:val="34"/>',
)
THEME = Style(
    "heading 2",
    "Heading2",
    f'<w:keepNext/><w:keepLines/><w:pBdr><w:top w:val="single" w:sz="12" w:space="5" w:color="{INK}"/></w:pBdr>'
    "<w:suppressAutoHyphens/>"
    '<w:spacing w:before="360" w:after="100" w:line="240" w:lineRule="auto"/><w:ind w:left="397" w:hanging="397"/>'
    '<w:outlineLvl w:val="1"/>',
    f'<w:b/><w:bCs/><w:color w:val="{INK}"/><w:sz w:val="26"/><w:szCs w:val="26"/>',
)
WHOSE = Style(
    "Questionnaire candidature",
    "QuestionnaireCandidature",
    '<w:keepNext/><w:spacing w:after="60"/>',
    "<w:b/><w:bCs/>",
)
GUIDANCE = Style("Questionnaire consigne", "QuestionnaireConsigne", '<w:spacing w:after="80"/>')
CONTEXT = Style(
    "Questionnaire contexte", "QuestionnaireContexte", '<w:keepNext/><w:keepLines/><w:spacing w:after="120"/>'
)
QUESTION = Style(
    "Questionnaire question",
    "QuestionnaireQuestion",
    '<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val="left" w:pos="510"/></w:tabs>'
    '<w:spacing w:before="50" w:after="60"/><w:ind w:left="510" w:hanging="510"/>',
)
ANSWER = Style("Questionnaire réponse", "QuestionnaireReponse", '<w:spacing w:before="40" w:after="80"/>')
GAP = Style(
    "Questionnaire intervalle",
    "QuestionnaireIntervalle",
    '<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>',
    '<w:sz w:val="8"/><w:szCs w:val="8"/>',
)
DOCUMENT = Style(
    "Questionnaire document",
    "QuestionnaireDocument",
    '<w:keepLines/><w:spacing w:before="80" w:after="60" w:line="240" w:lineRule="auto"/>',
    f'<w:color w:val="{GREY}"/><w:sz w:val="18"/><w:szCs w:val="18"/>',
)
NUMBER = Style(
    "Questionnaire numéro",
    "QuestionnaireNumero",
    run=f'<w:b/><w:bCs/><w:color w:val="{INK}"/>',
    based_on="DefaultParagraphFont",
    kind="character",
)
PLACEHOLDER = Style(
    "Placeholder Text",
    "PlaceholderText",
    run=f'<w:color w:val="{GREY}"/>',
    based_on="DefaultParagraphFont",
    kind="character",
)

FORM_STYLES = (TITLE, THEME, WHOSE, GUIDANCE, CONTEXT, QUESTION, ANSWER, GAP, DOCUMENT, NUMBER, PLACEHOLDER)
LETTER_STYLES = (
    *(NORMAL, PLAIN_RUN, PLAIN_TABLE, FOOTER),
    *(SENDER_NAME, SENDER, ADDRESS, PLACE_AND_DATE, OBJECT, SALUTATION, THEME_LIST, NOTICE_HEADING, NOTICE, TEAM),
)


def document_defaults() -> Element:
    """What every style starts from: the font, the size, French for the spelling."""
    return parse_xml(
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def style_element(style: Style) -> Element:
    """The style as `styles.xml` holds it."""
    built_in = style in (NORMAL, PLAIN_RUN, PLAIN_TABLE, FOOTER, TITLE, THEME, PLACEHOLDER)
    default = ' w:default="1"' if style in (NORMAL, PLAIN_RUN, PLAIN_TABLE) else ""
    custom = "" if built_in else ' w:customStyle="1"'
    parts = [f'<w:name w:val="{style.name}"/>']
    parts += [f'<w:basedOn w:val="{style.based_on}"/>'] if style.based_on else []
    parts += ['<w:uiPriority w:val="1"/>'] if style.kind == "character" else []
    parts += ["<w:qFormat/>"] if style.kind == "paragraph" else []
    parts += [f"<w:pPr>{style.paragraph}</w:pPr>"] if style.paragraph else []
    parts += [f"<w:rPr>{style.run}</w:rPr>"] if style.run else []
    if style is PLAIN_TABLE:
        margins = '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        parts += [f'<w:tblPr><w:tblCellMar><w:top w:w="0" w:type="dxa"/>{margins}</w:tblCellMar></w:tblPr>']
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="{style.kind}"{default}{custom} w:styleId="{style.id}">'
        + "".join(parts)
        + "</w:style>"
    )


def add_missing_styles(styles: Element) -> dict[str, str]:
    """Give the style sheet the questionnaire's styles that it lacks; the ids under which it knows them, by our own ids.

    Word knows a style by its name: LibreOffice writes other ids than Word does.
    """
    known = {_name(style).casefold(): style.get(qn("w:styleId"), "") for style in styles.findall(qn("w:style"))}
    ids = {}
    for style in FORM_STYLES:
        found = known.get(style.name.casefold())
        if found is None:
            styles.append(_adopted(style, known))
        ids[style.id] = found or style.id
    return ids


def _adopted(style: Style, known: dict[str, str]) -> Element:
    made = style_element(style)
    parent = made.find(qn("w:basedOn"))
    base = {"Normal": "normal", "DefaultParagraphFont": "default paragraph font"}[style.based_on]
    if parent is not None:
        if base in known:
            parent.set(qn("w:val"), known[base])
        else:
            made.remove(parent)
    return made


def _name(style: Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(qn("w:val"), "")
