import time
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccf_docs.text.words import (
    APOSTROPHES,
    Difference,
    Span,
    contains,
    count,
    difference,
    fold,
    near,
    same_words,
    unified,
    visible,
    words,
)

# Few words, so that repeats, moves and near misses are common.
word_lists = st.lists(st.sampled_from(["de", "la", "pauvreté", "l'accès", "RSA", "?", "«", "66%"]), max_size=30)
spaces = st.sampled_from(
    [" ", "  ", "\u00a0", "\u202f", "\u2009", "\t", "\n", "\n\n", "\r\n", " \u200b ", "\ufeff ", "\u00ad\n"]
)


@given(word_lists, spaces)
def test_no_kind_of_white_space_is_part_of_a_word(tokens: list[str], space: str) -> None:
    assert words(space.join(tokens)) == tuple(tokens)


@given(st.text())
def test_taking_words_apart_and_joining_them_gives_the_same_words(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dites «\u2009métiers\u2009» déclinant", ("dites", "«", "métiers", "»", "déclinant")),
        ("(PLAI et\u00a0 ANAH)\u00a0doit", ("(PLAI", "et", "ANAH)", "doit")),
        ("l’\u00adaction so\u00adciale", ("l’action", "sociale")),
        ("\ufeffMadame,\u200b", ("Madame,",)),
        ("A\tPlessis\r\nRobinson", ("A", "Plessis", "Robinson")),
    ],
)
def test_the_seeds_spaces_and_invisible_characters_do_not_count(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


def test_a_decomposed_accent_is_the_same_letter() -> None:
    assert words("De\u0301partement") == words("Département") == ("Département",)
    assert visible("e\u200b\u0301") == "é"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Etat", "État"),
        ("Economique", "économique"),
        ("œuvre", "oeuvre"),
        ("9%", "9 %"),
        ("mot ?", "mot?"),
        ("quartier...", "quartier…"),
        ("Hauts-de-Seine", "Hauts de Seine"),
        ("\u00ab mot \u00bb", '"mot"'),
        ("candidat.e.s", "candidates"),
        ("man-dat", "mandat"),
        ("a\u2011b", "a-b"),
        ("favorable", "favorables"),
        ("Nord Sud", "Sud Nord"),
    ],
)
def test_case_accents_punctuation_and_order_are_part_of_what_is_said(one: str, other: str) -> None:
    assert not same_words(one, other)
    assert difference(words(one), words(other))


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_the_kind_of_apostrophe_is_not(apostrophe: str) -> None:
    assert same_words(f"J{apostrophe}ai lu\u00a0l{apostrophe}accès", "J'ai lu l’accès")
    assert words("l'accès") != words("l’accès")


def test_a_lost_apostrophe_is_a_difference() -> None:
    assert not same_words("d?un", "d’un")
    assert not same_words("l'accès", "laccès")


@given(st.text(), st.text())
def test_texts_say_the_same_exactly_when_their_difference_is_empty(a: str, b: str) -> None:
    assert same_words(a, b) == (not difference(unified(a), unified(b)))


# --- contains ---------------------------------------------------------------------------------------------------------

ANSWER = "Le projet fera basculer le quartier de 66% à 72% de logements sociaux\u00a0; quartier enclavé, sans activité…"


@pytest.mark.parametrize(
    "excerpt",
    [
        ANSWER,
        "de 66% à 72%",
        "logements\nsociaux ; quartier",
        "sans activité",
        "enclavé",
        "Le projet",
    ],
)
def test_an_excerpt_is_in_its_answer_when_its_words_follow_each_other(excerpt: str) -> None:
    assert contains(ANSWER, excerpt)


@pytest.mark.parametrize(
    "excerpt",
    [
        "de 66 % à 72 %",
        "Le quartier",
        "le projet",
        "logements sociaux quartier",
        "quartier enclavé sans",
        "ment sociaux",
        "logement",
        "enclavé,, sans",
        "activité...",
        "",
        " \u00a0\n",
    ],
)
def test_an_excerpt_that_changes_a_sign_is_not_in_its_answer(excerpt: str) -> None:
    assert not contains(ANSWER, excerpt)


def test_only_the_marks_around_an_excerpt_may_stay_behind() -> None:
    assert contains("(« l’accès aux droits », dit-il.)", "l'accès aux droits »")
    assert contains("Nous disons «non».", "non")
    assert not contains("aujourd'hui", "aujourd")
    assert not contains("n'est acceptable", "est acceptable")
    assert not contains("non-recours", "non")


@given(word_lists, st.data())
def test_every_run_of_words_of_a_text_is_in_it(tokens: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(tokens)))
    end = data.draw(st.integers(start, len(tokens)))
    assert contains(" ".join(tokens), "\u202f".join(tokens[start:end])) == (start < end)


# --- difference -------------------------------------------------------------------------------------------------------


def kept(tokens: list[str], spans: tuple[Span, ...]) -> list[str]:
    struck = {at for span in spans for at in range(span.position, span.position + len(span.words))}
    return [word for at, word in enumerate(tokens) if at not in struck]


@given(word_lists, word_lists)
def test_what_is_neither_lost_nor_invented_is_the_same_on_both_sides(source: list[str], target: list[str]) -> None:
    found = difference(source, target)
    assert kept(source, found.lost) == kept(target, found.invented)
    for tokens, spans in ((source, found.lost), (target, found.invented)):
        assert all(tokens[span.position :][: len(span.words)] == list(span.words) for span in spans)
        assert all(span.words for span in spans)


