"""Changes to a response: what each does, and that no sequence of them loses or invents a word."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.intake import changes
from ccf_docs.intake.accounting import account, segment_words
from ccf_docs.intake.align import align
from ccf_docs.intake.pieces import pieces
from ccf_docs.intake.response import from_segments
from ccf_docs.model.campaign import Question, Theme
from ccf_docs.model.document import Block, BlockKind, Document
from ccf_docs.model.response import ASIDE_ROLES, Answer, Correction, Kind, Response, SegmentRole, Source

THEMES = (
    Theme(
        id="arrosage",
        title="L’arrosage",
        questions=(
            Question(id="matin", text="Arroserez-vous le matin ?"),
            Question(id="soir", text="Arroserez-vous le soir ?"),
        ),
    ),
    Theme(id="compost", title="Le compost", questions=(Question(id="partage", text="Partagerez-vous le compost ?"),)),
)
SOURCE = Source(file="kiwi-melon.txt", sha256="0")


def document(*texts: str) -> Document:
    """Blocks of these texts; one that begins with "- " is a list's item."""
    return Document(
        tuple(
            Block(number, text.removeprefix("- "), BlockKind.BULLET if text.startswith("- ") else BlockKind.PARAGRAPH)
            for number, text in enumerate(texts, start=1)
        )
    )


RETURNED = document(
    "Bonjour,",
    "1. L’arrosage",
    "Nous arroserons le matin. Le soir aussi, en été.",
    "2. Le compost",
    "Oui :",
    "- un bac par rue",
    "- un bac par école",
)


def read(returned: Document) -> Response:
    return from_segments(align(returned, THEMES, letter=()), "verger/kiwi-melon", SOURCE)


def listed(response: Response) -> list[tuple[str, tuple[str, ...], str, str]]:
    return [(piece.role.value, piece.themes, piece.where, piece.text) for piece in pieces(response)]


def refused(code: str, change: Callable[[], Response]) -> None:
    with pytest.raises(CampaignError) as error:
        change()
    assert [problem.code for problem in error.value.problems] == [code]
    assert error.value.exit_code is ExitCode.USAGE


def test_pieces_are_numbered_in_the_order_of_the_file() -> None:
    assert listed(read(RETURNED)) == [
        ("preamble", (), "¶1", "Bonjour,"),
        ("heading", ("arrosage",), "¶2", "1. L’arrosage"),
        ("answer", ("arrosage",), "¶3", "Nous arroserons le matin. Le soir aussi, en été."),
        ("heading", ("compost",), "¶4", "2. Le compost"),
        ("answer", ("compost",), "¶5–¶7", "Oui :\n\n- un bac par rue\n- un bac par école"),
    ]


def test_a_piece_is_moved_to_a_theme_to_several_or_to_a_question() -> None:
    response = changes.move(read(RETURNED), 1, "compost", THEMES)
    assert [answer.themes for answer in response.answers] == [("compost",), ("arrosage",), ("compost",)]
    response = changes.move(response, 5, "arrosage,compost", THEMES)
    assert response.answers[2].themes == ("arrosage", "compost")
    response = changes.move(response, 3, "soir", THEMES)
    assert (response.answers[1].themes, response.answers[1].question) == (("arrosage",), "soir")
    response = changes.move(response, 3, "compost", THEMES)
    assert response.answers[1].question is None, "a question of another theme would be a mistake"


def test_what_is_named_must_exist() -> None:
    response = read(RETURNED)
    refused("unknown-theme", lambda: changes.move(response, 3, "composte", THEMES))
    refused("unknown-theme", lambda: changes.move(response, 3, "", THEMES))
    refused("no-such-piece", lambda: changes.move(response, 6, "compost", THEMES))
    refused("no-such-piece", lambda: changes.set_aside(response, 0, SegmentRole.CLOSING))
    refused("aside-not-a-role", lambda: changes.set_aside(response, 3, SegmentRole.ANSWER))


