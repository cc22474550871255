"""What the questionnaire and the letter say, sentence by sentence, and how near a unit of a returned file comes to it.

Compared with our own words only: what two candidacies share is not question text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz, process

from ccf_docs.intake.titles import EMPTY
from ccf_docs.intake.units import Unit, sentences
from ccf_docs.model.campaign import Theme
from ccf_docs.text.words import fold

NEAR = 0.82
"""From this likeness on a sentence is taken for one of ours; the candidates' own in the seeds reach 0.58."""
COVERED = 0.85
"""Share of a unit's words that stand in one of our texts in runs of three."""
COVERED_ASKING = 0.6
"""The same for a unit that asks a "vous": a candidate's own words hardly do."""
SHORTENED = 0.8
SHORTENED_ELSEWHERE, CLEAR = 0.85, 0.3
"""The same under another theme's heading, and by how much no other theme may come near."""

# A sentence of ours that gains one of these has become the candidate's.
_OWN_VOICE = frozenset("je j nous notre nos on mon ma mes moi oui non".split())
# "(1) Nous souhaitons…", "b) Non", "☐ Oui": a line of a question that offers an answer.
_OFFERED = re.compile(r"\s*(?:[-–•·☐□▪]\s*|[(\[]?(?:\d{1,2}|[A-Ha-h])[)\].]\s+)")
_ADDRESS = frozenset("vous votre vos quel quelle quels quelles comment pourquoi combien".split())


class Ours(StrEnum):
    """Which of our texts a sentence belongs to."""

    CONTEXT = "context"
    QUESTION = "question"
    OPTION = "option"
    """One of the answers that a question offers: the candidate's, unless the whole list was left in."""
    REFERENCE = "reference"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Match:
    """A unit's nearest text of ours; `theme` and `question` are None where it has none."""

    ours: Ours
    theme: str | None
    question: str | None
    score: float
    text: str = ""
    """The option that is repeated."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    ours: Ours
    theme: str | None
    question: str | None
    tokens: tuple[str, ...]
    asks: bool


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The sentences to compare with."""

    _sentences: tuple[_Sentence, ...]
    _folded: tuple[str, ...]
    _runs: dict[tuple[Ours, str | None, str | None], frozenset[tuple[str, ...]]]
    _urls: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Theme and label of each linked document."""

    def match(self, unit: Unit, near_theme: str | None = None) -> Match | None:
        """The text of ours that the unit repeats, perhaps altered, or None; of equals the one under `near_theme`."""
        linked = self._reference(unit)
        if linked is not None:
            return linked
        if len(unit.tokens) < 2:
            return None
        return self._sentence(unit, near_theme) or self._passage(unit, near_theme)

    def shortened(self, unit: Unit, theme: str) -> Match | None:
        """A question of the theme that the unit asks in fewer words ("Mesurer le bruit et publier ?")."""
        content = [token for token in unit.tokens if token not in EMPTY]
        # "Combien de gymnases ? Trois." takes up the question's words to answer it.
        least = 2 if unit.end == len(unit.block.words) else 3
        if not unit.text.endswith("?") or len(content) < least or _OWN_VOICE & set(unit.tokens):
            return None
        best: Match | None = None
        for sentence in self._sentences:
            if sentence.theme == theme and sentence.ours in (Ours.QUESTION, Ours.CONTEXT):
                held = sum(any(_alike(token, other) for other in sentence.tokens) for token in content) / len(content)
                if held >= SHORTENED and (best is None or held > best.score):
                    best = Match(Ours.QUESTION, theme, sentence.question, held)
        return best

    def asked_elsewhere(self, unit: Unit) -> Match | None:
        """A question put in fewer words under no heading of its theme: only where it addresses "you" and is plain."""
        content = [token for token in unit.tokens if token not in EMPTY]
        if not unit.opens_block or len(content) < 3 or not set(unit.tokens) & _ADDRESS:
            return None
        themes = dict.fromkeys(sentence.theme for sentence in self._sentences if sentence.ours is Ours.QUESTION)
        found = [match for theme in themes if theme and (match := self.shortened(unit, theme))]
        ranked = sorted(found, key=lambda match: -match.score)
        if not ranked or ranked[0].score < SHORTENED_ELSEWHERE:
            return None
        clear = len(ranked) == 1 or ranked[0].score - ranked[1].score >= CLEAR
        return ranked[0] if clear else None

    def whole_options(self, matches: Iterable[Match | None]) -> frozenset[str]:
        """The questions whose options all stand in the file: there they are the questionnaire's, not a choice."""
        left: dict[str, set[str]] = {}
        for match in matches:
            if match is not None and match.ours is Ours.OPTION and match.question is not None:
                left.setdefault(match.question, set()).add(match.text)
        offered = Counter(sentence.question for sentence in self._sentences if sentence.ours is Ours.OPTION)
        return frozenset(question for question, options in left.items() if len(options) == offered[question])

    def _reference(self, unit: Unit) -> Match | None:
        for at, word in enumerate(unit.words):
            theme, label = self._urls.get(_bare(word), ("", ""))
            if not theme:
                continue
            rest = fold(" ".join((*unit.words[:at], *unit.words[at + 1 :])))
            if not rest or fuzz.ratio(rest, label) >= 70:
                return Match(Ours.REFERENCE, theme, None, 1.0)
        return None

    def _sentence(self, unit: Unit, near_theme: str | None) -> Match | None:
        hits = process.extract(
            " ".join(_unnumbered(unit)), self._folded, scorer=fuzz.ratio, score_cutoff=100 * NEAR, limit=8
        )
        found: list[tuple[float, bool, Match]] = []
        for _, score, index in hits:
            sentence = self._sentences[index]
            if _is_ours(unit, sentence.tokens, asks=sentence.asks):
                match = Match(sentence.ours, sentence.theme, sentence.question, score / 100, " ".join(sentence.tokens))
                found.append((round(score / 100, 2), sentence.theme == near_theme, match))
        return max(found, key=lambda item: item[:2])[2] if found else None

    def _passage(self, unit: Unit, near_theme: str | None) -> Match | None:
        """Several of our sentences in one unit, or a part of a long one."""
        if len(unit.tokens) < (8 if "?" in unit.text else 12):
            return None
        best: tuple[float, bool, Match] | None = None
        for (ours, theme, question), runs in self._runs.items():
            if ours is Ours.OPTION:
                continue
            covered = _covered(unit.tokens, runs)
            own = {token for run in runs for token in run}
            asks = ours is Ours.QUESTION
            enough = COVERED_ASKING if asks and "?" in unit.text and set(unit.tokens) & _ADDRESS else COVERED
            if covered >= enough and _is_ours(unit, own, asks=asks):
                candidate = (round(covered, 2), theme == near_theme, Match(ours, theme, question, covered))
                if best is None or candidate[:2] > best[:2]:
                    best = candidate
        return best[2] if best else None


