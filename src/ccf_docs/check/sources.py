"""What is wrong between the responses and the returned files: words, places, and files that nobody reads."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ccf_docs.errors import CampaignError, Problem, Severity, Where
from ccf_docs.intake import readers
from ccf_docs.intake.accounting import Discrepancy, account, segment_words
from ccf_docs.model.document import Document, parse_place
from ccf_docs.model.journal import EventKind
from ccf_docs.store.contents import Contents
from ccf_docs.store.folder import Folder
from ccf_docs.store.responses import ResponseFile, inbox, sha256
from ccf_docs.text.words import contains


def source_problems(response: ResponseFile) -> Iterator[Problem]:
    """The returned file is there, unchanged, and every word of it is accounted for where the response says."""
    path, where = response.source, response.where("source", "file")
    if path is None:
        return
    name = response.record.source.file
    if path.parent != response.path.parent or not path.is_file():
        yield Problem("source-missing", where, {"name": name})
        return
    if sha256(path) != response.record.source.sha256:
        yield Problem("source-changed", response.where("source", "sha256"), {"name": name})
        return
    try:
        document = readers.read(path)
    except CampaignError as error:
        yield from error.problems
        return
    yield from _words(response, document)


def _words(response: ResponseFile, document: Document) -> Iterator[Problem]:
    result = account(document, response.record)
    whole = "\n".join(block.text for block in document.blocks)
    yield from (_discrepancy("words-lost", response, lost) for lost in result.lost)
    for invented in result.invented:
        yield _discrepancy("words-twice" if contains(whole, invented.words) else "words-invented", response, invented)
    for i, (_, written, text) in enumerate(response.record.segments()):
        place = parse_place(written)
        if place is None:
            yield Problem("bad-place", _segment_place(response, i), {"where": written})
        elif not result.lost and not result.invented and segment_words(text) != document.words_at(place):
            yield Problem("wrong-place", _segment_place(response, i), {"where": written, "text": short(text)})


def sources_twice(responses: Sequence[ResponseFile]) -> Iterator[Problem]:
    """One file filed for two candidacies: a common text, or one candidacy's words about to print as another's."""
    seen: dict[str, str] = {}
    for response in responses:
        digest = response.record.source.sha256
        if digest and digest in seen:
            where, values = response.where("source", "sha256"), {"other": seen[digest]}
            yield Problem("source-twice", where, values, Severity.WARNING)
        seen.setdefault(digest, response.record.candidacy)


def unread_files(contents: Contents) -> Iterator[Problem]:
    """Files under `responses/` that no response names: returns that nobody would print."""
    folder = contents.folder
    known = {contents.folder.journal}
    known |= set(folder.response_files())
    known |= {response.source for response in (*contents.responses, *contents.versions) if response.source}
    refused: list[Problem] = []
    for path in _files(folder, refused):
        where = Where(folder.name(path))
        if path in known or path.name.startswith((".", "~$")) or path.is_relative_to(folder.inbox):
            continue
        if path.parent.suffix == folder.PICTURES:
            continue
        if path.suffix.lower() in (".yaml", ".yml"):
            yield Problem("response-stray", where)
        elif path.with_suffix(".yaml") not in known:  # beside a response that cannot be read it is no stranger
            yield Problem("returned-file-unread", where, severity=Severity.WARNING)
    yield from refused
    if waiting := len(list(inbox(folder))):
        yield Problem("inbox-waiting", Where(folder.name(folder.inbox)), {"count": waiting}, Severity.WARNING)


def _files(folder: Folder, refused: list[Problem]) -> Iterator[Path]:
    """Every file below `responses/`; a folder that may not be looked into is a problem, not an empty one."""

    def refuse(error: OSError) -> None:
        where = Where(folder.name(Path(error.filename)))
        refused.append(Problem("cannot-read", where, {"detail": error.strerror or ""}))

    for parent, _, names in os.walk(folder.responses, onerror=refuse):
        yield from (Path(parent) / name for name in sorted(names))


def unfiled_returns(contents: Contents) -> Iterator[Problem]:
    """Returns that the journal has and `responses/` has not."""
    filed = {response.record.candidacy for response in (*contents.responses, *contents.versions)}
    for event in contents.events:
        if event.record.event is EventKind.RECEIVED and event.record.candidacy not in filed:
            values = {"id": event.record.candidacy}
            yield Problem("received-without-response", event.where, values, Severity.WARNING)


def _segment_place(response: ResponseFile, index: int) -> Where:
    """The line of the segment that `Response.segments` counts as number `index`."""
    for part in ("answers", "general", "set_aside"):
        length = len(getattr(response.record, part))
        if index < length:
            return response.where(part, index, "where")
        index -= length
    return response.where()


def _discrepancy(code: str, response: ResponseFile, found: Discrepancy) -> Problem:
    """At the line of the segment that holds, or should hold, the block."""
    places = [parse_place(where) for _, where, _ in response.record.segments()]
    holding = [i for i, place in enumerate(places) if place is not None and place.first <= found.block <= place.last]
    where = _segment_place(response, holding[0]) if holding else response.where()
    values = {"text": short(found.words), "block": found.block, "name": response.record.source.file}
    return Problem(code, where, values)


def short(text: str) -> str:
    """A quotation for a message: on one line, eighty signs at most."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"
