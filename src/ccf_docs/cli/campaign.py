"""`init`, `check` and `status`: the folder itself."""

from __future__ import annotations

import shlex
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ccf_docs.cli.french import described, typer
from ccf_docs.errors import CampaignError, ExitCode, Problem, Severity, Where
from ccf_docs.text.interface import HELP

if TYPE_CHECKING:
    from ccf_docs.cli.screen import Screen
    from ccf_docs.model.register import Register
    from ccf_docs.store.contents import Contents
    from ccf_docs.store.folder import Folder

DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
"""As files have it, and as people type it."""

Strict = Annotated[bool, typer.Option("--strict", help=HELP["strict"])]
Today = Annotated[datetime | None, typer.Option("--today", formats=DATE_FORMATS, metavar="DATE", help=HELP["today"])]


def add_to(app: typer.Typer) -> None:
    """Put these commands into the program."""
    app.command(**described("init"))(init)
    app.command(**described("check"))(check)
    app.command(**described("status"))(status)


def opened(folder: Folder, screen: Screen, *, strict: bool = False) -> Contents:
    """A folder without errors, its warnings said. Raises CampaignError with all problems of any other.

    With `strict`, warnings are refused too (exit 3).
    """
    contents, warnings = open_checked(folder, strict=strict)
    screen.problems(warnings)
    return contents


def open_checked(folder: Folder, *, strict: bool = False) -> tuple[Contents, tuple[Problem, ...]]:
    """The same without a word, and the warnings with it."""
    from ccf_docs.check import checked

    if not folder.campaign.is_file():
        raise CampaignError(Problem("not-a-campaign", Where(str(folder.root))))
    contents, warnings = checked(folder)
    if strict and warnings:
        raise CampaignError(warnings, ExitCode.WARNINGS)
    return contents, warnings


def register_on(contents: Contents, today: datetime | None, screen: Screen) -> Register:
    """The campaign on the day asked for; a rehearsal says which day it takes it to be."""
    from ccf_docs.text.french import long_date

    register = contents.register(today.date() if today else None)
    if register.today != date.today():
        screen.say("rehearsal.day", day=long_date(register.today))
    return register


def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=HELP["init.folder"])],
    rehearsal: Annotated[bool, typer.Option("--rehearsal", help=HELP["init.rehearsal"])] = False,
) -> None:
    from importlib.resources import as_file, files

    from ccf_docs.store.creation import create
    from ccf_docs.text.french import counted

    _, screen = context.obj
    with as_file(files("ccf_docs") / ("rehearsal/campaign" if rehearsal else "starter")) as starting_point:
        written = create(folder, starting_point)
    following = "build" if rehearsal else "check"
    screen.say(
        "created",
        folder=folder,
        quoted=shlex.quote(str(folder)),
        files=counted(len(written), "fichier"),
        next=following,
    )
    screen.path(folder)


def check(context: typer.Context, strict: Strict = False) -> int:
    from ccf_docs.check import check as find_problems
    from ccf_docs.text.french import counted

    folder, screen = context.obj
    if not folder.campaign.is_file():
        raise CampaignError(Problem("not-a-campaign", Where(str(folder.root))))
    contents, problems = find_problems(folder)
    screen.problems(problems)
    if contents is not None and not problems:
        word = contents.campaign.constituency
        screen.say(
            "check.clean",
            candidacies=counted(len(contents.candidacies), "candidature"),
            responses=counted(len(contents.responses), "réponse"),
            places=counted(len(contents.campaign.constituencies), word.singular, word.plural),
        )
        return ExitCode.DONE
    screen.sum_of(problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return ExitCode.INVALID
    return ExitCode.WARNINGS if strict else ExitCode.DONE


def status(context: typer.Context, today: Today = None) -> None:
    from ccf_docs.cli.status_view import show

    folder, screen = context.obj
    show(register_on(opened(folder, screen), today, screen))
