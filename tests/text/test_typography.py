import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccf_docs.text.typography import (
    JOINS,
    BulletList,
    Paragraph,
    paragraphs,
    print_own,
    print_verbatim,
    printed_words,
    to_html,
)
from ccf_docs.text.words import APOSTROPHES, same_words, words

# Text that meets the rules: random characters never would.
_SIGNS = " \u00a0\u202f\u2009\u200b\u00ad\u2011\n\t;:!?»«%€…\"'’.,()-–=_@/"
_WORDS = (
    "mot a É L é e\u0301 1 20 300 2021 0 K€ juin 1er XXIe siècle n° p. M. Mme J.-F. h https:// www. x.fr a@b.fr :: ..."
)
_LINES = ["\r\n", "\n\n", "- ", "\n- ", "\n-", "\n– ", "· ", "\n• "]
_PIECES = [*_SIGNS, *_WORDS.split(), *_LINES]
texts = st.lists(st.sampled_from(_PIECES), max_size=25).map("".join) | st.text()


def shown(text: str) -> str:
    """The text with its no-break spaces made visible: ~ is U+00A0, ^ is U+202F."""
    return text.replace("\u00a0", "~").replace("\u202f", "^")


# --- a candidate's words ----------------------------------------------------------------------------------------------


@given(texts)
def test_a_candidate_s_words_stay_word_for_word(text: str) -> None:
    assert same_words(text, print_verbatim(text))


@given(texts)
def test_a_candidate_s_words_are_set_once_for_all(text: str) -> None:
    assert print_verbatim(print_verbatim(text)) == print_verbatim(text)


@given(texts)
def test_only_spaces_and_apostrophes_change_in_a_candidate_s_words(text: str) -> None:
    def rest(text: str) -> str:
        return re.sub(f"[{APOSTROPHES}]", "", "".join(words(text)))

    assert rest(print_verbatim(text)) == rest(text)


@given(texts)
def test_no_opening_guillemet_of_a_candidate_is_parted_from_its_word(text: str) -> None:
    assert "« " not in print_verbatim(text)
    assert " »" not in print_verbatim(text)


@pytest.mark.parametrize(
    "text",
    [
        "9% par rapport",
        "66% à 72%",
        "11,9%.",
        "LISTE EELV: RÉPONSE",
        "Oui!",
        "que faire?",
        "«non»",
        "950K€",
        "n°5",
        "suivis/ confiés",
    ],
)
def test_a_candidate_s_missing_space_is_never_inserted(text: str) -> None:
    assert print_verbatim(text) == text


@pytest.mark.parametrize(
    "text",
    ['dit "non"', "quartier...", "mot , mot", "( mot )", "1ère", "2ème", "-Recrutement", "les 20% ,", "Etat", "“non”"],
)
def test_a_candidate_s_typing_is_never_corrected(text: str) -> None:
    assert print_verbatim(text) == text


@pytest.mark.parametrize(
    ("sent", "printed"),
    [
        ("l'Etat", "l’Etat"),
        ("J\u0092ai lu", "J’ai lu"),
        ("l´accès, d`accès", "l’accès, d’accès"),
        ("d'1 euro, l'« accès », l'\"accès\"", 'd’1 euro, l’«~accès~», l’"accès"'),
        ("dit 'non' et", "dit 'non' et"),
        ("d?un", "d?un"),
        ("5' à pied", "5' à pied"),
        ("voir https://x.fr/l'eau'x", "voir https://x.fr/l'eau'x"),
    ],
)
def test_an_apostrophe_is_curved_where_it_is_one(sent: str, printed: str) -> None:
    assert shown(print_verbatim(sent)) == printed


