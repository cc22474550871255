"""The .docx reader, on WordprocessingML as Word, LibreOffice and Google write it."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.formats.package import read_parts, write_parts
from ccf_docs.intake import readers

WordFile = Callable[..., Path]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def sdt(content: str, tag: str = "", more: str = "") -> str:
    tagged = f'<w:tag w:val="{tag}"/>' if tag else ""
    return f"<w:sdt><w:sdtPr>{tagged}{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def read(path: Path) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in readers.read(path).blocks]


def test_the_body_is_read_in_its_order_tables_cell_by_cell(word_file: WordFile) -> None:
    row = f"<w:tr><w:tc>{p('Question')}</w:tc><w:tc>{p('Réponse')}{p('suite')}</w:tc></w:tr>"
    found = read(word_file(p("Avant") + f"<w:tbl>{row}</w:tbl>" + p("Après")))
    assert found == [
        ("paragraph", "Avant"),
        ("table-cell", "Question"),
        ("table-cell", "Réponse"),
        ("table-cell", "suite"),
        ("paragraph", "Après"),
    ]


def test_content_controls_are_entered_wherever_they_stand(word_file: WordFile) -> None:
    inline = f"<w:p><w:r><w:t>Un </w:t></w:r>{sdt('<w:r><w:t>deux</w:t></w:r>', 'goog_rdk_1')}</w:p>"
    four = "<w:tc>" + p("quatre") + "</w:tc>"
    cell = "<w:tbl><w:tr>" + sdt(four, "goog_rdk_2") + "</w:tr></w:tbl>"
    assert read(word_file(inline + sdt(sdt(p("trois"))) + cell)) == [
        ("paragraph", "Un deux"),
        ("paragraph", "trois"),
        ("table-cell", "quatre"),
    ]


def test_tags_titles_and_bookmarks_are_the_fields_of_what_they_hold(word_file: WordFile) -> None:
    marked = (
        '<w:bookmarkStart w:id="1" w:name="R_potager"/>'
        + sdt(p("Des tomates."), "potager", '<w:alias w:val="Réponse 1"/>')
        + '<w:bookmarkEnd w:id="1"/>'
        + '<w:bookmarkStart w:id="2" w:name="_GoBack"/>'
        + p("Après")
        + '<w:bookmarkEnd w:id="2"/>'
    )
    blocks = readers.read(word_file(marked)).blocks
    assert [block.fields for block in blocks] == [("potager", "Réponse 1", "R_potager"), ()]


def test_a_hint_left_in_place_is_a_placeholder(word_file: WordFile) -> None:
    hint = sdt(p("Écrivez ici."), "potager", "<w:showingPlcHdr/>")
    assert read(word_file(hint + p("Fin"))) == [("placeholder", "Écrivez ici."), ("paragraph", "Fin")]


def test_insertions_are_kept_deletions_stand_apart_and_moves_are_read_once(word_file: WordFile) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Nous planterons </w:t></w:r>"
        "<w:del><w:r><w:delText>dix</w:delText></w:r></w:del><w:ins><w:r><w:t>cent</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> poiriers.</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>Ici.</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>Ici.</w:t></w:r></w:moveTo></w:p>"
    )
    path = word_file(body)
    assert read(path) == [
        ("paragraph", "Nous planterons cent poiriers."),
        ("deleted", "dix"),
        ("paragraph", "Ici."),
    ]
    assert [(notice.code, notice.where) for notice in readers.read(path).notices] == [("deleted-text", "¶2")]


def test_a_text_box_is_read_once_and_not_its_fallback_too(word_file: WordFile) -> None:
    box = f"<w:txbxContent>{p('Dans le cadre')}</w:txbxContent>"
    drawn = (
        "<w:p><w:r><w:t>Texte</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert read(word_file(drawn)) == [("paragraph", "Texte"), ("paragraph", "Dans le cadre")]


def test_a_line_break_begins_a_new_block_also_where_libreoffice_drops_it(word_file: WordFile) -> None:
    broken = "<w:p><w:r><w:t>Un</w:t><w:br/><w:t>deux</w:t></w:r></w:p>"
    dropped = sdt("<w:p><w:r><w:t>trois</w:t><w:t>quatre</w:t></w:r></w:p>", "potager")
    assert [text for _, text in read(word_file(broken + dropped))] == ["Un", "deux", "trois", "quatre"]


def test_runs_and_fields_do_not_break_words_and_instructions_are_no_text(word_file: WordFile) -> None:
    body = (
        "<w:p><w:r><w:t>pom</w:t></w:r><w:r><w:t>miers</w:t></w:r><w:r><w:tab/></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>site</w:t></w:r></w:hyperlink></w:p>"
    )
    assert read(word_file(body)) == [("paragraph", "pommiers\tsite")]


def test_a_note_follows_the_paragraph_that_calls_it(word_file: WordFile) -> None:
    line, source = p("trait"), p("Source : le jardin.")
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1">{line}</w:footnote>'
        f'<w:footnote w:id="2">{source}</w:footnote></w:footnotes>'
    )
    body = '<w:p><w:r><w:t>Chiffre</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + p("Suite")
    found = [text for _, text in read(word_file(body, footnotes=notes.encode()))]
    assert found == ["Chiffre", "Source : le jardin.", "Suite"]


def test_headers_and_comments_stand_apart_with_a_notice(word_file: WordFile) -> None:
    head, remark = p("Liste du Potager"), p("à revoir")
    path = word_file(
        p("Texte"),
        header=f"<w:hdr {W}>{head}</w:hdr>".encode(),
        comments=f'<w:comments {W}><w:comment w:id="0">{remark}</w:comment></w:comments>'.encode(),
    )
    assert read(path) == [("paragraph", "Texte"), ("running", "Liste du Potager"), ("comment", "à revoir")]
    assert [notice.code for notice in readers.read(path).notices] == ["comment"]


def test_a_picture_is_reported_where_it_stands(word_file: WordFile) -> None:
    path = word_file(p("Texte") + "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>")
    assert [(notice.code, notice.where) for notice in readers.read(path).notices] == [("image", "¶1")]


def test_word_s_own_lists_give_bullets_and_the_numbers_they_print(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Du compost", style="List Bullet")
    for text in ("Des poireaux", "Des navets"):
        document.add_paragraph(text, style="List Number")
    document.save(str(tmp_path / "liste.docx"))
    blocks = readers.read(tmp_path / "liste.docx").blocks
    assert [(block.kind.value, block.label, block.text) for block in blocks] == [
        ("bullet", "", "Du compost"),
        ("paragraph", "1.", "Des poireaux"),
        ("paragraph", "2.", "Des navets"),
    ]


def test_our_reference_is_found_in_the_properties(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Bonjour")
    document.core_properties.identifier = "vergerville/prune-navet"
    document.save(str(tmp_path / "retour.docx"))
    assert readers.read(tmp_path / "retour.docx").references == ("vergerville/prune-navet",)


def test_every_letter_of_the_file_is_in_a_block(word_file: WordFile) -> None:
    body = (
        sdt(f"<w:tbl><w:tr><w:tc>{p('a')}{sdt(p('b'), 'x')}</w:tc></w:tr></w:tbl>")
        + "<w:p><w:smartTag><w:r><w:t>c</w:t></w:r></w:smartTag><w:fldSimple><w:r><w:t>d</w:t></w:r></w:fldSimple>"
        "<w:ins><w:hyperlink><w:r><w:t>e</w:t></w:r></w:hyperlink></w:ins></w:p>"
        + f"<w:customXml>{p('f')}</w:customXml>"
    )
    path = word_file(body)
    root = etree.fromstring(read_parts(path.read_bytes(), "x")["word/document.xml"])
    letters = sorted("".join(root.itertext()))
    assert letters == list("abcdef") == sorted("".join(text for _, text in read(path)))


def refusal(path: Path) -> str:
    with pytest.raises(CampaignError) as refused:
        readers.read(path)
    assert refused.value.exit_code is ExitCode.UNREADABLE
    assert refused.value.problems[0].where.file == path.name
    return refused.value.problems[0].code


@pytest.mark.parametrize(
    "declaration",
    ['<!DOCTYPE d [<!ENTITY a "aaaa">]>', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'],
)
def test_xml_entities_are_refused(word_file: WordFile, declaration: str) -> None:
    path = word_file(p("Bonjour"))
    parts = read_parts(path.read_bytes(), path.name)
    parts["word/document.xml"] = declaration.encode() + parts["word/document.xml"]
    path.write_bytes(write_parts(parts))
    assert refusal(path) == "returned-file-hostile"


def test_a_part_squeezed_beyond_reason_is_refused_before_it_is_unpacked(word_file: WordFile) -> None:
    path = word_file(p("Bonjour"))
    parts = read_parts(path.read_bytes(), path.name)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"Bonjour", b" " * 5_000_000)
    path.write_bytes(write_parts(parts))
    assert refusal(path) == "returned-file-too-big"


@pytest.mark.parametrize("element", ["w:ins", "w:sdt", "w:txbxContent", "w:customXml"])
def test_nesting_as_deep_as_the_parser_allows_is_read_or_refused(word_file: WordFile, element: str) -> None:
    path = word_file(
        f"<w:p><{element}>" + f"<{element}>" * 240 + "<w:r><w:t>x</w:t></w:r>" + f"</{element}>" * 241 + "</w:p>"
    )
    try:
        readers.read(path)
    except CampaignError as error:
        assert error.exit_code is ExitCode.UNREADABLE  # noqa: PT017


def test_deeper_nesting_ends_in_a_refusal(word_file: WordFile) -> None:
    assert refusal(word_file("<w:sdt><w:sdtContent>" * 3000 + p("x") + "</w:sdtContent></w:sdt>" * 3000))


def test_a_zip_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "retour.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "Bonjour")
    assert refusal(path) == "returned-file-damaged"


def test_a_text_named_docx_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "retour.docx"
    path.write_text("Bonjour", encoding="utf-8")
    assert refusal(path) == "package-unreadable"


def test_damaged_files_end_in_a_document_or_a_clean_refusal(word_file: WordFile) -> None:
    whole = word_file("".join(p(f"Le carré {number} du potager.") for number in range(30))).read_bytes()
    chance = random.Random(92)
    path = Path(word_file(p("x"))).with_name("abime.docx")
    codes = []
    for _ in range(150):
        damaged = bytearray(whole)
        if chance.random() < 0.3:
            damaged = damaged[: chance.randrange(len(damaged))]
        for _ in range(chance.randrange(1, 20)):
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(bytes(damaged))
        try:
            readers.read(path)
        except CampaignError as error:
            codes.append(error.exit_code)
    assert len(codes) > 50
    assert set(codes) == {ExitCode.UNREADABLE}


def test_missing_parts_end_in_a_document_or_a_clean_refusal(word_file: WordFile) -> None:
    parts = read_parts(word_file(p("Bonjour")).read_bytes(), "x")
    codes = []
    for name in parts:
        path = word_file(p("x")).with_name("incomplet.docx")
        path.write_bytes(write_parts({other: part for other, part in parts.items() if other != name}))
        try:
            readers.read(path)
        except CampaignError as error:
            codes.append(error.exit_code)
    assert codes
    assert set(codes) == {ExitCode.UNREADABLE}
