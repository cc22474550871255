"""What people see: messages on stderr, paths and data on stdout, bars only where someone watches."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ccf_docs.errors import Problem, Severity
from ccf_docs.text.french import counted
from ccf_docs.text.interface import SAYS
from ccf_docs.text.messages import advise, describe


def visible(text: str) -> str:
    """Without the control characters by which a file's words could drive the terminal."""
    return "".join(sign for sign in text if sign.isprintable() or sign in " \u00a0\u202f")


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command speaks; quiet, it tells failures only."""

    quiet: bool = False

    def say(self, key: str, **values: object) -> None:
        """A sentence of `text.interface`, for people."""
        if not self.quiet:
            print(SAYS[key].format(**values), file=sys.stderr)

    def line(self, text: str = "") -> None:
        """A ready line for people."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def path(self, path: Path) -> None:
        """A path that was written, for people and programs."""
        print(path.as_posix())

    def problems(self, problems: Iterable[Problem]) -> None:
        """Each problem in two lines: where and what, then what to do."""
        from rich.console import Console
        from rich.text import Text

        console = Console(stderr=True, highlight=False, soft_wrap=True)
        for problem in problems:
            word, style = (
                (SAYS["error"], "bold red") if problem.severity is Severity.ERROR else (SAYS["warning"], "bold yellow")
            )
            where = visible(f"{problem.where}: ") if str(problem.where) else ""
            console.print(Text(where, "bold") + Text(f"{word}: ", style) + Text(visible(describe(problem))))
            console.print(Text("    " + visible(SAYS["advice"].format(advice=advise(problem))), "dim"))

    def sum_of(self, problems: Iterable[Problem]) -> None:
        """How many errors and warnings there are."""
        count = Counter(problem.severity for problem in problems)
        self.say(
            "check.sum",
            errors=counted(count[Severity.ERROR], SAYS["error"]),
            warnings=counted(count[Severity.WARNING], SAYS["warning"]),
        )

    @contextmanager
    def progress(self, key: str, total: int) -> Iterator[Callable[[], None]]:
        """A bar that moves one step a call; it shows only on a terminal, and leaves nothing behind."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(SAYS[key], total=total)
            yield lambda: bar.advance(task)
