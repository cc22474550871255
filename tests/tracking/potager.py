"""A small invented campaign for the tracker's tests, in which every state is met once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ccf_docs.model.campaign import Campaign
from ccf_docs.model.candidacy import Candidacy, Contact, Person, Role
from ccf_docs.model.journal import Event, EventKind
from ccf_docs.model.register import Register, assemble
from ccf_docs.model.response import Answer, General, Kind, Received, Response, Review, Source
from ccf_docs.model.status import State

TODAY = date(2021, 6, 8)
ANSWER_BY = date(2021, 6, 6)

THEMES = (
    "Services de Solidarité Territoriale et accès aux droits",
    "Budget pour l’action sociale",
    "Contractualisation du plan pauvreté",
    "L’accès au logement des personnes défavorisées",
    "Accompagnement mineurs Aide Sociale à l’Enfance",
    "Insertion par l’activité économique",
    "Accès à l’alimentation",
    "Communication directe avec les citoyens",
)
PAIRS = {
    State.NOT_SENT: ("ABRICOT", "NAVET"),
    State.SENT: ("BANANE", "ORGE"),
    State.UNDELIVERABLE: ("CERISE", "PANAIS"),
    State.UNREACHABLE: ("DATTE", "RADIS"),
    State.ACKNOWLEDGED: ("ENDIVE", "SALSIFIS"),
    State.RECEIVED: ("FIGUE", "TOMATE"),
    State.PARTIAL: ("GRENADE", "VERVEINE"),
    State.LATE: ("HARICOT", "MYRTILLE"),
    State.GENERAL_TEXT: ("KIWI", "LAITUE"),
    State.REFUSED: ("MELON", "POIREAU"),
    State.REVIEWED: ("NECTARINE", "POIVRON"),
    State.PROOF_SENT: ("OLIVE", "QUETSCHE"),
    State.PROOF_OBJECTED: ("PRUNE", "RAISIN"),
    State.WITHDRAWN: ("RUTABAGA", "SUREAU"),
}


def make_campaign(**changes: object) -> Campaign:
    values = {
        "id": "potager-2021",
        "title": "Départementales des 20 et 27 juin 2021",
        "organisation": {"name": "Collectif du Potager & du Verger", "short_name": "Potager & Verger"},
        "election": {
            "name": "élections départementales",
            "area": "Potager",
            "rounds": ["2021-06-20", "2021-06-27"],
        },
        "candidacy": {"kind": "pair", "word": {"singular": "binôme", "plural": "binômes"}},
        "constituency": {"singular": "canton", "plural": "cantons"},
        "dates": {"letter": "2021-05-19", "answer_by": ANSWER_BY},
        "today": TODAY,
        "letter": {"object": "Objet", "opening": "Début", "closing": "Fin", "questionnaire_title": "Questions"},
        "themes": [
            {"id": f"theme-{n}", "title": title, "questions": [{"id": f"q{n}", "text": "Que prévoyez-vous ?"}]}
            for n, title in enumerate(THEMES, start=1)
        ],
        "constituencies": [
            {"id": "potager-nord", "name": "Potager-Nord", "complete": True},
            {"id": "potager-sud", "name": "Potager-Sud"},
            {"id": "verger", "name": "Le Verger"},
        ],
    }
    return Campaign.model_validate(values | changes)


def make_candidacy(candidacy: str, pair: tuple[str, str], panel: int | None = None, **changes: object) -> Candidacy:
    people = [
        Person(role=role, order=order, title=title, last_name=name + suffix, first_name=first)
        for role, suffix, firsts in ((Role.CANDIDATE, "", ("Zoé", "Luc")), (Role.SUBSTITUTE, "-VERT", ("Anne", "Paul")))
        for order, (title, name, first) in enumerate(zip(("Mme", "M."), pair, firsts, strict=True), start=1)
    ]
    values = {"constituency": candidacy.partition("/")[0], "label": "Union du potager", "people": people}
    return Candidacy(id=candidacy, panel=panel, **(values | changes))


def make_response(
    candidacy: str, kind: Kind, themes: int = 0, on: date | None = None, *, reviewed: bool = False
) -> Response:
    response = Response(
        candidacy=candidacy,
        kind=kind,
        received=Received(on=on, channel="courriel"),
        source=Source(file="reponse.docx", sha256="0"),
        answers=tuple(Answer(themes=(f"theme-{n}",), text=f"Nous agirons {n}.") for n in range(1, themes + 1)),
        general=(General(text="Bonjour à tous."),) if kind is Kind.GENERAL_TEXT else (),
    )
    if not reviewed:
        return response
    return response.model_copy(update={"reviewed": Review(by="Anne", on=TODAY, digest=response.digest())})


def make_event(candidacy: str, kind: EventKind, day: int, month: int = 5, **values: str) -> Event:
    return Event(on=date(2021, month, day), candidacy=candidacy, event=kind, **values)


def _returned(candidacy: str) -> dict[State, Response]:
    in_time, late = date(2021, 6, 3), date(2021, 6, 7)
    return {
        State.ACKNOWLEDGED: make_response(candidacy, Kind.ACKNOWLEDGEMENT),
        State.RECEIVED: make_response(candidacy, Kind.ANSWERS, 8, in_time),
        State.PARTIAL: make_response(candidacy, Kind.ANSWERS, 5, in_time),
        State.LATE: make_response(candidacy, Kind.ANSWERS, 8, late),
        State.GENERAL_TEXT: make_response(candidacy, Kind.GENERAL_TEXT, 0, in_time),
        State.REFUSED: make_response(candidacy, Kind.REFUSAL, 0, late),
        State.REVIEWED: make_response(candidacy, Kind.ANSWERS, 3, reviewed=True),
        State.PROOF_SENT: make_response(candidacy, Kind.ANSWERS, 8, late, reviewed=True),
        State.PROOF_OBJECTED: make_response(candidacy, Kind.ANSWERS, 8, in_time, reviewed=True),
        State.WITHDRAWN: make_response(candidacy, Kind.ANSWERS, 1, in_time),
    }


_HAPPENED = {
    State.UNDELIVERABLE: (EventKind.UNDELIVERABLE,),
    State.UNREACHABLE: (EventKind.UNDELIVERABLE, EventKind.UNREACHABLE),
    State.PROOF_SENT: (EventKind.PROOF_OBJECTED, EventKind.PROOF_SENT),
    State.PROOF_OBJECTED: (EventKind.PROOF_SENT, EventKind.PROOF_OBJECTED),
    State.WITHDRAWN: (EventKind.WITHDRAWN,),
    State.SENT: (EventKind.REMINDED, EventKind.NOTE),
}


def make_register(
    states: Sequence[State] = tuple(State), campaign: Campaign | None = None, today: date = TODAY
) -> Register:
    """A candidacy for each of these states, in the first canton but the last two, which stand in the second."""
    candidacies, responses, events, contacts = [], [], [], []
    for number, state in enumerate(states):
        place = "potager-sud" if number in (1, 3) else "potager-nord"
        pair = PAIRS[state]
        candidacy = make_candidacy(f"{place}/{'-'.join(pair).lower()}", pair, panel=number + 1)
        candidacies.append(candidacy)
        responses += [_returned(candidacy.id)[state]] if state in _returned(candidacy.id) else []
        if state is not State.NOT_SENT:
            events.append(make_event(candidacy.id, EventKind.SENT, 19, channel="courriel", by="Anne"))
        events += [
            make_event(candidacy.id, kind, 28, note="=SOMME(A1:A9)" if kind is EventKind.NOTE else "", source="test")
            for kind in _HAPPENED.get(state, ())
        ]
        contacts.append(
            Contact(candidacy=candidacy.id, email=f"{pair[0].lower()}@example.org", phone="+33 1 99 00 00 00")
        )
    register = assemble(campaign or make_campaign(), candidacies, responses, events, contacts, today)
    assert {entry.status.state for entry in register.entries} == set(states)
    return register
