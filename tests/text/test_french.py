from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccf_docs.text import french
from ccf_docs.text.french import Noun

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()

# --- dates and numbers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2021, 6, 1), "1er juin 2021"),
        (date(2021, 5, 19), "19 mai 2021"),
        (date(2021, 8, 21), "21 août 2021"),
        (date(2021, 12, 31), "31 décembre 2021"),
        (date(2028, 2, 29), "29 février 2028"),
    ],
)
def test_only_the_first_of_a_month_is_an_ordinal(day: date, written: str) -> None:
    assert french.long_date(day) == written


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_long_date_names_its_weekday_only_when_asked(day: date) -> None:
    plain = f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"
    assert french.long_date(day) == plain
    assert french.long_date(day, weekday=True) == f"{DAYS[day.weekday()]} {plain}"


@pytest.mark.parametrize(
    ("days", "written"),
    [
        ([(2021, 6, 20)], "20 juin 2021"),
        ([(2021, 6, 20), (2021, 6, 27)], "20 et 27 juin 2021"),
        ([(2021, 6, 27), (2021, 6, 20), (2021, 6, 20)], "20 et 27 juin 2021"),
        ([(2024, 6, 30), (2024, 7, 7)], "30 juin et 7 juillet 2024"),
        ([(2028, 2, 27), (2028, 3, 1)], "27 février et 1er mars 2028"),
        ([(2021, 12, 26), (2022, 1, 2)], "26 décembre 2021 et 2 janvier 2022"),
        ([(2021, 6, 20), (2022, 6, 20)], "20 juin 2021 et 20 juin 2022"),
        ([(2021, 5, 30), (2021, 6, 6), (2021, 6, 13)], "30 mai, 6 et 13 juin 2021"),
    ],
)
def test_rounds_say_once_what_they_share(days: list[tuple[int, int, int]], written: str) -> None:
    assert french.date_range(date(*day) for day in days) == written


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 400))
def test_two_rounds_can_be_read_back(first: date, days_later: int) -> None:
    second = first + timedelta(days=days_later)
    start, end = french.date_range([second, first]).split(" et ")
    assert end == french.long_date(second)
    assert " ".join([*start.split(), *end.split()[len(start.split()) :]]) == french.long_date(first)


def test_no_round_at_all_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no day"):
        french.date_range([])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (350, "350"),
        (3500, "3\u202f500"),
        (1_234_567.5, "1\u202f234\u202f567,5"),
        (Decimal("12.40"), "12,4"),
        (-9, "-9"),
    ],
)
def test_numbers_have_a_comma_and_groups_of_three(value: int | float | Decimal, written: str) -> None:
    assert french.number(value) == written


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "0 réponse"), (1, "1 réponse"), (1.5, "1,5 réponse"), (2, "2 réponses"), (3500, "3\u202f500 réponses")],
)
def test_the_plural_starts_at_two(count: float, written: str) -> None:
    assert french.counted(count, "réponse") == written


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("canal", "canaux"), ("tableau", "tableaux"), ("refus", "refus"), ("voix", "voix"), ("lieu", "lieux")],
)
def test_regular_plurals_are_known(singular: str, plural: str) -> None:
    assert french.plural(2, singular) == plural
    assert french.plural(1, singular) == singular


def test_other_plurals_are_given() -> None:
    assert french.plural(3, "jour ouvré", "jours ouvrés") == "jours ouvrés"
    assert french.plural(1, "jour ouvré", "jours ouvrés") == "jour ouvré"


@pytest.mark.parametrize(
    ("items", "written"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_a_list_has_et_before_its_last_item(items: list[str], written: str) -> None:
    assert french.listing(items) == written
    assert french.listing(iter(items), "ou") == written.replace(" et ", " ou ")


# --- nouns ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        (Noun("binôme", "binômes"), "un|aucun|le|de|du|au|ce"),
        (Noun("candidat", "candidats"), "un|aucun|le|de|du|au|ce"),
        (Noun("hameau", "hameaux"), "un|aucun|le|de|du|au|ce"),
        (Noun("liste", "listes", feminine=True), "une|aucune|la|de|de la|à la|cette"),
        (Noun("circonscription", "circonscriptions", feminine=True), "une|aucune|la|de|de la|à la|cette"),
    ],
)
def test_small_words_agree_with_their_noun(noun: Noun, forms: str) -> None:
    written = [noun.a, noun.no, noun.the, noun.of, noun.of_the, noun.at_the, noun.this]
    assert written == [f"{form} {noun.singular}" for form in forms.split("|")]


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        (Noun("habitant", "habitants"), "un |aucun |l’|d’|de l’|à l’|cet "),
        (Noun("arrondissement", "arrondissements"), "un |aucun |l’|d’|de l’|à l’|cet "),
        (Noun("association", "associations", feminine=True), "une |aucune |l’|d’|de l’|à l’|cette "),
        (Noun("équipe", "équipes", feminine=True), "une |aucune |l’|d’|de l’|à l’|cette "),
    ],
)
def test_small_words_elide_before_a_vowel_or_a_mute_h(noun: Noun, forms: str) -> None:
    written = [noun.a, noun.no, noun.the, noun.of, noun.of_the, noun.at_the, noun.this]
    assert written == [f"{form}{noun.singular}" for form in forms.split("|")]


@pytest.mark.parametrize(
    "word", "action École œuvre Île ASE habitant habitude hôpital hôtel héroïne huissier huître honneur Yonne".split()
)
def test_a_vowel_sound_takes_an_elision(word: str) -> None:
    assert french.elides(word)


@pytest.mark.parametrize(
    "word", "canton haut hameau handicap héros hors huit huitième hockey onze onzième oui yaourt 8 Houilles".split()
)
def test_any_other_sound_does_not(word: str) -> None:
    assert not french.elides(word)


