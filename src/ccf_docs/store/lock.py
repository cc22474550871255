"""One writer at a time in a campaign folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.store.folder import Folder

_WAIT_SECONDS = 10


@contextmanager
def writing(folder: Folder) -> Iterator[None]:
    """Hold the folder while writing into it. Raises CampaignError when another command holds it for too long."""
    try:
        folder.memory.mkdir(parents=True, exist_ok=True)
        # One lock a process: what holds the folder already may call what holds it too.
        lock = FileLock(folder.memory / "lock", timeout=_WAIT_SECONDS, is_singleton=True)
        with lock:
            yield
    except Timeout as error:
        raise CampaignError(Problem("folder-busy", Where(folder.name(folder.memory))), ExitCode.OVERWRITE) from error
    except OSError as error:
        problem = Problem("cannot-write", Where(folder.name(folder.memory)), {"detail": error.strerror or ""})
        raise CampaignError(problem) from error
