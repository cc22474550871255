"""`responses/`: each candidacy's YAML with the returned file beside it as received.

`<candidacy>.yaml` is the return in force. Another return of the same candidacy stands beside it under a dated name,
`<candidacy>.2028-02-21.yaml`: read and checked like the first, never printed until a person puts it in force.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.model.response import Kind, Response, Superseded
from ccf_docs.store.atomic import write_atomic, write_together
from ccf_docs.store.folder import Folder
from ccf_docs.store.lock import writing
from ccf_docs.store.response_edits import as_written, edited, is_blank
from ccf_docs.store.validation import problems_of
from ccf_docs.store.yaml_file import Location, YamlFile, dump_yaml, read_yaml


@dataclass(frozen=True, slots=True)
class ResponseFile:
    """A response as its file has it; `where` gives the line of any part of it."""

    path: Path
    file: YamlFile
    record: Response

    def where(self, *location: str | int) -> Where:
        """The line of a part, named as in the file: `where("answers", 2, "text")`."""
        return self.file.where(_in_file(self.file.data, location))

    @property
    def source(self) -> Path | None:
        """The returned file beside the YAML, whether it is there or not; None for a transcription."""
        return self.path.parent / self.record.source.file if self.record.source.file else None

    @property
    def version(self) -> str:
        """What its name adds to the candidacy's, `2028-02-21`; empty for the return in force."""
        return self.path.stem.partition(".")[2]


def read_responses(folder: Folder) -> tuple[tuple[ResponseFile, ...], tuple[Problem, ...]]:
    """The responses in force, and every mistake in those that cannot be used."""
    return _read_all(folder, [path for path in folder.response_files() if "." not in path.stem])


def read_versions(folder: Folder) -> tuple[tuple[ResponseFile, ...], tuple[Problem, ...]]:
    """The other returns of candidacies that have one in force, and every mistake in those that cannot be used."""
    return _read_all(folder, [path for path in folder.response_files() if "." in path.stem])


def read_response(folder: Folder, path: Path) -> ResponseFile:
    """One response file. Raises CampaignError with every mistake of it."""
    file = read_yaml(path, folder.name(path))
    data = file.data
    if _is_transcription(data):
        data = {**data, "answers": [answer for answer in data["answers"] or () if not is_blank(answer)]}
    try:
        return ResponseFile(path, file, Response.model_validate(data))
    except ValidationError as error:
        problems = problems_of(error, Response, lambda location: file.where(_in_file(file.data, location)))
        raise CampaignError(problems) from error


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a return was put. `in_force` is the file of the candidacy's response that counts, which it may be itself.

    `superseded` is where the response went that this one takes the place of. `already` says that it was there before.
    """

    path: Path
    in_force: Path
    superseded: Path | None = None
    already: bool = False


def file_response(folder: Folder, response: Response, returned: Path | None, today: date, *, by: str) -> Filed:
    """Put a return in its place with its file, unchanged; the very same file again changes nothing.

    The first return of a candidacy is in force. A later one stands beside it under a dated name until a person
    chooses; only a receipt or a promise gives way to what it promised, for nothing of it prints. It is kept as well.
    A transcription has no returned file, and never takes a place by itself: nothing is typed into it yet.
    """
    target = folder.response_file(response.candidacy)
    with writing(folder):
        known = candidacy_files(folder, response.candidacy)
        for present in known:
            if response.source.sha256 and present.record.source.sha256 == response.source.sha256:
                _restore(present, returned)
                return Filed(present.path, target, already=True)
        first = next((present for present in known if present.path == target), None)
        files: dict[Path, bytes] = {}
        if first is None:
            path, superseded = target, None
        elif first.record.kind is Kind.ACKNOWLEDGEMENT and response.kind is not Kind.ACKNOWLEDGEMENT and returned:
            path, superseded = target, _dated(first.path, first.record, today)
            files[superseded] = _as_superseded(first, by, today)
        else:
            path, superseded = _dated(target, response, today), None
        if returned is not None:
            # The file is named as its return was at first, for good: only the YAML changes its name.
            stem = target.stem if first is None else (path if path != target else _dated(target, response, today)).stem
            copy = path.with_name(stem + Path(response.source.file).suffix)
            files = {copy: _content(folder, copy, returned), **files}
            response = response.model_copy(update={"source": response.source.model_copy(update={"file": copy.name})})
        files[path] = dump_yaml(as_written(response))
        write_together(files)
    return Filed(path, target, superseded)


def put_in_force(folder: Folder, version: ResponseFile, by: str, today: date) -> Path:
    """Let another return of a candidacy count instead of the one in force, which is kept under a dated name."""
    with writing(folder):
        target = folder.response_file(version.record.candidacy)
        files: dict[Path, bytes] = {}
        if target.exists():
            present = read_response(folder, target)
            if present.record.source != version.record.source:
                files[_dated(target, present.record, today)] = _as_superseded(present, by, today)
        after = version.record.model_copy(update={"superseded": None})
        files[target] = edited(version.file.text, version.record, after)
        write_together(files)
        version.path.unlink(missing_ok=True)
    return target


def keep_in_force(folder: Folder, version: ResponseFile, by: str, today: date) -> None:
    """Note that a person has looked at another return and keeps the one in force."""
    with writing(folder):
        write_atomic(version.path, _as_superseded(version, by, today))


def candidacy_files(folder: Folder, candidacy_id: str) -> tuple[ResponseFile, ...]:
    """A candidacy’s return in force, then its others by name. Raises CampaignError for one with mistakes."""
    target = folder.response_file(candidacy_id)
    paths = [target] if target.exists() else []
    paths += sorted(path for path in target.parent.glob(f"{target.stem}.*.yaml") if path != target)
    return tuple(read_response(folder, path) for path in paths)


def sha256(path: Path) -> str:
    """The fingerprint of a returned file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def inbox(folder: Folder) -> Iterator[Path]:
    """The files in `responses/inbox/` that wait to be read, without what the system or an open editor leaves there."""
    if folder.inbox.is_dir():
        yield from (
            path
            for path in sorted(folder.inbox.iterdir())
            if path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~$"))
        )


