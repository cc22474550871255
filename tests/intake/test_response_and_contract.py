"""From segments to the response and to the JSON that other programs read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from questioned import Asked

from ccf_docs.intake import readers
from ccf_docs.intake.contract import contract, warnings
from ccf_docs.intake.kind import recognise
from ccf_docs.intake.opponents import named_opponents
from ccf_docs.intake.response import from_segments, kind_of
from ccf_docs.model.candidacy import Candidacy, Person, Role
from ccf_docs.model.document import Block, BlockKind, Document, Notice
from ccf_docs.model.response import Kind, SegmentRole, Source

CASES = Path(__file__).parent / "cases"
SOURCE = Source(file="retour.txt", sha256="0" * 64)


def test_questions_of_one_theme_are_set_aside_together_and_their_paragraph_stays_one(ccf: Asked) -> None:
    segments = ccf.align(readers.read(CASES / "seed-001.txt"))
    response = from_segments(segments, "colombes-2/lecoeur-campion", SOURCE)
    asked = [aside for aside in response.set_aside if aside.role is SegmentRole.QUESTION]
    assert [(aside.theme, aside.where) for aside in asked] == [
        ("plan-pauvrete", "¶20"),
        ("insertion", "¶35"),
        ("alimentation", "¶39:1–¶39:41"),
    ]
    assert "\n" not in asked[1].text


def test_answers_keep_their_question_and_everything_starts_unread(ccf: Asked) -> None:
    response = from_segments(ccf.align(readers.read(CASES / "seed-003.txt")), "chatenay-malabry/retour-003", SOURCE)
    assert [answer.question for answer in response.passages("acces-aux-droits")] == [
        "acces-aux-droits-travailleur-social",
        "acces-aux-droits-dematerialisation",
    ]
    assert response.reviewed is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nous ne répondrons pas à ce questionnaire.", Kind.REFUSAL),
        ("Notre parti refuse de répondre aux associations.", Kind.REFUSAL),
        ("Nous ne souhaitons pas y participer.", Kind.REFUSAL),
        ("Votre questionnaire est inadapté à la taille du village.", Kind.REFUSAL),
        ("Nous accusons réception de votre lettre.", Kind.ACKNOWLEDGEMENT),
        ("Merci, bien reçu votre courrier.", Kind.ACKNOWLEDGEMENT),
        ("Nous vous répondrons dès que possible.", Kind.ACKNOWLEDGEMENT),
        ("Nous planterons des haies et des vergers.", None),
        ("Le canton doit répondre présent.", None),
        ("Nous n’y répondrons donc pas.", Kind.REFUSAL),
        ("Notre équipe a fait le choix de ne pas y donner suite.", Kind.REFUSAL),
        ("Je ne suis plus candidate.", Kind.REFUSAL),
        ("Il ne nous est plus possible d’y répondre dans les délais.", Kind.REFUSAL),
        ("Nous vous proposons une rencontre mardi.", Kind.ACKNOWLEDGEMENT),
        ("Venez donc m’en parler mercredi prochain.", Kind.ACKNOWLEDGEMENT),
        ("Je suis absent jusqu’au 7 juin.", Kind.ACKNOWLEDGEMENT),
        ("Le logement social est inadapté aux familles.", None),
        ("L’Etat ne donne pas suite aux demandes des maires, nous le ferons.", None),
        ("Le préfet ne répondra pas à nos besoins.", None),
        ("Nous ne donnerons pas un euro aux promoteurs.", None),
        ("Le binôme ne répondra pas.", Kind.REFUSAL),
        ("Nous refusons la fermeture des accueils.", None),
        ("Nous avons retiré les panneaux de la rue.", None),
    ],
)
def test_only_plain_words_make_a_refusal_or_a_receipt(text: str, kind: Kind | None) -> None:
    found = recognise(text)
    assert (found[0] if found else None) is kind


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("refusal", "pris pour un refus : « choisi de ne pas répondre »"),
        ("no-longer-a-candidate", "pris pour un refus : « plus candidate »"),
        ("receipt-and-a-meeting", "pris pour un accusé de réception ou une promesse : « bien parvenu »"),
        ("answers-another-letter", "répond peut-être à un autre courrier : « votre lettre ouverte »"),
    ],
)
def test_the_words_that_tell_the_kind_are_given(name: str, words: str, ccf: Asked) -> None:
    segments = ccf.align(readers.read(CASES / f"{name}.txt"))
    assert words in {segment.evidence for segment in segments if segment.role is SegmentRole.GENERAL}


def test_what_could_be_placed_nowhere_is_a_text_for_the_reader_until_a_person_decides(ccf: Asked) -> None:
    document = readers.read(CASES / "echo-of-two-themes-in-a-free-letter.txt")
    unplaced = [segment for segment in ccf.align(document) if segment.role is SegmentRole.UNPLACED]
    response = from_segments(unplaced, "vergerville/prune-radis", SOURCE)
    assert (response.kind, len(response.general), response.set_aside) == (Kind.GENERAL_TEXT, 1, ())


def test_the_contract_has_the_keys_that_other_programs_read(ccf: Asked) -> None:
    document = readers.read(CASES / "a-ninth-title-of-their-own.txt")
    segments = ccf.align(document)
    kind = kind_of(segments)
    found = contract("a/b", kind, segments, warnings(document, segments, ccf.themes, kind))
    assert json.loads(json.dumps(found)) == found
    assert list(found) == ["candidacy", "kind", "segments", "warnings"]
    assert found["segments"][0] == {
        "role": "heading",
        "themes": ["alimentation"],
        "question": None,
        "text": "7. Accès à l’alimentation",
        "where": "¶1",
        "confidence": 1.0,
        "evidence": "titre « 7. Accès à l’alimentation » proche de « Accès à l’alimentation » (thème 7, 1,00)",
    }
    assert {item["code"] for item in found["warnings"]} == {"unplaced", "missing-theme"}
    assert all(set(item) == {"code", "message", "where"} for item in found["warnings"])


def test_the_reader_s_notices_come_first_and_missing_themes_last(ccf: Asked) -> None:
    blocks = (
        Block(1, "7. Accès à l’alimentation"),
        Block(2, "Prévoyez-vous de soutenir l’émergence de tels PAT dans le département ?"),
        Block(3, "Écrivez votre réponse ici.", BlockKind.PLACEHOLDER),
        Block(4, "8. Communication directe avec les citoyens"),
        Block(5, "Oui."),
    )
    document = Document(blocks, notices=(Notice("image", "…", "¶5"),))
    segments = ccf.align(document)
    codes = [item.code for item in warnings(document, segments, ccf.themes, kind_of(segments))]
    assert codes == ["image", "blank-question", *["missing-theme"] * 7]


def test_a_question_is_blank_when_only_the_next_one_is_answered_in_its_field(ccf: Asked) -> None:
    first, second = ccf.themes[3].questions
    blocks = (Block(1, first.text), Block(2, second.text), Block(3, "Oui.", BlockKind.TABLE_CELL, (second.id,)))
    document = Document(blocks)
    segments = ccf.align(document)
    found = [(item.code, item.where) for item in warnings(document, segments, ccf.themes, kind_of(segments))]
    assert found[0] == ("blank-question", "¶1")
    assert {code for code, _ in found[1:]} == {"missing-theme"}


def test_a_refusal_lacks_no_theme(ccf: Asked) -> None:
    document = readers.read(CASES / "refusal.txt")
    segments = ccf.align(document)
    assert warnings(document, segments, ccf.themes, kind_of(segments)) == ()


def notices(ccf: Asked, *lines: str | Block) -> list[tuple[str, str]]:
    """The warnings about a document, but for missing themes."""
    blocks = tuple(line if isinstance(line, Block) else Block(at, line) for at, line in enumerate(lines, start=1))
    document = Document(blocks)
    segments = ccf.align(document)
    found = warnings(document, segments, ccf.themes, kind_of(segments))
    return [(item.code, item.where) for item in found if item.code != "missing-theme"]


TWICE = ("7. Accès à l’alimentation", "Des potagers.", "8. Communication directe avec les citoyens", "Un site clair.")


def test_themes_that_begin_again_are_several_returns(ccf: Asked) -> None:
    assert notices(ccf, *TWICE) == []
    assert notices(ccf, *TWICE, *TWICE) == [("several-returns", "¶5")]
    assert notices(ccf, *TWICE, "==========", *TWICE) == [("several-returns", "¶5")]


def test_one_theme_that_comes_back_is_no_second_return(ccf: Asked) -> None:
    assert notices(ccf, *TWICE, "7. Accès à l’alimentation", "Et des vergers.") == []


def test_a_field_under_another_question_or_with_two_names_is_a_disagreement(ccf: Asked) -> None:
    first, second = ccf.themes[3].questions
    under_another = Block(2, "Oui.", BlockKind.TABLE_CELL, (second.id,))
    assert notices(ccf, first.text, under_another)[0] == ("blank-question", "¶1")
    assert notices(ccf, first.text, under_another)[1:] == [("sources-disagree", "¶2")]
    two_names = Block(2, "Oui.", BlockKind.TABLE_CELL, (first.id, f"Réponse 4.2 · {second.id}"))
    assert notices(ccf, first.text, two_names) == [("sources-disagree", "¶2")]
    assert notices(ccf, first.text, Block(2, "Oui.", BlockKind.TABLE_CELL, (first.id,))) == []


def test_a_title_with_the_number_of_another_theme_is_a_disagreement(ccf: Asked) -> None:
    titles = [theme.title for theme in ccf.themes]
    lines = [f"1. {titles[0]}", "Oui.", f"2. {titles[1]}", "Non.", f"4. {titles[2]}", "Oui.", f"5. {titles[4]}", "Non."]
    assert notices(ccf, *lines) == [("sources-disagree", "¶5")]


def test_who_counts_on_with_numbers_of_their_own_makes_no_mistake(ccf: Asked) -> None:
    titles = [theme.title for theme in ccf.themes]
    assert notices(ccf, f"1. {titles[0]}", "Oui.", f"2. {titles[3]}", "Non.", f"3. {titles[6]}", "Oui.") == []


STANDING = tuple(
    Candidacy(
        id=id_,
        constituency=id_.partition("/")[0],
        people=(Person(role=Role.CANDIDATE, order=1, first_name=first, last_name=last),),
    )
    for id_, first, last in (
        ("vergerville/navet", "Blaise", "Navet"),
        ("vergerville/d-orange", "Apolline", "D’Orange"),
        ("potager/melon", "Fernand", "Melon"),
    )
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Contrairement à Apolline d'Orange, nous agirons.", ["Apolline D’Orange"]),
        ("Le projet de MELON Fernand est une erreur.", ["Fernand Melon"]),
        ("M. Melon n’y connaît rien.", []),
        ("Comme le dit Mme d’Orange, il faut agir.", ["Apolline D’Orange"]),
        ("Blaise Navet le demande depuis deux ans.", []),
        ("Nous planterons des melons et une orange.", []),
        ("Une orange vaut mieux qu’un navet.", []),
    ],
)
def test_an_opponent_in_an_answer_is_flagged_and_nothing_is_changed(text: str, names: list[str], ccf: Asked) -> None:
    segments = ccf.align(Document((Block(1, "7. Accès à l’alimentation"), Block(2, "Oui."), Block(3, text))))
    found = named_opponents(segments, STANDING, "vergerville/navet")
    assert [notice.message for notice in found] == [
        f"nomme {name}, d’une autre candidature : à lire avec attention" for name in names
    ]
    assert {notice.where for notice in found} <= {"¶3"}
    assert text in segments[-1].text


def test_a_last_name_alone_tells_only_among_those_who_stand_in_one_place(ccf: Asked) -> None:
    segments = ccf.align(Document((Block(1, "7. Accès à l’alimentation"), Block(2, "Hier encore, Melon disait non."))))
    assert named_opponents(segments, STANDING, "vergerville/navet") == ()
    here = (*STANDING[:2], STANDING[2].model_copy(update={"constituency": "vergerville"}))
    assert len(named_opponents(segments, here, "vergerville/navet")) == 1
