"""What is wrong with the responses: the names they use, the words they hold, the files they come from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ccf_docs.check.campaign import unknown
from ccf_docs.errors import CampaignError, Problem, Severity, Where
from ccf_docs.intake import readers
from ccf_docs.intake.accounting import Discrepancy, account
from ccf_docs.model.document import parse_place
from ccf_docs.model.response import Answer
from ccf_docs.store.contents import Contents
from ccf_docs.store.responses import ResponseFile, sha256
from ccf_docs.text.words import contains


def response_problems(contents: Contents, today: date) -> Iterator[Problem]:
    """Every response against the campaign, the candidacies, its own text and its source."""
    seen: dict[str, Where] = {}
    for response in contents.responses:
        candidacy, where = response.record.candidacy, response.where("candidacy")
        if candidacy in seen:
            yield Problem("response-twice", where, {"id": candidacy, "other": seen[candidacy].file})
        seen.setdefault(candidacy, where)
        if contents.candidates_read:
            yield from _belonging(contents, response, where)
        yield from _names(contents, response)
        yield from _quotations(response)
        yield from _dates(contents, response, today)
        yield from _review(response)
        yield from _source(response)
    yield from _unread_files(contents)


def _belonging(contents: Contents, response: ResponseFile, where: Where) -> Iterator[Problem]:
    known = [item.record.id for item in contents.candidacies]
    candidacy = response.record.candidacy
    if candidacy not in known:
        yield unknown("unknown-candidacy", where, candidacy, known)
    elif contents.folder.response_file(candidacy) != response.path:
        expected = contents.folder.name(contents.folder.response_file(candidacy))
        yield Problem("response-misplaced", where, {"id": candidacy, "expected": expected})


def _names(contents: Contents, response: ResponseFile) -> Iterator[Problem]:
    themes = {theme.id: [question.id for question in theme.questions] for theme in contents.campaign.themes}
    for i, answer in enumerate(response.record.answers):
        for j, theme in enumerate(answer.themes):
            if theme not in themes:
                yield unknown("unknown-theme", response.where("answers", i, "themes", j), theme, themes)
        questions = [question for theme in answer.themes for question in themes.get(theme, ())]
        known = all(theme in themes for theme in answer.themes)
        if known and answer.question is not None and answer.question not in questions:
            where = response.where("answers", i, "question")
            yield unknown("unknown-question", where, answer.question, questions, theme=", ".join(answer.themes))
    for i, aside in enumerate(response.record.set_aside):
        if aside.theme is not None and aside.theme not in themes:
            yield unknown("unknown-theme", response.where("set_aside", i, "theme"), aside.theme, themes)


def _quotations(response: ResponseFile) -> Iterator[Problem]:
    for i, answer in enumerate(response.record.answers):
        yield from _excerpts(response, i, answer)
        text = answer.text
        for j, correction in enumerate(answer.corrections):
            if correction.before not in text:
                where = response.where("answers", i, "corrections", j, "before")
                yield Problem("correction-not-found", where, {"text": _short(correction.before)})
            text = text.replace(correction.before, correction.after, 1)


def _excerpts(response: ResponseFile, index: int, answer: Answer) -> Iterator[Problem]:
    for j, excerpt in enumerate(answer.excerpts):
        if not contains(answer.printed, excerpt):
            where = response.where("answers", index, "excerpts", j)
            yield Problem("excerpt-not-in-answer", where, {"text": _short(excerpt)})


def _dates(contents: Contents, response: ResponseFile, today: date) -> Iterator[Problem]:
    received, letter = response.record.received.on, contents.campaign.dates.letter
    where = response.where("received", "on")
    if received is not None and received > today:
        yield Problem("date-in-the-future", where, {"day": received, "today": today})
    if received is not None and letter is not None and received < letter:
        yield Problem("received-before-letter", where, {"day": received, "letter": letter})


def _review(response: ResponseFile) -> Iterator[Problem]:
    record = response.record
    if record.reviewed is not None and not record.is_reviewed:
        where = response.where("reviewed", "digest")
        yield Problem("review-undone", where, {"by": record.reviewed.by}, Severity.WARNING)
    if record.source.transcribed_from and not record.source.checked_by:
        yield Problem("transcription-unchecked", response.where("source"), {}, Severity.WARNING)


def _source(response: ResponseFile) -> Iterator[Problem]:
    """The returned file is there, unchanged, and every word of it is accounted for."""
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
    for i, (_, place, _) in enumerate(response.record.segments()):
        if parse_place(place) is None:
            yield Problem("bad-place", _segment_place(response, i), {"where": place})
    try:
        document = readers.read(path)
    except CampaignError as error:
        yield from error.problems
        return
    result = account(document, response.record)
    yield from (_discrepancy("words-lost", response, lost) for lost in result.lost)
    whole = "\n".join(block.text for block in document.blocks)
    for invented in result.invented:
        yield _discrepancy("words-twice" if contains(whole, invented.words) else "words-invented", response, invented)


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
    values = {"text": _short(found.words), "block": found.block, "name": response.record.source.file}
    return Problem(code, where, values)


def _unread_files(contents: Contents) -> Iterator[Problem]:
    """A returned file that no response names is a return that nobody would print."""
    named = {response.source for response in contents.responses}
    folder = contents.folder
    for path in sorted(folder.responses.glob("*/*")):
        ignored = path.suffix == ".yaml" or path.name.startswith((".", "~$")) or not path.is_file()
        if not ignored and path.parent != folder.inbox and path not in named:
            yield Problem("returned-file-unread", Where(folder.name(path)), {}, Severity.WARNING)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"
