"""French print typography on plain text: every rule for the collective's words, the harmless ones for a candidate's.

Harmless are those that leave every word as it was sent. They stand in one table of joins, which change the kind of a
space and nothing else. What writes or removes a character is in a second table, for the collective's words only.

The rules are those of the *Lexique des règles typographiques en usage à l'Imprimerie nationale*, and of ISO 80000-1 for
figures and units. Seen in print (WeasyPrint 70, Pango 1.50, Spectral and Alegreya Sans; the tests look again):

* no line ends at U+00A0 or U+202F, nor beside them at an element's edge, so no word joiner and no wrapping element is
  needed; lines do end at a plain space or a U+2009 after « and before a unit;
* neither font has U+202F, yet no other font is embedded for it: HarfBuzz makes it from the space, at half its width
  (1/8 em in Spectral, 1/12 in Alegreya Sans). In a justified line U+00A0 stretches as the others do, U+202F does not;
* all three spaces share a glyph, so the text taken back from a PDF gives any one for another: compare it by words.
"""

import html
import re
from dataclasses import dataclass
from itertools import cycle

from ccf_docs.text.words import APOSTROPHES, visible, words

NO_BREAK = "\u00a0"  # the Lexique's "espace mots insécable": as wide as the spaces of its line
NARROW = "\u202f"  # its "espace fine insécable"

_UNIT = r"(?:%|‰|€|[kKM]€|Md€|°C)(?!\w)"
_MONTH = r"(?i:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b"
_CAPITAL = "[A-ZÀÂÇÉÈÊËÎÏÔŒÙÛÜŸ]"


# --- what may change in anybody's words: the kind of a space, the kind of an apostrophe -------------------------------


@dataclass(frozen=True, slots=True)
class Join:
    """Where a line must not end. Each plain space in a match becomes `space`; by construction nothing else changes."""

    match: re.Pattern[str]
    space: str
    reason: str

    def apply(self, text: str) -> str:
        """The text with this rule's spaces."""
        return self.match.sub(lambda found: found[0].replace(" ", self.space), text)


# Later rules look for plain spaces only: the first rule to take a space keeps it.
JOINS = tuple(
    Join(re.compile(pattern), space, reason)
    for pattern, space, reason in (
        (r" (?=[;!?])", NARROW, "Lexique: fine insécable before ; ! ?"),
        (r" (?=:)", NO_BREAK, "Lexique: espace mots insécable before the colon"),
        # The narrow one, which some houses prefer here, is a twelfth of an em in Alegreya Sans: « would seem glued on.
        (r"(?<=[«“‹]) | (?=[»”›])", NO_BREAK, "Lexique: espace mots insécable inside guillemets"),
        (r" (?=…)", NO_BREAK, "Lexique: points de suspension never open a line"),
        # At most four groups, and no figure beside them: a row out of a table is no number, and must be able to break.
        (r"(?<![\w.,])(?<!\d )\d{1,3}(?: \d{3}){1,3}(?! ?\d|\w)", NARROW, "ISO 80000-1: groups of three figures"),
        (rf" (?={_UNIT})", NO_BREAK, "ISO 80000-1: a space between figure and unit, per cent too"),
        (r"(?<!\d)\d{1,2} h(?: \d{2})?(?!\w)", NO_BREAK, "Lexique: 18 h 30"),
        (r"(?<!\d)(?:\+33 \d|0\d)(?: \d{2}){4}(?!\d)", NO_BREAK, "a telephone number is read in one go"),
        (rf"\b(?:\d{{1,2}}|1er) (?={_MONTH})", NO_BREAK, "Lexique: the day is not parted from the month"),
        (r"(?:\b[nN][°º]|§|\b(?:art|chap|fig|pp?|t|vol)\.) (?=\d)", NO_BREAK, "Lexique: nor a number from its noun"),
        (rf"\b(?:MM?\.|M(?:me|lle)s?|Dre?|Me) (?={_CAPITAL})", NO_BREAK, "Lexique: nor a title from the name"),
        (rf"\b{_CAPITAL}\. (?={_CAPITAL}|\d)", NO_BREAK, "Lexique: nor initials: J.-F. Campion, art. L. 52-8"),
        (r"\b[IVX]+es? (?=siècles?\b)", NO_BREAK, "Lexique: nor a century from its number: XXIe siècle"),
    )
)


def _outside(kept: str, pattern: str) -> re.Pattern[str]:
    """`pattern` where it is not inside something to be kept as it is: that is matched too, as the group `kept`."""
    return re.compile(f"(?P<kept>{kept})|{pattern}")


def _replaced(pattern: re.Pattern[str], new: str, text: str) -> str:
    return pattern.sub(lambda found: found["kept"] or found.expand(new), text)


# A web or mail address, without the punctuation after it: every sign in it counts.
_ADDRESS = r"(?:https?://|www\.)[^\s«»]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"

# Between letters; also where an elision meets a figure or an opening mark: « d'1 euro », « l'« accès » ».
_APOSTROPHE = _outside(_ADDRESS, rf"(?<=[^\W\d_])[{APOSTROPHES}](?=[^\W_]|[«“\"(])")


def print_verbatim(text: str) -> str:
    """A candidate's words: curved apostrophes, single spaces, no-break where a line must not end; nothing else.

    `words.same_words(text, print_verbatim(text))` holds for every text. A missing space stays missing ("9%"), one too
    many before a comma stays, so do straight quotes and "...". A no-break space that no rule asks for, as Word leaves
    them behind, becomes a plain one: the same setting for every candidacy. Line breaks stay.
    """
    text = _replaced(_APOSTROPHE, "’", _single_spaces(text))
    for join in JOINS:
        text = join.apply(text)
    return text


