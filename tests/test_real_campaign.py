"""The repository's own folder: the campaign of 2021 as its documents tell it, and nothing more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ccf_docs.check import check
from ccf_docs.filing import read_return
from ccf_docs.intake.accounting import account
from ccf_docs.intake.readers import read
from ccf_docs.store.contents import Contents, read_contents
from ccf_docs.store.folder import Folder

FOLDER = Folder(Path(__file__).parents[1])
CONTENTS = read_contents(FOLDER)
RETURNS = {response.record.candidacy: response for response in CONTENTS.responses}


def test_the_folder_has_no_mistake_and_no_warning() -> None:
    assert check(FOLDER)[1] == ()


def test_the_questionnaire_has_eight_themes_and_twelve_answer_units() -> None:
    asked = {theme.id: len(theme.questions) for theme in CONTENTS.campaign.themes}
    assert list(asked.values()) == [2, 2, 1, 2, 1, 2, 1, 1]


def test_letter_and_questionnaire_are_those_that_came_back_in_2021_word_for_word() -> None:
    returned = read(FOLDER.responses / "chatenay-malabry/retour-003.txt")
    blocks = {" ".join(block.text.split()) for block in returned.blocks}
    whole = " ".join(sorted(blocks))
    campaign = CONTENTS.campaign
    for paragraph in (*campaign.letter.opening.split("\n\n"), *campaign.letter.closing.split("\n\n")):
        assert " ".join(paragraph.split()) in blocks
    assert campaign.letter.questionnaire_title in blocks
    for theme in campaign.themes:
        for text in (theme.title, *theme.context.split("\n\n"), *(question.text for question in theme.questions)):
            assert " ".join(text.split()) in whole
        for reference in theme.references:
            assert f"{reference.label} : {reference.url}" in blocks


def test_there_are_the_23_cantons_with_their_outlines_and_36_communes() -> None:
    places = CONTENTS.campaign.constituencies
    assert len(places) == len({place.outline for place in places}) == 23
    assert len({commune.removesuffix(" (en partie)") for place in places for commune in place.communes}) == 36


def test_what_the_documents_do_not_tell_is_empty() -> None:
    campaign = CONTENTS.campaign
    assert campaign.organisation.associations == ()
    assert len(campaign.local_teams) == 1
    assert not any(place.complete for place in campaign.constituencies)
    assert all(item.record.panel is None for item in CONTENTS.candidacies)
    assert all(person.title == "" for item in CONTENTS.candidacies for person in item.record.people)
    assert all(response.record.received.on is None for response in CONTENTS.responses)
    assert CONTENTS.events == ()


def test_every_candidacy_of_2021_has_its_return() -> None:
    assert set(RETURNS) == {item.record.id for item in CONTENTS.candidacies}
    assert len(RETURNS) == 5


@pytest.mark.parametrize("candidacy", sorted(RETURNS))
def test_every_word_of_a_return_is_accounted_for(candidacy: str) -> None:
    response = RETURNS[candidacy]
    assert response.source is not None
    result = account(read(response.source), response.record)
    assert (result.lost, result.invented) == ((), ())


@pytest.mark.parametrize("candidacy", sorted(RETURNS))
def test_intake_reads_a_return_as_it_was_filed(candidacy: str) -> None:
    response = RETURNS[candidacy]
    assert response.source is not None
    again = read_return(CONTENTS, response.source, candidacy).response
    assert again.model_copy(update={"note": response.record.note}) == response.record


def test_a_word_taken_from_an_answer_is_noticed(tmp_path: Path) -> None:
    shutil.copytree(FOLDER.responses, tmp_path / "responses")
    for name in ("campaign.yaml", "candidates.csv"):
        shutil.copy(FOLDER.root / name, tmp_path)
    shutil.copytree(FOLDER.templates, tmp_path / "templates")
    target = tmp_path / "responses/antony/lajeunie-mongest.yaml"
    text = target.read_text("utf-8")
    assert "il serait malhonnête de" in text
    target.write_text(text.replace("il serait malhonnête de", "il serait de"), "utf-8")
    (problem,) = check(Folder(tmp_path))[1]
    assert (problem.code, problem.values["text"]) == ("words-lost", "malhonnête")


def test_no_private_address_of_a_volunteer_is_in_the_campaign() -> None:
    contents: Contents = CONTENTS
    assert {team.email for team in contents.campaign.local_teams} == {contents.campaign.organisation.email}
    letter = (FOLDER.responses / "chatenay-malabry/retour-003.txt").read_text("utf-8")
    addresses = {word for word in letter.split() if "@" in word}
    assert addresses == {contents.campaign.organisation.email}
