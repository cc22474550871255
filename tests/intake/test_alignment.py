"""What alignment promises of any document, and its rules one by one."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questioned import Asked

from ccf_docs.intake import our_letter, readers
from ccf_docs.intake.accounting import account
from ccf_docs.intake.align import LEAST
from ccf_docs.intake.marks import mark_of
from ccf_docs.intake.response import from_segments
from ccf_docs.intake.units import sentences
from ccf_docs.model.campaign import Campaign, LetterBlocks, Question, Theme
from ccf_docs.model.document import Block, BlockKind, Document
from ccf_docs.model.response import SegmentRole, Source

POTAGER = Asked(
    (
        Theme(
            id="eau",
            title="Arrosage et eau de pluie",
            context="L’eau manque chaque été dans nos carrés.",
            questions=(
                Question(id="eau-cuves", text="Combien de cuves installerez-vous dans les jardins de la commune ?"),
                Question(id="eau-heures", text="Limiterez-vous les heures d’arrosage pendant les mois secs ?"),
            ),
        ),
        Theme(
            id="serre", title="Serres", questions=(Question(id="serre", text="Ouvrirez-vous une serre par école ?"),)
        ),
        Theme(
            id="outils",
            title="Prêt d’outils",
            questions=(Question(id="outils", text="Qui tiendra le prêt d’outils ?"),),
        ),
    ),
    ("Le Cercle des Jardiniers écrit à toutes les listes.", "Merci de répondre avant la récolte des cerises."),
)

PHRASES = (
    "1/ Arrosage et eau de pluie",
    "Serres",
    "Q3. Prêt d'outils",
    "3)",
    "2. et 3. Même réponse.",
    "L’eau manque chaque été dans nos carrés.",
    "Combien de cuves installerez-vous dans les jardins de la commune ?",
    "Ouvrirez-vous une serre par école ? Oui, dès mai.",
    "Le Cercle des Jardiniers écrit à toutes les listes.",
    "Merci de répondre avant la récolte des cerises.",
    "Madame, Monsieur,",
    "Cordialement,",
    "Prune Navet",
    "Nous planterons. Nous arroserons ! Et vous ?",
    "-----",
    "* * *",
    "> cité",
    "oui",
    "☒ Oui ☐ Non",
    "b) Oui.",
    "1 OUI",
    "1 à 3 : oui",
    "Première question",
    "Conclusion",
    "Page 2/3",
    "-----Message d'origine-----",
    "De : Prune Navet",
    "Le 19 mai 2021 à 10:12, le Cercle a écrit :",
    ">----8<---- à découper",
    "2 commentaires :",
    "RépondreSupprimer",
    "Nous ne répondrons pas.",
    "Voir réponse 1, ou ci-dessus.",
)
ASKED = tuple(
    text.split() for theme in POTAGER.themes for text in (theme.context, *(q.text for q in theme.questions)) if text
)


@st.composite
def altered_questions(draw: st.DrawFn) -> str:
    """Words of the questionnaire with some left out, some put in, and perhaps an answer behind."""
    words = [word for word in draw(st.sampled_from(ASKED)) if draw(st.integers(0, 9)) < 8]
    if draw(st.booleans()):
        words.insert(draw(st.integers(0, len(words))), draw(st.sampled_from(("très", "vraiment", "1.", "nous"))))
    return " ".join((*words, *draw(st.sampled_from(((), ("Oui,", "dès", "mai."), ("?",))))))


TEXTS = st.one_of(
    st.sampled_from(PHRASES),
    altered_questions(),
    st.text(alphabet="aàeé .?!:«»/1234-–’>☐QNous\u00a0", min_size=1, max_size=60),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    texts = [text.strip() for text in draw(st.lists(TEXTS, max_size=18))]
    # As the readers do: a paragraph does not begin with a bullet's sign.
    kept = [text for text in texts if text and not text.startswith("- ")]
    kinds = [draw(st.sampled_from(BlockKind)) for _ in kept]
    return Document(tuple(Block(at, text, kind) for at, (text, kind) in enumerate(zip(kept, kinds, strict=True), 1)))


@given(documents())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_segments_hold_every_word_of_any_document_once_and_in_order(document: Document) -> None:
    segments = POTAGER.align(document)
    placed = [word for segment in segments for word in document.words_at(segment.place)]
    assert placed == [word for block in document.blocks for word in block.words]
    assert all(segment.text and segment.evidence and 0 <= segment.confidence <= 1 for segment in segments)


@given(documents())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_response_of_any_document_accounts_for_all_its_words(document: Document) -> None:
    segments = POTAGER.align(document)
    if not segments:
        return
    found = account(document, from_segments(segments, "vergerville/prune-navet", Source(file="retour.txt")))
    assert (found.lost, found.invented) == ((), ())


@given(documents())
@settings(max_examples=30, deadline=None)
def test_the_same_document_always_aligns_the_same(document: Document) -> None:
    assert POTAGER.align(document) == POTAGER.align(document)


def aligned(*lines: str | Block) -> list[tuple[str, str, str | None, str]]:
    blocks = [line if isinstance(line, Block) else Block(number, line) for number, line in enumerate(lines, start=1)]
    return [(s.role.value, ",".join(s.themes), s.question, s.text) for s in POTAGER.align(Document(tuple(blocks)))]


def test_bullets_are_lines_and_paragraphs_are_parted_by_a_blank_line() -> None:
    items = (Block(3, "dix cuves", BlockKind.BULLET), Block(4, "deux puits", BlockKind.BULLET))
    assert aligned("Arrosage et eau de pluie", "Nous voulons :", *items, "C'est tout.") == [
        ("heading", "eau", None, "Arrosage et eau de pluie"),
        ("answer", "eau", None, "Nous voulons :\n\n- dix cuves\n- deux puits\n\nC'est tout."),
    ]


def test_the_form_s_own_fields_are_trusted_before_any_heading() -> None:
    answer = Block(2, "Une par quartier.", BlockKind.TABLE_CELL, ("eau-heures", "Réponse 1.2 · eau-heures"))
    by_bookmark = Block(3, "Trois serres.", BlockKind.TABLE_CELL, ("R_serre_Copy_1",))
    by_title = Block(4, "Le garde.", BlockKind.TABLE_CELL, ("Réponse 3 · outils",))
    assert [found[:3] for found in aligned("Serres", answer, by_bookmark, by_title)] == [
        ("heading", "serre", None),
        ("answer", "eau", "eau-heures"),
        ("answer", "serre", "serre"),
        ("answer", "outils", "outils"),
    ]


def test_the_numbers_that_a_list_prints_place_answers_without_titles() -> None:
    blocks = [Block(at, text, label=f"{at}.") for at, text in enumerate(("Dix cuves.", "Oui.", "Le garde."), start=1)]
    assert [(role, theme, text) for role, theme, _, text in aligned(*blocks)] == [
        ("answer", "eau", "Dix cuves."),
        ("answer", "serre", "Oui."),
        ("answer", "outils", "Le garde."),
    ]


def test_a_question_whose_own_voice_changed_is_an_answer() -> None:
    assert aligned("Serres", "Nous ouvrirons une serre par école.")[-1][0] == "answer"
    assert aligned("Serres", "Ouvrirez-vous une serre par école ?")[-1][0] == "question"


def test_a_context_that_gains_a_yes_or_a_we_is_the_candidate_s() -> None:
    assert aligned("Serres", "Oui, l’eau manque chaque été dans nos carrés.")[-1][0] == "answer"
    assert aligned("Arrosage et eau de pluie", "L’eau manque chaque été dans les carrés.")[-1][0] == "question"


def test_the_only_words_under_a_theme_are_never_taken_for_the_signature() -> None:
    found = aligned("Serres", "Oui.", "Prêt d'outils", "Prune Navet", "Cordialement,", "Rose Radis")
    assert [(role, text) for role, *_, text in found[-2:]] == [
        ("answer", "Prune Navet"),
        ("closing", "Cordialement,\n\nRose Radis"),
    ]


def test_a_rhetorical_question_stays_the_candidate_s() -> None:
    assert aligned("Serres", "Qui n'aime pas les tomates en avril ? Nous en ferons.")[-1][0] == "answer"


def test_after_two_questions_the_answer_belongs_to_the_theme_after_one_to_the_question() -> None:
    first, second = (question.text for question in POTAGER.themes[0].questions)
    assert aligned(first, second, "Oui.")[-1][1:3] == ("eau", None)
    assert aligned(first, "Dix.", second, "Oui.")[-1][1:3] == ("eau", "eau-heures")


def test_what_is_left_of_a_number_without_theme_is_not_given_to_the_theme_before() -> None:
    found = aligned("1. Arrosage et eau de pluie", "Dix cuves.", "4. Nos ruches", "Deux ruches par quartier.")
    assert found[-1][0] == "unplaced"


def test_sentences_end_where_a_reader_says_so() -> None:
    assert sentences("Le 1er juin. M. Navet dit « oui ! » Puis non (cf. art. 3). Et vous ? par an ?") == [
        "Le 1er juin.",
        "M. Navet dit « oui ! »",
        "Puis non (cf. art. 3).",
        "Et vous ? par an ?",
    ]


def test_marks_of_every_style_are_read() -> None:
    styles = {
        "1/ Eau": (1,), "Q4 L'eau": (4,), "Q5. Eau": (5,), "2) Eau": (2,), "3 – OUI": (3,), "[3] Eau": (3,),
        "1.Les": (1,), "Question 7 :": (7,), "IV. Eau": (4,), "6. et 7. Eau": (6, 7), "2, 3 et 4 – Eau": (2, 3, 4),
        "8": (8,), "N° 2 : Eau": (2,),
    }  # fmt: skip
    assert {text: mark.numbers if (mark := mark_of(text)) else None for text in styles} == styles


def test_figures_in_a_sentence_are_no_marks() -> None:
    texts = (
        "12 % des foyers",
        "3 500 logements",
        "1er engagement",
        "2,5 millions",
        "20 juin",
        "Chaque canton",
        "2 et 3 enfants",
    )
    assert not [text for text in texts if (mark := mark_of(text)) is not None and mark.explicit]


def test_nothing_doubtful_stands_under_a_theme() -> None:
    for path in sorted((Path(__file__).parent / "cases").glob("*.txt")):
        for segment in POTAGER.align(readers.read(path)):
            assert segment.role is not SegmentRole.ANSWER or segment.confidence >= LEAST


def test_the_evidence_says_what_made_us_think_so() -> None:
    heading, answer = POTAGER.align(Document((Block(1, "3) Le prêt des outils"), Block(2, "Le garde."))))
    assert heading.evidence == "titre « 3) Le prêt des outils » proche de « Prêt d’outils » (thème 3, 1,00)"
    assert answer.evidence == f"suit : {heading.evidence}"


@pytest.mark.parametrize(
    ("said", "number", "title"),
    [
        ("Voir réponse 3.", 3, "Prêt d’outils"),
        ("Voir question 3 .", 3, "Prêt d’outils"),
        ("cf. partie 3", 3, "Prêt d’outils"),
        ("Nous pensons avoir répondu dans la partie 3.", 3, "Prêt d’outils"),
        ("Bien sûr. Voir ci-dessus.", 1, "Arrosage et eau de pluie"),
        ("En hausse, voir ci-dessous.", 3, "Prêt d’outils"),
    ],
)
def test_an_answer_that_points_to_another_keeps_its_words_and_names_the_theme(
    said: str, number: int, title: str
) -> None:
    lines = ("1. Arrosage et eau de pluie", "Dix cuves.", "2. Serres", said, "3. Prêt d’outils", "Le garde.")
    segments = POTAGER.align(Document(tuple(Block(at, line) for at, line in enumerate(lines, start=1))))
    answer = segments[3]
    assert (answer.text, answer.themes) == (said, ("serre",))
    assert answer.evidence.endswith(f"renvoie au thème {number}, « {title} »")


def test_words_of_a_programme_s_page_point_to_no_theme() -> None:
    assert all(
        "renvoie" not in s.evidence for s in POTAGER.align(Document((Block(1, "1. Voir mon programme, page 3."),)))
    )


def test_the_optional_paragraphs_of_our_letter_are_known_again(real_campaign: Campaign) -> None:
    blocks = LetterBlocks(**dict.fromkeys(LetterBlocks.model_fields, True))
    campaign = real_campaign.model_copy(update={"letter": real_campaign.letter.model_copy(update={"blocks": blocks})})
    letter = our_letter.paragraphs(campaign)
    added = [text for text in letter if text not in our_letter.paragraphs(real_campaign)]
    assert len(added) == 1 + len(LetterBlocks.model_fields)
    document = Document(tuple(Block(at, text) for at, text in enumerate(letter, start=1)))
    assert {segment.role for segment in Asked(campaign.themes, letter).align(document)} == {SegmentRole.LETTER}


def test_a_line_of_arrows_is_a_message_s_only_where_something_says_so() -> None:
    assert aligned("Serres", "> Oui, dès mai.")[-1][:2] == ("answer", "serre")
    assert aligned("Serres", "Oui.", "Le 19 mai 2021, le Cercle a écrit :", "> Merci.")[-1][0] == "quoted"


def test_boxes_left_empty_are_not_what_the_candidate_says() -> None:
    assert [found[0] for found in aligned("Serres", "☐ Oui ☒ Non")] == ["heading", "placeholder", "answer"]


def test_two_returns_in_one_file_each_have_numbers_of_their_own() -> None:
    found = aligned("1) Dix.", "2) Oui.", "3) Le garde.", "-----", "1) Deux.", "2) Non.", "3) Moi.")
    assert [theme for role, theme, *_ in found if role == "answer"] == ["eau", "serre", "outils"] * 2


def test_ten_pages_take_less_than_a_third_of_a_second(ccf: Asked) -> None:
    blocks: list[Block] = []
    for seed in ("003", "001", "000"):
        path = Path(__file__).parent / f"cases/seed-{seed}.txt"
        blocks.extend(replace(block, number=len(blocks) + at) for at, block in enumerate(readers.read(path).blocks, 1))
    document = Document(tuple(blocks))
    assert sum(len(block.words) for block in document.blocks) > 4_500

    def seconds() -> float:
        start = time.perf_counter()
        ccf.align(document)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(3)) < 0.3