@pytest.mark.parametrize(
    ("sent", "printed"),
    [
        # 000
        ("est le plus faible (12,4 %).", "est le plus faible (12,4~%)."),
        ("en 3 500 logements", "en 3^500 logements"),
        ("de 66% à 72% ; quartier", "de 66% à 72%^; quartier"),
        ("une « marque employeur » et", "une «~marque employeur~» et"),
        ("estimé à 950 K€.", "estimé à 950~K€."),
        ("sur les 6 prochaines années", "sur les 6 prochaines années"),
        # 001
        ("dites «\u2009métiers\u2009» déclinant", "dites «~métiers~» déclinant"),
        ("suivante\u00a0:", "suivante~:"),
        ("le\u00a0Plan (PLAI et\u00a0 ANAH)", "le Plan (PLAI et ANAH)"),
        ("un label «\u00a0produit en Hauts de Seine «\u00a0est", "un label «~produit en Hauts de Seine «~est"),
        ("LISTE  EELV", "LISTE EELV"),
        # 002
        ("107\u00a0232 demandes (janvier 2020)", "107^232 demandes (janvier 2020)"),
        ("M. Siffredi annonce", "M.~Siffredi annonce"),
        # 003
        ("le 19 Mai 2021, avant le 6 Juin 2021.", "le 19~Mai 2021, avant le 6~Juin 2021."),
        ("en M€ et %) ? par", "en~M€ et~%)^? par"),
        ("(jeunes, refugiés …) qui", "(jeunes, refugiés~…) qui"),
        ("Quels moyens ?\u00a0Nous", "Quels moyens^? Nous"),
        ("pour un accompagnement spécifique  qui permettra", "pour un accompagnement spécifique qui permettra"),
        # 004
        ("«\u00a01 000 premiers jours de l’enfant\u00a0»", "«~1^000 premiers jours de l’enfant~»"),
        ("des 10 % les plus pauvres", "des 10~% les plus pauvres"),
    ],
)
def test_the_seeds_get_no_break_spaces_where_a_line_must_not_end(sent: str, printed: str) -> None:
    assert shown(print_verbatim(sent)) == printed


@pytest.mark.parametrize(
    "text",
    ["en 2020 300 jeunes", "100 200 300 400 500", "12 345", "2 3 500", "1,5 300", "3 500 000 000 000 x", "3 5000"],
)
def test_figures_that_may_be_several_numbers_stay_apart(text: str) -> None:
    assert ("^" in shown(print_verbatim(text))) == (text == "12 345")


def test_line_breaks_stay_until_the_text_is_cut_into_paragraphs() -> None:
    assert print_verbatim("un\r\n\n- deux\n ?") == "un\n\n- deux\n\u202f?"


@pytest.mark.parametrize("join", JOINS, ids=lambda join: str(join.reason))
def test_every_join_tells_its_reason_and_takes_a_space_that_does_not_break(join: object) -> None:
    assert isinstance(join, type(JOINS[0]))
    assert join.reason
    assert join.space in "\u00a0\u202f"


# --- our own ----------------------------------------------------------------------------------------------------------


