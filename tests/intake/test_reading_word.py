"""The .docx reader, on WordprocessingML as Word, LibreOffice and Google write it."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from ccf_docs.errors import CampaignError, ExitCode, Problem
from ccf_docs.formats.package import read_parts, write_parts
from ccf_docs.intake import readers
from ccf_docs.intake.readers import gathered, package, word_blocks, word_inline
from ccf_docs.model.document import BlockKind
from ccf_docs.text.messages import advise, describe
from ccf_docs.text.reading import ACTUAL

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


def notices(path: Path) -> list[tuple[str, str]]:
    return [(notice.code, notice.where) for notice in readers.read(path).notices]


def fields(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    return [(block.text, block.fields) for block in readers.read(path).blocks]


def start(number: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def end(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr><w:tc>{row}</w:tc></w:tr>" for row in rows) + "</w:tbl>"


def test_a_bookmark_that_begins_twice_and_ends_once_stays_in_its_cell(word_file: WordFile) -> None:
    # What LibreOffice 7.4 saves of an answer of several paragraphs.
    answer = f"{start(1, 'R_compost')}{p('Un.')}{start(2, 'R_compost')}{p('Deux.')}{end(2)}{p('Trois.')}"
    found = fields(word_file(table(start(0, "Q_compost") + end(0) + p("Le compost ?"), answer) + p("Après")))
    answered = ("R_compost",)
    assert found == [("Le compost ?", ()), ("Un.", answered), ("Deux.", answered), ("Trois.", answered), ("Après", ())]


def test_an_answer_without_its_bookmark_is_known_by_the_row_above_it(word_file: WordFile) -> None:
    # What a .doc keeps of an answer of one paragraph.
    asked = start(0, "Q_compost") + end(0)
    found = fields(word_file(table(asked + p("Le compost ?"), p("Oui.")) + table(p("Un tableau"), p("à eux"))))
    assert found == [("Le compost ?", ()), ("Oui.", ("R_compost",)), ("Un tableau", ()), ("à eux", ())]


def test_a_form_inside_a_table_cell_keeps_its_answers_apart(word_file: WordFile) -> None:
    inner = "".join(
        table(start(at, f"Q_{name}") + end(at) + p("?"), start(at + 9, f"R_{name}") + p(name) + end(at + 9))
        for at, name in enumerate(("compost", "semis"))
    )
    found = [names for text, names in fields(word_file(table(inner + p("")))) if text != "?"]
    assert found == [("R_compost",), ("R_semis",)]


def test_a_bookmark_that_never_ends_ends_where_the_next_question_begins(word_file: WordFile) -> None:
    body = start(1, "R_compost") + p("Oui.") + start(2, "Q_semis") + end(2) + p("Les semis ?")
    assert fields(word_file(body)) == [("Oui.", ("R_compost",)), ("Les semis ?", ())]


R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    f'Type="{R}/hyperlink" Target="https://www.exemple.org/programme/" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        ("notre programme", ["https://www.exemple.org/programme/"]),
        ("exemple.org/programme", []),
        ("www.exemple.org/programme/", []),
    ],
)
def test_the_address_behind_a_link_is_kept_apart_unless_the_text_shows_it(
    word_file: WordFile, words: str, apart: list[str]
) -> None:
    path = word_file(f"<w:p>{run('Voir ')}<w:hyperlink xmlns:r='{R}' r:id='a'>{run(words)}</w:hyperlink></w:p>")
    parts = read_parts(path.read_bytes(), "x")
    path.write_bytes(write_parts({**parts, "word/_rels/document.xml.rels": LINKS.encode()}))
    document = readers.read(path)
    assert document.blocks[0].text == f"Voir {words}"
    assert [block.text for block in document.blocks if block.kind is BlockKind.COMMENT] == apart
    assert [notice.where for notice in document.notices if notice.code == "link"] == ["¶1"] * len(apart)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_hidden_words_stand_apart_with_a_notice(word_file: WordFile) -> None:
    runs = run("Vu. ") + run("Caché.", "<w:vanish/>") + run("Vu.", '<w:vanish w:val="0"/>')
    path = word_file(f"<w:p>{runs}</w:p>")
    assert read(path) == [("paragraph", "Vu. Vu."), ("comment", "Caché.")]
    assert notices(path) == [("hidden-text", "¶1")]


def test_the_mark_of_a_note_has_its_place(word_file: WordFile) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("Source.")}</w:footnote></w:footnotes>'
    path = word_file(f"<w:p>{run('- Cent poi')}{run('riers')}{mark}{run(' plantés')}</w:p>", footnotes=notes.encode())
    document = readers.read(path)
    assert [(block.kind.value, block.label, block.text) for block in document.blocks] == [
        ("bullet", "", "Cent poiriers plantés"),
        ("paragraph", "1", "Source."),
    ]
    assert notices(path) == [("note", "¶1:2")]


def test_a_note_that_is_called_many_times_is_read_once(word_file: WordFile) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{mark}{run("Source.")}</w:p></w:footnote></w:footnotes>'
    path = word_file(f"<w:p>{run('Texte')}{mark * 1_000}</w:p>", footnotes=notes.encode())
    assert [text for _, text in read(path)] == ["Texte", "Source."]


def test_a_word_in_a_symbol_font_keeps_its_letters_and_a_single_one_is_its_sign(word_file: WordFile) -> None:
    wingdings = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    path = word_file(f"<w:p>{run('Oui', wingdings)}{run(' ')}{run('þ', wingdings)}</w:p>")
    assert read(path) == [("paragraph", "Oui ☑")]


def test_a_sign_that_is_not_known_is_kept_and_said(word_file: WordFile) -> None:
    path = word_file('<w:p><w:r><w:t>Vu</w:t><w:sym w:font="Wingdings" w:char="F0B7"/></w:r></w:p>')
    assert read(path) == [("paragraph", "Vu\uf0b7")]
    assert notices(path) == [("unread", "¶1")]


# The guard


def test_a_text_that_stands_nowhere_is_said_with_its_place(word_file: WordFile) -> None:
    path = word_file(p("Avant") + "<w:r><w:t>Hors de tout paragraphe</w:t></w:r>" + p("Après"))
    (notice,) = readers.read(path).notices
    assert (notice.code, notice.where) == ("unread", "¶1")
    assert "Hors de tout paragraphe" in notice.message


@pytest.mark.parametrize(
    ("steps", "skipped", "body"),
    [
        (word_blocks.STEPS, "sdt", sdt(p("Perdu"), "potager")),
        (word_blocks.STEPS, "tbl", table(p("Perdu"))),
        (word_blocks.STEPS, "hyperlink", "<w:p><w:hyperlink><w:r><w:t>Perdu</w:t></w:r></w:hyperlink></w:p>"),
        (word_blocks.STEPS, "del", "<w:p><w:del><w:r><w:delText>Perdu</w:delText></w:r></w:del></w:p>"),
        (
            word_inline.STEPS,
            "txbxContent",
            f"<w:p><w:r><w:pict><w:txbxContent>{p('Perdu')}</w:txbxContent></w:pict></w:r></w:p>",
        ),
    ],
)
def test_the_guard_sees_a_construct_that_the_reader_skips(
    word_file: WordFile, monkeypatch: pytest.MonkeyPatch, steps: dict[str, object], skipped: str, body: str
) -> None:
    path = word_file(p("Avant") + body)
    assert ("unread", "¶1") not in notices(path)
    monkeypatch.setitem(steps, skipped, lambda *_: None)
    assert ("unread", "¶1") in notices(path)


def test_the_guard_sees_letters_that_do_not_reach_a_block(word_file: WordFile, monkeypatch: pytest.MonkeyPatch) -> None:
    path = word_file(p("Quarante poiriers"))
    assert notices(path) == []
    monkeypatch.setattr(gathered, "typed_line", lambda line: (BlockKind.PARAGRAPH, line.replace("Quarante ", "")))
    (notice,) = readers.read(path).notices
    assert notice.code == "unread"
    assert "8 lettres" in notice.message


def test_a_part_that_nothing_points_to_is_looked_at_too(word_file: WordFile) -> None:
    path = word_file(p("Texte"))
    parts = read_parts(path.read_bytes(), "x")
    forgotten = f"<w:hdr {W}>{p('Un en-tête oublié')}</w:hdr>".encode()
    path.write_bytes(write_parts({**parts, "word/header9.xml": forgotten, "word/header8.xml": b"<w:hdr><w:t>x"}))
    told = [notice.message for notice in readers.read(path).notices]
    assert len(told) == 2
    assert any("Un en-tête oublié" in message and "word/header9.xml" in message for message in told)
    assert any("word/header8.xml" in message for message in told)


# What may stand inside a paragraph, and between paragraphs; `{}` is what it holds.
INLINE = (
    "<w:r><w:t xml:space='preserve'>{word} </w:t></w:r>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space='preserve'>{word} </w:t></w:r>",
    "<w:del><w:r><w:delText xml:space='preserve'>{word} </w:delText></w:r></w:del>",
    "<w:ins>{}</w:ins>",
    "<w:sdt><w:sdtPr><w:tag w:val='{word}'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:smartTag>{}</w:smartTag>",
    "<w:hyperlink w:anchor='x'>{}</w:hyperlink>",
    "<w:fldSimple w:instr='REF x'>{}</w:fldSimple>",
    "<w:moveTo><w:r><w:t xml:space='preserve'>{word} </w:t></w:r></w:moveTo>",
    "<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
)
BETWEEN = (
    "<w:p>{inline}</w:p>",
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{inline}</w:p>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:customXml>{}</w:customXml>",
    "<w:tbl><w:tr><w:tc>{}</w:tc><w:sdt><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>",
    "<w:ins>{}</w:ins>",
)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A body of anything in anything, and the words in it, each written once."""
    words: list[str] = []

    def inline(depth: int) -> str:
        form = draw(st.sampled_from(INLINE if depth else INLINE[:3]))
        word = f"mot{len(words)}fin"
        words.extend([word] if "{word} " in form else [])
        held = "".join(inline(depth - 1) for _ in range(draw(st.integers(0, 3)))) if "{}" in form else ""
        box = f"<w:pict><w:txbxContent>{between(depth - 1)}</w:txbxContent></w:pict>" if "{box}" in form else ""
        return form.replace("{word}", word).replace("{}", held).replace("{box}", box)

    def between(depth: int) -> str:
        form = draw(st.sampled_from(BETWEEN if depth > 0 else BETWEEN[:1]))
        while "{}" in form:
            form = form.replace("{}", "".join(between(depth - 1) for _ in range(draw(st.integers(0, 2)))), 1)
        count = draw(st.integers(0, 3)) if "{inline}" in form else 0
        return form.replace("{inline}", "".join(inline(max(depth - 1, 0)) for _ in range(count)))

    return "".join(between(3) for _ in range(draw(st.integers(1, 3)))), words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies())
