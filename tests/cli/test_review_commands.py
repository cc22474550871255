"""`ccf-docs review`, `transcribe` and the review pages, as a person or a script meets them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ccf_docs.check import check
from ccf_docs.errors import ExitCode
from ccf_docs.model.response import Response
from ccf_docs.store.folder import Folder
from ccf_docs.store.responses import read_response

WHO = "verger/abricot-cerise"


def ccf_docs(*arguments: object, folder: Folder, typed: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ccf_docs", "-C", str(folder.root), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, input=typed or "")


def path_of(folder: Folder, candidacy: str = WHO) -> Path:
    return folder.responses / f"{candidacy}.yaml"


def response_of(folder: Folder, candidacy: str = WHO) -> Response:
    return read_response(folder, path_of(folder, candidacy)).record


def test_without_a_candidacy_it_says_what_is_left(campaign: Folder) -> None:
    result = ccf_docs("review", folder=campaign)
    assert (result.returncode, result.stdout) == (0, "À relire (1) :\n  verger/abricot-cerise  à relire\n")
    ccf_docs("review", WHO, "--by", "GR", "--ok", folder=campaign)
    assert ccf_docs("review", folder=campaign).stdout == "Tout est relu.\n"
    ccf_docs("review", WHO, "--move", "1=compost", folder=campaign)
    assert "à relire de nouveau" in ccf_docs("review", folder=campaign).stdout


def test_the_list_numbers_every_piece_and_changes_nothing(campaign: Folder) -> None:
    before = path_of(campaign).read_bytes()
    result = ccf_docs("review", "abricot-cerise", "--list", folder=campaign)
    assert result.returncode == ExitCode.DONE, result.stderr
    assert [line.split()[:2] for line in result.stdout.splitlines()[2:]] == [
        ["1", "en-tête"],
        ["2", "titre"],
        ["3", "réponse"],
        ["4", "titre"],
        ["5", "réponse"],
    ]
    assert path_of(campaign).read_bytes() == before


def test_the_changes_of_one_command_use_the_numbers_of_the_list(campaign: Folder) -> None:
    arguments = ["--split", "3:5", "--join", "4+5", "--move", "1=compost", "--aside", "2=letter", "--kind", "answers"]
    result = ccf_docs("review", WHO, *arguments, folder=campaign)
    assert result.returncode == ExitCode.DONE, result.stderr
    response = response_of(campaign)
    assert [(answer.themes, answer.where) for answer in response.answers] == [
        (("compost",), "¶1"),
        (("arrosage",), "¶3:1–¶3:4"),
        (("arrosage",), "¶3:5–¶3:9"),
    ]
    assert [(aside.role, aside.where) for aside in response.set_aside] == [("letter", "¶2"), ("heading", "¶4–¶7")]
    assert [problem.code for problem in check(campaign)[1]] == []


def test_each_change_is_taken_back_by_undo(campaign: Folder) -> None:
    before = path_of(campaign).read_bytes()
    ccf_docs("review", WHO, "--general", "1", folder=campaign)
    ccf_docs("review", WHO, "--blank", "compost", folder=campaign)
    assert [piece.text for piece in response_of(campaign).general] == ["Bonjour,"]
    assert ccf_docs("review", WHO, "--undo", folder=campaign).returncode == ExitCode.DONE
    assert len(response_of(campaign).answers) == 2
    assert ccf_docs("review", WHO, "--undo", folder=campaign).returncode == ExitCode.DONE
    assert path_of(campaign).read_bytes() == before
    assert ccf_docs("review", WHO, "--undo", folder=campaign).returncode == ExitCode.USAGE


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--move", "sept=compost"], "écrivez 7=acces-aux-droits"),
        (["--move", "3=composte"], "vouliez-vous dire « compost »"),
        (["--move", "9=compost"], "ils vont de 1 à 5"),
        (["--aside", "3=conclusion"], "« conclusion » n’est pas un rôle"),
        (["--split", "3"], "écrivez 4:23"),
        (["--split", "3:99"], "a 9 mots"),
        (["--join", "3+5"], "ne se suivent pas"),
        (["--split", "3:2", "--join", "3+4"], "est nommé dans deux"),
        (["--kind", "refus"], "« refus »"),
        (["--kind", "refusal"], "ne s’accordent pas"),
        (["--ok"], "--ok ne va pas sans --by"),
        (["--correct", "3", "--before", "matin"], "ne va pas sans --asked-by"),
        (["--adopt", "2028-02-21", "--by", "GR"], "n’a pas de retour « 2028-02-21 »"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_everything_as_it_was(
    campaign: Folder, arguments: list[str], says: str
) -> None:
    before = path_of(campaign).read_bytes()
    result = ccf_docs("review", WHO, *arguments, folder=campaign)
    assert result.returncode == ExitCode.USAGE
    assert says in result.stderr
    assert path_of(campaign).read_bytes() == before


def test_of_several_changes_all_are_made_or_none(campaign: Folder) -> None:
    before = path_of(campaign).read_bytes()
    assert ccf_docs("review", WHO, "--move", "1=compost", "--join", "3+5", folder=campaign).returncode == ExitCode.USAGE
    assert path_of(campaign).read_bytes() == before


def test_an_unknown_candidacy_gets_a_suggestion_and_one_without_response_is_told(campaign: Folder) -> None:
    result = ccf_docs("review", "verger/abricot-cerises", folder=campaign)
    assert (result.returncode, "abricot-cerise »" in result.stderr) == (ExitCode.USAGE, True)
    result = ccf_docs("review", "verger/kiwi-melon", folder=campaign)
    assert (result.returncode, "n’a pas encore de réponse" in result.stderr) == (ExitCode.USAGE, True)


def test_a_correction_is_dated_and_says_who_asked(campaign: Folder) -> None:
    arguments = ["--correct", "3", "--before", "le matin", "--after", "à l’aube", "--asked-by", "Mme Abricot"]
    result = ccf_docs("review", WHO, *arguments, folder=campaign)
    assert result.returncode == ExitCode.DONE, result.stderr
    (correction,) = response_of(campaign).answers[0].corrections
    assert (str(correction.on), correction.asked_by) == ("2028-02-26", "Mme Abricot")
    assert "le matin" in response_of(campaign).answers[0].text
    assert [problem.code for problem in check(campaign)[1]] == []


def test_a_signature_names_the_person_and_the_day(campaign: Folder) -> None:
    result = ccf_docs("review", WHO, "--by", "G. Rhubarbe", "--ok", folder=campaign)
    assert (result.returncode, result.stdout.splitlines()[1]) == (0, "Relue par G. Rhubarbe le 26 février 2028.")
    review = response_of(campaign).reviewed
    assert review is not None
    assert (review.by, str(review.on)) == ("G. Rhubarbe", "2028-02-26")
    assert response_of(campaign).is_reviewed


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        ("Nous arroserons le matin.", "Nous arroserons le soir.", "ces mots ne sont pas dans le fichier reçu"),
        ("role: preamble", "role: unplaced", "1 morceau : rien ne peut être signé"),
        ("themes: [compost]", "themes: [engrais]", "« engrais » n’est pas un thème"),
    ],
)
def test_nothing_is_signed_while_something_stands_against_it(campaign: Folder, find: str, put: str, says: str) -> None:
    text = path_of(campaign).read_text("utf-8")
    assert find in text
    path_of(campaign).write_text(text.replace(find, put), "utf-8")
    result = ccf_docs("review", WHO, "--by", "GR", "--ok", folder=campaign)
    assert (result.returncode, says in result.stderr) == (ExitCode.INVALID, True), result.stderr
    assert response_of(campaign).reviewed is None


def test_a_person_types_at_a_prompt_and_each_gesture_is_written_at_once(campaign: Folder) -> None:
    program = (
        "import sys, io; sys.stdin.isatty = lambda: True\n"
        f"sys.argv = ['ccf-docs', '-C', {str(campaign.root)!r}, 'review', {WHO!r}]\n"
        "from ccf_docs.cli import main; main()"
    )
    typed = (
        "côté 1 fin\nranger 3 2\ncouper 3 5\nmots 4\nréunir 3 4\ngénéral 1\ndéfaire\ncorriger 3\nle matin\ntôt\n"
        "Mme Abricot\ndanser\nranger 3\nsigner\nGR\nquitter\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], input=typed, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == ExitCode.DONE, result.stderr
    response = response_of(campaign)
    assert {str(aside.role) for aside in response.set_aside} == {"closing", "heading"}
    assert [answer.themes for answer in response.answers] == [("compost",), ("compost",)]
    assert response.answers[0].printed == "Nous arroserons tôt. Le soir aussi, en été."
    assert response.is_reviewed
    assert "« danser » ?" in result.stderr
    assert result.stderr.count("erreur:") == 1
    assert "Le soir aussi, en [5] été." in result.stdout


def test_a_prompt_that_ends_loses_nothing(campaign: Folder) -> None:
    program = (
        "import sys; sys.stdin.isatty = lambda: True\n"
        f"sys.argv = ['ccf-docs', '-C', {str(campaign.root)!r}, 'review', {WHO!r}]\n"
        "from ccf_docs.cli import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], input="général 1\n", capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == ExitCode.DONE
    assert len(response_of(campaign).general) == 1


# --- transcriptions ---------------------------------------------------------------------------------------------------

KIWI = "verger/kiwi-melon"


def typed_in(folder: Folder, text: str = "Le matin.") -> None:
    path = path_of(folder, KIWI)
    path.write_text(path.read_text("utf-8").replace("text: |-\n\n", f"text: |-\n      {text}\n\n", 1), "utf-8")


def test_a_transcription_has_a_place_for_every_theme_and_waits_to_be_filled_in(campaign: Folder) -> None:
    result = ccf_docs("transcribe", KIWI, "--from", "téléphone", "--by", "P. Persil", folder=campaign)
    assert result.returncode == ExitCode.DONE, result.stderr
    text = path_of(campaign, KIWI).read_text("utf-8")
    assert "  # 1. L’arrosage\n  - themes: [arrosage]\n    text: |-\n" in text
    assert [problem.code for problem in check(campaign)[1]] == ["transcription-to-fill-in"]
    assert campaign.journal.read_text("utf-8").splitlines()[-1] == (
        f"2028-02-26,{KIWI},received,téléphone,P. Persil,,transcribe"
    )
    refused = ccf_docs("review", KIWI, "--by", "GR", "--ok", folder=campaign)
    assert (refused.returncode, "rien n’y est encore tapé" in refused.stderr) == (ExitCode.INVALID, True)


def test_a_transcription_is_signed_once_a_second_person_has_checked_it(campaign: Folder) -> None:
    ccf_docs("transcribe", KIWI, "--from", "lettre", "--by", "P. Persil", folder=campaign)
    typed_in(campaign)
    assert [answer.text for answer in response_of(campaign, KIWI).answers] == ["Le matin."]
    assert [problem.code for problem in check(campaign)[1]] == ["transcription-unchecked"]
    assert ccf_docs("review", KIWI, "--by", "GR", "--ok", folder=campaign).returncode == ExitCode.INVALID
    same = ccf_docs("transcribe", KIWI, "--checked-by", "p. persil", folder=campaign)
    assert (same.returncode, "une autre personne" in same.stderr) == (ExitCode.USAGE, True)
    assert ccf_docs("transcribe", KIWI, "--checked-by", "GR", folder=campaign).returncode == ExitCode.DONE
    assert check(campaign)[1] == ()
    assert ccf_docs("review", KIWI, "--by", "GR", "--ok", folder=campaign).returncode == ExitCode.DONE
    assert "  # 2. Le compost\n" in path_of(campaign, KIWI).read_text("utf-8"), "the places left empty stay"


def test_a_transcription_never_takes_the_place_of_a_response(campaign: Folder) -> None:
    before = path_of(campaign).read_bytes()
    result = ccf_docs("transcribe", WHO, "--from", "scan", "--by", "GR", folder=campaign)
    assert result.stdout.strip().endswith("abricot-cerise.2028-02-26.yaml")
    assert path_of(campaign).read_bytes() == before
    assert "several-returns" in [problem.code for problem in check(campaign)[1]]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--by", "GR"], "ajoutez --from"),
        (["--from", "pigeon", "--by", "GR"], "« pigeon »"),
        (["--from", "scan", "--by", "GR", "--checked-by", "GR"], "une autre personne"),
    ],
)
def test_a_transcription_says_where_the_words_come_from_and_who_typed_them(
    campaign: Folder, arguments: list[str], says: str
) -> None:
    result = ccf_docs("transcribe", KIWI, *arguments, folder=campaign)
    assert (result.returncode, says in result.stderr) == (ExitCode.USAGE, True), result.stderr
    assert not path_of(campaign, KIWI).exists()


# --- pages ------------------------------------------------------------------------------------------------------------


def test_intake_with_review_writes_a_page_for_every_response(campaign: Folder) -> None:
    ccf_docs("transcribe", KIWI, "--from", "lettre", "--by", "GR", folder=campaign)
    result = ccf_docs("intake", "--review", folder=campaign)
    assert result.returncode == ExitCode.DONE, result.stderr
    pages = [campaign.out / "review" / f"{candidacy}.html" for candidacy in (WHO, KIWI)]
    assert result.stdout.splitlines() == [page.as_posix() for page in pages]
    assert all(page.is_file() for page in pages)
    assert ccf_docs("intake", "--review", folder=campaign).stdout == "", "the same again is the same bytes"


def test_a_response_whose_file_is_gone_stops_no_other_page(campaign: Folder) -> None:
    ccf_docs("transcribe", KIWI, "--from", "lettre", "--by", "GR", folder=campaign)
    (campaign.responses / "verger/abricot-cerise.txt").unlink()
    from ccf_docs.reviewing import on_the_desk, page
    from ccf_docs.store.contents import read_contents

    contents = read_contents(campaign)
    made = [page(contents, file) for file in on_the_desk(contents) if file.record.candidacy == KIWI]
    assert len(made) == 1
    assert ccf_docs("review", WHO, "--list", folder=campaign).returncode == ExitCode.INVALID