def questionnaire(themes: Sequence[Theme], letter: Iterable[str]) -> Questionnaire:
    """Our texts, ready to compare with."""
    parts: list[tuple[Ours, str | None, str | None, str]] = []
    for theme in themes:
        parts.append((Ours.CONTEXT, theme.id, None, theme.context))
        for question in theme.questions:
            asked_text, options = _parted(question.text)
            parts.append((Ours.QUESTION, theme.id, question.id, asked_text))
            parts.extend((Ours.OPTION, theme.id, question.id, option) for option in options)
    # The letter lists the themes, and may hold the questionnaire: what the questionnaire says is no letter.
    asked = {fold(theme.title) for theme in themes}
    asked.update(fold(text) for *_, part in parts for text in (part, *part.splitlines(), *sentences(part)))
    parts.extend((Ours.LETTER, None, None, text) for text in letter if fold(text).lstrip("0123456789 ") not in asked)
    found = [
        _Sentence(ours, theme_id, question_id, tuple(fold(text).split()), text.rstrip(" »”").endswith("?"))
        for ours, theme_id, question_id, part in parts
        for text in sentences(part)
    ]
    found = [sentence for sentence in found if sentence.tokens]
    runs: dict[tuple[Ours, str | None, str | None], frozenset[tuple[str, ...]]] = {}
    for ours, theme_id, question_id, part in parts:
        tokens = fold(part).split()
        # Under None also all questions of a theme together, for two that are merged into one sentence.
        for key in dict.fromkeys(((ours, theme_id, question_id), (ours, theme_id, None))):
            runs[key] = runs.get(key, frozenset()) | {tuple(tokens[at : at + 3]) for at in range(len(tokens) - 2)}
    urls = {
        _bare(reference.url): (theme.id, fold(reference.label)) for theme in themes for reference in theme.references
    }
    return Questionnaire(tuple(found), tuple(" ".join(sentence.tokens) for sentence in found), runs, urls)


def _parted(text: str) -> tuple[str, list[str]]:
    """What a question asks, and the answers that it offers, without their signs."""
    lines = [line for line in text.splitlines() if line.strip()]
    options = [line for line in lines[1:] if _OFFERED.match(line)]
    if len(options) < 2:
        return text, []
    asked = "\n".join(line for line in lines if line not in options)
    return asked, [_OFFERED.sub("", option, count=1) for option in options]


def _is_ours(unit: Unit, tokens: Iterable[str], *, asks: bool) -> bool:
    """Whether nothing in the unit shows that a candidate speaks: an answer often echoes the question's words."""
    own, said = set(tokens), set(unit.tokens)
    if (said - own) & _OWN_VOICE:
        return False
    return not asks or "?" in unit.text or bool(said & _ADDRESS)


def _unnumbered(unit: Unit) -> tuple[str, ...]:
    tokens = unit.tokens
    if unit.opens_block and len(tokens) > 3 and re.fullmatch(r"q?\d{1,2}[a-h]?", tokens[0]):
        return tokens[1:]
    return tokens


def _covered(tokens: Sequence[str], runs: frozenset[tuple[str, ...]]) -> float:
    hit = [False] * len(tokens)
    for at in range(len(tokens) - 2):
        if tuple(tokens[at : at + 3]) in runs:
            hit[at : at + 3] = [True] * 3
    return sum(hit) / len(tokens)


def _alike(token: str, other: str) -> bool:
    return token == other or (min(len(token), len(other)) > 3 and fuzz.ratio(token, other) >= 85)


def _bare(url: str) -> str:
    return re.sub(r"^\W*(?:https?://)?(?:www\.)?|[\W_]+$", "", url.lower()) if "." in url and "/" in url else ""
