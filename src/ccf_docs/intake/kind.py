"""Whether a return without answers refuses, acknowledges, or is a text for the reader; only plain words count."""

from __future__ import annotations

import re

from ccf_docs.model.response import Kind
from ccf_docs.text.words import fold

LONGEST = 150
"""Words. A longer text says more than "no" or "later"."""

_REFUSAL = re.compile(
    r"ne (?:vous )?(?:repondr\w+|donner\w+) pas|"
    r"(?:refus\w+|declin\w+) (?:de |a )?(?:vous )?(?:repondre|votre|l invitation)|"
    r"ne (?:souhait\w+|desir\w+|veu\w+|voul\w+|compt\w+) pas (?:vous )?(?:y )?(?:repondre|donner suite|participer)|"
    r"ne doi\w+ (?:de|aucun) comptes?|pas (?:souhaite|decide) (?:de )?(?:vous )?(?:y )?repondre|"
    r"(?:choisi|decide|pris le parti) de ne (?:pas )?(?:vous )?(?:y )?repondre|inadapte"
)
_ACKNOWLEDGEMENT = re.compile(
    r"accus\w+ (?:de )?reception|(?:ai|avons|a|ont) bien (?:recu|pris connaissance)|bien recu votre|"
    r"(?:reviendr|repondr|ecrir|transmettr)\w* (?:vers vous|des que|prochainement|rapidement)|"
    r"(?:reviendr|repondr|ecrir|transmettr)\w* (?:sous peu|d ici|au plus vite)|"
    r"ne manquer\w+ pas de (?:vous )?(?:y )?(?:repondre|revenir)|"
    r"vous (?:repondr(?:ai|ons|ont|a)|feront parvenir|ferons parvenir)\b|"
    r"mesure de (?:vous )?(?:y )?repondre (?:dans l immediat|pour l instant|actuellement)|des que possible"
)


def recognise(text: str) -> tuple[Kind, str] | None:
    """The kind that a text without answers has, and the words that say so; None when it is a text for the reader."""
    folded = fold(text)
    if len(folded.split()) > LONGEST:
        return None
    acknowledgement, refusal = _ACKNOWLEDGEMENT.search(folded), _REFUSAL.search(folded)
    if refusal is not None:
        return Kind.REFUSAL, refusal.group()
    return (Kind.ACKNOWLEDGEMENT, acknowledgement.group()) if acknowledgement else None
