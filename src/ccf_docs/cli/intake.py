"""`intake`: the returned files, and the pages to review them on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ccf_docs.cli.campaign import DATE_FORMATS, opened
from ccf_docs.cli.french import described, typer
from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.text.interface import HELP

if TYPE_CHECKING:
    from ccf_docs.cli.screen import Screen
    from ccf_docs.filing import Reading
    from ccf_docs.model.product import Product
    from ccf_docs.store.contents import Contents
    from ccf_docs.store.folder import Folder
    from ccf_docs.store.responses import Filed


def add_to(app: typer.Typer) -> None:
    """Put this command into the program."""
    app.command(**described("intake"))(intake)


def intake(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help=HELP["intake.files"])] = None,
    candidacy: Annotated[str | None, typer.Option(metavar="ID", help=HELP["intake.candidacy"])] = None,
    received: Annotated[
        datetime | None, typer.Option(formats=DATE_FORMATS, metavar="DATE", help=HELP["intake.received"])
    ] = None,
    channel: Annotated[str, typer.Option(metavar="TEXT", help=HELP["intake.channel"])] = "",
    as_json: Annotated[bool, typer.Option("--json", help=HELP["intake.json"])] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=HELP["intake.dry_run"])] = False,
    review: Annotated[bool, typer.Option("--review", help=HELP["intake.review"])] = False,
) -> int:
    from ccf_docs.filing import Refusal, file_reading, read_returns, resume
    from ccf_docs.model.response import Received
    from ccf_docs.store.responses import inbox

    folder, screen = context.obj
    contents = opened(folder, screen)
    if not dry_run:
        resume(folder)
    today = contents.campaign.today or date.today()
    paths = files or list(inbox(folder))
    if candidacy is not None and len(paths) > 1:
        raise CampaignError(Problem("one-file-one-candidacy", Where()), ExitCode.USAGE)
    if not paths and not review:
        screen.say("intake.empty")
    came = Received(on=received.date() if received else None, channel=channel or None)
    codes: list[int] = []
    with screen.progress("progress.intake", len(paths)) as step_done:
        for reading in read_returns(contents, paths, candidacy, came):
            if isinstance(reading, Refusal):
                screen.problems(reading.problems)
                codes.append(reading.exit_code)
            else:
                try:
                    filed = None if dry_run else file_reading(folder, reading, today)
                    codes.append(_tell(screen, contents, reading, filed, as_json=as_json))
                except CampaignError as error:  # a batch goes on and reports every file
                    screen.problems(error.problems)
                    codes.append(error.exit_code)
            step_done()
    if len(paths) > 1:
        _sum(screen, codes)
    if review:
        codes.append(_write_pages(folder, screen))
    return next((code for code in codes if code), ExitCode.DONE)


def _tell(screen: Screen, contents: Contents, reading: Reading, filed: Filed | None, *, as_json: bool) -> int:
    """Say what became of one file; the exit code tells when a person's review stood in the way."""
    from ccf_docs.text.french import counted
    from ccf_docs.text.labels import KIND_LABELS

    if as_json:
        print(json.dumps(reading.as_contract, ensure_ascii=False, indent=2))
    elif filed is not None:
        screen.path(filed.path)
    answered = len({theme for answer in reading.response.answers for theme in answer.themes})
    key, name = _what_became_of_it(filed), contents.folder.name
    screen.say(
        key,
        file=name(reading.path),
        candidacy=reading.response.candidacy,
        target=name(filed.path) if filed else "",
        other=name(filed.superseded or filed.in_force) if filed else "",
        kind=KIND_LABELS[reading.response.kind],
        themes=f"{counted(answered, 'thème')} sur {len(contents.campaign.themes)}",
    )
    if key != "intake.already":
        _tell_notices(screen, contents, reading)
    return _tell_choice(screen, contents, reading, filed) if filed and key == "intake.beside" else ExitCode.DONE


def _what_became_of_it(filed: Filed | None) -> str:
    if filed is None:
        return "intake.read"
    if filed.already:
        return "intake.already"
    if filed.superseded is not None:
        return "intake.instead"
    return "intake.filed" if filed.path == filed.in_force else "intake.beside"


def _tell_notices(screen: Screen, contents: Contents, reading: Reading) -> None:
    """What to look at, line by line; the themes without an answer on one."""
    for notice in reading.notices:
        if notice.code != "missing-theme":
            screen.line(f"    {notice.where + ' : ' if notice.where else ''}{notice.message}")
    if any(notice.code == "missing-theme" for notice in reading.notices):
        themes = enumerate(contents.campaign.themes, start=1)
        missing = [f"{n}. {theme.title}" for n, theme in themes if not reading.response.passages(theme.id)]
        screen.say("intake.missing", themes=" ; ".join(missing))


def _tell_choice(screen: Screen, contents: Contents, reading: Reading, filed: Filed) -> int:
    """That a person has to choose between two returns; an error where one of them has been read and signed."""
    from ccf_docs.store.responses import read_response

    values = {"id": reading.response.candidacy, "version": filed.path.stem.partition(".")[2], "name": filed.path.name}
    reviewed = read_response(contents.folder, filed.in_force).record.reviewed
    if reviewed is None:
        screen.say("intake.beside.next", **values)
        return ExitCode.DONE
    where = Where(contents.folder.name(filed.in_force))
    screen.problems([Problem("reviewed-response-stays", where, {**values, "by": reviewed.by})])
    return ExitCode.OVERWRITE


def _sum(screen: Screen, codes: Sequence[int]) -> None:
    from ccf_docs.text.french import counted

    read = sum(code in (ExitCode.DONE, ExitCode.OVERWRITE) for code in codes)
    screen.say("intake.sum", read=counted(read, "fichier lu", "fichiers lus"), total=len(codes))


def _write_pages(folder: Folder, screen: Screen) -> int:
    from ccf_docs.reviewing import on_the_desk, page
    from ccf_docs.store.contents import read_contents
    from ccf_docs.store.outputs import publish
    from ccf_docs.text.french import counted

    contents = read_contents(folder)
    files = on_the_desk(contents)
    products: list[Product] = []
    code = ExitCode.DONE
    with screen.progress("progress.review", len(files)) as step_done:
        for file in files:
            try:
                products.append(page(contents, file))
            except CampaignError as error:
                screen.problems(error.problems)
                code = code or error.exit_code
            step_done()
    published = publish(folder, "review/*", products)
    for path in published.written:
        screen.path(path)
    made = counted(len(products), "page de relecture", "pages de relecture")
    screen.say("review.pages", pages=made, folder=folder.out / "review")
    screen.problems(published.kept)
    return code or (ExitCode.OVERWRITE if published.kept else ExitCode.DONE)
