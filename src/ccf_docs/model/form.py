"""The marks of the questionnaire form: what the letter writes into it and the way in looks for.

A question is marked several times over, because each program that a form passes through loses some of the marks:
the content control's tag and title, two bookmarks, the printed number, the cell's place in its table.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ccf_docs.model.campaign import Question, Theme

MARKER = "[[QUESTIONNAIRE]]"
"""The paragraph of the letter's template that the questionnaire replaces."""

CANDIDACY_PROPERTY = "ccf-docs-candidacy"
CAMPAIGN_PROPERTY = "ccf-docs-campaign"
"""Custom properties of the document; the candidacy's id is also its `dc:identifier`."""

ANSWER_BOOKMARK = "R_"
"""Starts the name of the bookmark that encloses an answer."""
LABEL_BOOKMARK = "Q_"
"""Starts the name of the bookmark that stands at the head of a question."""

REFERENCE_SIGN = "Réf."
"""What stands before the candidacy's id in print."""

_LONGEST_NAME = 40
"""Word's limit for a bookmark's name, which has letters, digits and low lines only and starts with a letter."""
_COPY = re.compile(r"_Copy_\d+$")
"""What LibreOffice 7.4 adds to the name of a bookmark inside a content control."""
_TITLE_END = " · "
_PRINTED = re.compile(rf"{re.escape(REFERENCE_SIGN)}[\s:]*([a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class NumberedQuestion:
    """A question with the number printed before it: `3`, or `1.2` where the theme asks several times."""

    theme: Theme
    question: Question
    number: str


def numbered(themes: Iterable[Theme]) -> Iterator[NumberedQuestion]:
    """The questions in the order of the form, with their numbers."""
    for theme_number, theme in enumerate(themes, start=1):
        several = len(theme.questions) > 1
        for place, question in enumerate(theme.questions, start=1):
            yield NumberedQuestion(theme, question, f"{theme_number}.{place}" if several else str(theme_number))


def answer_bookmark(question_id: str) -> str:
    """The name of the bookmark round the answer."""
    return _bookmark(ANSWER_BOOKMARK, question_id)


def label_bookmark(question_id: str) -> str:
    """The name of the bookmark at the head of the question."""
    return _bookmark(LABEL_BOOKMARK, question_id)


def _bookmark(prefix: str, question_id: str) -> str:
    # An id has no low line and no double hyphen, so that neither replacement can make two ids alike.
    name = prefix + question_id.replace("-", "_")
    if len(name) <= _LONGEST_NAME:
        return name
    ending = "__" + hashlib.sha256(question_id.encode()).hexdigest()[:8]
    return name[: _LONGEST_NAME - len(ending)] + ending


def control_title(number: str, question_id: str) -> str:
    """The title that Word shows on the answer's content control."""
    return f"Réponse {number}{_TITLE_END}{question_id}"


def question_of_bookmark(name: str, question_ids: Iterable[str]) -> str | None:
    """The question whose answer or label the bookmark marks; None when it is not one of the form's."""
    plain = _COPY.sub("", name)
    return next((known for known in question_ids if plain in (answer_bookmark(known), label_bookmark(known))), None)


def question_of_title(title: str, question_ids: Iterable[str]) -> str | None:
    """The question that a content control's title names, or None."""
    return next((known for known in question_ids if title.endswith(_TITLE_END + known)), None)


def printed_reference(candidacy_id: str) -> str:
    """The candidacy's reference as each page of the form prints it: « Réf. antony/cerise-figue »."""
    return f"{REFERENCE_SIGN}\u00a0{candidacy_id}"


def references_in(text: str) -> tuple[str, ...]:
    """The candidacy ids that a printed text refers to, each once."""
    return tuple(dict.fromkeys(_PRINTED.findall(text)))