def test_a_sentence_s_capital_leaves_the_other_letters_alone() -> None:
    assert french.capital("élu d’Antony") == "Élu d’Antony"
    assert french.capital("") == ""


# --- places -----------------------------------------------------------------------------------------------------------

# Every canton and commune of the Hauts-de-Seine begins like one of these.
PLACES = {
    "Antony": ("d’Antony", "à Antony"),
    "Asnières-sur-Seine": ("d’Asnières-sur-Seine", "à Asnières-sur-Seine"),
    "Issy-les-Moulineaux": ("d’Issy-les-Moulineaux", "à Issy-les-Moulineaux"),
    "Clichy": ("de Clichy", "à Clichy"),
    "Colombes-2": ("de Colombes-2", "à Colombes-2"),
    "Levallois-Perret": ("de Levallois-Perret", "à Levallois-Perret"),
    "Le Plessis-Robinson": ("du Plessis-Robinson", "au Plessis-Robinson"),
    "LE PLESSIS-ROBINSON": ("du PLESSIS-ROBINSON", "au PLESSIS-ROBINSON"),
    "La Garenne-Colombes": ("de La Garenne-Colombes", "à La Garenne-Colombes"),
    "Le Havre-1": ("du Havre-1", "au Havre-1"),
    "Les Lilas": ("des Lilas", "aux Lilas"),
    "L’Haÿ-les-Roses": ("de L’Haÿ-les-Roses", "à L’Haÿ-les-Roses"),
    "Étampes": ("d’Étampes", "à Étampes"),
    "Houilles": ("de Houilles", "à Houilles"),
    "Hyères": ("d’Hyères", "à Hyères"),
    "Yerres": ("d’Yerres", "à Yerres"),
    "Lesquin": ("de Lesquin", "à Lesquin"),
    "Hauts-de-Seine": ("des Hauts-de-Seine", "dans les Hauts-de-Seine"),
    "Hauts de Seine": ("des Hauts de Seine", "dans les Hauts de Seine"),
    "Yvelines": ("des Yvelines", "dans les Yvelines"),
    "Val-de-Marne": ("du Val-de-Marne", "dans le Val-de-Marne"),
    "Essonne": ("de l’Essonne", "en Essonne"),
    "Seine-Saint-Denis": ("de la Seine-Saint-Denis", "en Seine-Saint-Denis"),
    "Île-de-France": ("d’Île-de-France", "en Île-de-France"),
}


@pytest.mark.parametrize(("place", "forms"), PLACES.items())
def test_places_take_the_preposition_of_real_usage(place: str, forms: tuple[str, str]) -> None:
    assert (french.of(place), french.in_place(place)) == forms


# --- people -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titles", "names", "written"),
    [
        (["Mme", "M."], ["Prune", "Abricot"], "Madame Prune, Monsieur Abricot"),
        (["M.", "Mme"], ["Abricot", "Prune"], "Monsieur Abricot, Madame Prune"),
        (["Mlle"], ["Prune"], "Madame Prune"),
        (["Monsieur"], ["ABRICOT"], "Monsieur ABRICOT"),
        (["Mme", "Mme"], ["Prune", "Figue"], "Madame Prune, Madame Figue"),
        (["M.", "Mme"], [], "Madame, Monsieur"),
        (["Mme", "Mme", "M."], [], "Mesdames, Monsieur"),
        (["M.", "M."], [], "Messieurs"),
    ],
)
def test_a_letter_greets_by_title_and_name(titles: list[str], names: list[str], written: str) -> None:
    assert french.salutation(titles, names) == written


@pytest.mark.parametrize(
    ("titles", "names"),
    [([], []), ([None, None], ["Prune", "Abricot"]), (["Mme", ""], ["Prune", "Abricot"]), (["Mme", "Dr"], [])],
)
def test_an_unknown_title_is_never_guessed(titles: list[str | None], names: list[str]) -> None:
    assert french.salutation(titles, names) == "Madame, Monsieur"


@pytest.mark.parametrize("names", [["Prune"], ["Prune", None], ["Prune", ""], ["Prune", "Abricot", "Figue"]])
def test_nobody_is_greeted_by_a_shorter_form_than_the_other(names: list[str | None]) -> None:
    assert french.salutation(["Mme", "M."], names) == "Madame, Monsieur"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("Geneviève", "Prune", "Geneviève PRUNE"),
        ("Jean-Pierre", "Le Belle", "Jean-Pierre LE BELLE"),
        ("Laurence", "Lecœur d’Été", "Laurence LECŒUR D’ÉTÉ"),
        ("", "Mongest", "MONGEST"),
        (" Dimitri ", " Mongest ", "Dimitri MONGEST"),
        ("Isabelle", "", "Isabelle"),
    ],
)
def test_a_name_is_in_capitals_with_its_accents(first: str, last: str, written: str) -> None:
    assert french.person_name(first, last) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Châtenay-Malabry", "chatenay-malabry"),
        ("Ville-d’Avray", "ville-d-avray"),
        ("Lecœur / Campion", "lecoeur-campion"),
        ("N° Panneau", "n-panneau"),
        ("  Colombes-2 ", "colombes-2"),
        ("Łódź, Ελλάς", "lodz"),
        ("!", ""),
    ],
)
def test_a_slug_is_small_ascii_letters_figures_and_hyphens(text: str, written: str) -> None:
    assert french.slug(text) == written


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    slug = french.slug(text)
    assert french.slug(slug) == slug
    assert all(sign.isascii() and (sign.isalnum() or sign == "-") for sign in slug)
    assert slug == slug.strip("-")
