"""The .txt reader, and the choice of a reader."""

from __future__ import annotations

from pathlib import Path

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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_survive_every_usual_encoding(path: Path, encoding: str) -> None:
    assert blocks(path, "L’œuvre coûte 3 €".encode(encoding)) == [("paragraph", "L’œuvre coûte 3 €")]


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


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03", b"%PDF-1.4\x00\x90", b"\xff\xfe\x00"])
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