def _single_spaces(text: str) -> str:
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\r\n?", "\n", visible(text)))


# --- what is also done to our own -------------------------------------------------------------------------------------

# Tokens of code are no prose. Times (18:00), ratios (16:9) and file names need no entry: no rule meets a sign inside a
# token.
_NOT_PROSE = rf"{_ADDRESS}|[^\s«»\"]*(?:[_\\={{}}]|::)[^\s«»\"]*"

_WRITES = tuple(
    (_outside(_NOT_PROSE, pattern), replacement)
    for pattern, replacement in (
        (r"\u2011", "-"),  # no-break hyphen: neither font has it, and a system font would be embedded for it
        (r"\.{3,}", "…"),
        (r"«(?=\S)", "« "),
        (r"(?<=\S)»", " »"),
        # Behind a word, and only where the sentence pauses: not in "(?)", "18:00" or "https:".
        (r"(?<=[^\s;:!?(\[]) ?(?P<signs>[;:!?]+)(?=[\s»)\]”\",.…]|$)", r" \g<signs>"),
        (rf"(?<=\d)(?={_UNIT})", " "),
        (r"\b(?P<n>[nN])[°º] ?(?=\d)", r"\g<n>° "),
    )
)

_QUOTE = _outside(_NOT_PROSE, '"')

_ORDINAL = _outside(_NOT_PROSE, r"\b(?P<number>\d+|[IVX]+)(?P<mark>(?<=\b[1I])(?:ers?|res?)|(?<=\b2)n?de?s?|es?)\b")


def print_own(text: str) -> str:
    """The collective's own words, set by the rules: the spaces that lack, guillemets, apostrophes, dots. Idempotent.

    Ordinals stay as typed ("1er"): raising them is markup, which `to_html` does. A candidate's name, trade, label and
    answers are not the collective's words.
    """
    text = _guillemets(_single_spaces(text))
    for rule, replacement in _WRITES:
        text = _replaced(rule, replacement, text)
    return print_verbatim(text)


def _guillemets(text: str) -> str:
    """Straight quotes as « », nested ones too (Lexique); all stay straight where they do not come in pairs (12")."""
    quotes = [found.span() for found in _QUOTE.finditer(text) if not found["kept"]]
    opening, closing = quotes[::2], quotes[1::2]
    behind_a_word = any(text[start - 1 : start].isalnum() for start, _ in opening)
    before_a_word = any(text[end : end + 1].isalnum() for _, end in closing)
    if len(opening) != len(closing) or behind_a_word or before_a_word:
        return text
    marks = cycle(("« ", " »"))
    return _QUOTE.sub(lambda found: found["kept"] or next(marks), text)


def to_html(text: str, *, own: bool) -> str:
    """One paragraph as escaped HTML, its line breaks as spaces. In our own words 1er, 2e and XXIe are raised by <sup>.

    A candidate's words get no markup at all.
    """
    line = re.sub(r"[\r\n]", " ", text)
    if not own:
        return html.escape(print_verbatim(line))
    return _replaced(_ORDINAL, r"\g<number><sup>\g<mark></sup>", html.escape(print_own(line)))


# --- the blocks of a response's text ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, on one line."""

    text: str


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list; the items without the marker they had in the text, which prints as the list's own sign."""

    items: tuple[str, ...]


# The response file's own marker, and signs that are nothing else (the two private ones are Word's, out of a PDF).
_ITEM = re.compile(r"(?:-\s+|[•·▪◦‣●\uf0b7\uf0a7]\s*)(?=\S)")
# A dash that could open the rest of a sentence, as « – d’après l’IGAS – » or « -t-il » do where a line was cut by hand.
_MAYBE_ITEM = re.compile(r"–\s+(?=\S)|-(?=[^\W\d_])")


def paragraphs(text: str) -> tuple[Paragraph | BulletList, ...]:
    """A response's text by its convention: a blank line ends a paragraph, "- " opens a list item, other lines join on.

    Items that only blank lines part are one list. The bullets that candidates type (· • – and "-" without a space) make
    items too; a dash does not where it could be the middle of a sentence. No word is lost: see `printed_words`.
    """
    gathered: list[tuple[type[Paragraph] | type[BulletList], list[str]]] = []
    goes_on = False  # whether the next line may belong to the last block
    for line in map(str.strip, visible(text).splitlines()):
        in_a_sentence = goes_on and gathered[-1][0] is Paragraph
        marker = _ITEM.match(line) or (None if in_a_sentence else _MAYBE_ITEM.match(line))
        if marker:
            if not gathered or gathered[-1][0] is Paragraph:
                gathered.append((BulletList, []))
            gathered[-1][1].append(line[marker.end() :])
        elif line and goes_on:
            gathered[-1][1][-1] += f" {line}"
        elif line:
            gathered.append((Paragraph, [line]))
        goes_on = bool(line)
    return tuple(BulletList(tuple(texts)) if kind is BulletList else Paragraph(texts[0]) for kind, texts in gathered)


def printed_words(text: str) -> tuple[str, ...]:
    """The words of a response's text as its blocks print them: all of them but the list markers."""
    texts = [block.text if isinstance(block, Paragraph) else " ".join(block.items) for block in paragraphs(text)]
    return words(" ".join(texts))
