"""The rehearsal's inbox: a coordinator's first batch, with every format and every way in which a file can be nasty."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ccf_docs.rehearsal
from ccf_docs.check import check
from ccf_docs.errors import ExitCode, Severity
from ccf_docs.intake.readers import suffixes
from ccf_docs.store.folder import Folder

INBOX = Path(ccf_docs.rehearsal.__file__).parent / "campaign/responses/inbox"
FILED = {
    "Fenouil Myrtille, suite.txt": "vergerville/fenouil-myrtille.2028-02-26.yaml",
    "Re Questionnaire.eml": "le-clos-potager/coriandre-kumquat.yaml",
    "Réponse binôme Betterave Panais.docx": "vergerville/betterave-panais.yaml",
    "citrouille-noix-coco.pdf": "vergerville/citrouille-noix-coco.yaml",
    "complément Céleri Framboise.doc": "vergerville/celeri-framboise.2028-02-26.yaml",
    "endive sarriette.odt": "le-clos-potager/endive-sarriette.yaml",
}
LEFT = {"affiche.jpg", "numérisé.pdf", "réponses.txt", "vide.txt"}


def ccf_docs_in(folder: Folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ccf_docs", "-C", str(folder.root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, subprocess.CompletedProcess[str]]:
    folder = Folder(tmp_path_factory.mktemp("rehearsal") / "essai")
    ccf_docs_in(Folder(Path()), "init", "--rehearsal", str(folder.root))
    return folder, ccf_docs_in(folder, "intake", "--review")


def readable(name: str) -> bool:
    suffix = Path(name).suffix
    return suffix in suffixes() and (suffix != ".doc" or bool(shutil.which("soffice") or shutil.which("antiword")))


def test_the_inbox_holds_every_format_and_no_heavy_file() -> None:
    files = list(INBOX.iterdir())
    assert {path.name for path in files} == {*FILED, *LEFT}
    assert all(path.stat().st_size < 40_000 for path in files)


def test_what_can_be_read_is_filed_and_what_cannot_stays_with_its_reason(
    read: tuple[Folder, subprocess.CompletedProcess[str]],
) -> None:
    folder, result = read
    assert result.returncode in (ExitCode.OVERWRITE, ExitCode.UNREADABLE)
    left = {path.name for path in folder.inbox.iterdir()}
    assert left == LEFT | {name for name in FILED if not readable(name)}
    for name in left:
        assert f"{name}: erreur:" in result.stderr
    for name, target in FILED.items():
        assert (folder.responses / target).is_file() == (readable(name) or name == "Re Questionnaire.eml")
    assert "Traceback" not in result.stderr


def test_what_was_read_is_without_a_mistake(read: tuple[Folder, subprocess.CompletedProcess[str]]) -> None:
    _, problems = check(read[0])
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []
    assert {problem.code for problem in problems} == {"inbox-waiting", "several-returns"}


def test_every_response_has_its_page(read: tuple[Folder, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = read
    pages = {
        path.relative_to(folder.out / "review").with_suffix("") for path in (folder.out / "review").rglob("*.html")
    }
    responses = {path.relative_to(folder.responses).with_suffix("") for path in folder.response_files()}
    assert pages == responses


def test_the_answers_that_were_promised_count_instead_of_the_promise(
    read: tuple[Folder, subprocess.CompletedProcess[str]],
) -> None:
    if ".eml" not in suffixes():
        pytest.skip("messages have no reader yet")
    folder, _ = read
    text = (folder.responses / "le-clos-potager/coriandre-kumquat.yaml").read_text("utf-8")
    assert "kind: answers" in text
    assert "on: 2028-02-25" in text
    assert (folder.responses / "le-clos-potager/coriandre-kumquat.2028-02-14.yaml").is_file()