def test_whatever_holds_whatever_every_word_is_read_once(word_file: WordFile, made: tuple[str, list[str]]) -> None:
    body, words = made
    document = readers.read(word_file(p("début") + body))
    found = [word for block in document.blocks for word in re.findall("mot[0-9]+fin", block.text)]
    assert sorted(found) == sorted(words)
    assert [notice for notice in document.notices if notice.code == "unread"] == []


def test_a_ten_page_document_is_read_in_well_under_half_a_second(word_file: WordFile) -> None:
    words = " ".join(["potager"] * 80)
    row = "<w:tr>" + "".join(f"<w:tc>{sdt(p(words), 'potager')}</w:tc>" for _ in range(2)) + "</w:tr>"
    path = word_file("".join(f"<w:p>{run(words, '<w:b/>') * 2}</w:p><w:tbl>{row}</w:tbl>" for _ in range(20)))
    readers.read(path)
    begin = time.perf_counter()
    document = readers.read(path)
    assert sum(len(block.words) for block in document.blocks) >= 6_000
    assert time.perf_counter() - begin < 0.25


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


def refused(path: Path) -> Problem:
    with pytest.raises(CampaignError) as raised:
        readers.read(path)
    assert raised.value.exit_code is ExitCode.UNREADABLE
    (problem,) = raised.value.problems
    assert problem.where.file == path.name
    assert describe(problem)
    assert advise(problem)
    return problem


