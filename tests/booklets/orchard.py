"""An invented campaign small enough to be read here: three cantons, fruit and vegetables, every state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ccf_docs.booklets.booklet import make
from ccf_docs.errors import CampaignError
from ccf_docs.model.campaign import Campaign
from ccf_docs.model.candidacy import Candidacy, Person
from ccf_docs.model.journal import Event
from ccf_docs.model.register import Register, assemble
from ccf_docs.model.response import Response, Review

HOSTILE = (
    "Nous mettrons <script>alert(1)</script> & {{ campaign.id }} {% raw %} dans nos écoles ; "
    '=1+1 <a href="http://ailleurs.example/">un lien</a> <img src="http://ailleurs.example/x.png"> &amp; ${x} #{y}.'
)

THEMES = [
    {
        "id": "accueil",
        "title": "Accueil de proximité et accès aux droits",
        "context": "Trois guichets sur huit ont fermé depuis 2019. Les démarches se font désormais surtout en ligne.",
        "questions": [
            {
                "id": "guichets",
                "text": "Que prévoyez-vous pour les guichets ? Comment garantirez-vous un rendez-vous ?",
            },
            {"id": "papier", "text": "Les démarches sur papier resteront-elles possibles ? Sous quelles formes ?"},
        ],
    },
    {
        "id": "budget",
        "title": "Budget pour l’action sociale",
        "questions": [{"id": "part", "text": "Quelle part du budget y affecterez-vous (en M€ et en %) ?"}],
        "references": [
            {"label": "Budget 2020", "url": "https://exemple.invalid/documents/budget_2020/presentation.pdf"}
        ],
    },
    {
        "id": "logement",
        "title": "L’accès au logement des personnes défavorisées",
        "context": "Le plan départemental n’est toujours pas en place.",
        "questions": [{"id": "plan", "text": "Adopterez-vous rapidement un nouveau plan ? Avec quels moyens ?"}],
    },
    {
        "id": "alimentation",
        "title": "Accès à l’alimentation",
        "questions": [{"id": "pat", "text": "Soutiendrez-vous des projets alimentaires territoriaux ?"}],
    },
]

CANTONS = [
    {
        "id": "colombes-2",
        "name": "Colombes-2",
        "outline": "92011",
        "communes": ["Bois-Colombes", "Colombes (en partie)", "La Garenne-Colombes"],
        "complete": True,
    },
    {"id": "antony", "name": "Antony", "outline": "92001", "communes": ["Antony"]},
    {"id": "boulogne-billancourt-2", "name": "Boulogne-Billancourt-2", "outline": "92005", "complete": True},
]


def campaign(**changes: object) -> Campaign:
    """The campaign, with some of its keys replaced."""
    return Campaign.model_validate(
        {
            "id": "verger-2021",
            "title": "Élections au verger",
            "organisation": {
                "name": "Collectif du Verger",
                "short_name": "CV",
                "presentation": ["4 associations qui accueillent"],
                "email": "bonjour@verger.invalid",
                "association_count": 4,
                "associations": ["Les Amis du Potager", "Compost & Cie", "La Serre", "Table ouverte"],
            },
            "election": {
                "name": "élections départementales",
                "area": "Hauts-de-Seine",
                "rounds": ["2021-06-20", "2021-06-27"],
            },
            "candidacy": {"kind": "pair", "word": {"singular": "binôme", "plural": "binômes"}},
            "constituency": {"singular": "canton", "plural": "cantons"},
            "dates": {"letter": "2021-05-19", "answer_by": "2021-06-06", "frozen_on": "2021-06-12"},
            "letter": {
                "object": "Questionnaire",
                "opening": "Bonjour.",
                "closing": "Merci.",
                "questionnaire_title": "Questionnaire",
            },
            "themes": THEMES,
            "constituencies": CANTONS,
            "booklet": {
                "excerpt_length": 350,
                "imprint": {"printed_by": "nos soins", "address": "1 rue du Verger, 92000 Nulle-Part"},
            },
            **changes,
        }
    )


def person(role: str, order: int, first: str, last: str, profession: str = "", title: str = "") -> Person:
    return Person.model_validate(
        {"role": role, "order": order, "first_name": first, "last_name": last, "profession": profession, "title": title}
    )


def pair(place: str, panel: int | None, women: str, men: str, label: str = "") -> Candidacy:
    """A binôme out of two "first last, profession" and, after a slash, their substitutes."""
    people = []
    for order, (line, title) in enumerate(((women, "Mme"), (men, "M.")), start=1):
        for role, words in zip(("candidate", "substitute"), line.split(" / "), strict=False):
            name, _, profession = words.partition(", ")
            first, _, last = name.partition(" ")
            people.append(person(role, order, first, last, profession, title))
    slug = "-".join(one.last_name.casefold().replace("'", "-") for one in people if one.role.value == "candidate")
    return Candidacy(id=f"{place}/{slug}", constituency=place, panel=panel, label=label, people=tuple(people))


def answer(theme: str | list[str], text: str, **more: object) -> dict[str, object]:
    return {"themes": [theme] if isinstance(theme, str) else theme, "text": text, **more}


def response(candidacy: str, *answers: dict[str, object], reviewed: bool = True, **more: object) -> Response:
    """A response; `reviewed` puts a person's review on exactly these words."""
    made = Response.model_validate(
        {
            "candidacy": candidacy,
            "kind": "answers",
            "received": {"on": "2021-06-02", "channel": "courriel"},
            "source": {"file": "retour.docx", "sha256": "0" * 64},
            "answers": answers,
            **more,
        }
    )
    review = Review(by="Rose Pivoine", on=date(2021, 6, 10), digest=made.digest())
    return made.model_copy(update={"reviewed": review}) if reviewed else made


