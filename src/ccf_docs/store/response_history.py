"""What a response was before each change by `ccf-docs review`, so that the last change can be taken back."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.store.atomic import write_atomic
from ccf_docs.store.folder import Folder
from ccf_docs.store.lock import writing


def replace_response(folder: Folder, path: Path, content: bytes) -> None:
    """Write a response file anew and keep what it was. Nothing is written when nothing changes."""
    with writing(folder):
        present = path.read_bytes()
        if present == content:
            return
        entries = _entries(folder, path)
        number = int(entries[-1].name[:4]) + 1 if entries else 1
        # The name says what the change made: a file that is no longer so was changed by a person since.
        write_atomic(_drawer(folder, path) / f"{number:04}-{_fingerprint(content)}.yaml", present)
        write_atomic(path, content)


def take_back(folder: Folder, path: Path) -> None:
    """Undo the last change. Raises CampaignError when there is none, or when a person has edited the file since."""
    with writing(folder):
        entries = _entries(folder, path)
        present = path.read_bytes()
        while entries and entries[-1].read_bytes() == present:
            entries.pop().unlink()  # a run was ended after noting its change and before making it
        if not entries:
            raise CampaignError(Problem("nothing-to-undo", Where(folder.name(path))), ExitCode.USAGE)
        last = entries[-1]
        if last.stem[5:] != _fingerprint(present):
            raise CampaignError(Problem("edited-since", Where(folder.name(path))), ExitCode.OVERWRITE)
        write_atomic(path, last.read_bytes())
        last.unlink()


def _drawer(folder: Folder, path: Path) -> Path:
    return folder.memory / "history" / path.relative_to(folder.responses).with_suffix("")


def _entries(folder: Folder, path: Path) -> list[Path]:
    return sorted(_drawer(folder, path).glob("[0-9][0-9][0-9][0-9]-*.yaml"))


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
