"""A returned file, from where it lies to its place in the campaign: read, aligned, filed, noted."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.intake import our_letter, readers
from ccf_docs.intake.align import align
from ccf_docs.intake.contract import contract, warnings
from ccf_docs.intake.opponents import named_opponents
from ccf_docs.intake.readers.pictures import pictures
from ccf_docs.intake.response import from_segments
from ccf_docs.intake.segment import Segment
from ccf_docs.intake.sender import Sender, identify, references
from ccf_docs.model.document import Document, Notice
from ccf_docs.model.journal import Event, EventKind
from ccf_docs.model.response import Received, Response, Source
from ccf_docs.store.atomic import write_atomic, write_together
from ccf_docs.store.contents import Contents
from ccf_docs.store.folder import Folder
from ccf_docs.store.journal_file import append_events, read_events
from ccf_docs.store.lock import writing
from ccf_docs.store.responses import Filed, candidacy_files, file_response, sha256
from ccf_docs.text.reading import NOTICES

PROGRAM = "ccf-docs"
"""Who decides when no person does: named where a person's name would stand."""

_ALONE = 6
"""Up to so many files one process reads them all: starting others would take longer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a returned file says, before it is filed."""

    path: Path
    sender: Sender
    response: Response
    segments: tuple[Segment, ...]
    notices: tuple[Notice, ...]

    @property
    def as_contract(self) -> dict[str, Any]:
        """The JSON object that other programs read."""
        return contract(self.response.candidacy, self.response.kind, self.segments, self.notices)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a returned file was not read; an error as a value, for it comes from another process."""

    path: Path
    problems: tuple[Problem, ...]
    exit_code: ExitCode


def read_return(
    contents: Contents, path: Path, candidacy: str | None = None, received: Received | None = None
) -> Reading:
    """Read one file and place its words; who sent it is found in it unless `candidacy` says so.

    Raises CampaignError when the file is not there or cannot be read (exit 5), or does not tell who sent it (exit 4).
    """
    if not path.is_file():
        raise CampaignError(Problem("file-not-there", Where(str(path))), ExitCode.UNREADABLE)
    fingerprint = sha256(path)
    filed = [*contents.responses, *contents.versions]
    if candidacy is None:  # a person may have said before whose file this is
        candidacy = next((f.record.candidacy for f in filed if f.record.source.sha256 == fingerprint), None)
    document = readers.read(path)
    segments = place_words(contents, document)
    standing = [item.record for item in contents.candidacies]
    name = contents.folder.name(path)
    sender = identify(
        document, standing, contents.campaign.constituencies, segments=segments, chosen=candidacy, file=name
    )
    source = Source(file=sender.candidacy.partition("/")[2] + path.suffix.lower(), sha256=fingerprint)
    response = from_segments(segments, sender.candidacy, source, _when(received or Received(), document))
    notices = what_to_look_at(contents, document, segments, response)
    strangers = [mark for mark in references(document, [one.id for one in standing]) if mark != sender.candidacy]
    if strangers:
        words = NOTICES["sources-disagree-sender"].format(marks=", ".join(strangers), candidacy=sender.candidacy)
        notices = (*notices, Notice("sources-disagree", words))
    others = [f for f in filed if f.record.candidacy == sender.candidacy and f.record.source.sha256 != fingerprint]
    if others:
        names = ", ".join(other.path.name for other in others)
        notices = (*notices, Notice("several-returns", NOTICES["several-returns"].format(words=names)))
    return Reading(path, sender, response, segments, notices)


def _when(received: Received, document: Document) -> Received:
    """The day that a person gives, else the day the message was sent; unknown where neither tells."""
    return received if received.on else received.model_copy(update={"on": document.received_on})


def place_words(contents: Contents, document: Document) -> tuple[Segment, ...]:
    """The program's own placing of a document's words."""
    return align(document, contents.campaign.themes, letter=our_letter.paragraphs(contents.campaign))


def what_to_look_at(
    contents: Contents, document: Document, segments: Sequence[Segment], response: Response
) -> tuple[Notice, ...]:
    """What a person should look at in a return: what the file holds, what was left open, who is named in it."""
    standing = [item.record for item in contents.candidacies]
    return (
        *warnings(document, segments, contents.campaign.themes, response.kind),
        *named_opponents(segments, standing, response.candidacy),
    )


def read_returns(
    contents: Contents, paths: Sequence[Path], candidacy: str | None = None, received: Received | None = None
) -> Iterator[Reading | Refusal]:
    """What each file says, in the order given; a file that cannot be read stops none of the others."""
    if len(paths) <= _ALONE:
        yield from (_attempt(path, contents, candidacy, received) for path in paths)
        return
    # Started afresh, not forked: a progress bar moves in a thread of its own, and so it is on every system.
    workers = min(os.cpu_count() or 1, 8)
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=(contents,)) as pool:
        yield from pool.map(partial(_attempt_there, candidacy=candidacy, received=received), paths, chunksize=4)


_there: list[Contents] = []
"""The campaign, in a process that reads for another one: sent to it once, not with every file."""


def _begin(contents: Contents) -> None:
    _there[:] = [contents]


def _attempt_there(path: Path, candidacy: str | None, received: Received | None) -> Reading | Refusal:
    return _attempt(path, _there[0], candidacy, received)


def _attempt(path: Path, contents: Contents, candidacy: str | None, received: Received | None) -> Reading | Refusal:
    try:
        return read_return(contents, path, candidacy, received)
    except CampaignError as error:
        return Refusal(path, error.problems, error.exit_code)


def file_reading(folder: Folder, reading: Reading, today: date) -> Filed:
    """File the original and its YAML, note `received` in the journal, and take the file out of the inbox.

    Reading the very same file again changes nothing. A run that was ended halfway is completed by `resume`: what is to
    be done stands in `.ccf-docs/filing/` until all of it is.
    """
    response = reading.response
    fact = _received(response, today, note=reading.path.name, source="intake")
    note = _notes(folder) / f"{response.source.sha256}.json"
    with writing(folder):
        known = [file.record.source.sha256 for file in candidacy_files(folder, response.candidacy)]
        if response.source.sha256 not in known:
            write_atomic(note, _plan(fact, reading.path, response.source.sha256))
        filed = file_response(folder, response, reading.path, today, by=PROGRAM)
        _show_pictures(folder, reading.path, filed.path)
        _complete(folder, note)
        _leave_inbox(folder, reading.path, response.source.sha256)
    return filed


def _show_pictures(folder: Folder, returned: Path, response: Path) -> None:
    """Put the pictures of a returned file in a folder beside the response, where a person can open them."""
    beside = response.with_suffix(folder.PICTURES)
    inside = {beside / name: content for name, content in pictures(returned).items()}
    write_together({path: content for path, content in inside.items() if not path.exists()})


def resume(folder: Folder) -> None:
    """Complete what a run that was ended left half done: the fact not yet noted, the file still in the inbox."""
    if not _notes(folder).is_dir():
        return
    with writing(folder):
        for note in sorted(_notes(folder).glob("*.json")):
            _complete(folder, note)


def note_transcription(folder: Folder, response: Response, today: date) -> Filed:
    """Prepare a response to type into, and note in the journal that it came."""
    with writing(folder):
        filed = file_response(folder, response, None, today, by=PROGRAM)
        append_events(folder, [_received(response, today, by=response.source.by, source="transcribe")])
    return filed


def _received(response: Response, today: date, **told: str) -> Event:
    """The fact that a response came: on its day, or on the day it was filed where that is not known."""
    return Event(
        on=response.received.on or today,
        candidacy=response.candidacy,
        event=EventKind.RECEIVED,
        channel=response.received.channel or "",
        **told,
    )


def _notes(folder: Folder) -> Path:
    return folder.memory / "filing"


def _plan(fact: Event, returned: Path, fingerprint: str) -> bytes:
    plan = {"event": fact.model_dump(mode="json"), "file": str(returned.resolve()), "sha256": fingerprint}
    return json.dumps(plan, ensure_ascii=False, indent=1).encode()


def _complete(folder: Folder, note: Path) -> None:
    """Note the fact unless the journal has it, empty the inbox, and forget the plan.

    When the response itself was not written, nothing has happened yet: the file will be read again.
    """
    if not note.exists():
        return
    plan = json.loads(note.read_bytes())
    fact = Event.model_validate(plan["event"])
    if any(file.record.source.sha256 == plan["sha256"] for file in candidacy_files(folder, fact.candidacy)):
        events, _ = read_events(folder)
        if all(event.record != fact for event in events):
            append_events(folder, [fact])
        _leave_inbox(folder, Path(plan["file"]), plan["sha256"])
    note.unlink()


def _leave_inbox(folder: Folder, path: Path, fingerprint: str) -> None:
    """Take a file out of the inbox that is filed byte for byte."""
    if path.is_file() and path.parent.resolve() == folder.inbox.resolve() and sha256(path) == fingerprint:
        path.unlink()
