"""A returned file, from where it lies to its place in the campaign: read, aligned, filed, noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.intake import our_letter, readers
from ccf_docs.intake.align import align
from ccf_docs.intake.contract import contract, warnings
from ccf_docs.intake.response import from_segments
from ccf_docs.intake.segment import Segment
from ccf_docs.intake.sender import Sender, identify
from ccf_docs.model.document import Notice
from ccf_docs.model.journal import Event, EventKind
from ccf_docs.model.response import Received, Response, Source
from ccf_docs.store.contents import Contents
from ccf_docs.store.journal_file import append_events
from ccf_docs.store.responses import file_response, sha256


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


def read_return(
    contents: Contents, path: Path, candidacy: str | None = None, received: Received | None = None
) -> Reading:
    """Read one file and place its words; who sent it is found in it unless `candidacy` says so.

    Raises CampaignError when the file is not there or cannot be read (exit 5), or does not tell who sent it (exit 4).
    """
    if not path.is_file():
        raise CampaignError(Problem("file-not-there", Where(str(path))), ExitCode.UNREADABLE)
    campaign = contents.campaign
    document = readers.read(path)
    segments = align(document, campaign.themes, letter=our_letter.paragraphs(campaign))
    standing = [item.record for item in contents.candidacies]
    name = contents.folder.name(path)
    sender = identify(document, standing, campaign.constituencies, segments=segments, chosen=candidacy, file=name)
    slug = sender.candidacy.partition("/")[2]
    source = Source(file=slug + path.suffix.lower(), sha256=sha256(path))
    response = from_segments(segments, sender.candidacy, source, received)
    return Reading(path, sender, response, segments, warnings(document, segments, campaign.themes, response.kind))


def file_reading(contents: Contents, reading: Reading, today: date) -> Path:
    """File the original and its YAML, note `received` in the journal, and take the file out of the inbox.

    Reading the very same file again changes nothing. Raises CampaignError (exit 7) when the candidacy has another
    response already.
    """
    folder, response = contents.folder, reading.response
    for present in contents.responses:
        if present.record.candidacy == response.candidacy and present.record.source.sha256 == response.source.sha256:
            return present.path
    target = file_response(folder, response, reading.path)
    fact = Event(
        on=response.received.on or today,
        candidacy=response.candidacy,
        event=EventKind.RECEIVED,
        channel=response.received.channel or "",
        note=reading.path.name,
        source="intake",
    )
    append_events(folder, [fact])
    if reading.path.parent.resolve() == folder.inbox.resolve():
        reading.path.unlink()
    return target