@given(word_lists, word_lists)
def test_equal_texts_have_no_difference_and_others_have_one(source: list[str], target: list[str]) -> None:
    assert not difference(source, source)
    assert bool(difference(source, target)) == (source != target)


@given(st.lists(st.integers(0, 10_000).map(str), unique=True), st.data())
def test_a_single_lost_passage_is_found_where_it_stood(source: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    lost = (Span(start, tuple(source[start:end])),) if start < end else ()
    assert difference(source, source[:start] + source[end:]) == Difference(lost, ())


def test_a_changed_word_is_lost_and_invented() -> None:
    source = words("recruter des éducateurs spécialisés, vite")
    target = words("recruter de bons éducateurs spécialisés vite")
    assert difference(source, target) == Difference(
        lost=(Span(1, ("des",)), Span(3, ("spécialisés,",))),
        invented=(Span(1, ("de", "bons")), Span(4, ("spécialisés",))),
    )


def test_a_moved_passage_is_lost_in_one_place_and_invented_in_another() -> None:
    text = [f"mot{at}" for at in range(100)]
    moved = text[:20] + text[40:] + text[20:40]
    assert difference(text, moved) == Difference((Span(20, tuple(text[20:40])),), (Span(80, tuple(text[20:40])),))


def test_a_text_returned_twice_is_one_passage_too_many() -> None:
    text = words("Nous sommes attachés à une ville sûre, propre et solidaire.")
    assert difference(text, text + text) == Difference((), (Span(len(text), text),))


def test_words_that_two_texts_share_by_chance_pin_nothing() -> None:
    text = long_text(3_000)[:1_000]
    found = difference(["x", *text[:850], "k", *text[:850], "y"], [*text[850:], *text[:700]])
    assert [len(span.words) for span in found.lost] == [1, 1_002]
    assert [len(span.words) for span in found.invented] == [150]


def long_text(length: int) -> list[str]:
    """Words as unevenly spread as in French: the n-th is n times rarer than the first; repeated in three parts."""
    part = [f"m{int(1_500 ** ((at * 0.618034) % 1))}" for at in range(length // 3)]
    return part * 3


@pytest.mark.parametrize("step", [0, 400, 9_999])
def test_twenty_thousand_words_are_compared_at_once(step: int) -> None:
    source = long_text(20_000)
    target = [f"{word}x" if step and at % step == 0 else word for at, word in enumerate(source)]
    changed = len([at for at in range(len(source)) if step and at % step == 0])
    began = time.process_time()
    found = difference(source, target)
    assert time.process_time() - began < 0.3
    assert sum(len(span.words) for span in found.lost) == sum(len(span.words) for span in found.invented) == changed


def test_a_difference_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Span(0, ("a",)).position = 1  # type: ignore[misc]


# --- count, fold, near ------------------------------------------------------------------------------------------------


def test_marks_are_not_counted_as_words() -> None:
    assert count("Vous engagez-vous\u00a0? « 100% des mineurs » – l’accès : oui …") == 7


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Économique", "economique"),
        ("L’accès au  logement", "l acces au logement"),
        ("Cœur, BŒUF, Æther", "coeur boeuf aether"),
        ("Hauts-de-Seine", "hauts de seine"),
        ("Hauts\u2011de\u2013Seine", "hauts de seine"),
        ("N° Panneau", "n panneau"),
        ("n°5, nº 6", "n5 n 6"),
        ("L\u02bcaccès, l´accès", "l acces l acces"),
        ("pro\ufb01ts", "profits"),
        ("300 m²", "300 m2"),
        ("snake_case", "snake case"),
        ("", ""),
        ("« ! »", ""),
    ],
)
def test_folding_keeps_letters_and_figures_only(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "form",
    [
        "candidats",
        "candidat.e.s",
        "candidat·e·s",
        "candidat·es",
        "candidat(e)s",
        "candidat-e-s",
        "candidat(es)",
        "CANDIDAT.E.S",
    ],
)
def test_inclusive_forms_fold_to_one(form: str) -> None:
    assert fold(f"des {form}, à l’intention") == "des candidats a l intention"


@pytest.mark.parametrize(
    ("form", "folded"),
    [
        ("élu·e", "elu"),
        ("citoyen·ne·s", "citoyens"),
        ("acteur·rices", "acteurs"),
        ("un(e) habitant(e)", "un habitant"),
        ("conseil(s)", "conseils"),
        ("demande.Le département", "demande le departement"),
        ("fin.et", "fin et"),
        ("M.le maire", "m le maire"),
        ("porte-le", "porte le"),
        ("y a-t-elle", "y a t elle"),
        ("www.igas.gouv.fr", "www igas gouv fr"),
        ("l'utilitéFaire", "l utilitefaire"),
    ],
)
def test_only_inclusive_forms_are_reduced(form: str, folded: str) -> None:
    assert fold(form) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), spaces, st.sampled_from(APOSTROPHES))
def test_texts_that_say_the_same_fold_alike(text: str, space: str, apostrophe: str) -> None:
    changed = space.join(text.replace("'", apostrophe).split(" "))
    if same_words(text, changed):
        assert fold(text) == fold(changed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("acces-au-droits", "acces-aux-droits"),
        ("Accès aux droits", "acces-aux-droits"),
        ("plan-pauvrete", "plan-pauvreté"),
        ("logment", "logement"),
        ("xyz", None),
        ("", None),
    ],
)
def test_a_misspelt_id_is_offered_as_it_is_written(typed: str, meant: str | None) -> None:
    assert near(typed, ["logement", "plan-pauvreté", "acces-aux-droits"]) == meant


def test_nothing_is_near_when_there_is_nothing() -> None:
    assert near("logement", []) is None
