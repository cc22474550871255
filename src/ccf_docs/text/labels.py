"""The words and signs for states, events and kinds of return: the same in the terminal, the workbook and messages."""

from __future__ import annotations

from ccf_docs.model.candidacy import Role
from ccf_docs.model.journal import EventKind
from ccf_docs.model.response import Kind, SegmentRole
from ccf_docs.model.status import State, Status, ThemeState

STATE_LABELS: dict[State, str] = {
    State.NOT_SENT: "À envoyer",
    State.SENT: "Envoyé",
    State.UNDELIVERABLE: "Non distribué",
    State.UNREACHABLE: "Injoignable",
    State.ACKNOWLEDGED: "Accusé de réception",
    State.RECEIVED: "Réponse reçue",
    State.PARTIAL: "Réponse partielle",
    State.LATE: "Réponse tardive",
    State.GENERAL_TEXT: "Texte général",
    State.REFUSED: "Refus",
    State.REVIEWED: "Réponse relue",
    State.PROOF_SENT: "Bon à relire envoyé",
    State.PROOF_OBJECTED: "Bon à relire contesté",
    State.WITHDRAWN: "Candidature retirée",
}

# One sign per state, so that a black-and-white print tells them apart; none of them judges.
STATE_SIGNS: dict[State, str] = {
    State.NOT_SENT: "□",
    State.SENT: "→",
    State.UNDELIVERABLE: "↩",
    State.UNREACHABLE: "↛",
    State.ACKNOWLEDGED: "◌",
    State.RECEIVED: "●",
    State.PARTIAL: "◐",
    State.LATE: "◷",
    State.GENERAL_TEXT: "¶",
    State.REFUSED: "✕",
    State.REVIEWED: "✓",
    State.PROOF_SENT: "⇒",
    State.PROOF_OBJECTED: "!",
    State.WITHDRAWN: "⊘",
}

STATE_MEANINGS: dict[State, str] = {
    State.NOT_SENT: "Le journal ne dit pas que la lettre est partie.",
    State.SENT: "La lettre est partie ; rien n’est revenu.",
    State.UNDELIVERABLE: "Le dernier envoi nous est revenu.",
    State.UNREACHABLE: "Aucune coordonnée ne permet de joindre les candidats.",
    State.ACKNOWLEDGED: "Un accusé de réception ou une promesse ; pas encore de réponse.",
    State.RECEIVED: "Tous les thèmes ont une réponse ; personne ne l’a encore relue.",
    State.PARTIAL: "Une partie des thèmes a une réponse ; personne ne l’a encore relue.",
    State.LATE: "Des réponses reçues après la date limite ; personne ne les a encore relues.",
    State.GENERAL_TEXT: "Un texte pour les lecteurs, qui ne répond à aucun thème en particulier.",
    State.REFUSED: "Les candidats nous ont fait savoir qu’ils ne répondraient pas.",
    State.REVIEWED: "Une personne de l’équipe a relu la réponse dans le dossier.",
    State.PROOF_SENT: "Le bon à relire est parti.",
    State.PROOF_OBJECTED: "Les candidats demandent un changement sur le bon à relire.",
    State.WITHDRAWN: "La candidature n’existe plus ; la ligne reste, pour mémoire.",
}

THEME_STATE_LABELS: dict[ThemeState, str] = {
    ThemeState.ANSWERED: "répondu",
    ThemeState.NOT_ANSWERED: "sans réponse",
    ThemeState.GENERAL_TEXT: "texte général",
    ThemeState.REFUSED: "refus",
    ThemeState.NOT_RECEIVED: "rien reçu",
    ThemeState.NOT_SENT: "à envoyer",
    ThemeState.UNDELIVERABLE: "non distribué",
    ThemeState.UNREACHABLE: "injoignable",
    ThemeState.WITHDRAWN: "retirée",
}

THEME_STATE_SIGNS: dict[ThemeState, str] = {
    ThemeState.ANSWERED: "●",
    ThemeState.NOT_ANSWERED: "○",
    ThemeState.GENERAL_TEXT: "¶",
    ThemeState.REFUSED: "✕",
    ThemeState.NOT_RECEIVED: "–",
    ThemeState.NOT_SENT: "□",
    ThemeState.UNDELIVERABLE: "↩",
    ThemeState.UNREACHABLE: "↛",
    ThemeState.WITHDRAWN: "⊘",
}

