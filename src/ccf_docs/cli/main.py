"""The program `ccf-docs`: its commands joined, and the one place where a failure becomes an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import Annotated

from ccf_docs.cli.french import FrenchGroup, TyperException, french_message, typer
from ccf_docs.errors import CampaignError, ExitCode, system_refusal
from ccf_docs.text.interface import HELP, SAYS

INTERRUPTED = 130
"""What a shell expects of a program ended by Ctrl-C, and what Typer gives then."""

app = typer.Typer(
    name="ccf-docs",
    cls=FrenchGroup,
    help=HELP["app"],
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(asked: bool) -> None:
    if asked:
        from ccf_docs import __version__

        print(__version__)
        raise typer.Exit


@app.callback()
def _campaign_folder(
    context: typer.Context,
    folder: Annotated[Path, typer.Option("-C", "--folder", metavar="DIR", help=HELP["folder"])] = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=HELP["quiet"])] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=HELP["version"])] = False,
) -> None:
    del version  # its callback has answered and left
    from ccf_docs.cli.screen import Screen
    from ccf_docs.store.folder import Folder

    context.obj = (Folder(folder), Screen(quiet=quiet))


def _add_commands() -> None:
    from ccf_docs.cli import campaign, intake, products, review

    for module in (campaign, intake, review, products):
        module.add_to(app)


_add_commands()


def main() -> None:
    """Run the command line; every way out of the program is here."""
    sys.exit(_run())


def _run() -> int:
    try:
        code = app(standalone_mode=False) or ExitCode.DONE
        if code == INTERRUPTED:
            print(SAYS["interrupted"], file=sys.stderr)
        return code
    except CampaignError as error:
        from ccf_docs.cli.screen import Screen

        Screen().problems(error.problems)
        return error.exit_code
    except TyperException as error:
        print(french_message(error.format_message()), file=sys.stderr)
        print(SAYS["usage"].format(command="ccf-docs"), file=sys.stderr)
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        print(SAYS["interrupted"], file=sys.stderr)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit) as error:
        if not isinstance(error if isinstance(error, OSError) else error.__context__, BrokenPipeError):
            raise
        # The reader of our output has left (`ccf-docs status | head`); nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except OSError as error:
        from ccf_docs.cli.screen import Screen

        Screen().problems([system_refusal(error)])
        return ExitCode.INVALID
    except Exception:  # noqa: BLE001 (the last line of defence: a bug is said to be one)
        print(SAYS["bug"], file=sys.stderr)
        traceback.print_exc()
        return ExitCode.BUG
