"""A small orchard campaign for the letters' tests, and how to read a letter back."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from ccf_docs.model.campaign import Campaign
from ccf_docs.model.candidacy import Candidacy, Contact, Person, Role
from ccf_docs.model.register import Entry, Register, assemble

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REPOSITORY = Path(__file__).parents[2]
LONG_ID = "verger-qui-porte-un-identifiant-bien-plus-long-que-word-ne-le-veut"

THEMES: list[dict[str, Any]] = [
    {
        "id": "verger",
        "title": "Arrosage & taille <du> verger",
        "context": "Les pommiers ont soif ; les poiriers aussi.\n\n- l’hiver\n- l’été",
        "questions": [
            {"id": "verger-eau", "text": "Combien d’eau prévoyez-vous ? Pour « qui » ?"},
            {"id": LONG_ID, "text": "Et la taille ?\n\nQuand se fait-elle ?"},
        ],
        "references": [{"label": "Rapport", "url": "https://example.org/verger?a=1&b=<2>"}],
    },
    {"id": "cueillette", "title": "Cueillette", "questions": [{"id": "cueillette", "text": "Qui cueille ?"}]},
]


def make_campaign(**changes: Any) -> Campaign:
    data: dict[str, Any] = {
        "id": "orchard-2028",
        "title": "Élections du verger",
        "organisation": {
            "name": "Collectif du Verger",
            "short_name": "le Verger",
            "presentation": ["12 associations"],
            "email": "bonjour@example.org",
        },
        "election": {"name": "élections du verger", "area": "Hauts-de-Seine", "rounds": ["2028-03-12", "2028-03-19"]},
        "candidacy": {"kind": "pair", "word": {"singular": "binôme", "plural": "binômes"}},
        "constituency": {"singular": "canton", "plural": "cantons"},
        "dates": {"letter": "2028-02-01", "answer_by": "2028-02-20"},
        "letter": {
            "object": "Questionnaire du verger",
            "opening": "Premier paragraphe : l’eau.\n\nSecond paragraphe.",
            "closing": "Merci !",
            "questionnaire_title": "Questionnaire 2028",
        },
        "themes": THEMES,
        "constituencies": [{"id": "antony", "name": "Antony"}, {"id": "plessis", "name": "Le Plessis-Robinson"}],
        "local_teams": [
            {
                "constituencies": ["plessis"],
                "place": "Le Plessis-Robinson",
                "signatories": ["Rose Groseille", "Paul Myrtille"],
                "team": "Équipe des Framboises",
                "email": "equipe@example.org",
            }
        ],
    }
    return Campaign.model_validate(data | changes)


def pair(last_names: tuple[str, str] = ("Abricot", "Cerise"), titles: tuple[str, str] = ("Mme", "M.")) -> list[Person]:
    people = zip(titles, ("Prune", "Jean"), last_names, strict=True)
    return [
        Person.model_validate(
            {"role": Role.CANDIDATE, "order": order, "title": title, "first_name": first, "last_name": last}
        )
        for order, (title, first, last) in enumerate(people, start=1)
    ]


def make_entry(
    people: list[Person] | None = None,
    *,
    place: str = "antony",
    label: str = "",
    address: tuple[str, ...] = (),
    campaign: Campaign | None = None,
) -> tuple[Register, Entry]:
    known = pair() if people is None else people
    candidacy = Candidacy(id=f"{place}/abricot-cerise", constituency=place, label=label, people=tuple(known))
    contacts = [Contact(candidacy=candidacy.id, address=address)] if address else []
    register = assemble(campaign or make_campaign(), [candidacy], [], [], contacts, date(2028, 2, 1))
    return register, register.entries[0]


def body_of(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def lines_of(node: etree._Element) -> list[str]:
    """The paragraphs of a piece of a document, wherever they stand; a line break parts lines as well."""
    lines = []
    for paragraph in node.iter(f"{W}p"):
        text = ""
        for found in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
            text += (found.text or "") if found.tag == f"{W}t" else "\n" if found.tag == f"{W}br" else "\t"
        lines += text.split("\n")
    return lines