THEME_STATE_MEANINGS: dict[ThemeState, str] = {
    ThemeState.ANSWERED: "Au moins un passage répond à ce thème.",
    ThemeState.NOT_ANSWERED: "D’autres thèmes ont une réponse, pas celui-ci.",
    ThemeState.GENERAL_TEXT: "Un texte général, sans réponse thème par thème.",
    ThemeState.REFUSED: "Les candidats nous ont fait savoir qu’ils ne répondraient pas.",
    ThemeState.NOT_RECEIVED: "La lettre est partie, aucune réponse n’est revenue.",
    ThemeState.NOT_SENT: "La lettre n’est pas encore partie.",
    ThemeState.UNDELIVERABLE: "Le dernier envoi nous est revenu.",
    ThemeState.UNREACHABLE: "Aucune coordonnée ne permet de joindre les candidats.",
    ThemeState.WITHDRAWN: "La candidature a été retirée.",
}

EVENT_LABELS: dict[EventKind, str] = {
    EventKind.SENT: "Envoi",
    EventKind.REMINDED: "Relance",
    EventKind.UNDELIVERABLE: "Non distribué",
    EventKind.UNREACHABLE: "Injoignable",
    EventKind.TELEPHONED: "Appel téléphonique",
    EventKind.RECEIVED: "Réception",
    EventKind.PROOF_SENT: "Bon à relire envoyé",
    EventKind.PROOF_OBJECTED: "Bon à relire contesté",
    EventKind.WITHDRAWN: "Candidature retirée",
    EventKind.NOTE: "Note",
}

# What people write in the journal for an event, folded (`words.fold`).
EVENT_WORDS: dict[str, EventKind] = {
    word: kind
    for kind, words in {
        EventKind.SENT: ("envoi", "envoye", "envoyee"),
        EventKind.REMINDED: ("relance", "relancee"),
        EventKind.UNDELIVERABLE: ("non distribue", "revenu", "retour a l envoyeur"),
        EventKind.UNREACHABLE: ("injoignable",),
        EventKind.TELEPHONED: ("appel", "appele", "appel telephonique", "telephone"),
        EventKind.RECEIVED: ("reception", "recu", "recue"),
        EventKind.PROOF_SENT: ("bon a relire envoye",),
        EventKind.PROOF_OBJECTED: ("bon a relire conteste",),
        EventKind.WITHDRAWN: ("retrait", "retire", "retiree", "candidature retiree"),
        EventKind.NOTE: ("remarque",),
    }.items()
    for word in words
}

KIND_LABELS: dict[Kind, str] = {
    Kind.ANSWERS: "Réponses aux thèmes",
    Kind.GENERAL_TEXT: "Texte général",
    Kind.REFUSAL: "Refus",
    Kind.ACKNOWLEDGEMENT: "Accusé de réception",
}

SEGMENT_LABELS: dict[SegmentRole, str] = {
    SegmentRole.ANSWER: "réponse",
    SegmentRole.GENERAL: "texte général",
    SegmentRole.QUESTION: "question",
    SegmentRole.HEADING: "titre",
    SegmentRole.REFERENCE: "référence",
    SegmentRole.LETTER: "notre lettre",
    SegmentRole.PREAMBLE: "en-tête",
    SegmentRole.CLOSING: "fin",
    SegmentRole.QUOTED: "message cité",
    SegmentRole.RUNNING: "haut ou bas de page",
    SegmentRole.PLACEHOLDER: "invite du formulaire",
    SegmentRole.COMMENT: "commentaire",
    SegmentRole.DELETED: "texte supprimé",
    SegmentRole.IMAGE: "image",
    SegmentRole.UNPLACED: "à ranger",
}

ROLE_LABELS: dict[Role, str] = {
    Role.CANDIDATE: "titulaire",
    Role.SUBSTITUTE: "suppléance",
}


def state_words(state: State) -> str:
    """The sign and the word: `● Réponse reçue`."""
    return f"{STATE_SIGNS[state]} {STATE_LABELS[state]}"


def theme_state_words(state: ThemeState) -> str:
    """The sign and the word: `○ sans réponse`."""
    return f"{THEME_STATE_SIGNS[state]} {THEME_STATE_LABELS[state]}"


def status_words(status: Status) -> str:
    """The word of a status; how many themes are answered where only some are."""
    if 0 < status.answered < status.total:
        themes = "thème" if status.answered == 1 else "thèmes"
        return f"{STATE_LABELS[status.state]} ({status.answered} {themes} sur {status.total})"
    return STATE_LABELS[status.state]
