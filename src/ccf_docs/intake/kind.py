"""Whether a return without answers refuses, acknowledges, or is a text for the reader; only plain words count."""

from __future__ import annotations

import re

from ccf_docs.intake.courtesy import surrounds
from ccf_docs.intake.units import sentences
from ccf_docs.model.response import Kind
from ccf_docs.text.words import fold

LONGEST = 150
"""Words. A longer text says more than "no" or "later"."""

_REFUSAL = re.compile(
    r"\b(?:"
    r"ne (?:vous )?repondr(?:ons|ai) (?:donc )?pas|n y repondr\w+ (?:donc )?pas|"
    r"(?:binome|liste|equipe|candidate?s?|parti|mouvement) ne (?:vous )?repondr\w+ (?:donc )?pas|"
    r"n y (?:donn|particip)\w+ pas|ne (?:vous )?donner\w+ pas suite|"
    r"(?:refus\w+|declin\w+) (?:de |a )?(?:vous )?(?:repondre|votre|l invitation)|"
    r"ne (?:souhait\w+|desir\w+|veu\w+|voul\w+|compt\w+) pas (?:vous )?(?:y )?(?:repondre|donner suite|participer)|"
    r"ne doi\w+ (?:de|aucun) comptes?|pas (?:souhaite|decide) (?:de )?(?:vous )?(?:y )?repondre|"
    r"(?:choi\w+|decid\w+|decision|parti|regle|principe) (?:\w+ ){0,4}?de ne (?:pas )?(?:vous )?(?:y )?"
    r"(?:repondre|donner suite|participer)|"
    r"ne repond\w+ (?:pas )?(?:a aucun|aux questionnaires|a ce type)|"
    r"(?:questionnaire|questions?|demarche|courrier) (?:\w+ ){0,8}inadapte\w*|"
    r"plus (?:etre )?candidate?s?\b(?! (?:par|que|sur))|(?:suis|sommes|est|sont) retire\w*|"
    r"retir\w+ (?:ma|notre|sa|leur) (?:candidature|liste)|"
    r"plus possible (?:d y |de vous |d )(?:y )?repondre|trop tard pour (?:vous )?(?:y )?repondre"
    r")"
)
_ACKNOWLEDGEMENT = re.compile(
    r"\b(?:"
    r"accus\w+ (?:de )?reception|(?:ai|avons|a|ont) bien (?:recu|pris connaissance|transmis)|bien recu votre|"
    r"bien parvenue?s?\b|"
    r"(?:reviendr|repondr|ecrir|transmettr)\w* (?:vers vous|des que|prochainement|rapidement)|"
    r"(?:reviendr|repondr|ecrir|transmettr)\w* (?:sous peu|d ici|au plus vite)|reviens vers vous|revenons vers vous|"
    r"manquer\w+ pas (?:de (?:vous )?(?:y )?|d y )(?:repondre|revenir)|"
    r"vous (?:repondr(?:ai|ons|ont|a)|feront parvenir|ferons parvenir|adresser(?:ai|ons|ont) nos reponses)\b|"
    r"(?:les|reponses) (?:aurez|recevrez|parviendront) (?:\w+ )?(?:avant|d ici|sous|des|en|la semaine)|"
    r"prepar\w+ (?:nos|mes|les|la|notre) reponses?|"
    r"mesure de (?:vous )?(?:y )?repondre (?:dans l immediat|pour l instant|actuellement)|des que possible|"
    r"(?:propos\w+|convenir|fixer|organiser) (?:\w+ )?(?:une rencontre|d un rendez vous|un rendez vous|un echange)|"
    r"(?:ravis?|heureux|heureuses?|disponibles?|prets?|prete) (?:de|a|pour) vous (?:rencontrer|recevoir)|"
    r"venez (?:donc )?(?:m en parler|nous (?:voir|rencontrer|en parler)|me voir)|"
    r"absente?s? (?:du bureau|jusqu\w*)|sera lu a mon retour|message automatique|reponse automatique"
    r")"
)
_STAND = re.compile(
    r"\b(?:contre|favorables?|opposee?s?|soutien\w*|souten\w+|refus\w+|supprim\w+|cre(?:er|erons|erai)|ferm\w+|augment\w+|"
    r"engage\w*|propos\w+|voulons|veux|souhaitons|souhaite|demandons|\w{3,}rons)\b"
)
_ANOTHER_LETTER = re.compile(r"\bvotre (?:lettre ouverte|petition|manifeste|tribune|appel|charte|pacte)\b")


def recognise(text: str) -> tuple[Kind, str] | None:
    """The kind that a text without answers has, and its words that say so; None when it is a text for the reader."""
    if len(fold(text).split()) > LONGEST:
        return None
    refusal = _words(text, _REFUSAL)
    if refusal is not None:
        return Kind.REFUSAL, refusal
    acknowledgement = _words(text, _ACKNOWLEDGEMENT)
    if acknowledgement is None or _says_more(text):
        return None
    return Kind.ACKNOWLEDGEMENT, acknowledgement


def _says_more(text: str) -> bool:
    """Whether a receipt also takes a stand: then its words are for the reader, who would otherwise never see them."""
    others = [one for one in sentences(text) if not surrounds(one) and not _ACKNOWLEDGEMENT.search(fold(one))]
    return any(_STAND.search(fold(one)) for one in others)


def another_letter(text: str) -> str | None:
    """The words of a text that answer something else than our questionnaire, where it names what."""
    return _words(text, _ANOTHER_LETTER)


def _words(text: str, pattern: re.Pattern[str]) -> str | None:
    """What the pattern finds in the folded text, as the text writes it."""
    words = text.split()
    tokens = [(at, token) for at, word in enumerate(words) for token in fold(word).split()]
    folded = " ".join(token for _, token in tokens)
    match = pattern.search(folded)
    if match is None:
        return None
    first = folded[: match.start()].count(" ")
    last = folded[: match.end()].rstrip().count(" ")
    return " ".join(words[tokens[first][0] : tokens[last][0] + 1]).strip(' .,;:!?«»"')
