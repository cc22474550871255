"""`ccf-docs status`: every constituency with a bar, every candidacy with its state."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ccf_docs.model.campaign import Constituency
from ccf_docs.model.deadlines import next_round
from ccf_docs.model.register import Entry, Register
from ccf_docs.model.status import State
from ccf_docs.text.french import counted, long_date
from ccf_docs.text.interface import SAYS
from ccf_docs.text.labels import STATE_SIGNS, status_words
from ccf_docs.text.names import display_name

_BAR = 12
_WIDE = 120
_PIPED = 200
"""Columns of a terminal in which the ids have room too, and of a file or another program."""


def show(register: Register) -> None:
    """Print the campaign's state to stdout; piped, it has no colour and keeps every word."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED)
    console.print(Text(register.campaign.title, "bold"))
    if deadline := _deadline(register):
        console.print(deadline)
    for place in register.constituencies:
        entries = register.of(place.id)
        console.print()
        console.print(_place(place, entries))
        console.print(_table(entries, with_ids=console.width >= _WIDE))
    empty = [place.name for place in register.campaign.constituencies if place not in register.constituencies]
    if empty:
        console.print()
        console.print(Text.assemble((SAYS["status.nobody"], "bold"), ", ".join(empty)))


def _deadline(register: Register) -> str:
    """Until when answers are wanted; how long that is only matters while the election is not over."""
    deadline, rounds = register.campaign.dates.answer_by, register.campaign.election.rounds
    if deadline is None:
        return ""
    until = SAYS["status.deadline"].format(day=long_date(deadline))
    if rounds and next_round(rounds, register.today) is None:
        return f"{until}."
    left = (deadline - register.today).days
    key = "status.today" if left == 0 else "status.left" if left > 0 else "status.past"
    return f"{until} ({SAYS[key].format(days=counted(abs(left), 'jour'))})."


def _place(place: Constituency, entries: tuple[Entry, ...]) -> Text:
    """Its bar counts those who answer a theme among those who still stand."""
    standing = [entry for entry in entries if entry.status.state is not State.WITHDRAWN]
    answered = sum(entry.status.answered > 0 for entry in standing)
    filled = round(_BAR * answered / max(1, len(standing)))
    words = SAYS["status.answered"].format(answered=answered, total=len(standing))
    incomplete = "" if place.complete else f" ({SAYS['status.incomplete']})"
    return Text.assemble((place.name, "bold"), "  ", "█" * filled + "░" * (_BAR - filled), f"  {words}{incomplete}")


def _table(entries: tuple[Entry, ...], *, with_ids: bool) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
    table.add_column(justify="right", style="dim", width=3)
    table.add_column()
    table.add_column(no_wrap=True)
    if with_ids:
        table.add_column(style="dim", no_wrap=True)
    for entry in entries:
        state = f"{STATE_SIGNS[entry.status.state]} {status_words(entry.status)}"
        ids = [entry.candidacy.id] if with_ids else []
        table.add_row(str(entry.candidacy.panel or ""), display_name(entry.candidacy), state, *ids)
    return table
