"""Every failure a user can meet, and the exit code it ends with.

A failure is a `Problem`: a code, a place, and the values its sentence needs.
The French sentences (what is wrong, what to do next) stand in `text.messages`, keyed by the code, so that nothing here
speaks to people and `model` needs no catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """What the shell sees; the README's table repeats it and a test holds the two together."""

    DONE = 0
    BUG = 1
    USAGE = 2
    WARNINGS = 3
    INVALID = 4
    UNREADABLE = 5
    TEMPLATE = 6
    OVERWRITE = 7


class Severity(StrEnum):
    """An error stops what was asked; a warning is said and the work goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file of the campaign: its path as people know it, and a line (from 1) when there is one."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, before anyone has put it into words."""

    code: str
    where: Where = field(default_factory=Where)
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.where}: {self.code} {dict(self.values)}"


def system_refusal(error: OSError) -> Problem:
    """What the operating system does not allow: rights, names that are too long, a disk that is gone."""
    return Problem("system-refuses", Where(str(error.filename or "")), {"detail": error.strerror or str(error)})


class CampaignError(Exception):
    """Work that cannot be done: all the problems found in one pass, and the exit code they lead to."""

    def __init__(self, problems: Problem | Iterable[Problem], exit_code: ExitCode = ExitCode.INVALID) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.exit_code = exit_code
        super().__init__("\n".join(str(problem) for problem in self.problems))
