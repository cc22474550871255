"""What a reader of the two editions finds in the finished files."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import orchard
import pikepdf
import pytest
from orchard import Spoil, failure

from ccf_docs.booklets.booklet import make
from ccf_docs.booklets.preflight import squeezed
from ccf_docs.booklets.readiness import reasons_against_final
from ccf_docs.errors import ExitCode
from ccf_docs.formats.pdf_text import PrintedText, read
from ccf_docs.model.candidacy import Candidacy
from ccf_docs.model.register import Register, assemble
from ccf_docs.store.folder import shipped_templates
from ccf_docs.text import messages


def everything(printed: PrintedText) -> str:
    return squeezed("".join(glyph.sign for glyph in printed.glyphs))


def titles(printed: PrintedText) -> list[str]:
    return [mark.title.replace("\u00a0", " ") for mark in printed.outline]


def says(printed: PrintedText, sentence: str) -> bool:
    return squeezed(sentence) in everything(printed)


def test_two_drafts_for_each_constituency_say_so_in_their_names(products: dict[str, bytes]) -> None:
    assert [path for path in products if "colombes" in path] == [
        "booklets/colombes-2/colombes-2-synthese-BROUILLON.pdf",
        "booklets/colombes-2/colombes-2-integrale-BROUILLON.pdf",
    ]


def test_every_booklet_folds_into_sheets_and_says_draft_on_every_page(products: dict[str, bytes]) -> None:
    for content in products.values():
        printed = read(content)
        assert len(printed.sizes) % 4 == 0
        assert all("BROUILLON" in printed.page(number + 1) for number in range(len(printed.sizes)))
        assert {(round(width), round(height)) for width, height in printed.sizes} == {(420, 595)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Réponse non reçue à la date du 6 juin 2021 (questionnaire envoyé le 19 mai 2021, relancé les 31 mai",
        "Le binôme nous a fait savoir qu’il ne répondrait pas : « Nous ne répondons à aucun questionnaire. »",
        "Le binôme a répondu par un texte général, reproduit page",
        "Nous n’avons pas trouvé de coordonnées permettant de joindre ce binôme.",
        "Candidature retirée ; nous l’avons appris le 1er juin 2021.",
        "Nous n’avons pas encore envoyé le questionnaire à ce binôme.",
        "Le questionnaire envoyé le 19 mai 2021 nous est revenu : il n’a pas pu être remis à ce binôme.",
        "Pas de réponse sur ce thème.",
        "eçue le 9 juin 2021, après la date limite du 6 juin 2021 ; moyen non connu.",
        "Date et moyen de réception non connus.",
        "Corrigé le 9 juin 2021 à la demande de Zoé ABRICOT : « trois cents » remplace « deux cents ».",
        "A répondu sous le thème 3, par des mots communs aux deux thèmes : page",
        "Ces mots répondent aussi au thème 4.",
        "Le collectif ne soutient aucune candidature et n’a pas vérifié les affirmations des candidats.",
        "Premier tour : ne pas distribuer après le vendredi 18 juin 2021 à minuit.",
        "Imprimé par nos soins, 1 rue du Verger, 92000 Nulle-Part.",
        "Compost & Cie",
    ],
)
def test_each_situation_has_its_sentence_in_both_editions(
    whole: PrintedText, synthesis: PrintedText, sentence: str
) -> None:
    assert says(whole, sentence)
    assert says(synthesis, sentence)


def test_hostile_words_print_as_they_were_sent_and_lead_nowhere(products: dict[str, bytes], whole: PrintedText) -> None:
    assert says(whole, orchard.HOSTILE)
    for content in products.values():
        with pikepdf.open(io.BytesIO(content)) as document:
            assert "/JavaScript" not in document.Root.get("/Names", {})
            links = [note.A.URI for page in document.pages for note in page.get("/Annots", []) if "/A" in note]
        assert all("ailleurs" not in str(link) for link in links)


def test_words_that_answer_two_themes_print_once(whole: PrintedText) -> None:
    assert everything(whole).count(squeezed("nous créerons trois cents places")) == 1


def test_the_synthesis_sends_to_the_page_where_the_whole_text_stands(
    whole: PrintedText, synthesis: PrintedText
) -> None:
    pages = re.findall(r"Intégrale,p\.(\d+)\.", everything(synthesis))
    theme = next(at for at, title in enumerate(titles(whole)) if title.startswith("1 Accueil"))
    assert titles(whole)[theme + 1] == "1 Zoé ABRICOT et Jean-Paul D’ORANGE"
    assert int(pages[0]) == whole.outline[theme + 1].page


def test_the_contents_give_the_page_of_each_theme(whole: PrintedText) -> None:
    contents = squeezed(whole.page(3))
    for mark in whole.outline:
        if mark.level == 1 and re.match(r"\d ", mark.title):
            assert f"{squeezed(mark.title)}{mark.page}" in contents


def test_an_incomplete_list_and_unknown_panel_numbers_are_said(products: dict[str, bytes]) -> None:
    printed = read(products["booklets/antony/antony-integrale-BROUILLON.pdf"])
    assert "incomplète" in printed.page(1)
    assert says(printed, "Liste incomplète : d’autres candidatures du canton ont pu être déposées.")
    assert says(printed, "Les numéros des panneaux d’affichage ne nous sont pas connus.")
    assert says(printed, "Canton d’Antony")


def test_a_candidacy_without_people_bears_its_label_as_its_name(products: dict[str, bytes]) -> None:
    printed = read(products["booklets/antony/antony-integrale-BROUILLON.pdf"])
    assert titles(printed).count("Liste du Verger") == len(orchard.THEMES) + 1
    assert says(printed, "Les noms des personnes ne nous sont pas connus.")


def test_the_same_folder_gives_the_same_bytes(products: dict[str, bytes]) -> None:
    """In another process, with other hashes: nothing depends on the order of a set or on the clock."""
    code = (
        "import hashlib, sys; sys.path[:0] = sys.argv[1:2]; import orchard\n"
        "from ccf_docs.booklets.booklet import make\n"
        "from ccf_docs.store.folder import shipped_templates\n"
        "for product in make(orchard.register(), 'antony', shipped_templates()):\n"
        "    print(product.path, hashlib.sha256(product.content).hexdigest())\n"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent)]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    shown = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.split()
    expected = [
        word
        for path, content in products.items()
        if "antony" in path
        for word in (path, hashlib.sha256(content).hexdigest())
    ]
    assert shown == expected


def test_every_reason_against_a_final_booklet_is_told_at_once() -> None:
    register = orchard.register(booklet={}, dates={"answer_by": "2021-06-06"})
    error = failure(register, shipped_templates(), "antony", final=True)
    assert error.exit_code is ExitCode.INVALID
    assert {problem.code for problem in error.problems} == {
        "final-list-incomplete",
        "final-no-imprint",
        "final-not-frozen",
        "final-not-reviewed",
    }
    assert all(messages.describe(problem) and messages.advise(problem) for problem in error.problems)
    never_sent = failure(register, shipped_templates(), "colombes-2", final=True)
    assert "final-not-sent" in {problem.code for problem in never_sent.problems}


def test_a_final_booklet_bears_no_draft_mark(register: Register) -> None:
    final = make(register, "boulogne-billancourt-2", shipped_templates(), final=True)
    assert [product.path.rpartition("/")[2] for product in final] == [
        "boulogne-billancourt-2-synthese.pdf",
        "boulogne-billancourt-2-integrale.pdf",
    ]
    for product in final:
        assert "BROUILLON" not in everything(read(product.content)).upper()


def test_no_booklet_says_that_it_was_frozen_on_a_day_to_come() -> None:
    before = orchard.register(today=date(2021, 6, 4))
    draft = read(make(before, "colombes-2", shipped_templates())[1].content)
    assert says(draft, "Édition 1, textes à arrêter le 12 juin 2021.")
    assert says(draft, "Réponse non reçue à ce jour (questionnaire envoyé le 19 mai 2021")


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2021, 6, 6), {"final-too-early", "final-before-freeze"}),
        (date(2021, 6, 11), {"final-before-freeze"}),
        (date(2021, 6, 12), set()),
        (date(2021, 6, 18), set()),
        (date(2021, 6, 19), {"final-too-late"}),
        (date(2021, 6, 20), {"final-too-late"}),
        (date(2021, 6, 21), set()),
        (date(2021, 6, 26), {"final-too-late"}),
        (date(2021, 6, 28), {"final-too-late"}),
    ],
)
def test_a_booklet_is_final_only_when_the_texts_are_frozen_and_it_may_still_be_handed_out(
    day: date, codes: set[str]
) -> None:
    place = "boulogne-billancourt-2"
    assert {problem.code for problem in reasons_against_final(orchard.register(today=day), place)} == codes


def test_a_receipt_is_reviewed_too_before_a_booklet_can_be_final() -> None:
    register = orchard.register()
    (entry, *others) = register.of("boulogne-billancourt-2")
    receipt = orchard.response(entry.candidacy.id, kind="acknowledgement", reviewed=False)
    unread = replace(register, entries=(replace(entry, response=receipt), *others))
    codes = [problem.code for problem in reasons_against_final(unread, "boulogne-billancourt-2")]
    assert codes == ["final-not-reviewed"]


def test_candidacies_stand_in_panel_order_whatever_the_file_says(products: dict[str, bytes]) -> None:
    printed = read(products["booklets/boulogne-billancourt-2/boulogne-billancourt-2-integrale-BROUILLON.pdf"])
    names = [title for title in titles(printed) if title[:2] in ("1 ", "2 ") and " et " in title]
    assert names[-2:] == ["1 Lise LAITUE et Gil GROSEILLE", "2 Anna ANANAS et Denis DATTE"]


def test_a_list_is_spoken_of_in_the_feminine() -> None:
    rules = {"kind": "list", "word": {"singular": "liste", "plural": "listes", "feminine": True}}
    campaign = orchard.campaign(candidacy=rules)
    people = (orchard.person("candidate", 1, "Rosa", "Rhubarbe"), orchard.person("candidate", 2, "Otto", "Oignon"))
    green = Candidacy(id="colombes-2/vert", constituency="colombes-2", panel=1, label="Colombes en vert", people=people)
    silent = Candidacy(id="colombes-2/bleu", constituency="colombes-2", panel=2, people=people)
    refusal = orchard.response(green.id, kind="refusal")
    sent = [orchard.event(one.id, "sent", "2021-05-19") for one in (green, silent)]
    register = assemble(campaign, (green, silent), (refusal,), sent, (), date(2021, 6, 12))
    printed = read(make(register, "colombes-2", shipped_templates())[1].content)
    assert says(printed, "La liste nous a fait savoir qu’elle ne répondrait pas.")
    assert says(printed, "une liste n’a pas fait parvenir de réponse")
    assert {"1 Colombes en vert", "2 Rosa RHUBARBE"} <= set(titles(printed))


def changed_answer(text: str, **more: object) -> Register:
    campaign = orchard.campaign()
    one = orchard.pair("antony", 1, "Maud Mangue", "Théo Tomate")
    answered = orchard.response(one.id, orchard.answer("budget", text, **more))
    return assemble(campaign, (one,), (answered,), (), (), date(2021, 6, 12))


def test_a_sign_that_the_typefaces_lack_is_refused_by_name() -> None:
    (problem,) = failure(changed_answer("Nous sommes là 🍅 !"), shipped_templates(), "antony").problems
    assert problem.code == "sign-unprintable"
    assert "U+1F345" in messages.describe(problem)
    assert problem.where.file == "responses/antony/mangue-tomate.yaml"


def test_words_ornaments_print_by_the_sign_of_the_same_meaning() -> None:
    products = make(changed_answer("\uf0d8 Un arc\u2011en\u2011ciel ➢ deux ✔"), "antony", shipped_templates())
    assert says(read(products[1].content), "→ Un arc-en-ciel → deux ✓")


def test_a_chosen_excerpt_that_cannot_print_is_told_with_its_file() -> None:
    register = changed_answer(orchard.LONG, excerpts=["Jamais dit cela."])
    (problem,) = failure(register, shipped_templates(), "antony").problems
    assert problem.code == "excerpt-not-found"
    assert "Jamais dit cela." in messages.describe(problem)
    register = changed_answer(f"{orchard.LONG}", excerpts=[orchard.LONG])
    (problem,) = failure(register, shipped_templates(), "antony").problems
    assert problem.code == "excerpt-too-long"


def test_an_outline_that_the_map_lacks_is_refused(register: Register, spoil: Spoil) -> None:
    folder = spoil("cover.html", "Commune", "Commune")
    outlines = folder / "outlines.geojson"
    outlines.write_text(outlines.read_text("utf-8").replace('"92011"', '"99999"'), "utf-8")
    (problem,) = failure(register, folder).problems
    assert problem.code == "outline-unknown"
    outlines.write_text("{}", "utf-8")
    (problem,) = failure(register, folder).problems
    assert problem.code == "outlines-unusable"