@given(texts)
def test_our_own_words_are_set_once_for_all(text: str) -> None:
    assert print_own(print_own(text)) == print_own(text)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        # double signs
        ("Que prévoyez-vous?", "Que prévoyez-vous^?"),
        ("Objet: oui; non!", "Objet~: oui^; non^!"),
        ("Vraiment ?!", "Vraiment^?!"),
        ("(en M€ et %)?", "(en~M€ et~%)^?"),
        ("à l’hôtel (?)", "à l’hôtel (?)"),
        ("Quoi...?", "Quoi…^?"),
        ("réponses:\n- oui", "réponses~:\n- oui"),
        # guillemets
        ('le "tout numérique"', "le «~tout numérique~»"),
        ('l\'"accès"', "l’«~accès~»"),
        ('("non")', "(«~non~»)"),
        ('" oui "', "«~oui~»"),
        ("«non»", "«~non~»"),
        ('un écran de 12" et "non"', 'un écran de 12" et "non"'),
        ('12" x 10"', '12" x 10"'),
        ('dit "non', 'dit "non'),
        # figures
        ("9%, 12,4 % et 66%", "9~%, 12,4~% et 66~%"),
        ("950K€, 26 M€ et 5€", "950~K€, 26~M€ et 5~€"),
        ("3 500 logements en 2021", "3^500 logements en 2021"),
        ("n°5, N° 6, nº7", "n°~5, N°~6, n°~7"),
        ("p. 4, pp. 4-5, art. L. 52-8, § 2", "p.~4, pp.~4-5, art. L.~52-8, §~2"),
        ("01 42 37 00 00, +33 1 42 37 00 00", "01~42~37~00~00, +33~1~42~37~00~00"),
        # dates and times
        ("le 6 juin 2021, le 1er mai", "le 6~juin 2021, le 1er~mai"),
        ("à 18 h, 18 h 30, 18:00", "à 18~h, 18~h~30, 18:00"),
        ("au XXIe siècle", "au XXIe~siècle"),
        # people
        ("M. Abricot, Mme Prune et MM. X", "M.~Abricot, Mme~Prune et MM.~X"),
        ("J.-F. Campion et É. Roy", "J.-F.~Campion et É.~Roy"),
        # the rest
        ("etc...", "etc…"),
        ("Hauts\u2011de\u2011Seine", "Hauts-de-Seine"),
        ("l'été", "l’été"),
    ],
)
def test_our_own_words_follow_the_lexique(typed: str, printed: str) -> None:
    assert shown(print_own(typed)) == printed


@pytest.mark.parametrize(
    "text",
    [
        "https://www.igas.gouv.fr/IMG/pdf/2020-007r1-tome_1_rapport.pdf",
        "https://x.fr/index.php?2006/07/07/130-le-parlement",
        "www.x.fr/a...b;c:d!e",
        "http://x.fr/l'eau",
        "bonjour@citoyensfraternels.org",
        "16:9",
        "18:00",
        "3/4",
        "50/50",
        "nord/sud",
        "candidates.csv",
        "{{nom}}",
        "cle_un:deux",
        "cle_un:",
        "a=b;",
        "std::x;",
        "C:\\x:",
    ],
)
def test_addresses_times_ratios_and_code_stay_as_typed(text: str) -> None:
    assert print_own(text) == text
    assert print_own(f"voir {text} ici") == f"voir {text} ici"


def test_the_sentence_around_an_address_is_set() -> None:
    assert shown(print_own("Écrire à a@b.org? Voir https://x.fr/?q=1: oui!")) == (
        "Écrire à a@b.org^? Voir https://x.fr/?q=1~: oui^!"
    )


# --- HTML -------------------------------------------------------------------------------------------------------------


def test_ordinals_are_raised_in_our_own_words_only() -> None:
    assert to_html("le 1er, la 1re, les 2es, 2d et XXIe", own=True) == (
        "le 1<sup>er</sup>, la 1<sup>re</sup>, les 2<sup>es</sup>, 2<sup>d</sup> et XXI<sup>e</sup>"
    )
    assert to_html("le 1er, la 1re, les 2es, 2d et XXIe", own=False) == "le 1er, la 1re, les 2es, 2d et XXIe"


@pytest.mark.parametrize(
    "text",
    [
        "Le",
        "Ce",
        "Des",
        "Mes",
        "De",
        "Vie",
        "21er",
        "2e3",
        "0x2e",
        "https://x.fr/2e/",
        "2e@x.fr",
        "cle_2e",
        "1ère",
        "2ème",
    ],
)
def test_nothing_else_is_raised(text: str) -> None:
    assert "<sup>" not in to_html(text, own=True)


@pytest.mark.parametrize("own", [True, False])
def test_markup_in_a_text_is_text(own: bool) -> None:
    assert to_html("<b>A & B</b>", own=own) == "&lt;b&gt;A &amp; B&lt;/b&gt;"


@given(texts)
def test_a_candidate_s_html_is_their_words_and_nothing_more(text: str) -> None:
    page = to_html(text, own=False)
    assert "<" not in page
    assert same_words(html.unescape(page), text)


