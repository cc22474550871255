"""The command-line library, speaking French.

Typer asks gettext for its words but ships no French catalogue, and reads them while it is imported; so gettext answers
from our own table while Typer is imported here, and nowhere else.
"""

from __future__ import annotations

import gettext
import re
from typing import Any

from ccf_docs.text.interface import HELP, LIBRARY, LIBRARY_MESSAGES

_gettext = gettext.gettext
gettext.gettext = lambda message: LIBRARY.get(message, message)
import typer  # noqa: E402 (imported while gettext speaks French)
import typer.core  # noqa: E402
from typer.exceptions import TyperException  # noqa: E402

gettext.gettext = _gettext

__all__ = ["FrenchGroup", "TyperException", "described", "french_message", "typer"]


class FrenchCommand(typer.core.TyperCommand):
    """A command whose `--help` is described in French; the library writes that text where gettext does not reach."""

    def get_help_option(self, ctx: Any) -> Any:
        return _in_french(super().get_help_option(ctx))


class FrenchGroup(typer.core.TyperGroup):
    """The same for the program itself."""

    def get_help_option(self, ctx: Any) -> Any:
        return _in_french(super().get_help_option(ctx))


def _in_french(option: Any) -> Any:
    if option is not None:
        option.help = LIBRARY["Show this message and exit."]
    return option


def described(command: str) -> dict[str, Any]:
    """A command's help; its first sentence whole in the list of commands, where the library would cut it."""
    return {"help": HELP[command], "short_help": HELP[command].partition("\n")[0], "cls": FrenchCommand}


def french_message(message: str) -> str:
    """A message of the library about a wrong command line; one that is not in the table stays as it is."""
    for pattern, replacement in LIBRARY_MESSAGES:
        if found := re.fullmatch(pattern, message):
            return found.expand(replacement)
    return message
