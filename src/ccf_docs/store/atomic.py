"""Writing files so that whoever looks sees the old one or the new one, never half of one."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ccf_docs.errors import CampaignError, Problem, Where

TEMPORARY_PREFIX = ".ccf-docs-"


def write_atomic(path: Path, content: bytes) -> None:
    """Write one file. Raises CampaignError when the disk or the rights refuse; the target is then as it was."""
    write_together({path: content})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its target and flush it to the disk, then rename them all over their targets.

    Folders are made where they are missing. Raises CampaignError when the disk or the rights refuse; no target has
    changed then, unless a rename itself fails.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            with writing_errors(path):
                if path.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                staged[path] = _stage(path, content)
        for path, temporary in staged.items():
            with writing_errors(path):
                temporary.replace(path)
    finally:
        for temporary in staged.values():
            with suppress(OSError):
                temporary.unlink()


@contextmanager
def writing_errors(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a problem that names the file."""
    try:
        yield
    except OSError as error:
        raise CampaignError(Problem("cannot-write", Where(str(path)), {"detail": error.strerror or ""})) from error


def _stage(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp makes a private file; a campaign's files follow the user's habit, or keep the mode they had.
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    descriptor, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)  # it can only be read by setting it
    os.umask(mask)
    return mask
