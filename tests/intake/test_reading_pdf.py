"""The .pdf reader: files of the programs that people use, and small ones written by hand for each rule."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from handmade_pdf import annotate, document, lines, picture, save, say, text_field, tick_box
from pikepdf import Array, Dictionary, Name, String
from questioned import Asked
from told import compare

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.intake import readers
from ccf_docs.intake.accounting import account
from ccf_docs.intake.readers import pdf_engine
from ccf_docs.intake.response import from_segments
from ccf_docs.intake.segment import Segment
from ccf_docs.model.document import BlockKind, Document
from ccf_docs.model.response import Source

HERE = Path(__file__).parent
PRINTED = sorted((HERE / "pdf").glob("*.pdf"))
SEEDS = sorted((HERE / "cases").glob("seed-*.txt"))

LEFT = """Nous voulons que chaque habitant puisse
rencontrer un agent sans attendre des
semaines, et que les dossiers ne se
perdent plus d'un bureau à un autre.""".split("\n")
RIGHT = """Le budget sera publié chaque année avec
le détail des dépenses par commune, et
nous en débattrons avec celles et ceux
qui le demandent, une fois par an.""".split("\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "retour.pdf"


def texts(found: Document, *kinds: BlockKind) -> list[str]:
    return [block.text for block in found.blocks if not kinds or block.kind in kinds]


def refusal(path: Path) -> tuple[str, object]:
    with pytest.raises(CampaignError) as refused:
        readers.read(path)
    assert refused.value.exit_code is ExitCode.UNREADABLE
    problem = refused.value.problems[0]
    return problem.code, problem.values.get("pages")


# --- files of other programs ------------------------------------------------------------------------------------------


def test_the_printed_files_are_there() -> None:
    assert {path.stem.partition("-")[0] for path in PRINTED} == {"chromium", "libreoffice"}


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.stem)
def test_the_printed_file_comes_out_as_expected(path: Path, update: bool) -> None:
    compare(readers.read(path), path.with_suffix(".expected.json"), update=update)


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.stem)
def test_no_word_of_a_pdf_is_lost_between_its_blocks_and_the_response(path: Path, ccf: Asked) -> None:
    found = readers.read(path)
    response = from_segments(ccf.align(found), "vergerville/persil-salsifis", Source(file=path.name))
    assert (account(found, response).lost, account(found, response).invented) == ((), ())


def test_our_form_filled_in_and_printed_comes_back_under_its_questions(ccf: Asked) -> None:
    segments = ccf.align(readers.read(HERE / "pdf/libreoffice-form-filled-in.pdf"))
    answers = {segment.question: segment.text.split(",")[0] for segment in segments if segment.role == "answer"}
    asked = [question.id for theme in ccf.themes for question in theme.questions]
    assert answers == {question: f"Nous planterons {question}" for question in asked}
    assert {segment.role.value for segment in segments} == {
        "answer",
        "heading",
        "letter",
        "question",
        "reference",
        "running",
    }


def placed(segments: Sequence[Segment]) -> dict[str, list[str]]:
    """The words under each theme."""
    found: dict[str, list[str]] = {}
    for segment in segments:
        for theme in segment.themes if segment.role == "answer" else ():
            found.setdefault(theme, []).extend(word for word in segment.text.split() if word != "-")
    return found


def as_the_text(path: Path, seed: Path, asked: Asked) -> None:
    """A PDF made of a seed says the same words, in the same paragraphs, under the same themes."""
    text, found = readers.read(seed), readers.read(path)
    own = [block.text.split() for block in found.blocks if block.kind is not BlockKind.RUNNING]
    assert own == [block.text.split() for block in text.blocks]
    assert placed(asked.align(found)) == placed(asked.align(text))


