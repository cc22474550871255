"""The rule of the synthesis, as the booklet announces it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccf_docs.booklets.excerpts import CUT, ExcerptError, extract, rank, signs
from ccf_docs.text import words

BACKGROUND = "La situation est connue de tous depuis longtemps."
PROMISE = "Nous recruterons des travailleurs sociaux."
FIGURE = "Le département compte douze guichets et 1 600 000 habitants."


def one(text: str, limit: int, *excerpts: str) -> str:
    (found,) = extract([text], [excerpts], limit)
    assert found is not None
    return found.text


def test_what_fits_prints_whole_and_untouched() -> None:
    text = "Un.\n\n- deux ;\n- trois."
    (found,) = extract([text], [()], 100)
    assert found is not None
    assert (found.text, found.pieces, found.whole) == (text, (text,), True)


def test_promises_come_before_figures_and_figures_before_the_rest() -> None:
    text = f"{BACKGROUND} {FIGURE} {PROMISE}"
    assert one(text, 60) == f"{CUT} {PROMISE}"
    assert one(text, 110) == f"{CUT} {FIGURE} {PROMISE}"


def test_what_is_chosen_prints_in_the_order_of_the_text_with_every_cut_shown() -> None:
    text = f"{PROMISE} {BACKGROUND}\n\n{BACKGROUND}\n\nNous ouvrirons un guichet. {BACKGROUND}"
    assert one(text, 80) == f"{PROMISE} {CUT}\n\nNous ouvrirons un guichet. {CUT}"


def test_an_item_brings_the_sentence_that_announces_its_list() -> None:
    text = f"{BACKGROUND}\n\nNos mesures :\n- un vieux débat sans issue ;\n- recruter dix personnes."
    assert one(text, 45) == f"{CUT} Nos mesures : {CUT}\n\n- recruter dix personnes."


def test_numbered_paragraphs_are_a_list_too() -> None:
    text = f"Nos mesures :\n\n1/ {BACKGROUND}\n\n2/ Nous créerons une aide."
    assert one(text, 60) == f"Nos mesures : {CUT}\n\n2/ Nous créerons une aide."


def test_two_passages_each_keep_their_best_sentence() -> None:
    first, second = extract([f"{PROMISE} {PROMISE} {PROMISE}", f"{BACKGROUND} Oui."], [(), ()], 100)
    assert first is not None
    assert second is not None
    assert second.pieces


def test_a_passage_left_out_whole_shows_its_cut_beside_the_other() -> None:
    first, second = extract([PROMISE, BACKGROUND * 3], [(PROMISE,), ()], 100)
    assert second is None
    assert first is not None
    assert (first.text, first.whole) == (f"{PROMISE} {CUT}", False)


def test_a_single_sentence_too_long_is_cut_at_a_word() -> None:
    assert one("Nous recruterons beaucoup de travailleurs partout.", 30) == f"Nous recruterons beaucoup de {CUT}"


def test_a_persons_choice_stands_for_the_rule() -> None:
    assert one(f"{PROMISE} {BACKGROUND}", 60, BACKGROUND) == f"{CUT} {BACKGROUND}"


def test_a_choice_may_differ_in_spaces_and_apostrophes_only() -> None:
    text = "Nous l'avons dit,\nl’accueil d'abord. Et encore."
    assert one(text, 40, "l'accueil  d’abord.") == f"{CUT} l’accueil d'abord. {CUT}"
    with pytest.raises(ExcerptError, match="excerpt-not-found"):
        one(text, 40, "l'accueil ensuite.")


def test_a_choice_longer_than_everyones_room_is_refused() -> None:
    with pytest.raises(ExcerptError, match="excerpt-too-long"):
        one(f"{PROMISE} {BACKGROUND}", 60, f"{PROMISE} {BACKGROUND}")


@pytest.mark.parametrize(
    ("sentence", "item", "expected"),
    [
        ("Nous y veillerons.", False, 0),
        ("Nous nous engageons à le faire.", False, 0),
        ("Je m’engage à le faire.", False, 0),
        ("Nous proposons une aide.", False, 0),
        ("Mettre en place un guichet.", True, 0),
        ("Mettre en place un guichet.", False, 2),
        ("Le plan date de décembre.", False, 1),
        ("Il y en avait 12.", False, 1),
        ("1/ Le constat est connu.", False, 2),
        ("Notre constat est connu.", True, 2),
    ],
)
def test_what_a_sentence_does(sentence: str, item: bool, expected: int) -> None:
    assert rank(sentence, item=item) == expected


@pytest.mark.parametrize("text", ["Selon M. Prune et Mme. Figue, J. P. Datte a raison.", "Voir l’art. 3 et p. 12."])
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert one(f"{text} Nous créerons une aide.", 40).count(CUT) == 1


SENTENCES = st.lists(
    st.sampled_from([BACKGROUND, PROMISE, FIGURE, "- un point ;", "- ouvrir 3 lieux.", "Voici :", "Oui.", "« Oh ! »"]),
    min_size=1,
    max_size=14,
)


@given(
    st.lists(st.tuples(SENTENCES, st.sampled_from([" ", "\n", "\n\n"])), min_size=1, max_size=3),
    st.integers(min_value=20, max_value=400),
)
def test_an_extract_is_made_of_the_text_alone_and_keeps_to_its_room(
    parts: list[tuple[list[str], str]], limit: int
) -> None:
    texts = [gap.join(sentences) for sentences, gap in parts]
    found = extract(texts, [()] * len(texts), limit)
    assert found == extract(texts, [()] * len(texts), limit)
    printed = [part for part in found if part is not None]
    assert printed
    assert sum(signs(piece) for part in printed for piece in part.pieces) <= limit
    for text, part in zip(texts, found, strict=True):
        if part is not None:
            assert all(words.contains(text, piece) for piece in part.pieces)
            assert part.whole == (CUT not in part.text)
    if sum(map(signs, texts)) > limit:
        assert not all(part.whole for part in printed)
