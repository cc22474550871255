"""French sentences put together from data: dates, numbers, nouns with their articles, places, people.

All come with curved apostrophes and plain spaces (except inside a number): `typography` makes no-break the ones that
must be. Nothing depends on the machine's locale.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ccf_docs.text.words import fold

Number = int | float | Decimal

# --- dates and numbers ------------------------------------------------------------------------------------------------


def long_date(day: date, *, weekday: bool = False) -> str:
    """As « 20 juin 2021 », « dimanche 20 juin 2021 »; the first alone is an ordinal, « 1er juin 2021 » (Lexique)."""
    return " ".join([*([_named(day, "EEEE")] if weekday else []), _number(day), _named(day, "MMMM"), str(day.year)])


def date_range(days: Iterable[date]) -> str:
    """The rounds of a vote, saying once what they share: "20 et 27 juin 2021", "27 juin et 4 juillet 2021".

    In order; a day given twice counts once. Raises ValueError for no day: there is no true sentence to print.
    """
    ordered = sorted(set(days))
    if not ordered:
        raise ValueError("no day to write out")
    parts = []
    for day, following in zip(ordered, [*ordered[1:], None], strict=True):
        same_year = following is not None and following.year == day.year
        same_month = following is not None and same_year and following.month == day.month
        parts.append(_number(day) if same_month else long_date(day).removesuffix(f" {day.year}" if same_year else ""))
    return listing(parts)


def _number(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _named(day: date, pattern: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale="fr")


def number(value: Number) -> str:
    """As « 3 500 » or « 12,4 »: groups of three parted by U+202F, at most three decimals."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale="fr")


def plural(count: Number, singular: str, several: str | None = None) -> str:
    """The word alone, as it agrees with a count: French starts the plural at two ("0 réponse", "1,5 réponse").

    `several` for a plural that is not -s, -x after -au and -eu, or -aux for -al: "jours ouvrés", "festivals".
    """
    if -2 < count < 2:
        return singular
    if several is not None:
        return several
    if singular.endswith("al"):
        return f"{singular[:-1]}ux"
    return singular + ("" if singular.endswith(("s", "x", "z")) else "x" if singular.endswith(("au", "eu")) else "s")


def counted(count: Number, singular: str, several: str | None = None) -> str:
    """The number and its word: "1 réponse", "3 500 réponses"."""
    return f"{number(count)} {plural(count, singular, several)}"


def listing(items: Iterable[str], last: str = "et") -> str:
    """As « a », « a et b », « a, b et c »."""
    *before, final = [*items] or [""]
    return f"{', '.join(before)} {last} {final}" if before else final


# --- nouns ------------------------------------------------------------------------------------------------------------

# A mute h elides, an aspirated one does not. Most words in ha- are aspirated, most others are mute; these are not.
_ASPIRATED = re.compile(
    r"h(?:a(?!bi|gio|lei|lluc|lter|mec|rmo)|em\b|eros\b|eurt|ierarch|ockey|oll|ongr|onte|ors\b|ou|uit(?:\b|aine|ieme)|url"
    r"|utte)"
)
_VOWEL = re.compile(r"[aeiouh]|y(?:[^aiou]|onne)")
_NOT_ELIDED = re.compile(r"onz|oui\b|ouistiti|uhlan")


def elides(word: str) -> bool:
    """Whether « le » and « de » lose their vowel before a word: l’association, d’Yerres, l’habitant, but le haut."""
    folded = fold(word)
    return bool(_VOWEL.match(folded)) and not _ASPIRATED.match(folded) and not _NOT_ELIDED.match(folded)


def _before(word: str, full: str, elided: str) -> str:
    return f"{elided}{word}" if elides(word) else f"{full} {word}"


@dataclass(frozen=True, slots=True)
class Noun:
    """What a campaign calls a thing (binôme, liste, canton …), with the small words before it that depend on it.

    Those before a plural do not: « les », « des », « aux » are typed.
    """

    singular: str
    plural: str
    feminine: bool = False

    def _with(self, masculine: str, feminine: str, elided: str) -> str:
        return _before(self.singular, feminine if self.feminine else masculine, elided)

    @property
    def a(self) -> str:
        """As « un binôme », « une liste »."""
        return f"{'une' if self.feminine else 'un'} {self.singular}"

    @property
    def no(self) -> str:
        """As « aucun binôme », « aucune liste »."""
        return f"{'aucune' if self.feminine else 'aucun'} {self.singular}"

    @property
    def the(self) -> str:
        """As « le binôme », « la liste », « l’association »."""
        return self._with("le", "la", "l’")

    @property
    def of(self) -> str:
        """As « de binôme », « d’association »."""
        return self._with("de", "de", "d’")

    @property
    def of_the(self) -> str:
        """As « du binôme », « de la liste », « de l’association »."""
        return self._with("du", "de la", "de l’")

    @property
    def at_the(self) -> str:
        """As « au binôme », « à la liste », « à l’association »."""
        return self._with("au", "à la", "à l’")

    @property
    def this(self) -> str:
        """As « ce binôme », « cet habitant », « cette liste »."""
        return self._with("ce", "cette", "cette " if self.feminine else "cet ")


