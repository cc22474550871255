"""`ccf-docs intake` with returns that come again, come twice, come in batches, or whose reading was cut short."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from ccf_docs.errors import ExitCode
from ccf_docs.store.folder import Folder

KIWI = "verger/kiwi-melon"


def ccf_docs(*arguments: object, folder: Folder) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ccf_docs", "-C", str(folder.root), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def everything_in(folder: Folder) -> dict[str, bytes]:
    """All files, but for the tool's own memory."""
    return {
        path.relative_to(folder.root).as_posix(): path.read_bytes()
        for path in folder.root.rglob("*")
        if path.is_file() and ".ccf-docs" not in path.parts
    }


def returned(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def received(campaign: Folder, candidacy: str = KIWI) -> list[str]:
    return [line for line in campaign.journal.read_text("utf-8").splitlines() if f"{candidacy},received" in line]


FIRST = "Noé Kiwi et Léa Melon\n1. L’arrosage\nLe matin.\n"
SECOND = "Noé Kiwi et Léa Melon\n1. L’arrosage\nLe matin.\n2. Le compost\nOui.\n"


@pytest.fixture
def answered(campaign: Folder, tmp_path: Path) -> Folder:
    """Kiwi and Melon have sent a first answer, received on the 15th."""
    result = ccf_docs("intake", returned(tmp_path, "un.txt", FIRST), "--received", "2028-02-15", folder=campaign)
    assert result.returncode == ExitCode.DONE, result.stderr
    return campaign


def test_a_return_is_filed_as_it_came_with_its_fingerprint(answered: Folder) -> None:
    filed = answered.responses / "verger/kiwi-melon.txt"
    assert filed.read_text("utf-8") == FIRST
    text = (answered.responses / "verger/kiwi-melon.yaml").read_text("utf-8")
    assert f"sha256: {hashlib.sha256(filed.read_bytes()).hexdigest()}" in text
    assert "on: 2028-02-15" in text
    assert received(answered) == [f"2028-02-15,{KIWI},received,,,un.txt,intake"]


def test_the_same_file_again_keeps_what_a_person_decided(answered: Folder, tmp_path: Path) -> None:
    assert ccf_docs("review", KIWI, "--aside", "1=closing", "--by", "GR", "--ok", folder=answered).returncode == 0
    before = everything_in(answered)
    for name in ("un.txt", "autre nom.txt"):
        result = ccf_docs("intake", returned(tmp_path, name, FIRST), folder=answered)
        assert result.returncode == ExitCode.DONE, result.stderr
        assert "déjà rangé" in result.stderr
    assert everything_in(answered) == before


def test_a_file_whose_sender_was_said_once_is_known_again(campaign: Folder, tmp_path: Path) -> None:
    anonymous = returned(tmp_path, "anonyme.txt", "1. L’arrosage\nLe matin.\n")
    assert ccf_docs("intake", anonymous, folder=campaign).returncode == ExitCode.INVALID
    assert ccf_docs("intake", anonymous, "--candidacy", KIWI, folder=campaign).returncode == ExitCode.DONE
    assert ccf_docs("intake", anonymous, folder=campaign).returncode == ExitCode.DONE


def test_a_second_return_stands_beside_the_first_until_a_person_chooses(answered: Folder, tmp_path: Path) -> None:
    before = everything_in(answered)
    arguments = ["intake", returned(tmp_path, "deux.txt", SECOND), "--received", "2028-02-21"]
    result = ccf_docs(*arguments, folder=answered)
    assert result.returncode == ExitCode.DONE
    assert "--adopt 2028-02-21" in result.stderr
    now = everything_in(answered)
    assert {path for path in now if path not in before} == {
        "responses/verger/kiwi-melon.2028-02-21.txt",
        "responses/verger/kiwi-melon.2028-02-21.yaml",
    }
    assert {path for path in before if now[path] != before[path]} == {"responses/journal.csv"}
    assert len(received(answered)) == 2
    check = ccf_docs("check", folder=answered)
    assert check.returncode == ExitCode.DONE
    assert check.stderr.count("avertissement: un autre retour") == 1
    assert "Réponse partielle (1 thème sur 2)" in ccf_docs("status", folder=answered).stdout


def test_a_reviewed_response_stays_and_the_new_return_waits_beside_it(answered: Folder, tmp_path: Path) -> None:
    ccf_docs("review", KIWI, "--by", "GR", "--ok", folder=answered)
    reviewed = (answered.responses / "verger/kiwi-melon.yaml").read_bytes()
    assert b"digest" in reviewed
    second = returned(tmp_path, "deux.txt", SECOND)
    result = ccf_docs("intake", second, "--received", "2028-02-21", folder=answered)
    assert result.returncode == ExitCode.OVERWRITE
    assert "relue par GR" in result.stderr
    assert (answered.responses / "verger/kiwi-melon.yaml").read_bytes() == reviewed
    assert (answered.responses / "verger/kiwi-melon.2028-02-21.txt").read_text("utf-8") == SECOND


def test_the_other_return_is_put_in_force_and_the_first_is_kept(answered: Folder, tmp_path: Path) -> None:
    ccf_docs("intake", returned(tmp_path, "deux.txt", SECOND), "--received", "2028-02-21", folder=answered)
    first = (answered.responses / "verger/kiwi-melon.yaml").read_text("utf-8")
    result = ccf_docs("review", KIWI, "--adopt", "2028-02-21", "--by", "GR", folder=answered)
    assert result.returncode == ExitCode.DONE, result.stderr
    names = sorted(path.name for path in (answered.responses / "verger").glob("kiwi-melon*"))
    assert names == [
        "kiwi-melon.2028-02-15.yaml",
        "kiwi-melon.2028-02-21.txt",
        "kiwi-melon.txt",
        "kiwi-melon.yaml",
    ]
    kept = (answered.responses / "verger/kiwi-melon.2028-02-15.yaml").read_text("utf-8")
    assert kept.replace("superseded: {by: GR, on: 2028-02-26}\n", "") == first
    check = ccf_docs("check", folder=answered)
    assert (check.returncode, check.stderr.count("avertissement")) == (ExitCode.DONE, 0), check.stderr
    assert "Réponse reçue" in ccf_docs("status", folder=answered).stdout


def test_the_return_in_force_is_kept_and_the_other_no_longer_waits(answered: Folder, tmp_path: Path) -> None:
    ccf_docs("intake", returned(tmp_path, "deux.txt", SECOND), "--received", "2028-02-21", folder=answered)
    refused = ccf_docs("review", KIWI, "--by", "GR", "--ok", folder=answered)
    assert refused.returncode == ExitCode.INVALID, "nothing is signed while another return waits"
    assert ccf_docs("review", KIWI, "--keep", "--by", "GR", folder=answered).returncode == ExitCode.DONE
    assert ccf_docs("review", KIWI, "--by", "GR", "--ok", folder=answered).returncode == ExitCode.DONE
    assert "avertissement" not in ccf_docs("check", folder=answered).stderr
    again = ccf_docs("intake", returned(tmp_path, "deux.txt", SECOND), folder=answered)
    assert (again.returncode, len(received(answered))) == (ExitCode.DONE, 2)


def test_a_promise_gives_way_to_the_answers_and_is_kept(campaign: Folder, tmp_path: Path) -> None:
    promise = "Noé Kiwi\nNous avons bien reçu votre lettre et vous répondrons dès que possible.\n"
    ccf_docs("intake", returned(tmp_path, "un.txt", promise), "--received", "2028-02-15", folder=campaign)
    assert "Accusé de réception" in ccf_docs("status", folder=campaign).stdout
    ccf_docs("review", KIWI, "--by", "GR", "--ok", folder=campaign)
    result = ccf_docs("intake", returned(tmp_path, "deux.txt", SECOND), "--received", "2028-02-21", folder=campaign)
    assert result.returncode == ExitCode.DONE, result.stderr
    assert "kiwi-melon.2028-02-15.yaml" in result.stderr
    assert "Réponse reçue" in ccf_docs("status", folder=campaign).stdout
    assert (campaign.responses / "verger/kiwi-melon.txt").read_text("utf-8") == promise
    assert "superseded" in (campaign.responses / "verger/kiwi-melon.2028-02-15.yaml").read_text("utf-8")
    assert ccf_docs("check", "--strict", folder=campaign).returncode == ExitCode.DONE


def test_two_returns_on_one_day_have_names_of_their_own(answered: Folder, tmp_path: Path) -> None:
    for name, text in (("deux.txt", SECOND), ("trois.txt", SECOND + "Un bac par rue.\n")):
        result = ccf_docs("intake", returned(tmp_path, name, text), "--received", "2028-02-21", folder=answered)
        assert result.returncode == ExitCode.DONE, result.stderr
    names = {path.name for path in (answered.responses / "verger").glob("kiwi-melon.2028*.yaml")}
    assert names == {"kiwi-melon.2028-02-21.yaml", "kiwi-melon.2028-02-21-2.yaml"}


def test_a_batch_goes_on_and_says_of_each_file_what_became_of_it(campaign: Folder) -> None:
    campaign.inbox.mkdir()
    returned(campaign.inbox, "1 vide.txt", "")
    (campaign.inbox / "2 affiche.jpg").write_bytes(b"\xff\xd8\xff")
    returned(campaign.inbox, "3 anonyme.txt", "1. L’arrosage\nLe matin.\n")
    returned(campaign.inbox, "4 kiwi.txt", FIRST)
    for number in range(5, 9):  # enough of them for several processes
        returned(campaign.inbox, f"{number} illisible.docx", "PK rien de bon")
    result = ccf_docs("intake", folder=campaign)
    assert result.returncode == ExitCode.UNREADABLE
    for name in ("1 vide.txt", "2 affiche.jpg", "3 anonyme.txt", *(f"{n} illisible.docx" for n in range(5, 9))):
        assert f"{name}: erreur:" in result.stderr
        assert (campaign.inbox / name).exists()
    assert not (campaign.inbox / "4 kiwi.txt").exists()
    assert "1 fichier lu sur 8." in result.stderr
    assert result.stdout.splitlines() == [(campaign.responses / "verger/kiwi-melon.yaml").as_posix()]


CUT = """
import os, sys
from ccf_docs import filing
from ccf_docs.store import responses
def end(*_, **__): os._exit(99)
{where} = end
from ccf_docs.cli import main
sys.argv = ["ccf-docs", "-C", {folder!r}, "intake", "--received", "2028-02-20", "--channel", "courriel"]
main()
"""


@pytest.mark.parametrize(
    "where",
    ["responses.write_together", "filing.append_events", "filing._leave_inbox"],
    ids=["before", "between", "end"],
)
def test_a_run_that_was_ended_is_completed_by_the_next_one(campaign: Folder, where: str) -> None:
    returned(campaign.inbox, "kiwi.txt", FIRST)
    program = CUT.format(where=where, folder=str(campaign.root))
    cut = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert cut.returncode == 99
    assert (campaign.inbox / "kiwi.txt").exists()
    result = ccf_docs("intake", "--received", "2028-02-20", "--channel", "courriel", folder=campaign)
    assert result.returncode == ExitCode.DONE, result.stderr
    assert received(campaign) == [f"2028-02-20,{KIWI},received,courriel,,kiwi.txt,intake"]
    assert list(campaign.inbox.iterdir()) == []
    assert list((campaign.memory / "filing").iterdir()) == []
    assert (campaign.responses / "verger/kiwi-melon.txt").read_text("utf-8") == FIRST
    assert ccf_docs("check", "--strict", folder=campaign).returncode == ExitCode.DONE


def test_the_copy_left_by_a_run_that_was_ended_is_used_again(campaign: Folder, tmp_path: Path) -> None:
    returned(campaign.responses / "verger", "kiwi-melon.txt", FIRST)
    assert ccf_docs("intake", returned(tmp_path, "kiwi.txt", FIRST), folder=campaign).returncode == ExitCode.DONE
    shutil.rmtree(campaign.responses / "verger")
    returned(campaign.responses / "verger", "kiwi-melon.txt", SECOND)
    assert ccf_docs("intake", returned(tmp_path, "kiwi.txt", FIRST), folder=campaign).returncode == ExitCode.OVERWRITE
    assert (campaign.responses / "verger/kiwi-melon.txt").read_text("utf-8") == SECOND


def test_the_day_that_a_person_gives_goes_before_that_of_the_message(campaign: Folder, tmp_path: Path) -> None:
    pytest.importorskip("ccf_docs.intake.readers.mail", reason="messages have no reader yet")
    mail = returned(
        tmp_path,
        "kiwi.eml",
        "From: n.kiwi@example.org\nSubject: Re\nDate: Sun, 20 Feb 2028 10:00:00 +0100\n"
        "Content-Type: text/plain; charset=utf-8\n\n" + FIRST,
    )
    assert ccf_docs("intake", mail, "--candidacy", KIWI, folder=campaign).returncode == ExitCode.DONE
    path = campaign.responses / "verger/kiwi-melon.yaml"
    assert "on: 2028-02-20" in path.read_text("utf-8")
    shutil.rmtree(campaign.responses / "verger")
    ccf_docs("intake", mail, "--candidacy", KIWI, "--received", "2028-02-22", folder=campaign)
    assert "on: 2028-02-22" in path.read_text("utf-8")


def test_an_opponent_s_name_and_an_earlier_return_are_in_the_warnings(answered: Folder, tmp_path: Path) -> None:
    text = SECOND.replace("Oui.", "Oui, comme Zoé Abricot.")
    result = ccf_docs("intake", returned(tmp_path, "deux.txt", text), "--json", "--dry-run", folder=answered)
    codes = {warning["code"] for warning in json.loads(result.stdout)["warnings"]}
    assert {"named-opponent", "several-returns"} <= codes


def test_a_return_without_one_in_force_is_a_mistake_with_its_remedy(answered: Folder) -> None:
    folder = answered.responses / "verger"
    (folder / "kiwi-melon.yaml").rename(folder / "kiwi-melon.2028-02-15.yaml")
    check = ccf_docs("check", folder=answered)
    assert check.returncode == ExitCode.INVALID
    assert "--adopt 2028-02-15" in check.stderr
    assert ccf_docs("review", KIWI, "--adopt", "2028-02-15", "--by", "GR", folder=answered).returncode == ExitCode.DONE
    assert ccf_docs("check", "--strict", folder=answered).returncode == ExitCode.DONE


def test_the_pictures_of_a_returned_file_stand_beside_it(campaign: Folder, tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    Image.new("RGB", (3, 2), (200, 30, 30)).save(picture)
    returned = Document()
    returned.add_paragraph("2. Le compost")
    returned.add_paragraph("Oui, comme ici :")
    returned.add_picture(str(picture))
    returned.save(tmp_path / "retour.docx")
    arguments = ["intake", tmp_path / "retour.docx", "--candidacy", "verger/kiwi-melon"]
    result = ccf_docs(*arguments, folder=campaign)
    assert "une image n’a pas été lue" in result.stderr
    beside = campaign.responses / "verger/kiwi-melon.images"
    assert [path.name for path in beside.iterdir()] == ["1.png"]
    assert (beside / "1.png").read_bytes() == picture.read_bytes()
    (beside / "1.png").unlink()
    ccf_docs(*arguments, folder=campaign)
    assert (beside / "1.png").is_file(), "reading the same file again completes what is missing"
    assert "aucune réponse ne vient de ce fichier" not in ccf_docs("check", folder=campaign).stderr


def test_a_form_filed_under_another_candidacy_than_its_own_reference_is_told(campaign: Folder) -> None:
    assert ccf_docs("letters", folder=campaign).returncode == ExitCode.DONE
    form = campaign.out / "letters/verger/kiwi-melon.docx"
    result = ccf_docs("intake", form, "--candidacy", "serre/a-nommer", "--dry-run", folder=campaign)
    assert "le fichier porte la référence de verger/kiwi-melon, et vous le rangez sous serre/a-nommer" in result.stderr
    right = ccf_docs("intake", form, "--candidacy", "verger/kiwi-melon", "--dry-run", folder=campaign)
    assert "porte la référence" not in right.stderr