def test_a_piece_set_aside_keeps_its_theme_and_the_last_answer_gone_changes_the_kind() -> None:
    response = changes.set_aside(read(RETURNED), 5, SegmentRole.QUESTION)
    assert listed(response)[4][:2] == ("question", ("compost",))
    assert response.kind is Kind.ANSWERS
    response = changes.set_aside(response, 3, SegmentRole.CLOSING)
    assert response.kind is Kind.ACKNOWLEDGEMENT
    response = changes.make_general(response, 3)
    assert changes.with_kind(response, Kind.GENERAL_TEXT).kind is Kind.GENERAL_TEXT
    assert changes.move(response, 3, "arrosage", THEMES).kind is Kind.ANSWERS
    refused("kind-answers", lambda: changes.with_kind(response, Kind.ANSWERS))


def test_a_theme_marked_blank_has_no_answer_left_and_a_shared_passage_keeps_its_other_theme() -> None:
    response = changes.move(read(RETURNED), 5, "arrosage,compost", THEMES)
    response = changes.mark_blank(response, "arrosage", THEMES)
    assert listed(response)[2][:2] == ("question", ("arrosage",))
    assert listed(response)[4][:2] == ("answer", ("compost",))
    refused("theme-blank-already", lambda: changes.mark_blank(response, "arrosage", THEMES))


def test_a_piece_is_split_before_a_word_and_each_half_has_its_place() -> None:
    response = changes.split(read(RETURNED), 3, 5, RETURNED)
    assert listed(response)[2:4] == [
        ("answer", ("arrosage",), "¶3:1–¶3:4", "Nous arroserons le matin."),
        ("answer", ("arrosage",), "¶3:5–¶3:9", "Le soir aussi, en été."),
    ]
    response = changes.split(response, 6, 3, RETURNED)
    assert listed(response)[5:] == [
        ("answer", ("compost",), "¶5", "Oui :"),
        ("answer", ("compost",), "¶6–¶7", "- un bac par rue\n- un bac par école"),
    ]
    response = changes.split(response, 7, 3, RETURNED)
    assert listed(response)[6:] == [
        ("answer", ("compost",), "¶6:1–¶6:2", "- un bac"),
        ("answer", ("compost",), "¶6:3–¶7", "par rue\n- un bac par école"),
    ]


def test_joining_what_was_split_gives_back_what_was_there() -> None:
    whole = read(RETURNED)
    for number, count in ((3, 9), (5, 10)):
        for word in range(2, count + 1):
            parted = changes.split(whole, number, word, RETURNED)
            assert len(pieces(parted)) == 6
            assert changes.join(parted, number, number + 1, RETURNED).model_copy(update={"reviewed": None}) == whole


def test_a_split_needs_a_word_inside_and_words_that_are_those_of_the_file() -> None:
    response = read(RETURNED)
    refused("split-outside", lambda: changes.split(response, 3, 1, RETURNED))
    refused("split-outside", lambda: changes.split(response, 3, 10, RETURNED))
    edited = response.answers[0].model_copy(update={"text": "Nous arroserons le soir."})
    typed_over = response.model_copy(update={"answers": (edited, response.answers[1])})
    refused("piece-not-as-in-file", lambda: changes.split(typed_over, 3, 2, RETURNED))
    refused("piece-not-as-in-file", lambda: changes.join(typed_over, 3, 4, RETURNED))
    dashed = read(document("1. L’arrosage", "Oui - mais peu."))
    refused("split-on-a-dash", lambda: changes.split(dashed, 2, 2, document("1. L’arrosage", "Oui - mais peu.")))


def test_only_neighbours_are_joined_and_the_first_gives_the_role() -> None:
    response = read(RETURNED)
    refused("join-not-neighbours", lambda: changes.join(response, 3, 5, RETURNED))
    refused("no-such-piece", lambda: changes.join(response, 5, 6, RETURNED))
    assert listed(changes.join(response, 3, 4, RETURNED))[2] == (
        "answer",
        ("arrosage",),
        "¶3–¶4",
        "Nous arroserons le matin. Le soir aussi, en été.\n\n2. Le compost",
    )


def correction(before: str, after: str) -> Correction:
    return Correction(on=date(2028, 2, 25), asked_by="Mme Melon", before=before, after=after)


def test_a_correction_keeps_the_words_it_replaces_and_must_name_them_once() -> None:
    response = changes.correct(read(RETURNED), 3, correction("le matin", "à l’aube"))
    assert response.answers[0].text == "Nous arroserons le matin. Le soir aussi, en été."
    assert response.answers[0].printed == "Nous arroserons à l’aube. Le soir aussi, en été."
    refused("correction-not-found", lambda: changes.correct(response, 3, correction("le matin", "tôt")))
    refused("correction-several", lambda: changes.correct(response, 5, correction("un bac", "deux bacs")))
    refused("correct-only-answers", lambda: changes.correct(response, 1, correction("Bonjour", "Bonsoir")))


