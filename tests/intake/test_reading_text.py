"""The .txt reader, and the choice of a reader."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from types import ModuleType

import pytest

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.intake import readers
from ccf_docs.model.document import Block, BlockKind


def blocks(path: Path, content: bytes) -> list[tuple[str, str]]:
    path.write_bytes(content)
    return [(block.kind.value, block.text) for block in readers.read(path).blocks]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "retour.txt"


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", ["L’œuvre coûte 3 €", "Été à Noël, où « nous » irons…", "DÉPARTEMENT, forêt, maïs"])
def test_accents_survive_every_usual_encoding(path: Path, encoding: str, text: str) -> None:
    assert blocks(path, text.encode(encoding)) == [("paragraph", text)]


@pytest.mark.parametrize(
    "seed", sorted((Path(__file__).parent / "cases").glob("seed-*.txt")), ids=lambda path: path.stem
)
@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "mac-roman"])
def test_the_seeds_say_the_same_in_every_encoding(path: Path, seed: Path, encoding: str) -> None:
    text = unicodedata.normalize("NFC", seed.read_text(encoding="utf-8")).replace("\u2009", "\u00a0")
    expected = blocks(path, text.encode())
    assert blocks(path, text.encode(encoding)) == expected


def test_windows_apostrophes_that_were_read_as_latin_1_are_apostrophes(path: Path) -> None:
    assert blocks(path, "J\u0092ai dit\u0085 l\u009cuvre".encode()) == [("paragraph", "J’ai dit… lœuvre")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_is_a_block_and_blank_lines_only_separate(path: Path, end: str) -> None:
    found = blocks(path, f"Un.{end}Deux.{end} \t{end}{end}Trois.".encode())
    assert found == [("paragraph", "Un."), ("paragraph", "Deux."), ("paragraph", "Trois.")]


@pytest.mark.parametrize("sign", ["· ", "•", "- ", "– ", "▪\t", "* ", "\uf0b7 "])
def test_a_bullet_s_sign_is_layout_and_leaves_the_text(path: Path, sign: str) -> None:
    assert blocks(path, f"  {sign}un verger".encode()) == [("bullet", "un verger")]


def test_a_dash_glued_to_a_word_is_a_bullet_and_before_a_number_a_minus(path: Path) -> None:
    assert blocks(path, b"-Recrutement\n-5 % en un an\n") == [("bullet", "Recrutement"), ("paragraph", "-5 % en un an")]


def test_a_typed_number_stays_in_the_text(path: Path) -> None:
    assert blocks(path, "1/ Dématérialisation\n2.Budget".encode()) == [
        ("paragraph", "1/ Dématérialisation"),
        ("paragraph", "2.Budget"),
    ]


def test_decomposed_accents_are_composed_and_no_break_spaces_kept(path: Path) -> None:
    assert blocks(path, "E\u0301te\u0301\u00a0!".encode()) == [("paragraph", "Été\u00a0!")]


def test_lines_cut_at_a_fixed_width_are_joined_and_titles_are_not(path: Path) -> None:
    text = (
        "Le verger\n"
        "Nous planterons des pommiers le long des écoles et des crèches\n"
        "parce que les enfants doivent voir d'où viennent les fruits de\n"
        "leur goûter, et parce que l'ombre manque dans presque toutes\n"
        "nos cours depuis que les vieux platanes sont tombés l'hiver\n"
        "dernier.\n"
    )
    assert [words.split()[0] for _, words in blocks(path, text.encode())] == ["Le", "Nous"]


def test_a_blank_line_inside_a_sentence_of_cut_lines_is_joined_over(path: Path) -> None:
    text = """Nous planterons des pommiers le long des écoles et des crèches
parce que les enfants doivent voir d'où viennent les fruits ; ils

induisent, dit-on, un bien-être que rien ne remplace, et l'ombre
manque dans presque toutes nos cours depuis que les vieux arbres
sont tombés l'hiver dernier.

Le reste viendra."""
    found = [words for _, words in blocks(path, text.encode())]
    assert [words.split()[-1] for words in found] == ["dernier.", "viendra."]
    assert "fruits ; ils induisent, dit-on," in found[0]


def test_a_blank_line_before_a_capital_parts_two_paragraphs_of_cut_lines(path: Path) -> None:
    text = """Nous planterons des pommiers le long des écoles et des crèches
