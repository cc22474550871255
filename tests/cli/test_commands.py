"""The command line as a person or a script meets it: exit codes, streams, French, and nothing heavy at the start."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ccf_docs.errors import ExitCode
from ccf_docs.store.folder import Folder


def ccf_docs(*arguments: object, folder: Folder | None = None) -> subprocess.CompletedProcess[str]:
    where = ["-C", str(folder.root)] if folder else []
    command = [sys.executable, "-m", "ccf_docs", *where, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def edited(folder: Folder, file: str, find: str, put: str) -> Folder:
    path = folder.root / file
    text = path.read_text("utf-8")
    assert find in text
    path.write_text(text.replace(find, put), "utf-8")
    return folder


def everything_in(folder: Folder) -> dict[str, bytes]:
    """All files, but for the lock that says that nobody else writes."""
    return {
        path.relative_to(folder.root).as_posix(): path.read_bytes()
        for path in folder.root.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def test_a_folder_in_order_ends_with_0(campaign: Folder) -> None:
    result = ccf_docs("check", folder=campaign)
    assert (result.returncode, result.stdout) == (ExitCode.DONE, "")
    assert result.stderr == "Tout est en ordre : 3 candidatures, 1 réponse, 2 cantons.\n"


def test_a_bug_ends_with_1_and_says_that_it_is_one(campaign: Folder) -> None:
    program = (
        "import sys, ccf_docs.check as check\n"
        "def broken(folder): raise ZeroDivisionError\n"
        "check.check = broken\n"
        "from ccf_docs.cli import main\n"
        f"sys.argv = ['ccf-docs', '-C', {str(campaign.root)!r}, 'check']\n"
        "main()\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == ExitCode.BUG
    assert "un défaut de ccf-docs" in result.stderr
    assert "ZeroDivisionError" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chek"], "Il n’y a pas de commande 'chek'. Vouliez-vous dire check ?"),
        (["check", "--foo"], "Il n’y a pas d’option --foo."),
        (["init"], "Il manque DIR."),
        (["check", "trop"], "Ceci est de trop : trop"),
        (["status", "--today", "demain"], "--today : « demain » n’est pas une date. Écrivez 2028-03-04 ou 04/03/2028."),
        (["status", "--today"], "L’option --today attend une valeur."),
    ],
)
def test_a_wrong_command_line_ends_with_2_in_french(arguments: list[str], says: str) -> None:
    result = ccf_docs(*arguments)
    assert result.returncode == ExitCode.USAGE
    assert says in result.stderr
    assert "--help" in result.stderr


def test_warnings_end_with_3_only_when_strict(campaign: Folder) -> None:
    (campaign.responses / "verger" / "kiwi-melon.txt").write_text("Oui.\n", "utf-8")
    assert ccf_docs("check", folder=campaign).returncode == ExitCode.DONE
    assert ccf_docs("check", "--strict", folder=campaign).returncode == ExitCode.WARNINGS
    assert ccf_docs("letters", "--strict", folder=campaign).returncode == ExitCode.WARNINGS
    assert not campaign.out.exists()


@pytest.mark.parametrize("command", ["check", "status", "intake", "letters", "tracker", "booklets", "build"])
def test_data_that_is_not_valid_ends_with_4_and_nothing_is_written(campaign: Folder, command: str) -> None:
    edited(campaign, "candidates.csv", "serre/a-nommer,serre", "sere/a-nommer,sere")
    before = everything_in(campaign)
    result = ccf_docs(command, folder=campaign)
    assert result.returncode == ExitCode.INVALID
    assert "candidates.csv:8: erreur: « sere » n’est pas dans constituencies" in result.stderr
    assert "→ vouliez-vous dire « serre » ?" in result.stderr
    assert everything_in(campaign) == before


@pytest.mark.parametrize("command", ["check", "status", "build"])
def test_a_folder_that_is_no_campaign_ends_with_4(tmp_path: Path, command: str) -> None:
    result = ccf_docs(command, folder=Folder(tmp_path))
    assert result.returncode == ExitCode.INVALID
    assert "n’est pas une campagne" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_returned_file_that_cannot_be_read_ends_with_5_and_the_others_are_read(
    campaign: Folder, tmp_path: Path
) -> None:
    (tmp_path / "abîmé.docx").write_bytes(b"PK\x03\x04 rien de bon")
    good = tmp_path / "kiwi-melon.txt"
    good.write_text("Noé Kiwi et Léa Melon\n1. L’arrosage\nLe matin.\n2. Le compost\nOui.\n", "utf-8")
    result = ccf_docs("intake", tmp_path / "abîmé.docx", tmp_path / "absent.txt", good, folder=campaign)
    assert result.returncode == ExitCode.UNREADABLE
    assert "abîmé.docx: erreur:" in result.stderr
    assert "absent.txt: erreur:" in result.stderr
    assert (campaign.responses / "verger/kiwi-melon.yaml").is_file()
    assert (campaign.responses / "verger/kiwi-melon.txt").read_bytes() == good.read_bytes()
    assert ccf_docs("check", folder=campaign).returncode == ExitCode.DONE


def test_a_template_that_cannot_be_used_ends_with_6_and_the_other_products_are_made(campaign: Folder) -> None:
    (campaign.templates / "letter.docx").write_bytes(b"not a document")
    result = ccf_docs("build", folder=campaign)
    assert result.returncode == ExitCode.TEMPLATE
    assert "letter.docx" in result.stderr
    assert not (campaign.out / "letters").exists()
    assert (campaign.out / "tracker.xlsx").is_file()


def test_a_person_s_work_in_out_ends_with_7_and_stays(campaign: Folder) -> None:
    assert ccf_docs("tracker", folder=campaign).returncode == ExitCode.DONE
    workbook = campaign.out / "tracker.xlsx"
    workbook.write_bytes(workbook.read_bytes() + b"typed by a person")
    edited(campaign, "candidates.csv", "Noé", "Noël")
    result = ccf_docs("tracker", folder=campaign)
    assert result.returncode == ExitCode.OVERWRITE
    assert "out/tracker.xlsx: erreur: ce fichier a été modifié" in result.stderr
    assert workbook.read_bytes().endswith(b"typed by a person")
    assert ccf_docs("tracker", "--force", folder=campaign).returncode == ExitCode.DONE
    assert not workbook.read_bytes().endswith(b"typed by a person")


def test_paths_go_to_stdout_and_words_to_stderr(campaign: Folder) -> None:
    result = ccf_docs("letters", folder=campaign)
    assert result.returncode == ExitCode.DONE, result.stderr
    paths = [Path(line) for line in result.stdout.splitlines()]
    assert sorted(path.relative_to(campaign.out).as_posix() for path in paths) == [
        "letters/serre/a-nommer.docx",
        "letters/verger/abricot-cerise.docx",
        "letters/verger/kiwi-melon.docx",
    ]
    assert "3 fichiers écrits" in result.stderr
    assert "\x1b" not in result.stderr, "no colours or bars when piped"
    again = ccf_docs("letters", folder=campaign)
    assert (again.stdout, again.returncode) == ("", ExitCode.DONE)
    assert "0 fichier écrit, 3 inchangés" in again.stderr


def test_quiet_says_nothing_when_all_is_well(campaign: Folder) -> None:
    assert ccf_docs("-q", "check", folder=campaign).stderr == ""


def test_a_dry_run_prints_the_contract_and_files_nothing(campaign: Folder, tmp_path: Path) -> None:
    returned = tmp_path / "retour.txt"
    returned.write_text("1. L’arrosage\nLe matin.\n", "utf-8")
    before = everything_in(campaign)
    result = ccf_docs("intake", returned, "--candidacy", "verger/kiwi-melon", "--json", "--dry-run", folder=campaign)
    read = json.loads(result.stdout)
    assert set(read) == {"candidacy", "kind", "segments", "warnings"}
    assert (read["candidacy"], read["kind"]) == ("verger/kiwi-melon", "answers")
    assert [(segment["role"], segment["themes"], segment["text"]) for segment in read["segments"]] == [
        ("heading", ["arrosage"], "1. L’arrosage"),
        ("answer", ["arrosage"], "Le matin."),
    ]
    assert [warning["code"] for warning in read["warnings"]] == ["missing-theme"]
    assert everything_in(campaign) == before


def test_the_inbox_is_read_filed_noted_and_emptied(campaign: Folder) -> None:
    campaign.inbox.mkdir()
    (campaign.inbox / "mail de Noé Kiwi.txt").write_text("Noé Kiwi, Léa Melon\n2. Le compost\nOui.\n", "utf-8")
    result = ccf_docs("intake", "--received", "2028-02-20", "--channel", "courriel", folder=campaign)
    assert result.returncode == ExitCode.DONE, result.stderr
    assert list(campaign.inbox.iterdir()) == []
    assert campaign.journal.read_text("utf-8").splitlines()[-1] == (
        "2028-02-20,verger/kiwi-melon,received,courriel,,mail de Noé Kiwi.txt,intake"
    )
    assert "Réponse partielle (1 thème sur 2)" in ccf_docs("status", folder=campaign).stdout


def test_the_same_file_again_changes_nothing(campaign: Folder, tmp_path: Path) -> None:
    again = tmp_path / "encore.txt"
    shutil.copy(campaign.responses / "verger/abricot-cerise.txt", again)
    before = everything_in(campaign)
    assert ccf_docs("intake", again, "--candidacy", "verger/abricot-cerise", folder=campaign).returncode == 0
    assert everything_in(campaign) == before


def test_a_sender_that_the_file_does_not_tell_is_asked_for(campaign: Folder, tmp_path: Path) -> None:
    (tmp_path / "anonyme.txt").write_text("1. L’arrosage\nLe matin.\n", "utf-8")
    result = ccf_docs("intake", tmp_path / "anonyme.txt", folder=campaign)
    assert result.returncode == ExitCode.INVALID
    assert "--candidacy" in result.stderr


def test_init_writes_a_campaign_without_mistakes_and_never_into_a_folder_in_use(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "nouvelle")
    assert ccf_docs("init", folder.root).returncode == ExitCode.DONE
    assert ccf_docs("check", "--strict", folder=folder).returncode in (ExitCode.DONE, ExitCode.WARNINGS)
    before = everything_in(folder)
    refused = ccf_docs("init", folder.root)
    assert refused.returncode == ExitCode.OVERWRITE
    assert everything_in(folder) == before
    assert ccf_docs("build", folder=folder).returncode == ExitCode.DONE


def test_help_answers_at_once_for_it_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom ccf_docs.cli import app\n"
        "try: app(['--help'], standalone_mode=False)\nfinally: print('\\n', *sorted(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(result.stdout.splitlines()[-1].split())
    assert "ccf_docs.cli" in loaded
    heavy = {"weasyprint", "docx", "docxtpl", "openpyxl", "lxml", "pikepdf", "pypdfium2", "jinja2", "babel", "pydantic"}
    assert loaded & heavy == set()


def test_every_command_has_help_in_french() -> None:
    result = ccf_docs("--help")
    commands = ["init", "check", "status", "intake", "letters", "tracker", "booklets", "build"]
    for command in commands:
        assert f"\n  {command} " in result.stdout
        shown = ccf_docs(command, "--help").stdout
        assert "Montrer cette aide." in shown
        assert "Show this message" not in shown


def test_ctrl_c_is_answered_and_leaves_nothing_half_written(campaign: Folder) -> None:
    as_in_a_terminal = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{as_in_a_terminal}\nfrom ccf_docs.cli import main\nmain()"
    command = [sys.executable, "-c", program, "-C", str(campaign.root), "build"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while not (campaign.out / "tracker.xlsx").is_file():  # the booklets, which take seconds, come next
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "Interrompu." in said
    assert "Traceback" not in said
    assert list(campaign.root.rglob(".ccf-docs-*")) == []


def test_a_reader_that_leaves_early_is_no_mistake(campaign: Folder) -> None:
    program = f"{sys.executable} -m ccf_docs -C {campaign.root} status"
    command = ["bash", "-c", f"set -o pipefail; {program} | head -0; exit ${{PIPESTATUS[0]}}"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (ExitCode.DONE, "Répétition : nous sommes le 26 février 2028.\n")