@pytest.mark.libreoffice
@pytest.mark.parametrize("columns", [1, 2])
def test_the_seeds_through_libreoffice_come_out_like_their_texts(columns: int, ccf: Asked, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    for seed in SEEDS:
        word = docx.Document()
        for line in seed.read_text(encoding="utf-8").split("\n"):
            word.add_paragraph(line)
        word.sections[0]._sectPr.find(qn("w:cols")).set(qn("w:num"), str(columns))
        word.save(str(tmp_path / f"{seed.stem}.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    sources = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *sources]
    for _ in range(2):  # the first start of a new profile can end without output
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    for seed in SEEDS:
        as_the_text(tmp_path / f"{seed.stem}.pdf", seed, ccf)


ONE_COLUMN = """@page{size:A4;margin:2.5cm;@top-center{content:'Canton de Vergerville'}
@bottom-right{content:'Page ' counter(page) ' / ' counter(pages)}} body{font:11pt serif} p{margin:0 0 .6em}"""
TWO_COLUMNS = """@page{size:A4;margin:2cm;@bottom-center{content:counter(page)}}
body{font:10pt sans-serif;columns:2;column-gap:.8cm;text-align:justify;hyphens:auto} p{margin:0;text-indent:1em}"""


@pytest.mark.slow
@pytest.mark.parametrize("style", [ONE_COLUMN, TWO_COLUMNS], ids=["running heads", "hyphenated columns"])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_the_seeds_through_weasyprint_come_out_like_their_texts(style: str, seed: Path, ccf: Asked, path: Path) -> None:
    from weasyprint import HTML

    paragraphs = [f"<p>{escape(line)}</p>" for line in seed.read_text(encoding="utf-8").split("\n") if line.strip()]
    HTML(string=f"<html lang=fr><style>{style}</style>{''.join(paragraphs)}").write_pdf(str(path))
    as_the_text(path, seed, ccf)


# --- columns and tables -----------------------------------------------------------------------------------------------


def in_turns(left: int, right: int) -> str:
    return "".join(
        say(left, 700 - 12 * at, one) + say(right, 700 - 12 * at, two)
        for at, (one, two) in enumerate(zip(LEFT, RIGHT, strict=True))
    )


@pytest.mark.parametrize("right", [330, 310, 304], ids=lambda right: f"gap of {right - 60 - 6 * 39}")
def test_columns_that_a_program_writes_line_by_line_are_not_interleaved(path: Path, right: int) -> None:
    save(document(in_turns(60, right)), path)
    assert texts(readers.read(path)) == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_column_written_after_the_one_to_its_right_is_read_before_it(path: Path) -> None:
    save(document(lines(310, 700, RIGHT) + lines(60, 700, LEFT)), path)
    assert texts(readers.read(path)) == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_title_over_two_columns_is_read_before_both(path: Path) -> None:
    save(
        document(lines(60, 680, LEFT) + lines(310, 680, RIGHT) + say(60, 720, "Nos réponses, canton par canton", 16)),
        path,
    )
    assert texts(readers.read(path))[0] == "Nos réponses, canton par canton"


def test_the_rows_of_a_table_are_read_cell_by_cell(path: Path) -> None:
    rows = [
        ("Le verger ?", "Oui"),
        ("Le potager ?", "Non"),
        ("Le pré ?", "Oui, dès 2028"),
        ("Le bois ?", "Peut-être"),
        ("Le lac ?", "Oui"),
    ]
    save(
        document("".join(say(60, 700 - 20 * at, a) + say(330, 700 - 20 * at, b) for at, (a, b) in enumerate(rows))),
        path,
    )
    assert texts(readers.read(path)) == [cell for row in rows for cell in row]


def test_a_rule_between_two_cells_parts_them_however_near_they_are(path: Path) -> None:
    grid = "60 690 200 30 re S 140 690 m 140 720 l S\n"
    save(document(grid + say(64, 700, "Le verger") + say(126, 700, "?") + say(144, 700, "Oui")), path)
    assert texts(readers.read(path), BlockKind.TABLE_CELL) == ["Le verger ?", "Oui"]


# --- paragraphs and words ---------------------------------------------------------------------------------------------


def test_a_line_that_ends_although_the_next_word_had_room_ends_its_paragraph(path: Path) -> None:
    save(document(lines(60, 700, [*LEFT[:2], "semaines.", *RIGHT])), path)
    assert texts(readers.read(path)) == [" ".join([*LEFT[:2], "semaines."]), " ".join(RIGHT)]


def test_a_wider_step_and_a_list_s_sign_begin_a_paragraph(path: Path) -> None:
    items = ["1. " + LEFT[0][3:], LEFT[1], "- " + RIGHT[0][2:], RIGHT[1]]
    save(document(lines(60, 700, LEFT) + lines(60, 640, items)), path)
    found = readers.read(path).blocks
    assert [(block.kind.value, block.text.split()[0]) for block in found] == [
        ("paragraph", "Nous"),
        ("paragraph", "1."),
        ("bullet", "budget"),
    ]


def test_a_paragraph_goes_on_over_the_page_and_its_number_stands_apart(path: Path) -> None:
    foot = "Vergerville - page {} / 2"
    first, second = (
        lines(60, 130, LEFT[:2]) + say(60, 40, foot.format(1)),
        lines(60, 780, LEFT[2:]) + say(60, 40, foot.format(2)),
    )
    save(document(lines(60, 760, RIGHT) + first, second), path)
    found = readers.read(path)
    assert texts(found, BlockKind.PARAGRAPH) == [" ".join(RIGHT), " ".join(LEFT)]
    assert texts(found, BlockKind.RUNNING) == [foot.format(1), foot.format(2)]
    assert [(block.kind.value, block.page) for block in found.blocks] == [
        ("paragraph", 1),
        ("paragraph", 1),
        ("running", 1),
        ("running", 2),
    ]


def test_headings_with_a_number_at_the_top_of_each_page_are_no_running_heads(path: Path) -> None:
    pages = [say(60, 780, f"Question {number}") + lines(60, 700, text) for number, text in ((1, LEFT), (2, RIGHT))]
    save(document(*pages), path)
    assert texts(readers.read(path), BlockKind.RUNNING) == []


@pytest.mark.parametrize("foot", ["1", "- 1 -", "1/1", "Page 1 sur 1"])
def test_a_page_number_alone_at_the_foot_is_no_answer(path: Path, foot: str) -> None:
    save(document(lines(60, 700, LEFT) + say(290, 40, foot)), path)
    assert texts(readers.read(path), BlockKind.RUNNING) == [foot]


@pytest.mark.parametrize(
    ("line", "following", "word"),
    [
        ("que nous demandons au long de ce man-", "dat, avec vous", "mandat,"),
        ("que nous demandons aux habitants, peut-", "être avec vous", "peut-être"),
        ("que nous demandons dans les Hauts-de-", "Seine avec vous", "Hauts-de-Seine"),
        ("que nous demandons à tous, c'est-à-", "dire avec vous", "c'est-à-dire"),
        ("que nous demandons, et le voudra-t-", "on avec vous", "voudra-t-on"),
        ("que nous demandons de 2021 à 2025-", "2028 avec vous", "2025-2028"),
        ("que nous demandons au bien-être du porte-", "parole du canton", "porte-parole"),
    ],
)
def test_a_hyphen_at_a_line_s_end_goes_or_stays_as_its_word_needs(
    path: Path, line: str, following: str, word: str
) -> None:
    before, after = LEFT[0], "et plus longuement, sans rien oublier."
    save(document(lines(60, 700, [before, line, following, after])), path)
    assert word in texts(readers.read(path))[0].split()


def test_the_document_s_own_words_decide_first(path: Path) -> None:
    said = [
        "Le plan médico-social du département est",
        "un plan que nous voulons pour le médico-",
        "social, et un arrosage de l'arrière-cour.",
    ]
    save(document(lines(60, 700, said)), path)
    assert texts(readers.read(path))[0].split().count("médico-social") == 1
    assert "médico-social," in texts(readers.read(path))[0].split()


def test_words_that_no_space_parts_are_parted_by_their_places(path: Path) -> None:
    words = "Nous planterons des pommiers le long des écoles.".split()
    content, x = "", 60.0
    for word in words:
        content += say(x, 700, word)
        x += 6 * len(word) + 3.4
    save(document(content), path)
    assert texts(readers.read(path)) == [" ".join(words)]


def test_ligatures_and_soft_hyphens_become_letters(path: Path) -> None:
    from weasyprint import HTML

    HTML(string="<html lang=fr><p>E\ufb03cace\u00adment, \ufb01nances, o\ufb00re, 1<sup>er</sup> étage").write_pdf(
        str(path)
    )
    assert texts(readers.read(path)) == ["Efficacement, finances, offre, 1er étage"]


@pytest.mark.parametrize(
    ("turn", "matrix"), [(90, "0 1 -1 0 {} 60"), (270, "0 -1 1 0 {} 780"), (180, "-1 0 0 -1 500 {}")]
)
def test_a_turned_page_is_read_as_it_is_looked_at(path: Path, turn: int, matrix: str) -> None:
    step = -12 if turn == 270 else 12
    made = document(
        "".join(f"BT /F1 10 Tf {matrix.format(300 + step * at)} Tm ({line}) Tj ET\n" for at, line in enumerate(LEFT))
    )
    made.pages[0].Rotate = turn
    save(made, path)
    assert texts(readers.read(path)) == [" ".join(LEFT)]


def test_a_word_across_the_page_is_apart(path: Path) -> None:
    save(document(lines(60, 700, LEFT) + "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (BROUILLON) Tj ET"), path)
    assert texts(readers.read(path), BlockKind.RUNNING) == ["BROUILLON"]


def test_bold_and_larger_lines_are_headings(path: Path) -> None:
    content = say(60, 740, "Nos vergers", 14) + say(60, 712, "Le logement", font="F2") + lines(60, 690, LEFT)
    save(document(content), path)
    assert texts(readers.read(path), BlockKind.HEADING) == ["Nos vergers", "Le logement"]


# --- forms and comments -----------------------------------------------------------------------------------------------


def test_a_form_s_fields_are_read_where_they_stand_with_their_names(path: Path) -> None:
    made = document(
        say(60, 740, "1. Et les vergers ?")
        + say(60, 600, "2. Et les potagers ?")
        + say(60, 560, "Oui")
        + say(120, 560, "Non")
    )
    text_field(made, [60, 620, 500, 730], "verger-eau", "Oui, sans réserve.\rNous en planterons :\r- mille pommiers")
    tick_box(made, [45, 559, 55, 569], "potager-oui", ticked=True)
    tick_box(made, [105, 559, 115, 569], "potager-non", ticked=False)
    save(made, path)
    assert [(block.kind.value, block.fields, block.text) for block in readers.read(path).blocks] == [
        ("paragraph", (), "1. Et les vergers ?"),
        ("paragraph", ("verger-eau",), "Oui, sans réserve."),
        ("paragraph", ("verger-eau",), "Nous en planterons :"),
        ("bullet", ("verger-eau",), "mille pommiers"),
        ("paragraph", (), "2. Et les potagers ?"),
        ("paragraph", ("potager-oui",), "☒ Oui"),
        ("paragraph", ("potager-non",), "☐ Non"),
    ]


def test_text_typed_onto_a_page_is_text_and_a_comment_is_apart(path: Path) -> None:
    made = document(say(60, 700, "1. Et les vergers ?") + say(60, 660, "2. Et les potagers ?"))
    annotate(
        made,
        1,
        Subtype=Name.FreeText,
        Rect=Array([60, 672, 300, 690]),
        Contents=String("Oui, mille."),
        DA=String("/F1 10 Tf"),
    )
    annotate(made, 1, Subtype=Name.Text, Rect=Array([500, 700, 520, 720]), Contents=String("À revoir"))
    save(made, path)
    found = readers.read(path)
    assert texts(found, BlockKind.PARAGRAPH) == ["1. Et les vergers ?", "Oui, mille.", "2. Et les potagers ?"]
    assert texts(found, BlockKind.COMMENT) == ["À revoir"]
    assert [(notice.code, notice.where) for notice in found.notices] == [("comment", "¶4")]


@pytest.mark.parametrize("key", ["Subject", "Keywords", "ccf-docs-candidacy"])
def test_our_reference_is_found_in_the_properties(path: Path, key: str) -> None:
    made = document(lines(60, 700, LEFT))
    made.docinfo[f"/{key}"] = String("vergerville/persil-salsifis")
    save(made, path)
    assert readers.read(path).references == ("vergerville/persil-salsifis",)


def test_what_is_not_read_is_told(path: Path) -> None:
    made = document(lines(60, 700, LEFT) + "q 300 0 0 200 100 300 cm /Im Do Q")
    made.pages[0].Resources.XObject = Dictionary(Im=picture(made))
    made.attachments["budget.xlsx"] = b"PK"
    save(made, path)
    assert [notice.code for notice in readers.read(path).notices] == ["image", "unread"]


# --- what cannot be read ----------------------------------------------------------------------------------------------


def scanned(*own: str) -> pikepdf.Pdf:
    made = document(*(f"q 595 0 0 842 0 0 cm /Im Do Q {content}" for content in own))
    for page in made.pages:
        page.Resources.XObject = Dictionary(Im=picture(made))
    return made


def test_a_scan_is_refused_and_never_an_empty_answer(path: Path) -> None:
    save(scanned("", ""), path)
    assert refusal(path) == ("no-text-layer", "1, 2")


def test_one_scanned_page_among_others_is_enough_and_is_named(path: Path) -> None:
    made = scanned(lines(60, 700, LEFT), "")
    save(made, path)
    assert refusal(path) == ("no-text-layer-pages", "2")


def test_a_page_number_on_a_scan_is_no_text(path: Path) -> None:
    save(scanned(say(290, 40, "Page 1/2"), say(290, 40, "Page 2/2")), path)
    assert refusal(path) == ("no-text-layer", "1, 2")


def test_the_recognised_text_of_a_scan_is_read_and_told(path: Path) -> None:
    save(scanned("BT 3 Tr /F1 10 Tf 60 700 Td (Nous planterons.) Tj ET"), path)
    found = readers.read(path)
    assert (texts(found), [notice.code for notice in found.notices]) == (["Nous planterons."], ["no-text-layer"])


def test_a_blank_page_is_no_scan_and_a_blank_document_is_empty(path: Path) -> None:
    save(document(lines(60, 700, LEFT), ""), path)
    assert len(readers.read(path).blocks) == 1
    save(document("", ""), path)
    assert refusal(path)[0] == "returned-file-empty"


def test_a_password_is_refused_and_a_mere_restriction_is_not(path: Path) -> None:
    made = document(lines(60, 700, LEFT))
    made.save(path, encryption=pikepdf.Encryption(user="verger", owner="potager"))
    assert refusal(path)[0] == "returned-file-locked"
    made.save(path, encryption=pikepdf.Encryption(user="", owner="potager"))
    assert len(readers.read(path).blocks) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "returned-file-empty"),
        (b"%PDF-1.4\nverger", "returned-file-damaged"),
        (b"Bonjour, oui.", "returned-file-misnamed"),
        (b"PK\x03\x04 word/document.xml", "returned-file-misnamed"),
    ],
)
def test_what_is_no_pdf_is_refused(path: Path, content: bytes, code: str) -> None:
    path.write_bytes(content)
    assert refusal(path)[0] == code


