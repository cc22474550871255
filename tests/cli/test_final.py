"""What stands between a folder and a final booklet, on the command line."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from ccf_docs.errors import ExitCode
from ccf_docs.model.response import Review
from ccf_docs.store.folder import Folder
from ccf_docs.store.responses import read_response


def booklets(folder: Folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ccf_docs", "-C", str(folder.root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def final(folder: Folder, *more: str) -> subprocess.CompletedProcess[str]:
    return booklets(folder, "booklets", "--final", "--canton", "verger", *more)


def pdfs(folder: Folder) -> set[str]:
    return {path.name for path in folder.out.rglob("*.pdf")}


FINALS = {"verger-integrale.pdf", "verger-synthese.pdf"}
DRAFTS = {"verger-integrale-BROUILLON.pdf", "verger-synthese-BROUILLON.pdf"}


@pytest.fixture
def ready(campaign: Folder) -> Folder:
    """The small campaign on the day its texts are frozen, everything read and the printer known."""
    text = campaign.campaign.read_text("utf-8").replace("today: 2028-02-26", "today: 2028-03-01")
    text += "\nbooklet:\n  imprint: {printed_by: Imprimé par nos soins, address: '1, allée des Pommiers'}\n"
    campaign.campaign.write_text(text, "utf-8")
    path = campaign.response_file("verger/abricot-cerise")
    review = Review(by="Gaston Rhubarbe", on=date(2028, 2, 24), digest=read_response(campaign, path).record.digest())
    signed = f"reviewed: {{by: {review.by}, on: {review.on}, digest: '{review.digest}'}}"
    path.write_text(path.read_text("utf-8").replace("reviewed: null", signed), "utf-8")
    return campaign


def test_a_folder_in_which_all_is_read_gives_final_booklets(ready: Folder) -> None:
    result = final(ready)
    assert (result.returncode, result.stderr.count("erreur")) == (ExitCode.DONE, 0), result.stderr
    assert pdfs(ready) == FINALS


def test_a_new_draft_never_removes_the_final_edition(ready: Folder) -> None:
    final(ready)
    before = {name: (ready.out / "booklets/verger" / name).read_bytes() for name in FINALS}
    assert booklets(ready, "booklets", "--canton", "verger").returncode == ExitCode.DONE
    assert pdfs(ready) == FINALS | DRAFTS
    assert {name: (ready.out / "booklets/verger" / name).read_bytes() for name in FINALS} == before


def test_a_final_edition_that_is_made_again_keeps_a_copy_of_the_one_before(ready: Folder) -> None:
    final(ready)
    before = (ready.out / "booklets/verger/verger-integrale.pdf").read_bytes()
    text = ready.campaign.read_text("utf-8")
    ready.campaign.write_text(text.replace("  imprint:", "  edition: 2\n  imprint:"), "utf-8")
    assert final(ready).returncode == ExitCode.DONE
    copies = [path.read_bytes() for path in (ready.memory / "backups").rglob("verger-integrale.pdf")]
    assert copies == [before]


def unread(folder: Folder) -> None:
    (folder.responses / "verger/kiwi-melon.txt").write_text("Nous disons non.\n", "utf-8")


def waiting(folder: Folder) -> None:
    folder.inbox.mkdir()
    (folder.inbox / "retour.txt").write_text("Nous disons non.\n", "utf-8")


def noted_only(folder: Folder) -> None:
    text = folder.journal.read_text("utf-8")
    folder.journal.write_text(text + "2028-02-20,verger/kiwi-melon,received,courriel,,,\n", "utf-8")


def changed(folder: Folder) -> None:
    path = folder.response_file("verger/abricot-cerise")
    text = path.read_text("utf-8")
    path.write_text(text.replace('excerpts: ["Le soir aussi, en été."]', "excerpts: []"), "utf-8")


def receipt(folder: Folder) -> None:
    """An unread return that was taken for a receipt."""
    (folder.responses / "verger/kiwi-melon.txt").write_text("Bien reçu.\n", "utf-8")
    returned = folder.responses / "verger/kiwi-melon.txt"
    booklets(folder, "intake", str(returned), "--candidacy", "verger/kiwi-melon", "--received", "20/02/2028")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (unread, "aucune réponse ne vient de ce fichier"),
        (waiting, "des fichiers attendent d’être lus"),
        (noted_only, "« verger/kiwi-melon » a répondu, mais sa réponse n’est pas dans responses/"),
        (changed, "la réponse a changé depuis que Gaston Rhubarbe l’a relue"),
        (receipt, "personne n’a relu la réponse de verger/kiwi-melon"),
    ],
)
def test_a_return_that_nobody_has_read_stands_against_it(ready: Folder, spoil, says: str) -> None:
    spoil(ready)
    result = final(ready)
    assert result.returncode == ExitCode.INVALID
    assert says in result.stderr
    assert pdfs(ready) == set()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2028-02-10", "le dossier a des faits du 15/02/2028"),
        ("2028-02-22", "on peut répondre jusqu’au 22/02/2028"),
        ("2028-02-29", "les textes ne sont arrêtés que le 01/03/2028"),
        ("2028-03-11", "plus rien ne se distribue depuis le 10/03/2028 à minuit"),
        ("2028-03-20", "plus rien ne se distribue depuis le 17/03/2028 à minuit"),
    ],
)
def test_the_day_can_stand_against_it(ready: Folder, day: str, says: str) -> None:
    result = final(ready, "--today", day)
    assert result.returncode == ExitCode.INVALID
    assert says in result.stderr
    assert pdfs(ready) == set()


def test_another_constituency_s_unread_returns_do_not(ready: Folder) -> None:
    (ready.responses / "serre").mkdir()
    (ready.responses / "serre/inconnu.txt").write_text("Nous disons non.\n", "utf-8")
    assert final(ready).returncode == ExitCode.DONE
