"""`responses/`: each candidacy's YAML with the returned file beside it as received."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.model.response import Response
from ccf_docs.store.atomic import write_atomic
from ccf_docs.store.folder import Folder
from ccf_docs.store.validation import problems_of
from ccf_docs.store.yaml_file import YamlFile, dump_yaml, read_yaml


@dataclass(frozen=True, slots=True)
class ResponseFile:
    """A response as its file has it; `where` gives the line of any part of it."""

    path: Path
    file: YamlFile
    record: Response

    def where(self, *location: str | int) -> Where:
        """The line of a part, named as in the file: `where("answers", 2, "text")`."""
        return self.file.where(location)

    @property
    def source(self) -> Path | None:
        """The returned file beside the YAML, whether it is there or not; None for a transcription."""
        return self.path.parent / self.record.source.file if self.record.source.file else None


def read_responses(folder: Folder) -> tuple[tuple[ResponseFile, ...], tuple[Problem, ...]]:
    """All response files, and every mistake in those that cannot be used."""
    responses: list[ResponseFile] = []
    problems: list[Problem] = []
    for path in folder.response_files():
        try:
            responses.append(read_response(folder, path))
        except CampaignError as error:
            problems += error.problems
    return tuple(responses), tuple(problems)


def read_response(folder: Folder, path: Path) -> ResponseFile:
    """One response file. Raises CampaignError with every mistake of it."""
    file = read_yaml(path, folder.name(path))
    try:
        return ResponseFile(path, file, Response.model_validate(file.data))
    except ValidationError as error:
        raise CampaignError(problems_of(error, Response, file.where)) from error


def file_response(folder: Folder, response: Response, returned: Path) -> Path:
    """Put a new response and its returned file in their place: the file first, unchanged, then the YAML.

    Raises CampaignError (exit 7) when the candidacy has a response already, or another file of that name stands there.
    """
    target = folder.response_file(response.candidacy)
    copy = target.parent / response.source.file
    content = returned.read_bytes()
    if target.exists():
        raise CampaignError(Problem("response-exists", Where(folder.name(target))), ExitCode.OVERWRITE)
    if copy.exists() and copy.read_bytes() != content:
        raise CampaignError(Problem("returned-file-exists", Where(folder.name(copy))), ExitCode.OVERWRITE)
    if not copy.exists():
        write_atomic(copy, content)
    write_atomic(target, dump_yaml(_as_written(response)))
    return target


def sha256(path: Path) -> str:
    """The fingerprint of a returned file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _as_written(response: Response) -> dict[str, Any]:
    """The response in the order of the README's example, dates as dates, empty optional parts left out."""
    data = response.model_dump()
    data["kind"] = response.kind.value
    data["source"] = {key: value for key, value in data["source"].items() if value}
    data["set_aside"] = [_without_empty(aside | {"role": aside["role"].value}, "theme") for aside in data["set_aside"]]
    return _without_empty(data, "note")


def _without_empty(data: dict[str, Any], *optional: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value or key not in optional}


def inbox(folder: Folder) -> Iterator[Path]:
    """The files in `responses/inbox/` that wait to be read, without what the system or an open editor leaves there."""
    if folder.inbox.is_dir():
        yield from (
            path for path in sorted(folder.inbox.iterdir()) if path.is_file() and not path.name.startswith((".", "~$"))
        )