parce que les enfants doivent voir d'où viennent les fruits et
que l'ombre manque dans presque toutes nos cours depuis que les
vieux platanes sont tombés sans que personne ne les remplace ici

Nous planterons aussi des poiriers dans les cours des collèges."""
    assert [words.split()[0] for _, words in blocks(path, text.encode())] == ["Nous", "Nous"]


def test_blank_lines_between_typed_lines_stay_between_them(path: Path) -> None:
    lines = ["des pommiers", "des poiriers", "des pruniers", "des cerisiers", "des figuiers"]
    assert [words for _, words in blocks(path, "\n\n".join(lines).encode())] == lines


CUT = """Nous demandons depuis le début de ce man-
dat que les habitants soient reçus, peut-
être par téléphone, et sans rendez-vous
dans toutes les communes des Hauts-de-
Seine, où les familles attendent trop."""


def test_a_word_broken_at_a_line_s_end_is_whole_again_and_a_compound_keeps_its_hyphen(path: Path) -> None:
    [(_, text)] = blocks(path, CUT.encode())
    assert {"mandat", "peut-être", "Hauts-de-Seine,"} <= set(text.split())


def test_heads_and_feet_between_form_feeds_are_apart_and_cut_no_sentence(path: Path) -> None:
    pages = [*CUT.split("\n"), "Et encore une ligne de plus."]
    head, first, second = "Réponses du canton\n", "\n".join(pages[:3]), "\n".join(pages[3:])
    text = f"{head}{first}\nPage 1/2\n\f{head}{second}\nPage 2/2\n"
    found = blocks(path, text.encode())
    assert [kind for kind, _ in found if kind == "running"] == ["running"] * 4
    assert "rendez-vous dans toutes" in found[0][1]


def test_a_few_control_characters_are_no_words(path: Path) -> None:
    found = blocks(path, b"Oui\x07, nous\x1b le ferons, avec un porte\x1evoix.\x1a\r\n")
    assert found == [("paragraph", "Oui, nous le ferons, avec un porte\N{NON-BREAKING HYPHEN}voix.")]


@pytest.mark.parametrize(
    "content", [b"{\\rtf1\\ansi Oui}", b"<html><p>Oui</p>", b"%PDF-1.4\n", b"PK\x03\x04word/document.xml"]
)
def test_another_format_named_txt_is_refused_with_its_name(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(CampaignError) as refused:
        readers.read(path)
    assert refused.value.problems[0].code == "returned-file-misnamed"


def test_two_readers_that_claim_one_suffix_are_an_error() -> None:
    one, two = ModuleType("one"), ModuleType("two")
    one.SUFFIXES, two.SUFFIXES = (".txt",), (".odt", ".txt")  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match=r"\.txt: both one and two"):
        readers.claims([one, two])


def test_every_format_of_the_way_in_has_its_reader() -> None:
    assert {".docx", ".odt", ".pdf", ".eml", ".doc", ".txt"} <= set(readers.suffixes())


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03", b"Oui\x01\x02\x03\x04\x05\x90", b"\xff\xfe\x00"])
def test_a_binary_file_named_txt_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(CampaignError) as refused:
        readers.read(path)
    assert refused.value.exit_code is ExitCode.UNREADABLE


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t\n"])
def test_a_file_without_words_is_refused_and_never_an_empty_answer(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(CampaignError) as refused:
        readers.read(path)
    assert refused.value.problems[0].code == "returned-file-empty"


@pytest.mark.parametrize("name", ["retour.pages", "retour", "retour.docx.exe"])
def test_an_unknown_format_is_refused_with_those_that_can_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Bonjour")
    with pytest.raises(CampaignError) as refused:
        readers.read(tmp_path / name)
    problem = refused.value.problems[0]
    assert (refused.value.exit_code, problem.code) == (ExitCode.UNREADABLE, "returned-file-format")
    assert {".txt", ".docx"} <= set(str(problem.values["known"]).split(", "))


def test_a_missing_file_is_a_clean_error(tmp_path: Path) -> None:
    with pytest.raises(CampaignError) as refused:
        readers.read(tmp_path / "absent.txt")
    assert refused.value.problems[0].where.file == "absent.txt"


def test_blocks_are_numbered_from_one(path: Path) -> None:
    path.write_bytes(b"Un.\n\nDeux.")
    assert readers.read(path).blocks == (Block(1, "Un."), Block(2, "Deux.", BlockKind.PARAGRAPH))
