"""Recognises what people write round their answers: salutations and thanks before, formulas and signatures after."""

from __future__ import annotations

import re

from ccf_docs.intake.units import sentences
from ccf_docs.text.words import fold

_SALUTATION = re.compile(r"(?:(?:mesdames?|messieurs|madame|monsieur|bonjour|bonsoir|chers?|cheres?)\b)")
_OPENING = re.compile(
    r"remerci|merci |ci joint|ci dessous|ci apres|voici (?:\w+ ){0,3}reponses?|"
    r"reponses? (?:de|du|au|a votre|des) |"
    r"repond\w* (?:a|aux|sur|dans) (?:vos|votre|chacun\w*|l ensemble|toutes|\w+ points?)|"
    r"en reponse a|suite a votre|votre (?:courrier|courriel|mail|lettre|questionnaire|sollicitation)|veuillez trouver"
)
_CLOSING = re.compile(
    r"salutations|cordialement|bien a vous|respectueusement|sincerement|fraternellement|nous vous prions|je vous prie|"
    r"veuillez (?:agreer|croire|recevoir)|recevez|esperant|en esperant|dans l attente|restant a votre|"
    r"(?:reste|restons|entiere|votre) (?:\w+ )?disposition|merci de votre|merci pour votre|"
    r"(?:vous remerci\w+|merci) (?:de|pour|d) (?:votre|l|cette)|"
    r"envoye (?:de|depuis) mon|fait a \w|^amicalement|^amities?$|^p ?s |^bonne reception|^merci a vous|"
    r"^bonne (?:journee|soiree|semaine|continuation|fin de)\b|^au plaisir|^lu et approuve|"
    r"^(?:tres )?(?:bien )?\w{4,}ment(?: a vous| votre)?$"
)
_SIGNATURE = re.compile(
    r"^(?:pour (?:le|la|les) |candidate?s? |(?:le |votre |vos )?binome|signe |le \d)|"
    r"\bcandidate?s? (?:aux?|a l|du|de|dans)\b|\btete de liste\b|\bsuppleante?s?\b|"
    r"\b\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
    r"(?: \d{4})?$|^secretariat\b|"
    r"\b(?:assistante?|collaborat\w+|directe?u?r?\w* de campagne|mandataire|secretaire|attachee?) (?:de|du|d)\b"
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
_AT_MOST = re.compile(
    r"[«“\" ]*(?:voir\b|cf\b|"
    r"(?:sans (?:avis|opinion|réponse|objet)|(?:très |plutôt )?(?:dé)?favorables?|pour|contre)\W*$)",
    re.IGNORECASE,
)
_SMALL = frozenset("et de du des la le les l d pour en au aux à a / & - – ,".split())


def greets(text: str) -> bool:
    """Whether a block is a salutation and nothing else."""
    folded = fold(text)
    speaks = re.search(r"\b(?:nous|je|j|on|il)\b", folded)
    return bool(_SALUTATION.match(folded)) and len(folded.split()) <= 8 and not speaks and "@" not in text


def leads_to_signature(text: str) -> bool:
    """Whether a line of a few words, in whatever language, ends with the comma that stands before a name."""
    formal = len(text.split()) <= 6 and text.endswith(",") and text[:1].isupper()
    return formal and not re.search(r"\b(?:nous|je|j)\b", fold(text))


def opens(text: str) -> bool:
    """Whether a block before the answers only introduces them: a salutation, thanks, a line of names or places."""
    folded = fold(text)
    count = len(folded.split())
    if not count or greets(text):
        return True
    if (
        text.rstrip(" »”)")[-1:] not in (".", "!", "?", "…")
        and count <= 40
        and not re.search(r"\b(?:nous|je)\b", folded)
    ):
        return True
    said = [fold(sentence) for sentence in sentences(text)]
    only = all(_OPENING.search(sentence) or _CLOSING.search(sentence) or greets(sentence) for sentence in said)
    return only and ((bool(_OPENING.search(folded)) and count <= 45) or (bool(_CLOSING.search(folded)) and count <= 25))


def surrounds(sentence: str) -> bool:
    """Whether one sentence is only what people write round what they have to say."""
    folded = fold(sentence)
    return not folded or greets(sentence) or bool(_OPENING.search(folded) or _CLOSING.search(folded)) or signs(sentence)


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
    if len(telling) >= 2 and all(word[0].isupper() for word in telling):
        return True
    # "Le maire, Fernand Melon": a function, then a name.
    function, _, name = text.partition(",")
    named = name.split()
    return len(function.split()) <= 5 and len(named) >= 2 and all(word[0].isupper() for word in named)


def is_address(text: str) -> bool:
    """Whether a line is nothing but an address on the web, as it stands under a signature."""
    return bool(re.fullmatch(r"(?:https?://|www\.)\S+|\S+@\S+", text))


def answers_at_once(text: str) -> bool:
    """Whether a text begins with its yes or no."""
    return bool(_AT_ONCE.match(text) or _AT_MOST.match(text))
