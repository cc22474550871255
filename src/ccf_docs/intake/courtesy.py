"""Recognises what people write round their answers: salutations and thanks before, formulas and signatures after."""

from __future__ import annotations

import re

from ccf_docs.text.words import fold

_SALUTATION = re.compile(r"(?:(?:mesdames?|messieurs|madame|monsieur|bonjour|bonsoir|chers?|cheres?)\b)")
_OPENING = re.compile(
    r"remerci|merci |ci joint|ci dessous|ci apres|voici (?:nos|mes|les|notre|ma) reponse|"
    r"reponses? (?:de|du|au|a votre|des) |"
    r"en reponse a|suite a votre|votre (?:courrier|courriel|mail|lettre|questionnaire|sollicitation)|veuillez trouver"
)
_CLOSING = re.compile(
    r"salutations|cordialement|bien a vous|respectueusement|sincerement|fraternellement|nous vous prions|je vous prie|"
    r"veuillez (?:agreer|croire|recevoir)|recevez|esperant|en esperant|dans l attente|restant a votre|"
    r"(?:reste|restons|entiere|votre) (?:\w+ )?disposition|merci de votre|merci pour votre|"
    r"(?:vous remerci\w+|merci) (?:de|pour|d) (?:votre|l|cette)|"
    r"envoye de mon|fait a \w|^amicalement|^p ?s |^bonne reception"
)
_SIGNATURE = re.compile(
    r"^(?:pour (?:le|la|les) |candidate?s? |binome|signe |le \d)|\bcandidate?s? (?:aux?|a l|du|de|dans)\b|"
    r"\btete de liste\b|\bsuppleante?s?\b"
)
_SAYS = re.compile(
    r"^(?:oui|non|abs\w*|idem|voir|favorable|defavorable|sans (?:avis|opinion|reponse))\b|^(?:pour|contre|ras|nsp)$"
)
# "Non, jamais" answers; "Non recours" is a title.
_AT_ONCE = re.compile(
    r"[«“\" ]*(?:oui|non|abs|abstention|idem)\b"
    r"(?:\W*$|\s*[,.;:!…»”–-]|\s+(?:bien|mais|et|sans|avec|nous|car|sauf|à|pas|tout)\b)",
    re.IGNORECASE,
)
_SMALL = frozenset("et de du des la le les l d pour en au aux à a / & - – ,".split())


def opens(text: str) -> bool:
    """Whether a block before the answers only introduces them: a salutation, thanks, a line of names or places."""
    folded = fold(text)
    count = len(folded.split())
    if not count or (_SALUTATION.match(folded) and count <= 8):
        return True
    if (
        text.rstrip(" »”)")[-1:] not in (".", "!", "?", "…")
        and count <= 40
        and not re.search(r"\b(?:nous|je)\b", folded)
    ):
        return True
    return (bool(_OPENING.search(folded)) and count <= 45) or (bool(_CLOSING.search(folded)) and count <= 25)


def closes(text: str) -> bool:
    """Whether a block is a closing formula."""
    folded = fold(text)
    return bool(_CLOSING.search(folded)) and len(folded.split()) <= 45


def signs(text: str) -> bool:
    """Whether a short line looks like names, a place and date, an address or a function under a letter."""
    folded, words = fold(text), text.split()
    if not folded or _SAYS.match(folded):
        return False
    if len(words) > 14 or (text.rstrip()[-1] in ".!?…;:" and len(words) > 4):
        return False
    if "@" in text or _SIGNATURE.search(folded) or re.fullmatch(r"[\d +.()]{8,}", text):
        return True
    telling = [word for word in words if word.lower().strip(",") not in _SMALL and word[:1].isalpha()]
    return len(telling) >= 2 and all(word[0].isupper() for word in telling)


def answers_at_once(text: str) -> bool:
    """Whether a text begins with its yes or no."""
    return bool(_AT_ONCE.match(text))
