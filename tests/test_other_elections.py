"""A legislative or a municipal campaign needs no code: other words, one candidate or a list, one round."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from docx import Document

from ccf_docs.build import Wing, plan, problems_of, run
from ccf_docs.check import checked
from ccf_docs.store.folder import Folder

HEADER = "candidacy,constituency,panel,label,role,order,title,last_name,first_name,profession,note\n"
SINGLE = HEADER + (
    "verger/abricot-cerise,verger,1,Le Verger commun,candidate,1,Mme,Abricot,Zoé,Jardinière,\n"
    "verger/abricot-cerise,verger,1,Le Verger commun,substitute,1,M.,Cerise,Luc,,\n"
    "verger/kiwi-melon,verger,2,Les Allées,candidate,1,M.,Kiwi,Noé,,\n"
    "verger/kiwi-melon,verger,2,Les Allées,substitute,1,Mme,Melon,Léa,,\n"
)
LIST = HEADER + (
    "verger/abricot-cerise,verger,1,Le Verger commun,candidate,1,Mme,Abricot,Zoé,,\n"
    "verger/abricot-cerise,verger,1,Le Verger commun,candidate,2,M.,Cerise,Luc,,\n"
    "verger/abricot-cerise,verger,1,Le Verger commun,candidate,3,Mme,Figue,Inès,,\n"
    "verger/kiwi-melon,verger,2,Les Allées fleuries,candidate,1,M.,Kiwi,Noé,,\n"
)
WORDS = {
    "single": ("{singular: candidature, plural: candidatures, feminine: true}", "circonscription", "circonscriptions"),
    "list": ("{singular: liste, plural: listes, feminine: true}", "commune", "communes"),
}


@pytest.fixture(params=["single", "list"])
def election(request: pytest.FixtureRequest, campaign: Folder) -> tuple[str, Folder]:
    kind: str = request.param
    candidacy, place, places = WORDS[kind]
    text = campaign.campaign.read_text("utf-8")
    for find, put in (
        ("kind: pair", f"kind: {kind}" + ("" if kind == "single" else "\n  substitutes: false")),
        ("{singular: binôme, plural: binômes}", candidacy),
        ("{singular: canton, plural: cantons}", f"{{singular: {place}, plural: {places}, feminine: true}}"),
        ("rounds: [2028-03-12, 2028-03-19]", "rounds: [2028-03-12]"),
    ):
        assert find in text
        text = text.replace(find, put)
    campaign.campaign.write_text(text, "utf-8")
    campaign.candidates.write_text(SINGLE if kind == "single" else LIST, "utf-8")
    return kind, campaign


def build(folder: Folder) -> dict[str, bytes]:
    contents, warnings = checked(folder)
    assert warnings == ()
    outcomes = list(run(folder, plan(folder, contents.register(), Wing), lambda: None))
    assert problems_of(outcomes) == ()
    return {path.relative_to(folder.out).as_posix(): path.read_bytes() for path in folder.out.rglob("*.*")}


def words_of(path: str, content: bytes) -> str:
    if path.endswith(".pdf"):
        document = pypdfium2.PdfDocument(content)
        return " ".join(page.get_textpage().get_text_range() for page in document)
    if path.endswith(".xlsx"):
        sheets = openpyxl.load_workbook(io.BytesIO(content))
        return " ".join(str(cell.value or "") for sheet in sheets for row in sheet for cell in row)
    with zipfile.ZipFile(io.BytesIO(content)):
        return " ".join(node.text or "" for node in Document(io.BytesIO(content)).element.iter("{*}t"))


def test_every_product_is_made_in_the_campaign_s_own_words(election: tuple[str, Folder]) -> None:
    kind, folder = election
    products = build(folder)
    assert {Path(path).suffix for path in products} == {".docx", ".xlsx", ".pdf"}
    for path, content in products.items():
        text = words_of(path, content).lower()
        assert "binôme" not in text, path
        assert "canton" not in text, path
        if not path.endswith(".docx"):
            assert ("liste" if kind == "list" else "candidature") in text, path


WRONG = (
    *("le liste", "un liste", "du liste", "ce liste", "le candidature", "un candidature", "du candidature"),
    *("ce candidature", "le commune", "du commune", "le circonscription", "du circonscription"),
)


def test_french_agrees_with_a_feminine_word(election: tuple[str, Folder]) -> None:
    _, folder = election
    for path, content in build(folder).items():
        text = " ".join(words_of(path, content).split()).lower()
        for wrong in WRONG:
            assert f" {wrong} " not in text, f"{path}: {wrong}"
