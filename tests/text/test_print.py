"""What the typography relies on, seen in finished PDFs: which spaces break, and that they need no other font."""

import io
from importlib.resources import files

import pikepdf
import pypdfium2
import pytest
import weasyprint

from ccf_docs.text.typography import to_html
from ccf_docs.text.words import words

FONTS = {
    "Spectral": files("fontpkg_spectral") / "files" / "Spectral-Regular.ttf",
    "AlegreyaSans": files("fontpkg_alegreya_sans") / "files" / "AlegreyaSans-Regular.ttf",
}


def printed(paragraph: str, font: str) -> bytes:
    """A PDF of a paragraph in a column so narrow that a line ends wherever one may."""
    style = f"""
        @font-face {{ font-family: {font}; src: url(file://{FONTS[font]}) }}
        @page {{ size: 200mm 500mm }}
        p {{ font: 12pt {font}; width: 2mm; hyphens: none }}
        sup {{ vertical-align: baseline; font-size: inherit }} /* pdfium begins a line behind a raised letter */
    """
    pdf = weasyprint.HTML(string=f"<html lang=fr><style>{style}</style><p>{paragraph}").write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


def lines(pdf: bytes) -> list[str]:
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return [" ".join(words(line)) for line in text.splitlines()]


def fonts(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        dictionaries = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        names = {str(item.BaseFont) for item in dictionaries if "/BaseFont" in item}
    return {name.partition("+")[2].partition("-")[0] for name in names}


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oui ou non ?", ["oui", "ou", "non ?"]),
        ("dit « oui » : « non » ; ah !", ["dit", "« oui » :", "« non » ;", "ah !"]),
        ("les 3 500 logements", ["les", "3 500", "logements"]),
        ("950 K€ (12,4 %)", ["950 K€", "(12,4 %)"]),
        ("(jeunes, refugiés …) qui", ["(jeunes,", "refugiés …)", "qui"]),
        ("le 20 juin 2021", ["le", "20 juin", "2021"]),
        ("M. Siffredi, n° 5", ["M. Siffredi,", "n° 5"]),
        ("un label « produit en Seine « est", ["un", "label", "« produit", "en", "Seine", "« est"]),
    ],
)
def test_no_line_ends_where_it_must_not(text: str, expected: list[str], font: str) -> None:
    assert lines(printed(to_html(text, own=False), font)) == expected


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("space", [" ", "\u2009"])
def test_other_spaces_would_part_a_guillemet_from_its_word(space: str, font: str) -> None:
    assert lines(printed(f"«{space}oui", font)) == ["«", "oui"]


@pytest.mark.parametrize("font", FONTS)
def test_an_element_s_edge_opens_no_break(font: str) -> None:
    pdf = printed("«\u00a0<em>oui</em>\u00a0» <b>non</b>\u202f! XXI<sup>e</sup>\u00a0siècle", font)
    assert lines(pdf) == ["« oui »", "non !", "XXIe siècle"]


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("own", [True, False])
def test_no_other_font_is_embedded_for_a_space_or_an_apostrophe(own: bool, font: str) -> None:
    text = "L'accès : « 3 500 places » ; 12 % …\u2009oui\u200b ! so\u00adcial n° 1, 1er"
    assert fonts(printed(to_html(text, own=own), font)) == {font}


@pytest.mark.parametrize("font", FONTS)
def test_our_own_words_never_need_another_font_for_a_hyphen(font: str) -> None:
    assert fonts(printed(to_html("Hauts\u2011de\u2011Seine", own=True), font)) == {font}
