"""What a letter says, to whom, and what it is made of."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from verger import W, body_of, lines_of, make_campaign, make_entry, pair

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.formats.package import read_parts
from ccf_docs.letters import default_letter
from ccf_docs.letters.letter import make
from ccf_docs.store.contents import read_contents
from ccf_docs.store.folder import Folder
from ccf_docs.text.messages import describe
from ccf_docs.text.words import fold

ALL_BLOCKS = ("length_limit", "verbatim", "order", "non_response", "proof", "no_endorsement", "data_protection")

Letter = Callable[..., bytes]


def all_blocks(**dates: str) -> dict[str, object]:
    campaign = make_campaign().model_dump(mode="json")
    return {
        "letter": campaign["letter"] | {"blocks": dict.fromkeys(ALL_BLOCKS, True)},
        "dates": campaign["dates"] | dates,
    }


def test_the_committed_template_is_what_the_builder_builds(repository: Path) -> None:
    committed = (repository / "templates/letter.docx").read_bytes()
    assert read_parts(committed, "letter.docx") == read_parts(default_letter.build(), "letter.docx")  # zlibs differ
    assert default_letter.build() == default_letter.build()


def test_a_letter_is_the_same_bytes_each_time_and_knows_no_clock(letter: Letter) -> None:
    content = letter()
    assert content == letter()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in archive.read("docProps/core.xml")


def test_a_letter_goes_where_its_candidacy_belongs(templates: Path) -> None:
    assert make(*make_entry(), templates).path == "letters/antony/abricot-cerise.docx"


def test_two_people_are_greeted_by_title_and_name(letter: Letter) -> None:
    assert "Madame Abricot, Monsieur Cerise," in lines_of(body_of(letter()))


def test_people_whose_titles_are_unknown_are_greeted_neutrally(letter: Letter) -> None:
    lines = lines_of(body_of(letter(pair(titles=("", "M.")))))
    assert "Madame, Monsieur," in lines
    assert lines.index("Prune ABRICOT") + 1 == lines.index("M.\u00a0Jean CERISE")


def test_a_candidacy_without_people_is_addressed_by_its_label(letter: Letter) -> None:
    lines = lines_of(body_of(letter([], label="Union des vergers")))
    start = lines.index("Union des vergers")
    assert lines[start : start + 2] == ["Union des vergers", "Canton d’Antony"]
    assert "Madame, Monsieur," in lines
    assert "Union des vergers – canton d’Antony" in lines


def test_the_address_stands_under_the_names_when_it_is_known(letter: Letter) -> None:
    lines = lines_of(body_of(letter(address=("3 allée des Poires", "92160 ANTONY"))))
    start = lines.index("Mme\u00a0Prune ABRICOT")
    assert lines[start : start + 4] == [
        "Mme\u00a0Prune ABRICOT",
        "M.\u00a0Jean CERISE",
        "3 allée des Poires",
        "92160 ANTONY",
    ]


def test_names_are_not_repeated_over_an_address_that_has_them(letter: Letter) -> None:
    lines = lines_of(body_of(letter(address=("Prune Abricot et Jean Cerise", "3 allée des Poires", "92160 ANTONY"))))
    assert "Mme\u00a0Prune ABRICOT" not in lines
    assert "Prune Abricot et Jean Cerise" in lines


def test_a_local_team_gives_the_place_and_signs(letter: Letter) -> None:
    lines = lines_of(body_of(letter(place="plessis")))
    assert "Au Plessis-Robinson, le\u00a01er\u00a0février 2028" in lines
    start = lines.index("Collectif représenté localement par\u00a0:")
    assert lines[start + 1 : start + 4] == [
        "Rose Groseille et Paul Myrtille",
        "Équipe des Framboises",
        "equipe@example.org",
    ]


def test_without_a_local_team_the_collective_signs_and_no_place_is_made_up(letter: Letter) -> None:
    lines = lines_of(body_of(letter()))
    assert "Le\u00a01er\u00a0février 2028" in lines
    assert lines[lines.index("Merci\u00a0!") + 1] == "Collectif du Verger"
    assert not any("localement" in line for line in lines)


def test_the_optional_blocks_are_off_unless_the_campaign_asks_for_them(letter: Letter) -> None:
    assert "Ce que deviennent vos réponses" not in lines_of(body_of(letter()))


def test_every_optional_block_prints_when_asked_for(letter: Letter) -> None:
    body = body_of(letter(campaign=make_campaign(**all_blocks(proofs_by="2028-02-27"))))
    text = "\n".join(lines_of(body)).replace("\u00a0", " ")
    for promise in (
        "mot pour mot",
        "600 signes",
        "panneaux d’affichage",
        "« Réponse non reçue à la date du\u00a020\u00a0février 2028 »",
        "jusqu’au 27\u00a0février 2028",
        "ne soutenons aucune candidature",
        "saisir la CNIL",
    ):
        assert promise.replace("\u00a0", " ") in text


def test_a_date_that_a_block_must_give_is_never_left_blank(letter: Letter) -> None:
    with pytest.raises(CampaignError) as raised:
        letter(campaign=make_campaign(**all_blocks()))
    assert raised.value.exit_code is ExitCode.TEMPLATE
    (problem,) = raised.value.problems
    assert problem.code == "letter-empty-field"
    assert "{{ dates.proofs_by }}" in str(problem.values["paragraph"])
    assert "antony/abricot-cerise" in describe(problem)


@pytest.mark.parametrize("key", ["letter", "answer_by"])
def test_a_letter_without_its_dates_is_refused(letter: Letter, key: str) -> None:
    dates = {"letter": "2028-02-01", "answer_by": "2028-02-20"} | {key: None}
    with pytest.raises(CampaignError) as raised:
        letter(campaign=make_campaign(dates=dates))
    assert raised.value.exit_code is ExitCode.INVALID
    assert f"dates.{key}" in describe(raised.value.problems[0])


def test_signs_that_mean_something_to_xml_arrive_unharmed(letter: Letter) -> None:
    name = 'Pêche & <Noix> "L’Île" « d\'Or »'
    people = pair(last_names=(name, "Cerise"))
    text = "\n".join(lines_of(body_of(letter(people))))
    assert 'PÊCHE & <NOIX> "L’ÎLE" «\u00a0D’OR\u00a0»' in text
    assert "Arrosage & taille <du> verger" in text


def test_a_tag_inside_a_name_is_a_name(letter: Letter) -> None:
    people = pair(last_names=("{{ dates.letter }}{% if x %}{_{ [[QUESTIONNAIRE]]", "Cerise"))
    text = "\n".join(lines_of(body_of(letter(people))))
    assert "Prune {{ DATES.LETTER }}{% IF X\u00a0%}{_{ [[QUESTIONNAIRE]]" in text
    assert text.count("Questionnaire 2028") == 1


def test_a_control_character_in_a_name_does_not_break_the_document(letter: Letter) -> None:
    assert "Mme\u00a0Prune ABRICOT" in lines_of(body_of(letter(pair(last_names=("Abri\x07cot", "Cerise")))))


def test_our_own_words_are_set_as_french_print_asks(letter: Letter) -> None:
    lines = lines_of(body_of(letter()))
    assert "Premier paragraphe\u00a0: l’eau." in lines
    assert "\tEt la taille\u00a0?" in " ".join(lines)
    assert not any(re.search(r"\S [:;?!»]|\u202f", line) for line in lines)


def test_the_footer_prints_the_reference_and_page_x_of_y(letter: Letter) -> None:
    parts = read_parts(letter(), "letter.docx")
    footer = next(content.decode() for name, content in parts.items() if name.startswith("word/footer"))
    assert "Réf.\u00a0antony/abricot-cerise" in footer
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_the_reference_is_in_the_core_and_custom_properties_with_nobodys_name(letter: Letter) -> None:
    parts = read_parts(letter(), "letter.docx")
    assert b"<dc:identifier>antony/abricot-cerise</dc:identifier>" in parts["docProps/core.xml"]
    assert b"lastModifiedBy" not in parts["docProps/core.xml"]
    assert b'name="ccf-docs-candidacy"><vt:lpwstr>antony/abricot-cerise<' in parts["docProps/custom.xml"]
    assert b'name="ccf-docs-campaign"><vt:lpwstr>orchard-2028<' in parts["docProps/custom.xml"]


@pytest.mark.parametrize("office", ["office2007", "microsoft365"])
def test_no_error_is_found_in_a_letter(letter: Letter, tmp_path: Path, office: str) -> None:
    from openxml_audit import FileFormat

    path = tmp_path / "letter.docx"
    path.write_bytes(letter(place="plessis", campaign=make_campaign(**all_blocks(proofs_by="2028-02-27"))))
    version = {"office2007": FileFormat.OFFICE_2007, "microsoft365": FileFormat.MICROSOFT_365}[office]
    result = OpenXmlValidator(version).validate(path)
    assert [str(error) for error in result.errors] == []


def test_the_letter_opens_in_french_on_a4(letter: Letter) -> None:
    parts = read_parts(letter(), "letter.docx")
    assert b'w:lang w:val="fr-FR"' in parts["word/styles.xml"]
    size = next(body_of(letter()).iter(f"{W}pgSz"))
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")


def test_a_template_that_changes_is_read_again(templates: Path, typed: Callable[..., Path]) -> None:
    before = make(*make_entry(), templates).content
    changed = typed("Bonjour {{ candidacy.names }}", "[[QUESTIONNAIRE]]") / "letter.docx"
    (templates / "letter.docx").write_bytes(changed.read_bytes())
    after = make(*make_entry(), templates).content
    assert before != after
    assert lines_of(body_of(after))[0].startswith("Bonjour Mme\u00a0Prune ABRICOT et")


def test_each_candidacy_of_the_2021_campaign_gets_every_word_that_it_is_sent(repository: Path) -> None:
    register = read_contents(Folder(repository)).register()
    campaign, seen = register.campaign, 0
    asked = [campaign.letter.opening, campaign.letter.closing, campaign.letter.questionnaire_title]
    for theme in campaign.themes:
        asked += [theme.title, theme.context, *(question.text for question in theme.questions)]
        asked += [reference.url for reference in theme.references]
    for entry in register.entries:
        body = body_of(make(register, entry, repository / "templates").content)
        said = fold(" ".join(lines_of(body)))
        assert [text for text in asked if fold(text) not in said] == []
        seen += 1
    assert seen == len(register.entries) > 3
