"""A new campaign folder: the files it starts from, the templates, and what git must not see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.store.atomic import write_together
from ccf_docs.store.candidates import CONTACT_COLUMNS
from ccf_docs.store.csv_file import Dialect
from ccf_docs.store.folder import shipped_templates
from ccf_docs.store.journal_file import COLUMNS as JOURNAL_COLUMNS

GITIGNORE = """\
# Ce qui est privé ou se refabrique ne va pas dans git.
contacts.csv
responses/
out/
.ccf-docs/
~$*
.~lock.*#
"""


def create(target: Path, starting_point: Path) -> tuple[Path, ...]:
    """Copy a starting campaign and the shipped templates into a new or empty folder; the campaign's own files win.

    Raises CampaignError (exit 7) when the folder holds anything already; nothing is written then.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CampaignError(Problem("folder-not-empty", Where(str(target))), ExitCode.OVERWRITE)
    files = {target / "templates" / path: content for path, content in _files(shipped_templates())}
    files |= {target / path: content for path, content in _files(starting_point)}
    files[target / ".gitignore"] = GITIGNORE.encode()
    for name, columns in (("contacts.csv", CONTACT_COLUMNS), ("responses/journal.csv", JOURNAL_COLUMNS)):
        files.setdefault(target / name, Dialect().write([columns]))
    write_together(files)
    (target / "responses" / "inbox").mkdir(parents=True, exist_ok=True)
    (target / "out").mkdir(exist_ok=True)
    return tuple(sorted(files))


def _files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder), path.read_bytes()
