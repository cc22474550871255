"""A response lying open before a person: read with its file, changed, signed, chosen among several returns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ccf_docs.check.responses import problems_of_response
from ccf_docs.errors import CampaignError, ExitCode, Problem, Severity, Where
from ccf_docs.filing import place_words, what_to_look_at
from ccf_docs.intake import changes, readers
from ccf_docs.intake.pieces import pieces
from ccf_docs.intake.review import Subject, make
from ccf_docs.intake.segment import Segment
from ccf_docs.model.candidacy import Candidacy
from ccf_docs.model.document import Document, Notice
from ccf_docs.model.product import Product
from ccf_docs.model.response import Correction, Kind, Response, SegmentRole
from ccf_docs.store.contents import Contents
from ccf_docs.store.folder import shipped_templates
from ccf_docs.store.response_edits import edited
from ccf_docs.store.response_history import replace_response, take_back
from ccf_docs.store.responses import ResponseFile, keep_in_force, put_in_force, read_response
from ccf_docs.text.french import counted
from ccf_docs.text.words import near


@dataclass(frozen=True, slots=True)
class Desk:
    """One response with its returned file read again; `document` is None for a transcription."""

    contents: Contents
    file: ResponseFile
    document: Document | None

    @property
    def response(self) -> Response:
        return self.file.record

    @property
    def candidacy(self) -> Candidacy:
        return next(item.record for item in self.contents.candidacies if item.record.id == self.response.candidacy)

    def program_s_view(self) -> tuple[tuple[Segment, ...], tuple[Notice, ...]]:
        """How the program places the words of the file, and what it asks to look at."""
        if self.document is None:
            return (), ()
        segments = place_words(self.contents, self.document)
        return segments, what_to_look_at(self.contents, self.document, segments, self.response)


@dataclass(frozen=True, slots=True)
class Request:
    """The changes of one command; every number is that of the list before any of them."""

    moves: tuple[tuple[int, str], ...] = ()
    generals: tuple[int, ...] = ()
    asides: tuple[tuple[int, SegmentRole], ...] = ()
    splits: tuple[tuple[int, int], ...] = ()
    joins: tuple[tuple[int, int], ...] = ()
    blanks: tuple[str, ...] = ()
    correction: tuple[int, Correction] | None = None
    kind: Kind | None = None

    def __bool__(self) -> bool:
        return self != Request()


def open_response(contents: Contents, name: str, version: str = "") -> Desk:
    """The response of a candidacy, or another return of it. The short id will do where only one candidacy has it.

    Raises CampaignError when there is none, or when its file has mistakes.
    """
    filed = contents.versions if version else contents.responses
    of_name = [file for file in filed if name in (file.record.candidacy, file.record.candidacy.partition("/")[2])]
    found = [file for file in of_name if file.version == version]
    if len(found) != 1:
        raise _not_found(contents, name, version, of_name)
    file = found[0]
    if file.source is None:
        return Desk(contents, file, None)
    if not file.source.is_file():
        where = file.where("source", "file")
        raise CampaignError(Problem("source-missing", where, {"name": file.record.source.file}))
    return Desk(contents, file, readers.read(file.source))


def _not_found(contents: Contents, name: str, version: str, of_name: Sequence[ResponseFile]) -> CampaignError:
    # A file with mistakes is not among the responses: its mistakes are what to tell.
    names = {
        contents.folder.name(path) for path in contents.folder.response_files() if path.stem.partition(".")[0] in name
    }
    if broken := [problem for problem in contents.problems if problem.where.file in names]:
        return CampaignError(broken)
    if version:
        known = [file.version for file in of_name or contents.versions if name in file.record.candidacy]
        values = {"id": name, "version": version, "near": near(version, known) or "", "expected": ", ".join(known)}
        return CampaignError(Problem("no-such-version", Where(), values), ExitCode.USAGE)
    ids = [file.record.candidacy for file in contents.responses]
    if name not in [item.record.id for item in contents.candidacies]:
        values = {"id": name, "near": near(name, [*ids, *(i.partition("/")[2] for i in ids)]) or ""}
        return CampaignError(Problem("unknown-candidacy", Where(), values), ExitCode.USAGE)
    return CampaignError(Problem("review-which", Where(), {"id": name, "near": near(name, ids) or ""}), ExitCode.USAGE)


def changed(desk: Desk, request: Request) -> Response:
    """The response with all changes made. Raises CampaignError, with nothing done, when one of them cannot be.

    What does not change the numbers comes first; then cuts and joins, from the last number to the first.
    """
    themes, response = desk.contents.campaign.themes, desk.response
    for number, target in request.moves:
        response = changes.move(response, number, target, themes)
    for number in request.generals:
        response = changes.make_general(response, number)
    for number, role in request.asides:
        response = changes.set_aside(response, number, role)
    for theme in request.blanks:
        response = changes.mark_blank(response, theme, themes)
    if request.correction is not None:
        response = changes.correct(response, *request.correction)
    named = [number for number, _ in request.splits] + [number for pair in request.joins for number in pair]
    for number in named:
        if named.count(number) > 1:
            raise CampaignError(Problem("review-twice", Where(), {"number": number}), ExitCode.USAGE)
    structure = [(*split, changes.split) for split in request.splits] + [
        (*pair, changes.join) for pair in request.joins
    ]
    for number, other, change in sorted(structure, key=lambda item: -item[0]):
        response = change(response, number, other, desk.document)
    return response if request.kind is None else changes.with_kind(response, request.kind)


def saved(desk: Desk, after: Response) -> Desk:
    """The desk with the response as changed, written into its file; what it was is kept for `undo`."""
    replace_response(desk.contents.folder, desk.file.path, edited(desk.file.file.text, desk.response, after))
    return reopened(desk)


def undone(desk: Desk) -> Desk:
    """The desk with the last change taken back."""
    take_back(desk.contents.folder, desk.file.path)
    return reopened(desk)


def reopened(desk: Desk) -> Desk:
    """The same desk with the file as it stands now."""
    return replace(desk, file=read_response(desk.contents.folder, desk.file.path))


def signed(desk: Desk, by: str, today: date) -> Response:
    """The response with the signature of who has read it. Raises CampaignError while something stands against it."""
    if against := tuple(_against(desk, today)):
        raise CampaignError(against)
    return changes.sign(desk.response, by, today)


def _against(desk: Desk, today: date) -> Iterator[Problem]:
    response, where = desk.response, desk.file.where()
    for problem in problems_of_response(desk.contents, desk.file, today):
        if problem.severity is Severity.ERROR:
            yield problem
    unplaced = sum(piece.role is SegmentRole.UNPLACED for piece in pieces(response))
    if unplaced:
        yield Problem("review-unplaced", where, {"count": counted(unplaced, "morceau"), "id": response.candidacy})
    if response.source.transcribed_from and not response.answers and response.kind is Kind.ANSWERS:
        yield Problem("transcription-to-fill-in", where)
    elif response.source.transcribed_from and not response.source.checked_by:
        yield Problem("review-unchecked", where, {"id": response.candidacy})
    for version in pending(desk.contents, response.candidacy):
        values = {"id": response.candidacy, "version": version.version}
        yield Problem("several-returns", version.where("candidacy"), values)


def pending(contents: Contents, candidacy_id: str) -> tuple[ResponseFile, ...]:
    """The other returns of a candidacy that nobody has decided on."""
    return tuple(
        version
        for version in contents.versions
        if version.record.candidacy == candidacy_id and version.record.superseded is None
    )


def adopt(contents: Contents, name: str, version: str, by: str, today: date) -> ResponseFile:
    """Let another return count; the one that did is kept under a dated name."""
    chosen = open_response(contents, name, version).file
    return read_response(contents.folder, put_in_force(contents.folder, chosen, by, today))


def keep(contents: Contents, name: str, by: str, today: date) -> tuple[ResponseFile, ...]:
    """Keep the return that counts: the others that wait are noted as looked at."""
    candidacy = open_response(contents, name).response.candidacy
    waiting = pending(contents, candidacy)
    for version in waiting:
        keep_in_force(contents.folder, version, by, today)
    return waiting


def on_the_desk(contents: Contents, name: str = "") -> tuple[ResponseFile, ...]:
    """The responses in force and the other returns, of known candidacies; of one only where it is named."""
    standing = {item.record.id for item in contents.candidacies}
    every = (*contents.responses, *contents.versions)
    return tuple(file for file in every if file.record.candidacy in standing and name in ("", file.record.candidacy))


def page(contents: Contents, file: ResponseFile) -> Product:
    """The review page of a response. Raises CampaignError when its returned file cannot be read."""
    desk = open_response(contents, file.record.candidacy, file.version)
    segments, notices = desk.program_s_view()
    folder = contents.folder
    templates = folder.templates if (folder.templates / "review").is_dir() else shipped_templates()
    subject = Subject(
        contents.campaign, desk.candidacy, desk.response, desk.document, segments, notices, desk.file.version
    )
    return make(subject, templates)