@given(texts)
def test_our_own_html_is_our_print_with_raised_ordinals(text: str) -> None:
    page = to_html(text, own=True)
    assert html.unescape(re.sub(r"</?sup>", "", page)) == print_own(re.sub(r"[\r\n]", " ", text))


def test_a_line_break_in_a_paragraph_is_a_space() -> None:
    assert shown(to_html("que faire\n?", own=False)) == "que faire^?"


# --- paragraphs -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        (" \n\u00a0\n\ufeff\n", ()),
        ("un\ndeux\n\ntrois", (Paragraph("un deux"), Paragraph("trois"))),
        ("un\n \u00a0\ndeux", (Paragraph("un"), Paragraph("deux"))),
        ("un\r\n\r\ndeux\r\n", (Paragraph("un"), Paragraph("deux"))),
        ("points :\n- a\n- b\n\nfin", (Paragraph("points :"), BulletList(("a", "b")), Paragraph("fin"))),
        ("- a\nsuite\n- b", (BulletList(("a suite", "b")),)),
        ("- a\n\n\n- b", (BulletList(("a", "b")),)),
        ("- a\n\nmilieu\n\n- b", (BulletList(("a",)), Paragraph("milieu"), BulletList(("b",)))),
        ("  -\u00a0a\n-\tb", (BulletList(("a", "b")),)),
        ("- - a", (BulletList(("- a",)),)),
        # 001, 002 and 003 as typed
        ("de :\n· Définir \n· S’appuyer", (Paragraph("de :"), BulletList(("Définir", "S’appuyer")))),
        ("- Financement \n-Recrutement", (BulletList(("Financement", "Recrutement")),)),
        ("en : \n- mettant\n-favorisant", (Paragraph("en :"), BulletList(("mettant", "favorisant")))),
        ("•a\n▪ b", (BulletList(("a", "b")),)),
        ("– a\n– b", (BulletList(("a", "b")),)),
        # not lists
        ("un tiers\n– d’après l’IGAS –", (Paragraph("un tiers – d’après l’IGAS –"),)),
        ("pourra\n-t-il", (Paragraph("pourra -t-il"),)),
        ("-5 degrés", (Paragraph("-5 degrés"),)),
        ("-\n- ", (Paragraph("- -"),)),
        ("--- 8< ---", (Paragraph("--- 8< ---"),)),
        ("1/ Redonner\n\n2/ Arrêter", (Paragraph("1/ Redonner"), Paragraph("2/ Arrêter"))),
        ("candidat·es", (Paragraph("candidat·es"),)),
    ],
)
def test_a_response_s_text_is_cut_by_its_convention(text: str, blocks: tuple[Paragraph | BulletList, ...]) -> None:
    assert paragraphs(text) == blocks


@given(texts)
def test_blocks_lose_nothing_but_list_markers(text: str) -> None:
    printed = "".join(printed_words(text))
    sent = "".join(words(text))
    markers = re.compile("[-–•·]*")
    at = 0
    for sign in printed:  # every sign in its order, and nothing but markers between two
        between = sent.index(sign, at) if sign not in "-–•·" else at + (0 if sent[at] == sign else 1)
        assert markers.fullmatch(sent, at, between)
        at = between + 1
    assert markers.fullmatch(sent, at)


@given(texts)
def test_no_block_is_empty_or_holds_a_line_break(text: str) -> None:
    for block in paragraphs(text):
        for part in (block.text,) if isinstance(block, Paragraph) else block.items:
            assert words(part)
            assert part == part.strip()
            assert len(part.splitlines()) == 1


@given(
    st.lists(st.sampled_from(["mot", "l'accès ?", "« a »", "9%"]), min_size=1),
    st.sampled_from(["\n\n", "\n \n", "\r\n\r\n"]),
)
def test_paragraphs_come_back_as_they_were_joined(parts: list[str], blank: str) -> None:
    assert paragraphs(blank.join(parts)) == tuple(map(Paragraph, parts))
    assert paragraphs("\n".join(f"- {part}" for part in parts)) == (BulletList(tuple(parts)),)