def test_a_corrected_passage_is_not_set_aside_and_is_split_only_round_its_correction() -> None:
    response = changes.correct(read(RETURNED), 3, correction("matin. Le soir", "jour. Le soir"))
    refused("piece-has-decisions", lambda: changes.set_aside(response, 3, SegmentRole.CLOSING))
    refused("piece-has-decisions", lambda: changes.mark_blank(response, "arrosage", THEMES))
    refused("piece-has-decisions", lambda: changes.split(response, 3, 5, RETURNED))
    parted = changes.split(response, 3, 8, RETURNED)
    assert [len(answer.corrections) for answer in parted.answers] == [1, 0, 0]


def test_a_signature_is_of_the_words_that_stand_there() -> None:
    signed = changes.sign(read(RETURNED), "GR", date(2028, 2, 26))
    assert signed.is_reviewed
    assert not changes.move(signed, 3, "compost", THEMES).is_reviewed
    assert not changes.set_aside(signed, 1, SegmentRole.HEADING).is_reviewed, "the roles were read too"


def test_answers_keep_the_order_in_which_they_print() -> None:
    response = read(RETURNED)
    turned = response.model_copy(update={"answers": response.answers[::-1]})
    assert [answer.where for answer in changes.move(turned, 3, "compost", THEMES).answers] == ["¶5–¶7", "¶3"]
    assert [answer.where for answer in changes.move(turned, 1, "compost", THEMES).answers] == ["¶1", "¶5–¶7", "¶3"]


def test_passages_without_a_place_can_be_changed_too() -> None:
    typed = Response(
        candidacy="verger/kiwi-melon",
        kind=Kind.ANSWERS,
        source=Source(transcribed_from="téléphone", by="GR"),
        answers=(Answer(themes=("arrosage",), text="Le matin. Le soir non."),),
    )
    parted = changes.split(typed, 1, 3, None)
    assert [answer.text for answer in parted.answers] == ["Le matin.", "Le soir non."]
    assert changes.join(parted, 1, 2, None).answers[0].text == "Le matin.\n\nLe soir non."
    assert changes.mark_blank(typed, "arrosage", THEMES).kind is Kind.ANSWERS


# Words that try the accounting: dashes, numbers of questions, quotes apart, an invisible character alone.
WORDS = st.sampled_from(
    [*"le matin soir bac rue école oui non L’arrosage compost".split(), "-", "–", "«", "»", "1.", "2/", "\u200b", "?"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join).filter(lambda text: segment_words(text) != ())
BLOCKS = st.lists(st.tuples(st.booleans(), TEXTS), min_size=1, max_size=7)
OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["move", "general", "aside", "split", "join", "blank"]), st.integers(1, 9), st.integers(1, 9)
    ),
    max_size=12,
)


def changed(response: Response, operation: tuple[str, int, int], returned: Document) -> Response:
    name, a, b = operation
    if name == "move":
        return changes.move(response, a, ("arrosage", "compost", "soir", "arrosage,compost")[b % 4], THEMES)
    if name == "general":
        return changes.make_general(response, a)
    if name == "aside":
        return changes.set_aside(response, a, ASIDE_ROLES[b % len(ASIDE_ROLES)])
    if name == "split":
        return changes.split(response, a, b, returned)
    if name == "join":
        return changes.join(response, a, a + 1, returned)
    return changes.mark_blank(response, ("arrosage", "compost")[b % 2], THEMES)


@settings(max_examples=300, deadline=None)
@given(BLOCKS, OPERATIONS)
def test_no_sequence_of_changes_loses_or_invents_a_word(
    blocks: list[tuple[bool, str]], operations: list[tuple[str, int, int]]
) -> None:
    returned = document(*(f"- {text}" if item else text for item, text in blocks))
    response = read(returned)
    before = account(returned, response)
    for operation in operations:
        with suppress(CampaignError):
            response = changed(response, operation, returned)
    assert account(returned, response) == before
    assert response.candidacy == "verger/kiwi-melon"
