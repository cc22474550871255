"""What WeasyPrint only logs is an error here, it reads nothing else, and the PDF keeps to PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.formats.pdf_text import fonts
from ccf_docs.formats.rendering import FONT_FAMILIES, lay_out

STYLE = '@font-face { font-family: A; src: url("fonts:AlegreyaSans-Regular.ttf") } html { font-family: A }'


def page(body: str) -> str:
    return f'<!DOCTYPE html><html lang="fr"><head><title>Essai</title></head><body>{body}</body></html>'


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ('<img src="absent.png" alt="rien">', ""),
        ('<img src="../dehors.svg" alt="rien">', ""),
        ('<img src="lien.svg" alt="rien">', ""),
        ('<img src="http://127.0.0.1:9/x.png" alt="rien">', ""),
        ('<img src="file://autre/x.png" alt="rien">', ""),
        ('<link rel="stylesheet" href="absent.css">', ""),
        ("<p>a", '@font-face { font-family: B; src: url("fonts:Absente.ttf") } p { font-family: B }'),
        ("<p>a", '@font-face { font-family: B; src: url("fonts:../__init__.py") } p { font-family: B }'),
        ("<p>a", '@import "http://127.0.0.1:9/x.css";'),
        ("<p>a", "p { colour: red }"),
        ('<a href="#nulle-part">a</a>', ""),
        ('<p id="a">a<p id="a">b', ""),
    ],
)
def test_whatever_cannot_be_used_is_an_error(tmp_path: Path, body: str, style: str) -> None:
    root = tmp_path / "templates"
    root.mkdir()
    outside = tmp_path / "dehors.svg"
    outside.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', "utf-8")
    (root / "lien.svg").symlink_to(outside)
    with pytest.raises(CampaignError) as caught:
        lay_out(page(body), style + STYLE, root, "page.html").pdf()
    assert caught.value.exit_code is ExitCode.TEMPLATE
    assert {problem.code for problem in caught.value.problems} == {"rendering-complaint"}


def test_files_of_the_templates_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', "utf-8")
    layout = lay_out(page('<img src="a.svg" alt="un carré"><h1 id="ici">Ici'), STYLE, tmp_path, "page.html")
    assert (layout.page_count, layout.anchors) == (1, {"ici": 1})
    assert layout.pdf().startswith(b"%PDF-1.7")


@pytest.fixture(scope="module")
def document(products: dict[str, bytes]) -> Iterator[pikepdf.Pdf]:
    content = products["booklets/colombes-2/colombes-2-integrale-BROUILLON.pdf"]
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def elements(node: pikepdf.Object, parents: tuple[str, ...] = ()) -> Iterator[tuple[pikepdf.Object, tuple[str, ...]]]:
    """Every element of the structure tree with the types of those above it."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child, parents
            yield from elements(child, (*parents, str(child.S)))


def test_the_file_says_what_it_is_and_in_which_language(document: pikepdf.Pdf) -> None:
    root = document.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "fr"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as metadata:
        assert "Canton de Colombes-2" in metadata["dc:title"]
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
    assert root.OutputIntents[0].S == "/GTS_PDFA1"


def test_the_structure_reads_well_aloud(document: pikepdf.Pdf) -> None:
    tree = list(elements(document.Root.StructTreeRoot))
    kinds = [str(element.S) for element, _ in tree]
    assert {"/H1", "/H2", "/H3", "/P", "/Link", "/Table", "/TH", "/L", "/LI", "/Figure"} <= set(kinds)
    figures = [element for element, _ in tree if element.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == [
        "Carte des Hauts-de-Seine\u202f; en noir, le canton de Colombes-2, au nord."
    ]
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not [above for element, above in tree if element.S == "/Link" and "/Link" in above]


def test_each_link_says_where_it_leads_and_each_page_keeps_the_order_of_its_structure(document: pikepdf.Pdf) -> None:
    notes = [note for page in document.pages for note in page.get("/Annots", [])]
    assert len(notes) > 20
    assert all(str(note.get("/Contents", "")) for note in notes)
    assert not [note for note in notes if "/Dest" in note and str(note.Contents) == str(note.Dest)]
    assert all(page.get("/Tabs") == "/S" for page in document.pages if "/Annots" in page)


def test_one_link_stands_for_each_entry_of_the_contents(document: pikepdf.Pdf) -> None:
    entries = 2 + 4 + 1
    assert len(document.pages[2].Annots) == entries


def test_only_our_typefaces_are_in_the_file(products: dict[str, bytes]) -> None:
    for content in products.values():
        used = fonts(content)
        assert len(used) >= 4
        assert all(font.embedded and font.name.startswith(FONT_FAMILIES) for font in used)