def capital(text: str) -> str:
    """A capital for a sentence's first letter, the others as they are: Jinja's `capitalize` would write « antony »."""
    return text[:1].upper() + text[1:]


# --- places -----------------------------------------------------------------------------------------------------------

# Départements and regions carry an article that their names do not show: « préfet des Hauts-de-Seine », « préfet de
# Seine-et-Marne ». The plural ones are all here, the others as far as a letter from Île-de-France needs them.
_LANDS = {
    "val de marne": ("du", "dans le"),
    "val d oise": ("du", "dans le"),
    "essonne": ("de l’", "en"),
    "seine saint denis": ("de la", "en"),
    "seine et marne": ("de", "en"),
    "ile de france": ("d’", "en"),
} | {
    fold(name): ("des", "dans les")
    for name in (
        "Hauts-de-Seine", "Yvelines", "Hauts-de-France", "Alpes-de-Haute-Provence", "Alpes-Maritimes", "Ardennes",
        "Bouches-du-Rhône", "Côtes-d’Armor", "Deux-Sèvres", "Hautes-Alpes", "Hautes-Pyrénées", "Landes",
        "Pyrénées-Atlantiques", "Pyrénées-Orientales", "Vosges",
    )
}  # fmt: skip

# Le and Les melt into the preposition (décret 91-218: « les cantons du Havre-I et du Havre-II »), La and L’ stay.
_MELTING = re.compile(r"(les?)\s+(?=\S)", re.IGNORECASE)


def of(place: str) -> str:
    """Whose: d’Antony, de Clichy, du Plessis-Robinson, des Lilas, de La Garenne-Colombes, des Hauts-de-Seine.

    For places: of a person named Le Gall it would make "du Gall".
    """
    if land := _LANDS.get(fold(place)):
        return _joined(land[0], place)
    if article := _MELTING.match(place):
        return f"{'des' if len(article[1]) == 3 else 'du'} {place[article.end() :]}"
    return _before(place, "de", "d’")


def in_place(place: str) -> str:
    """Where: à Antony, au Plessis-Robinson, aux Lilas, à La Garenne-Colombes, dans les Hauts-de-Seine."""
    if land := _LANDS.get(fold(place)):
        return _joined(land[1], place)
    if article := _MELTING.match(place):
        return f"{'aux' if len(article[1]) == 3 else 'au'} {place[article.end() :]}"
    return f"à {place}"


def _joined(preposition: str, name: str) -> str:
    return preposition + ("" if preposition.endswith("’") else " ") + name


# --- people -----------------------------------------------------------------------------------------------------------

# Mademoiselle has been out of official use since the circulaire n° 5575/SG of 21 February 2012.
_TITLES = {"mme": "Madame", "madame": "Madame", "mlle": "Madame", "m": "Monsieur", "mr": "Monsieur"}
_TITLES["monsieur"] = "Monsieur"
_SEVERAL = {"Madame": "Mesdames", "Monsieur": "Messieurs"}


def salutation(titles: Sequence[str | None], names: Sequence[str | None] = ()) -> str:
    """How a letter addresses its readers: "Madame Prune, Monsieur Abricot", in the order given.

    A title that is missing or unknown (Dr) makes it "Madame, Monsieur" for all of them: no sex is guessed. A missing
    name leaves out all names, so that nobody is greeted by a shorter form than the other.
    """
    forms = [_TITLES.get(fold(title or "")) for title in titles]
    if not forms or None in forms:
        return "Madame, Monsieur"
    if len(names) == len(forms) and all(names):
        return ", ".join(f"{form} {name}" for form, name in zip(forms, names, strict=True))
    return ", ".join(several if forms.count(one) > 1 else one for one, several in _SEVERAL.items() if one in forms)


def person_name(first: str, last: str) -> str:
    """The form of the ballot papers and official lists, "Geneviève PRUNE", accents kept on the capitals."""
    return f"{first.strip()} {last.strip().upper()}".strip()


def slug(text: str) -> str:
    """For ids, file names and anchors: "Châtenay-Malabry" → "chatenay-malabry", "Cœur d’Île" → "coeur-d-ile"."""
    return "-".join(fold(text).encode("ascii", "ignore").decode().split())
