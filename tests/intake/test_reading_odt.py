"""The .odt reader, on OpenDocument as LibreOffice and others write it; `office/` has the long cases."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ccf_docs.errors import CampaignError, ExitCode, Problem
from ccf_docs.formats.package import write_parts
from ccf_docs.intake import readers
from ccf_docs.intake.readers import odf_steps
from ccf_docs.model.document import BlockKind
from ccf_docs.text.messages import advise, describe

OdtFile = Callable[..., Path]

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
MIMETYPE = b"application/vnd.oasis.opendocument.text"


@pytest.fixture
def odt_file(tmp_path: Path) -> OdtFile:
    """Writes an .odt whose text is the given XML, with further parts as they are given."""

    def write(body: str, parts: dict[str, bytes] | None = None, styles: str = "") -> Path:
        path = tmp_path / "retour.odt"
        content = (
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        path.write_bytes(write_parts({"mimetype": MIMETYPE, "content.xml": content.encode(), **(parts or {})}))
        return path

    return write


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def table(*rows: str) -> str:
    cells = (f"<table:table-row><table:table-cell>{row}</table:table-cell></table:table-row>" for row in rows)
    return f"<table:table>{''.join(cells)}</table:table>"


def read(path: Path) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in readers.read(path).blocks]


def notices(path: Path) -> list[tuple[str, str]]:
    return [(notice.code, notice.where) for notice in readers.read(path).notices]


def fields(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    return [(block.text, block.fields) for block in readers.read(path).blocks]


def refused(path: Path) -> Problem:
    with pytest.raises(CampaignError) as raised:
        readers.read(path)
    assert raised.value.exit_code is ExitCode.UNREADABLE
    (problem,) = raised.value.problems
    assert problem.where.file == path.name
    assert describe(problem)
    assert advise(problem)
    return problem


def test_the_body_is_read_in_its_order_tables_cell_by_cell(odt_file: OdtFile) -> None:
    assert read(odt_file("<text:h>Titre</text:h>" + p("Avant") + table(p("Question"), p("Réponse")) + p("Après"))) == [
        ("heading", "Titre"),
        ("paragraph", "Avant"),
        ("table-cell", "Question"),
        ("table-cell", "Réponse"),
        ("paragraph", "Après"),
    ]


def test_a_bookmark_that_never_ends_stays_in_its_cell(odt_file: OdtFile) -> None:
    asked, begun = '<text:bookmark text:name="Q_compost"/>', '<text:bookmark-start text:name="R_compost"/>'
    body = table(p(asked + "Le compost ?"), p(begun + "Un.") + p("Deux.")) + p("Après")
    answered = ("R_compost",)
    assert fields(odt_file(body)) == [("Le compost ?", ()), ("Un.", answered), ("Deux.", answered), ("Après", ())]


def test_an_answer_without_its_bookmark_is_known_by_the_row_above_it(odt_file: OdtFile) -> None:
    body = table(p('<text:bookmark text:name="Q_compost"/>Le compost ?'), p("Oui."))
    assert fields(odt_file(body)) == [("Le compost ?", ()), ("Oui.", ("R_compost",))]


def test_the_return_that_libreoffice_puts_at_the_end_of_a_control_ends_a_line(odt_file: OdtFile) -> None:
    path = odt_file(p("<text:text-input>Un.&#x0d;Deux.&#x0d;</text:text-input>"))
    assert [text for _, text in read(path)] == ["Un.", "Deux."]


def test_a_date_or_a_title_that_the_text_shows_is_text_and_a_comment_s_own_is_not(odt_file: OdtFile) -> None:
    dated = '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2021-05-20</dc:date>'
    remark = f"<office:annotation>{dated}{p('à revoir')}</office:annotation>"
    path = odt_file(p(f"Le <text:date>20 mai</text:date>, <text:title>Potager</text:title>{remark}."))
    assert read(path) == [("paragraph", "Le 20 mai, Potager."), ("comment", "à revoir")]
    assert notices(path) == [("comment", "¶2")]


def test_spaces_that_are_counted_do_not_fill_the_memory(odt_file: OdtFile) -> None:
    (block,) = readers.read(odt_file(p('Un<text:s text:c="99999"/>deux'))).blocks
    assert block.words == ("Un", "deux")
    assert len(block.text) < 300


def test_a_table_that_repeats_a_row_a_million_times_is_read_once(odt_file: OdtFile) -> None:
    cell = f"<table:table-cell>{p('Oui')}</table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    assert read(odt_file(f"<table:table>{row}</table:table>")) == [("table-cell", "Oui")]


def test_words_deleted_where_the_change_is_no_more_marked_stand_apart(odt_file: OdtFile) -> None:
    region = f'<text:changed-region text:id="c1"><text:deletion>{p("Effacé")}</text:deletion></text:changed-region>'
    path = odt_file(f"<text:tracked-changes>{region}</text:tracked-changes>{p('Gardé')}")
    assert read(path) == [("paragraph", "Gardé"), ("deleted", "Effacé")]
    assert notices(path) == [("deleted-text", "¶2")]


def test_the_address_behind_a_link_is_kept_apart_unless_the_text_shows_it(odt_file: OdtFile) -> None:
    link = '<text:a xlink:href="https://exemple.org/x">{}</text:a>'
    path = odt_file(p(link.format("exemple.org/x")) + p(link.format("ici")))
    assert read(path) == [("paragraph", "exemple.org/x"), ("paragraph", "ici"), ("comment", "https://exemple.org/x")]
    assert notices(path) == [("link", "¶2")]


# The guard


def test_a_text_that_stands_nowhere_is_said_with_its_place(odt_file: OdtFile) -> None:
    path = odt_file(p("Avant") + "Hors de tout paragraphe" + p("Après"))
    (notice,) = readers.read(path).notices
    assert (notice.code, notice.where) == ("unread", "¶1")
    assert "Hors de tout paragraphe" in notice.message


@pytest.mark.parametrize(
    ("skipped", "body"),
    [
        ("table", table(p("Perdu"))),
        ("list", f"<text:list><text:list-item>{p('Perdu')}</text:list-item></text:list>"),
        ("a", p('<text:a xlink:href="https://exemple.org">Perdu</text:a>')),
        ("content-control", p("<loext:content-control>Perdu</loext:content-control>")),
        ("text-box", p(f"<draw:frame><draw:text-box>{p('Perdu')}</draw:text-box></draw:frame>")),
        ("note", p(f"Vu<text:note><text:note-body>{p('Perdu')}</text:note-body></text:note>")),
    ],
)
def test_the_guard_sees_a_construct_that_the_reader_skips(
    odt_file: OdtFile, monkeypatch: pytest.MonkeyPatch, skipped: str, body: str
) -> None:
    path = odt_file(p("Avant") + body)
    assert "unread" not in [code for code, _ in notices(path)]
    monkeypatch.setitem(odf_steps.STEPS, skipped, lambda *_: None)
    assert "unread" in [code for code, _ in notices(path)]


# What is refused


def test_a_text_with_a_password_is_refused_and_the_message_says_so(odt_file: OdtFile) -> None:
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    path = odt_file(p("Bonjour"), {"META-INF/manifest.xml": manifest, "content.xml": bytes(range(256))})
    assert refused(path).code == "returned-file-locked"


def test_a_text_with_macros_is_read_without_them_and_that_is_said(odt_file: OdtFile) -> None:
    path = odt_file(p("Bonjour"), {"Basic/Standard/Module1.xml": b"<m/>"})
    assert read(path) == [("paragraph", "Bonjour")]
    assert notices(path) == [("macros", "")]


@pytest.mark.parametrize(
    "declaration",
    ['<!DOCTYPE d [<!ENTITY a "aaaa">]>', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'],
)
@pytest.mark.parametrize("suffix", [".odt", ".fodt"])
def test_xml_entities_are_refused(odt_file: OdtFile, tmp_path: Path, declaration: str, suffix: str) -> None:
    hostile = f"{declaration}<office:document {SPACES}/>".encode()
    path = odt_file(p("x"), {"content.xml": hostile})
    if suffix == ".fodt":
        path = tmp_path / "retour.fodt"
        path.write_bytes(hostile)
    assert refused(path).code == "returned-file-hostile"


@pytest.mark.parametrize(("suffix", "code"), [(".odt", "returned-file-misnamed"), (".fodt", "returned-file-misnamed")])
def test_another_format_under_this_name_is_refused(tmp_path: Path, suffix: str, code: str) -> None:
    path = tmp_path / f"retour{suffix}"
    path.write_bytes(b"%PDF-1.4")
    assert refused(path).code == code


def test_a_workbook_of_the_same_family_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "retour.odt"
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    path.write_bytes(write_parts(parts))
    problem = refused(path)
    assert (problem.code, problem.values["actual"]) == ("returned-file-misnamed", "un classeur")


@pytest.mark.parametrize("element", ["text:section", "text:span", "draw:g"])
def test_nesting_as_deep_as_the_parser_allows_is_read_or_refused(odt_file: OdtFile, element: str) -> None:
    path = odt_file(f"<{element}>" * 240 + p("x") + f"</{element}>" * 240)
    try:
        assert [text for _, text in read(path)] == ["x"]
    except CampaignError as error:
        assert error.exit_code is ExitCode.UNREADABLE  # noqa: PT017


def test_ten_pages_are_read_in_well_under_half_a_second(odt_file: OdtFile) -> None:
    words = " ".join(["<text:span>potager</text:span>"] * 80)
    path = odt_file((p(words) + table(p(words), p(words))) * 25)
    readers.read(path)
    begin = time.perf_counter()
    document = readers.read(path)
    assert sum(len(block.words) for block in document.blocks if block.kind is not BlockKind.RUNNING) >= 6_000
    assert time.perf_counter() - begin < 0.25