def refusal(path: Path) -> str:
    return refused(path).code


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


def test_more_tags_than_a_book_has_are_refused() -> None:
    with pytest.raises(CampaignError) as raised:
        package.parse(b"<a>" + b"<b/>" * package.LIMIT_TAGS + b"</a>", "retour.docx", "word/document.xml")
    assert raised.value.problems[0].code == "returned-file-too-big"


def test_more_paragraphs_than_the_alignment_can_look_at_are_refused(word_file: WordFile) -> None:
    chance = random.Random(92)
    assert refusal(word_file("".join(p(str(chance.getrandbits(40))) for _ in range(11_000)))) == "returned-file-too-big"


@pytest.mark.parametrize(
    "body",
    [
        "<w:r><mc:AlternateContent><mc:Choice>" * 12 + "<w:t>x</w:t>" + "</mc:Choice></mc:AlternateContent></w:r>" * 12,
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 60,
        "<w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>" * 2_100,
    ],
)
def test_what_no_word_processor_writes_is_refused_before_it_costs_time(word_file: WordFile, body: str) -> None:
    begin = time.perf_counter()
    assert refusal(word_file(f"<w:p>{body}</w:p>")) == "returned-file-hostile"
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-7"])
def test_a_document_type_does_not_hide_in_another_encoding(word_file: WordFile, encoding: str) -> None:
    path = word_file(p("x"))
    parts = read_parts(path.read_bytes(), path.name)
    hidden = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'
    parts["word/document.xml"] = hidden.encode(encoding)
    path.write_bytes(write_parts(parts))
    assert refusal(path) in ("returned-file-hostile", "returned-file-damaged")