def test_letters_without_meaning_are_refused(path: Path) -> None:
    made = document(lines(60, 700, LEFT))
    font = made.pages[0].Resources.Font.F1
    font.Encoding = Dictionary(
        Type=Name.Encoding, Differences=Array([32, *[Name(f"/g{code}") for code in range(32, 256)]])
    )
    save(made, path)
    assert refusal(path)[0] == "returned-pdf-cipher"


def test_a_file_that_had_to_be_mended_is_read_and_told(path: Path) -> None:
    save(document(lines(60, 700, LEFT)), path)
    path.write_bytes(path.read_bytes().replace(b"startxref", b"startxxxx"))
    found = readers.read(path)
    assert (texts(found), [notice.code for notice in found.notices]) == ([" ".join(LEFT)], ["unread"])


def bomb(path: Path) -> None:
    """A kilobyte that becomes 400 MB, packed twice."""
    import zlib

    made = pikepdf.new()
    content = zlib.compress(zlib.compress(b"q " * 200_000_000, 9), 9)
    made.add_blank_page().Contents = pikepdf.Stream(made, content, Filter=Array([Name.FlateDecode, Name.FlateDecode]))
    made.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def many_pages(path: Path) -> None:
    save(document(*[""] * 10_000), path)


def many_letters(path: Path) -> None:
    save(document(*[lines(20, 800, ["verger " * 12] * 60)] * 200), path)


@pytest.mark.slow
@pytest.mark.parametrize("trap", [bomb, many_pages, many_letters])
def test_a_trap_is_refused_in_bounded_time_and_memory(path: Path, trap: Callable[[Path], None]) -> None:
    trap(path)
    start = time.monotonic()
    assert refusal(path)[0] in ("returned-file-hostile", "returned-file-too-big")
    assert time.monotonic() - start < 10 + pdf_engine.LIMIT_SECONDS
    assert pdf_engine.LIMIT_MEMORY <= 500_000_000


def test_scripts_and_links_are_neither_run_nor_followed(path: Path) -> None:
    made = document(lines(60, 700, LEFT))
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("while (true) {}"))
    annotate(
        made,
        1,
        Subtype=Name.Link,
        Rect=Array([60, 690, 300, 710]),
        A=Dictionary(S=Name.URI, URI=String("https://verger.example")),
    )
    save(made, path)
    assert texts(readers.read(path)) == [" ".join(LEFT)]
