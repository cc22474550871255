"""The guard against silent losses: every letter that a file holds as text is in a block, or a notice says where not.

It looks at the file again on its own, at every part of it, and asks two things: which texts has the walk never met, and
are all letters of those that it met in the blocks?
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ccf_docs.errors import CampaignError
from ccf_docs.intake.readers.gathered import Gathered, Paragraph
from ccf_docs.intake.readers.package import Package
from ccf_docs.text.reading import UNREAD

Seen = dict[tuple[Any, bool], Paragraph | None]
"""The texts that the walk has met, with the paragraph that got them: an element and whether it is its tail.

None stands for a text that is known to be a second copy.
"""

WORD_TEXTS = ("{*}t", "{*}delText")
"""Text of WordprocessingML, of drawings and of formulas."""
_HAS_TEXT = re.compile(rb"<(?:\w+:)?(?:t|delText)[\s>]")
# Parts that are not the document: building blocks, and settings that other programs keep.
_NOT_THE_DOCUMENT = re.compile(r"(?:^|/)(?:glossary|customXml|docProps|theme)/|(?:styles|settings|fontTable)\.xml$")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the file, by its element, and whether it is what follows the element."""

    element: Any
    tail: bool
    words: str


def letters(text: str) -> Counter[str]:
    """The letters and figures of a text, counted; what else there is may be layout."""
    return Counter(letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum())


def word_texts(root: Any) -> Iterator[Text]:
    """The texts of a part of a Word file, in its order."""
    return (Text(element, False, element.text or "") for element in root.iter(*WORD_TEXTS))


def check_word(package: Package, seen: Seen, gathered: Gathered) -> None:
    """Warn of every text of a Word file that is in no block."""
    for name in package.names:
        if not name.endswith(".xml") or _NOT_THE_DOCUMENT.search(name) or not _HAS_TEXT.search(package.content(name)):
            continue
        try:
            root = package.xml(name)
        except CampaignError:  # a part that the walk had no need of
            gathered.notice("unread", 0, what=UNREAD["part"].format(name=name))
            continue
        check(word_texts(root), seen, gathered, name)
    check_letters((Text(element, tail, element.text or "") for element, tail in seen), seen, gathered)


def check(texts: Iterable[Text], seen: Mapping[tuple[Any, bool], Paragraph | None], out: Gathered, part: str) -> None:
    """Warn of the texts that the walk has not met, with the place of the last one before them that it has met."""
    number = 0
    unmet: list[tuple[int, str]] = []
    for text in texts:
        if (text.element, text.tail) in seen:
            paragraph = seen[text.element, text.tail]
            number = paragraph.number if paragraph is not None else number
        elif any(letter.isalnum() for letter in text.words):
            unmet.append((number, text.words))
    for place, group in groupby(unmet, key=lambda item: item[0]):
        words = " ".join(words for _, words in group)
        what = UNREAD["words"].format(words=" ".join(words.split())[:80], part=part)
        out.notice("unread", place, what=what)


def check_letters(texts: Iterable[Text], seen: Seen, out: Gathered) -> None:
    """Warn when letters that the walk has met did not reach a block."""
    met = letters("".join(text.words for text in texts if seen[text.element, text.tail] is not None))
    held = letters("".join(block.text for block in out.blocks))
    missing = met - held
    if missing:
        out.notice("unread", 0, what=UNREAD["letters"].format(count=missing.total()))


def is_copy(copy: str, original: str) -> bool:
    """Whether a text has no letters that the other has not."""
    return not letters(copy) - letters(original)
