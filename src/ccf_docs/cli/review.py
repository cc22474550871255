"""`review` and `transcribe`: what a person decides about a response."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from ccf_docs.cli.campaign import DATE_FORMATS, Today
from ccf_docs.cli.french import described, typer
from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.text.interface import HELP

if TYPE_CHECKING:
    from ccf_docs.cli.screen import Screen
    from ccf_docs.model.response import Correction
    from ccf_docs.reviewing import Desk, Request
    from ccf_docs.store.contents import Contents
    from ccf_docs.store.folder import Folder

Several = list[str] | None


def add_to(app: typer.Typer) -> None:
    """Put these commands into the program."""
    app.command(**described("review"))(review)
    app.command(**described("transcribe"))(transcribe)


def review(  # noqa: PLR0913 (each is an option of the command)
    context: typer.Context,
    candidacy: Annotated[str, typer.Argument(metavar="ID", help=HELP["review.candidacy"])] = "",
    *,
    move: Annotated[Several, typer.Option(metavar="N=THÈME", help=HELP["review.move"])] = None,
    general: Annotated[list[int] | None, typer.Option(metavar="N", help=HELP["review.general"])] = None,
    aside: Annotated[Several, typer.Option(metavar="N=RÔLE", help=HELP["review.aside"])] = None,
    split: Annotated[Several, typer.Option(metavar="N:MOT", help=HELP["review.split"])] = None,
    join: Annotated[Several, typer.Option(metavar="N+N", help=HELP["review.join"])] = None,
    blank: Annotated[Several, typer.Option(metavar="THÈME", help=HELP["review.blank"])] = None,
    kind: Annotated[str, typer.Option(metavar="TYPE", help=HELP["review.kind"])] = "",
    correct: Annotated[int, typer.Option(metavar="N", help=HELP["review.correct"])] = 0,
    before: Annotated[str, typer.Option(metavar="TEXTE", help=HELP["review.before"])] = "",
    after: Annotated[str, typer.Option(metavar="TEXTE", help=HELP["review.after"])] = "",
    asked_by: Annotated[str, typer.Option("--asked-by", metavar="NOM", help=HELP["review.asked_by"])] = "",
    by: Annotated[str, typer.Option(metavar="NOM", help=HELP["review.by"])] = "",
    ok: Annotated[bool, typer.Option("--ok", help=HELP["review.ok"])] = False,
    undo: Annotated[bool, typer.Option("--undo", help=HELP["review.undo"])] = False,
    show_list: Annotated[bool, typer.Option("--list", help=HELP["review.list"])] = False,
    words: Annotated[int, typer.Option(metavar="N", help=HELP["review.words"])] = 0,
    version: Annotated[str, typer.Option(metavar="DATE", help=HELP["review.version"])] = "",
    adopt: Annotated[str, typer.Option(metavar="DATE", help=HELP["review.adopt"])] = "",
    keep: Annotated[bool, typer.Option("--keep", help=HELP["review.keep"])] = False,
    today: Today = None,
) -> None:
    from ccf_docs.cli.review_session import Session
    from ccf_docs.cli.review_view import show_left, show_pieces, show_words
    from ccf_docs.reviewing import open_response, undone

    folder, screen = context.obj
    contents = _contents(folder)
    day = today.date() if today else contents.campaign.today or date.today()
    if not candidacy:
        show_left(contents)
        return
    if adopt or keep:
        _choose(contents, screen, candidacy, adopt, _needed(by, "--adopt" if adopt else "--keep", "--by"), day)
        return
    request = _request(move, general, aside, split, join, blank, kind)
    if correct or before or after or asked_by:
        request = replace(request, correction=_correction(correct, before, after, asked_by, day))
    desk = open_response(contents, candidacy, version)
    if undo:
        desk = undone(desk)
        screen.say("review.undone")
    if request or ok:
        desk = _changed(desk, screen, request, by=_needed(by, "--ok", "--by") if ok else "", today=day)
    if words:
        show_words(desk, words)
    elif show_list or undo or request or ok or not sys.stdin.isatty():
        show_pieces(desk)
    else:
        Session(desk, screen, day).run()


def _request(
    move: Several,
    general: list[int] | None,
    aside: Several,
    split: Several,
    join: Several,
    blank: Several,
    kind: str,
) -> Request:
    """What the options ask for. Raises CampaignError for one that is not written as it should be."""
    from ccf_docs.cli.review_session import kind_named, role_named
    from ccf_docs.reviewing import Request

    return Request(
        moves=tuple((int(n), target) for n, target in _parsed(move, "--move", r"(\d+)=(\S+)", "7=acces-aux-droits")),
        generals=tuple(general or ()),
        asides=tuple((int(n), role_named(role)) for n, role in _parsed(aside, "--aside", r"(\d+)=(.+)", "9=closing")),
        splits=tuple((int(n), int(at)) for n, at in _parsed(split, "--split", r"(\d+):(\d+)", "4:23")),
        joins=tuple((int(one), int(two)) for one, two in _parsed(join, "--join", r"(\d+)\+(\d+)", "5+6")),
        blanks=tuple(blank or ()),
        kind=kind_named(kind) if kind else None,
    )


def _correction(number: int, before: str, after: str, asked_by: str, on: date) -> tuple[int, Correction]:
    from ccf_docs.model.response import Correction

    _needed(number, "--before", "--correct")
    _needed(before, "--correct", "--before")
    _needed(asked_by, "--correct", "--asked-by")
    return number, Correction(on=on, asked_by=asked_by, before=before, after=after)


def _changed(desk: Desk, screen: Screen, request: Request, *, by: str, today: date) -> Desk:
    """The desk after the changes and, with a name, the signature; the changes stay where it is refused."""
    from ccf_docs.reviewing import changed, saved, signed

    before = desk.response
    desk = saved(desk, changed(desk, request))
    if desk.response != before:
        screen.path(desk.file.path)
    if request:
        screen.say("review.saved" if desk.response != before else "review.unchanged")
    if by:
        desk = saved(desk, signed(desk, by, today))
        screen.say("review.signed", by=by)
    return desk


def _choose(contents: Contents, screen: Screen, name: str, version: str, by: str, today: date) -> None:
    from ccf_docs.reviewing import adopt, keep

    if version:
        path = adopt(contents, name, version, by, today).path
        screen.path(path)
        screen.say("review.adopted", path=contents.folder.name(path))
        return
    kept = keep(contents, name, by, today)
    for file in kept:
        screen.path(file.path)
        screen.say("review.kept", path=contents.folder.name(file.path))
    if not kept:
        screen.say("review.nothing-waits")


def transcribe(
    context: typer.Context,
    candidacy: Annotated[str, typer.Argument(metavar="ID", help=HELP["review.candidacy"])],
    origin: Annotated[str, typer.Option("--from", metavar="ORIGINE", help=HELP["transcribe.from"])] = "",
    by: Annotated[str, typer.Option(metavar="NOM", help=HELP["transcribe.by"])] = "",
    checked_by: Annotated[str, typer.Option("--checked-by", metavar="NOM", help=HELP["transcribe.checked_by"])] = "",
    received: Annotated[
        datetime | None, typer.Option(formats=DATE_FORMATS, metavar="DATE", help=HELP["intake.received"])
    ] = None,
) -> None:
    from ccf_docs.transcribing import begin, checked, open_transcription

    folder, screen = context.obj
    contents = _contents(folder)
    day = contents.campaign.today or date.today()
    if checked_by and not origin:
        desk = checked(open_transcription(contents, candidacy), checked_by)
        screen.path(desk.file.path)
        screen.say("transcribe.checked", by=checked_by)
        return
    if not (origin and by):
        raise CampaignError(Problem("transcription-by-missing", Where()), ExitCode.USAGE)
    path = begin(contents, candidacy, origin, by, received.date() if received else None, day, checked_by=checked_by)
    screen.path(path)
    screen.say("transcribe.ready", path=contents.folder.name(path))


def _contents(folder: Folder) -> Contents:
    """The folder as it is, mistakes and all: this is where they are mended."""
    from ccf_docs.store.contents import read_contents

    if not folder.campaign.is_file():
        raise CampaignError(Problem("not-a-campaign", Where(str(folder.root))))
    return read_contents(folder)


def _parsed(texts: Several, option: str, pattern: str, example: str) -> list[tuple[str, str]]:
    found = []
    for text in texts or ():
        match = re.fullmatch(pattern, text.strip())
        if match is None:
            values = {"value": text, "option": option, "example": example}
            raise CampaignError(Problem("review-syntax", Where(), values), ExitCode.USAGE)
        found.append((match[1], match[2]))
    return found


def _needed(value: str | int, option: str, needed: str) -> str:
    if not value:
        raise CampaignError(Problem("review-needs", Where(), {"option": option, "needed": needed}), ExitCode.USAGE)
    return str(value)
