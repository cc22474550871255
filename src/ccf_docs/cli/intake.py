"""`intake`: the returned files."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ccf_docs.cli.campaign import opened
from ccf_docs.cli.french import described, typer
from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.text.interface import HELP

if TYPE_CHECKING:
    from ccf_docs.cli.screen import Screen
    from ccf_docs.filing import Reading
    from ccf_docs.store.contents import Contents


def add_to(app: typer.Typer) -> None:
    """Put this command into the program."""
    app.command(**described("intake"))(intake)


def intake(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help=HELP["intake.files"])] = None,
    candidacy: Annotated[str | None, typer.Option(metavar="ID", help=HELP["intake.candidacy"])] = None,
    received: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help=HELP["intake.received"])
    ] = None,
    channel: Annotated[str, typer.Option(metavar="TEXT", help=HELP["intake.channel"])] = "",
    as_json: Annotated[bool, typer.Option("--json", help=HELP["intake.json"])] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=HELP["intake.dry_run"])] = False,
) -> int:
    from ccf_docs.filing import file_reading, read_return
    from ccf_docs.model.response import Received
    from ccf_docs.store.responses import inbox

    folder, screen = context.obj
    contents = opened(folder, screen)
    today = contents.campaign.today or date.today()
    paths = files or list(inbox(folder))
    if candidacy is not None and len(paths) > 1:
        raise CampaignError(Problem("one-file-one-candidacy", Where()), ExitCode.USAGE)
    if not paths:
        screen.say("intake.empty")
    came = Received(on=received.date() if received else None, channel=channel or None)
    code = ExitCode.DONE
    with screen.progress("progress.intake", len(paths)) as step_done:
        for path in paths:
            try:
                reading = read_return(contents, path, candidacy, came)
                target = None if dry_run else file_reading(contents, reading, today)
                _tell(screen, contents, reading, target, as_json=as_json)
            except CampaignError as error:  # a batch goes on and reports every file
                screen.problems(error.problems)
                code = code or error.exit_code
            step_done()
    return code


def _tell(screen: Screen, contents: Contents, reading: Reading, target: Path | None, *, as_json: bool) -> None:
    from ccf_docs.text.french import counted
    from ccf_docs.text.labels import KIND_LABELS

    if as_json:
        print(json.dumps(reading.as_contract, ensure_ascii=False, indent=2))
    elif target is not None:
        screen.path(target)
    total = len(contents.campaign.themes)
    answered = len({theme for answer in reading.response.answers for theme in answer.themes})
    screen.say(
        "intake.filed" if target else "intake.read",
        file=reading.path,
        candidacy=reading.response.candidacy,
        target=target,
        kind=KIND_LABELS[reading.response.kind],
        themes=f"{counted(answered, 'thème')} sur {total}",
    )
    for notice in reading.notices:
        screen.line(f"    {notice.where + ' : ' if notice.where else ''}{notice.message}")