def event(candidacy: str, what: str, on: str) -> Event:
    return Event.model_validate({"on": on, "candidacy": candidacy, "event": what, "channel": "courriel"})


LONG = (
    "Nous rouvrirons un accueil dans chaque commune du canton avant la fin de 2022, ouvert aussi le samedi matin. "
    "La situation d'aujourd'hui est le résultat de dix ans de choix. Chaque personne suivie aura un référent nommé, "
    "joignable par téléphone, et recevra une réponse écrite sous dix jours. C'est une question de dignité.\n\n"
    "Nos trois mesures :\n"
    "- recruter quarante travailleurs sociaux sur la durée du mandat, avec une prime de 150 euros par mois ;\n"
    "- garder les démarches sur papier et au guichet ;\n"
    "- ouvrir une ligne téléphonique gratuite, « sans serveur vocal ».\n\n"
    "Nous savons que les usagers attendent depuis longtemps. Les associations le disent : « Le numérique ne remplace "
    "pas une personne. » Nous partageons ce constat, et nous y répondrons."
)


def register(today: date = date(2021, 6, 12), **changes: object) -> Register:
    """The register, on the day of the freeze unless another is given."""
    first = pair(
        "colombes-2",
        1,
        "Zoé ABRICOT, infirmière / Lina Myrtille, retraitée",
        "Jean-Paul D'ORANGE, menuisier / Ali Sureau",
        "Union des vergers",
    )
    people = [
        first,
        pair("colombes-2", 2, "Anne-Marie Noix, enseignante", "Luc Cerise, cadre", "Liste citoyenne"),
        pair("colombes-2", 3, "Chloé Kiwi", "Loïc Melon", "Divers"),
        pair("colombes-2", 4, "Inès Figue", "Marc Prune", "Union du compost"),
        pair("colombes-2", 5, "Rose Raisin", "Paul Poireau"),
        pair("colombes-2", 6, "Nora Navet", "Carl Carotte"),
        pair("colombes-2", 7, "Rita Radis", "Bruno Betterave"),
        pair("colombes-2", 8, "Céline Courge", "Franck Fenouil"),
        pair("colombes-2", 9, "Élise Endive", "Paulin Panais"),
        pair("antony", None, "Maud Mangue", "Théo Tomate", "Potager & Cie"),
        Candidacy(id="antony/verger", constituency="antony", label="Liste du Verger"),
        pair("boulogne-billancourt-2", 2, "Anna Ananas", "Denis Datte"),
        pair("boulogne-billancourt-2", 1, "Lise Laitue", "Gil Groseille"),
    ]
    ids = [one.id for one in people]
    responses = [
        response(
            ids[0],
            answer("accueil", LONG, question="guichets"),
            answer("accueil", "Oui : le papier restera possible partout.", question="papier"),
            answer(
                "budget", "Nous porterons la part de l'action sociale à 62% du budget, soit 26 M€ de plus, dès 2022."
            ),
            answer(
                ["logement", "alimentation"],
                "Logement et alimentation vont ensemble : nous créerons deux cents places et trois épiceries.",
                corrections=[
                    {"on": "2021-06-09", "asked_by": "Zoé ABRICOT", "before": "deux cents", "after": "trois cents"}
                ],
            ),
            general=[{"text": "Merci de votre travail. Nous serons au marché chaque samedi."}],
        ),
        response(
            ids[1],
            answer("accueil", "Nous proposons d’embaucher quarante travailleurs sociaux."),
            answer("logement", HOSTILE),
            received={"on": "2021-06-09", "channel": None},
        ),
        response(ids[3], kind="refusal", general=[{"text": "Nous ne répondons à aucun questionnaire."}]),
        response(ids[4], kind="general-text", general=[{"text": f"Chers amis,\n\n{LONG}"}], received={}),
        response(ids[9], answer("budget", "Nous doublerons le budget."), received={}, reviewed=False),
        response(ids[10], answer("accueil", LONG), received={}, reviewed=False),
        response(ids[11], *(answer(theme["id"], LONG) for theme in THEMES)),
        response(ids[12], *(answer(theme["id"], f"{LONG} {theme['title']}.") for theme in THEMES)),
    ]
    events = [
        *(event(one, "sent", "2021-05-19") for one in (*ids[:7], *ids[8:])),
        event(ids[2], "reminded", "2021-05-31"),
        event(ids[2], "reminded", "2021-06-04"),
        event(ids[5], "unreachable", "2021-05-25"),
        event(ids[6], "withdrawn", "2021-06-01"),
        event(ids[8], "undeliverable", "2021-05-28"),
    ]
    return assemble(campaign(**changes), people, responses, events, (), today)


Spoil = Callable[[str, str, str], Path]
"""A template's name, words of it, what replaces them → the folder of the spoilt copy."""


def failure(register: Register, templates: Path, place: str = "colombes-2", *, final: bool = False) -> CampaignError:
    """What `make` refuses to hand out."""
    with pytest.raises(CampaignError) as caught:
        make(register, place, templates, final=final)
    return caught.value