def test_a_link_to_a_part_outside_the_file_is_not_followed(word_file: WordFile, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(f"<w:hdr {W}>{p('Secret')}</w:hdr>", encoding="utf-8")
    path = word_file(p("Texte"))
    parts = read_parts(path.read_bytes(), path.name)
    relations = parts["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    for target, mode in ((secret.as_uri(), "External"), ("../../../secret.xml", "Internal"), (str(secret), "Internal")):
        outside = f'<Relationship Id="out" Type="{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
        parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", outside).encode()
        path.write_bytes(write_parts(parts))
        assert read(path) == [("paragraph", "Texte")]


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


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "Bonjour")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "actual"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"{\\rtf1\\ansi Bonjour}", "rtf"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<html><body>Bonjour</body></html>", "html"),
        (b"<!-- Word --><html xmlns:o='x'><p>Bonjour", "html"),
        (b"From: a@exemple.org\r\nTo: b@exemple.org\r\nSubject: reponse\r\n\r\nBonjour", "mail"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "workbook"),
        (OLE + bytes(600) + "__substg1.0_".encode("utf-16-le"), "mail"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\x89PNG\r\n", "picture"),
        (zipped("content.xml", "META-INF/manifest.xml"), "odt"),
        (zipped("xl/workbook.xml"), "workbook"),
        (zipped("ppt/presentation.xml"), "slides"),
        (zipped("Index/Document.iwa"), "pages"),
        (zipped("notes.txt"), "archive"),
        (b"Rar!\x1a\x07", "archive"),
        (b"<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>", "flat-odt"),
        ("Bonjour, voilà nos réponses.".encode(), "text"),
    ],
)
def test_a_file_with_a_wrong_name_is_refused_with_what_it_is_and_what_to_do(
    tmp_path: Path, content: bytes, actual: str
) -> None:
    path = tmp_path / "retour.docx"
    path.write_bytes(content)
    problem = refused(path)
    assert problem.code == "returned-file-misnamed"
    assert (problem.values["actual"], problem.values["advice"]) == ACTUAL[actual]
    assert ACTUAL[actual][0] in describe(problem)
    assert advise(problem) == ACTUAL[actual][1]


def test_a_document_with_a_password_is_refused_and_the_message_says_so(tmp_path: Path) -> None:
    path = tmp_path / "retour.docx"
    path.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(path) == "returned-file-locked"
    assert "mot de passe" in describe(refused(path))


@pytest.mark.parametrize("content", [b"", b" \r\n", bytes(4_000)])
def test_a_file_with_nothing_in_it_is_refused_as_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "retour.docx"
    path.write_bytes(content)
    assert refusal(path) == "returned-file-empty"


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
