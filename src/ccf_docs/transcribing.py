"""An answer that came on paper, as a scan or by telephone: a response to type into, and the second pair of eyes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.filing import note_transcription
from ccf_docs.model.response import Kind, Received, Response, Source
from ccf_docs.reviewing import Desk, open_response, pending, saved
from ccf_docs.store.atomic import write_atomic
from ccf_docs.store.contents import Contents
from ccf_docs.text.reading import TRANSCRIPTION_HEAD, TRANSCRIPTION_THEME
from ccf_docs.text.words import fold, near

ORIGINS = {"lettre": "courrier", "téléphone": "téléphone", "scan": "courrier"}
"""What is transcribed, and the channel it came by; a scan comes by mail too, and a person knows better."""


def begin(
    contents: Contents, name: str, origin: str, by: str, received: date | None, today: date, *, checked_by: str = ""
) -> Path:
    """Write a response with a place to type into for every theme, and note in the journal that it came.

    Where the candidacy has a response already, it stands beside it under a dated name until a person chooses.
    """
    folded = {fold(known): known for known in ORIGINS}
    if fold(origin) not in folded:
        values = {"key": "--from", "value": origin, "expected": ", ".join(ORIGINS), "near": near(origin, ORIGINS) or ""}
        raise CampaignError(Problem("not-in-list", Where(), values), ExitCode.USAGE)
    origin = folded[fold(origin)]
    _other_eyes(by, checked_by)
    response = Response(
        candidacy=_candidacy(contents, name),
        kind=Kind.ANSWERS,
        received=Received(on=received, channel="téléphone" if origin == "téléphone" else None),
        source=Source(transcribed_from=origin, by=by, checked_by=checked_by),
    )
    filed = note_transcription(contents.folder, response, today)
    text = filed.path.read_text("utf-8")
    write_atomic(filed.path, text.replace("answers: []\n", _form(contents), 1).encode())
    return filed.path


def open_transcription(contents: Contents, name: str) -> Desk:
    """The transcription of a candidacy, also one that waits beside a response; CampaignError when there is none."""
    desk = open_response(contents, name)
    waiting = [open_response(contents, name, version.version) for version in pending(contents, desk.response.candidacy)]
    for found in (desk, *waiting):
        if found.response.source.transcribed_from:
            return found
    raise CampaignError(Problem("not-a-transcription", desk.file.where(), {"id": desk.response.candidacy}))


def checked(desk: Desk, by: str) -> Desk:
    """The desk with the name of who has checked the transcription."""
    source = desk.response.source
    _other_eyes(source.by, by)
    if not desk.response.answers and desk.response.kind is Kind.ANSWERS:
        raise CampaignError(Problem("transcription-to-fill-in", desk.file.where("answers")))
    source = source.model_copy(update={"checked_by": by})
    return saved(desk, desk.response.model_copy(update={"source": source}))


def _form(contents: Contents) -> str:
    """One entry a theme, its title above it, with nothing typed yet: such entries count for nothing."""
    entries = [
        TRANSCRIPTION_THEME.format(number=number, title=" ".join(theme.title.split()), id=theme.id)
        for number, theme in enumerate(contents.campaign.themes, start=1)
    ]
    return TRANSCRIPTION_HEAD + "".join(entries)


def _candidacy(contents: Contents, name: str) -> str:
    ids = [item.record.id for item in contents.candidacies]
    found = [known for known in ids if name in (known, known.partition("/")[2])]
    if len(found) != 1:
        values = {"id": name, "near": near(name, ids) or ""}
        raise CampaignError(Problem("unknown-candidacy", Where(), values), ExitCode.USAGE)
    return found[0]


def _other_eyes(typed_by: str, checked_by: str) -> None:
    if checked_by and fold(checked_by) == fold(typed_by):
        raise CampaignError(Problem("transcription-same-eyes", Where(), {"name": typed_by}), ExitCode.USAGE)
