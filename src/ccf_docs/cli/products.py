"""`letters`, `tracker`, `booklets` and `build`: what goes to `out/`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from ccf_docs.cli.campaign import Strict, Today, open_checked, register_on
from ccf_docs.cli.french import described, typer
from ccf_docs.errors import CampaignError, ExitCode, Problem, Severity, Where
from ccf_docs.text.interface import HELP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccf_docs.build import Outcome, Wing
    from ccf_docs.cli.screen import Screen

Force = Annotated[bool, typer.Option("--force", help=HELP["force"])]


def add_to(app: typer.Typer) -> None:
    """Put these commands into the program."""
    app.command(**described("letters"))(letters)
    app.command(**described("tracker"))(tracker)
    app.command(**described("booklets"))(booklets)
    app.command(**described("build"))(build)


def letters(context: typer.Context, today: Today = None, force: Force = False, strict: Strict = False) -> int:
    from ccf_docs.build import Wing

    return _make(context, (Wing.LETTERS,), today, force=force, strict=strict)


def tracker(context: typer.Context, today: Today = None, force: Force = False, strict: Strict = False) -> int:
    from ccf_docs.build import Wing

    return _make(context, (Wing.TRACKER,), today, force=force, strict=strict)


def booklets(
    context: typer.Context,
    canton: Annotated[list[str] | None, typer.Option("--canton", metavar="ID", help=HELP["booklets.canton"])] = None,
    final: Annotated[bool, typer.Option("--final", help=HELP["booklets.final"])] = False,
    today: Today = None,
    force: Force = False,
    strict: Strict = False,
) -> int:
    from ccf_docs.build import Wing

    return _make(context, (Wing.BOOKLETS,), today, only=canton or (), final=final, force=force, strict=strict)


def build(context: typer.Context, today: Today = None, force: Force = False, strict: Strict = False) -> int:
    from ccf_docs.build import Wing

    return _make(context, tuple(Wing), today, force=force, strict=strict)


def _make(
    context: typer.Context,
    wings: Sequence[Wing],
    today: datetime | None,
    *,
    force: bool,
    strict: bool,
    only: Sequence[str] = (),
    final: bool = False,
) -> int:
    from ccf_docs.build import plan, problems_of, run
    from ccf_docs.check.campaign import unknown
    from ccf_docs.check.final import reasons_of_the_folder

    folder, screen = context.obj
    contents, warnings = open_checked(folder, strict=strict)
    places = [place.id for place in contents.campaign.constituencies]
    if strangers := [unknown("unknown-constituency", Where(), name, places) for name in only if name not in places]:
        raise CampaignError(strangers, ExitCode.USAGE)
    register = register_on(contents, today, screen)
    if final and (reasons := reasons_of_the_folder(contents, warnings, register.today, only or places)):
        raise CampaignError(reasons)
    screen.problems(warnings)
    if not register.entries:
        screen.say("built.nothing")
    groups = plan(folder, register, wings, only=only, final=final)
    outcomes: list[Outcome] = []
    for wing in wings:
        own = [group for group in groups if group.wing is wing]
        with screen.progress(f"progress.{wing}", sum(len(group.steps) for group in own)) as step_done:
            outcomes += run(folder, own, step_done, force=force)
    _report(screen, outcomes)
    screen.problems(problems_of(outcomes))
    return _exit_code(outcomes, problems_of(outcomes))


def _report(screen: Screen, outcomes: Sequence[Outcome]) -> None:
    from ccf_docs.text.french import counted

    for outcome in outcomes:
        for path in outcome.published.written:
            screen.path(path)
    published = [outcome.published for outcome in outcomes]
    written = sum(len(group.written) for group in published)
    unchanged = sum(len(group.unchanged) for group in published)
    removed = sum(len(group.removed) for group in published)
    if written or unchanged or all(outcome.error is None for outcome in outcomes):
        screen.say(
            "built",
            written=counted(written, "fichier écrit", "fichiers écrits"),
            unchanged=counted(unchanged, "inchangé"),
        )
    if removed:
        screen.say("built.removed", removed=counted(removed, "fichier ôté", "fichiers ôtés"))


def _exit_code(outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> int:
    """The gravest first: what could not be made, then what a person's work kept from being written."""
    for outcome in outcomes:
        if outcome.error is not None:
            return outcome.error.exit_code
    kept = any(problem.severity is Severity.ERROR for problem in problems)
    return ExitCode.OVERWRITE if kept else ExitCode.DONE