def _read_all(folder: Folder, paths: list[Path]) -> tuple[tuple[ResponseFile, ...], tuple[Problem, ...]]:
    responses: list[ResponseFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            responses.append(read_response(folder, path))
        except CampaignError as error:
            problems += error.problems
    return tuple(responses), tuple(problems)


def _is_transcription(data: Any) -> bool:
    source = data.get("source")
    return isinstance(source, dict) and bool(source.get("transcribed_from")) and isinstance(data.get("answers"), list)


def _in_file(data: Any, location: Location) -> Location:
    """The place in the file of a part of the record, which has no blank entries of a transcription's form."""
    if len(location) < 2 or location[0] != "answers" or not _is_transcription(data):
        return location
    filled = [index for index, answer in enumerate(data["answers"]) if not is_blank(answer)]
    index = location[1]
    return ("answers", filled[index], *location[2:]) if isinstance(index, int) and index < len(filled) else location


def _as_superseded(present: ResponseFile, by: str, on: date) -> bytes:
    after = present.record.model_copy(update={"superseded": Superseded(by=by, on=on)})
    return edited(present.file.text, present.record, after)


def _dated(path: Path, response: Response, today: date) -> Path:
    """A name of its own for a return beside the one in force; a run that was ended halfway finds its own again."""
    stem, day = path.stem.partition(".")[0], response.received.on or today
    number = 1
    while True:
        name = f"{stem}.{day}" if number == 1 else f"{stem}.{day}-{number}"
        taken = [other for other in path.parent.glob(f"{name}.*") if not _is_of(other, response)]
        if not taken:
            return path.with_name(f"{name}.yaml")
        number += 1


def _is_of(path: Path, response: Response) -> bool:
    """Whether a file is the returned file of this response, or a YAML that names it."""
    fingerprint = response.source.sha256
    content = path.read_bytes()
    named = (
        fingerprint.encode() in content
        if path.suffix == ".yaml"
        else hashlib.sha256(content).hexdigest() == fingerprint
    )
    return bool(fingerprint) and named


def _content(folder: Folder, copy: Path, returned: Path) -> bytes:
    """The returned file's bytes. Raises CampaignError (exit 7) when another file of that name stands there."""
    content = returned.read_bytes()
    if copy.exists() and copy.read_bytes() != content:
        raise CampaignError(Problem("returned-file-exists", Where(folder.name(copy))), ExitCode.OVERWRITE)
    return content


def _restore(present: ResponseFile, returned: Path | None) -> None:
    """The returned file beside its YAML, should it have been lost; the same bytes come again."""
    if returned is not None and present.source is not None and not present.source.exists():
        write_atomic(present.source, returned.read_bytes())
