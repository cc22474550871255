"""`ccf-docs review CANDIDACY` in a terminal: one gesture a line, each written at once, each undone by the next."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.model.response import ASIDE_ROLES, Correction, Kind, SegmentRole
from ccf_docs.reviewing import Desk, Request, changed, saved, signed, undone
from ccf_docs.text.interface import SAYS
from ccf_docs.text.labels import SEGMENT_LABELS
from ccf_docs.text.words import fold, near

if TYPE_CHECKING:
    from ccf_docs.cli.screen import Screen


def role_named(word: str) -> SegmentRole:
    """The role that a word names: the contract's (`closing`) or the French one (`fin`)."""
    names = {fold(name): role for role in ASIDE_ROLES for name in (role.value, SEGMENT_LABELS[role])}
    found = names.get(fold(word))
    if found is None:
        values = {"role": word, "near": near(word, names) or "", "expected": ", ".join(ASIDE_ROLES)}
        raise CampaignError(Problem("aside-not-a-role", Where(), values), ExitCode.USAGE)
    return found


def kind_named(word: str) -> Kind:
    """The kind of that name."""
    if word not in list(Kind):
        values = {"key": "kind", "value": word, "expected": ", ".join(Kind), "near": near(word, Kind) or ""}
        raise CampaignError(Problem("not-in-list", Where(), values), ExitCode.USAGE)
    return Kind(word)


@dataclass(slots=True)
class Session:
    """A response open at a prompt; `desk` is as its file stands."""

    desk: Desk
    screen: Screen
    today: date

    def run(self) -> None:
        """Read gestures until the person leaves."""
        from ccf_docs.cli.review_view import show_pieces

        show_pieces(self.desk)
        self.screen.line(SAYS["review.help"])
        while True:
            line = self._ask("review.prompt", candidacy=self.desk.response.candidacy)
            word, *rest = ("quitter" if line is None else line or "liste").split()
            if fold(word) in ("quitter", "q"):
                self.screen.say("review.bye")
                return
            try:
                self._do(fold(word), rest)
            except CampaignError as error:
                self.screen.problems(error.problems)

    def _do(self, word: str, rest: list[str]) -> None:
        from ccf_docs.cli.review_view import show_pieces, show_words

        if word in ("liste", "l"):
            show_pieces(self.desk)
        elif word in ("mots", "m"):
            show_words(self.desk, self._number(rest, 0))
        elif word in ("defaire", "d"):
            self.desk = undone(self.desk)
            show_pieces(self.desk)
        elif word in ("signer", "s"):
            by = self._ask("review.ask.by") or ""
            if by:
                self.desk = saved(self.desk, signed(self.desk, by, self.today))
                self.screen.say("review.signed", by=by)
        elif word in ("aide", "h"):
            self.screen.line(SAYS["review.help"])
        elif word in _GESTURES:
            self.desk = saved(self.desk, changed(self.desk, _GESTURES[word](self, rest)))
            show_pieces(self.desk)
        else:
            self.screen.say("review.unknown", word=word)

    def _move(self, rest: list[str]) -> Request:
        return Request(moves=((self._number(rest, 0), self._themes(self._word(rest, 1))),))

    def _general(self, rest: list[str]) -> Request:
        return Request(generals=(self._number(rest, 0),))

    def _aside(self, rest: list[str]) -> Request:
        return Request(asides=((self._number(rest, 0), role_named(" ".join(rest[1:]))),))

    def _split(self, rest: list[str]) -> Request:
        return Request(splits=((self._number(rest, 0), self._number(rest, 1)),))

    def _join(self, rest: list[str]) -> Request:
        return Request(joins=((self._number(rest, 0), self._number(rest, 1)),))

    def _blank(self, rest: list[str]) -> Request:
        return Request(blanks=(self._themes(self._word(rest, 0)),))

    def _kind(self, rest: list[str]) -> Request:
        return Request(kind=kind_named(self._word(rest, 0)))

    def _correct(self, rest: list[str]) -> Request:
        number = self._number(rest, 0)
        said = {key: self._ask(f"review.ask.{key}") or "" for key in ("before", "after", "asked_by")}
        for key in ("before", "asked_by"):
            if not said[key]:
                option = {"before": "--before", "asked_by": "--asked-by"}[key]
                values = {"option": "--correct", "needed": option}
                raise CampaignError(Problem("review-needs", Where(), values), ExitCode.USAGE)
        return Request(correction=(number, Correction(on=self.today, **said)))

    def _themes(self, text: str) -> str:
        """Ids, also where numbers were typed."""
        ids = {str(n): theme.id for n, theme in enumerate(self.desk.contents.campaign.themes, start=1)}
        return ",".join(ids.get(name.strip(), name.strip()) for name in text.split(","))

    @staticmethod
    def _word(rest: list[str], at: int) -> str:
        return rest[at] if len(rest) > at else ""

    @staticmethod
    def _number(rest: list[str], at: int) -> int:
        text = rest[at] if len(rest) > at else ""
        if not text.isdecimal():
            values = {"value": text, "option": "le geste", "example": "un numéro de la liste"}
            raise CampaignError(Problem("review-syntax", Where(), values), ExitCode.USAGE)
        return int(text)

    def _ask(self, key: str, **values: object) -> str | None:
        """A line that the person types; None at the end of what they type."""
        print(SAYS[key].format(**values), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        return line.strip() if line else None


_GESTURES: dict[str, Callable[[Session, list[str]], Request]] = {
    "ranger": Session._move,
    "r": Session._move,
    "general": Session._general,
    "g": Session._general,
    "cote": Session._aside,
    "c": Session._aside,
    "couper": Session._split,
    "reunir": Session._join,
    "vide": Session._blank,
    "corriger": Session._correct,
    "type": Session._kind,
}
