"""From segments to the response and to the JSON that other programs read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from questioned import Asked

from ccf_docs.intake import readers
from ccf_docs.intake.contract import contract, warnings
from ccf_docs.intake.kind import recognise
from ccf_docs.intake.response import from_segments, kind_of
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
    ],
)
def test_only_plain_words_make_a_refusal_or_a_receipt(text: str, kind: Kind | None) -> None:
    found = recognise(text)
    assert (found[0] if found else None) is kind


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
