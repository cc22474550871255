"""The .doc reader: through LibreOffice, else through antiword, else a refusal that says what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ccf_docs.errors import CampaignError, ExitCode, Problem
from ccf_docs.formats import libreoffice
from ccf_docs.intake import readers
from ccf_docs.text.messages import advise, describe

OFFICE = Path(__file__).parent / "office"
FORM, EVERYTHING = OFFICE / "form-libreoffice-7.4.doc", OFFICE / "everything-libreoffice-7.4.doc"


def refused(path: Path) -> Problem:
    with pytest.raises(CampaignError) as raised:
        readers.read(path)
    assert raised.value.exit_code is ExitCode.UNREADABLE
    (problem,) = raised.value.problems
    assert problem.where.file == path.name
    return problem


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with neither LibreOffice nor antiword; the folder is where programs are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    if libreoffice.program() is not None:
        pytest.skip("LibreOffice is installed where it is always found")
    return tmp_path


@pytest.fixture
def only_antiword(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with antiword only."""
    found = shutil.which("antiword")
    if found is None:
        pytest.skip("antiword is not installed")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "antiword").symlink_to(found)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


@pytest.mark.libreoffice
def test_a_doc_says_the_same_as_the_docx_that_it_was_saved_from() -> None:
    if libreoffice.program() is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    same = [(block.kind, block.label, block.text) for block in readers.read(OFFICE / "everything.docx").blocks]
    # The description of a frame is lost on the way.
    assert [(block.kind, block.label, block.text) for block in readers.read(EVERYTHING).blocks] == same[:-1]


@pytest.mark.libreoffice
def test_our_reference_and_the_answers_fields_survive() -> None:
    if libreoffice.program() is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    document = readers.read(FORM)
    assert document.references == ("antony/cerise-figue",)
    assert len({field for block in document.blocks for field in block.fields if field.startswith("R_")}) == 12


@pytest.mark.usefixtures("only_antiword")
def test_without_libreoffice_antiword_reads_the_words_and_a_notice_says_what_is_missing() -> None:
    document = readers.read(FORM)
    texts = {block.text: block.kind.value for block in document.blocks}
    assert texts["Nous planterons budget-part."] == "table-cell"
    assert texts["Puis nous arroserons 1 budget-part."] == "table-cell"
    assert [notice.code for notice in document.notices] == ["plain-reading"]


@pytest.mark.usefixtures("nothing_installed")
def test_with_neither_of_them_the_file_is_refused_and_the_message_says_to_save_it_as_docx() -> None:
    problem = refused(FORM)
    assert problem.code == "returned-file-old-word"
    assert "DOCX" in advise(problem)
    assert ".doc" in describe(problem)


def test_a_doc_with_a_password_is_refused_before_anything_is_started(tmp_path: Path) -> None:
    content = bytearray(FORM.read_bytes())
    start = next(at for at in range(512, len(content), 512) if content[at : at + 2] == b"\xec\xa5")
    content[start + 11] |= 0x01
    path = tmp_path / "retour.doc"
    path.write_bytes(bytes(content))
    assert refused(path).code == "returned-file-locked"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "returned-file-empty"),
        (b"{\\rtf1 Bonjour}", "returned-file-misnamed"),
        (b"<html><body>Bonjour</body></html>", "returned-file-misnamed"),
        ((OFFICE / "everything.docx").read_bytes(), "returned-file-misnamed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3_000), "returned-file-damaged"),
        (bytes(range(256)) * 8, "returned-file-damaged"),
    ],
)
def test_what_is_no_old_word_file_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "retour.doc"
    path.write_bytes(content)
    assert refused(path).code == code
