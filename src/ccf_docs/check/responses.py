"""What is wrong with the responses: the names they use, the words they hold, the files they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ccf_docs.check.campaign import unknown
from ccf_docs.check.sources import short, source_problems, sources_twice, unfiled_returns, unread_files
from ccf_docs.errors import Problem, Severity, Where
from ccf_docs.intake.accounting import segment_words
from ccf_docs.model.response import Answer, Kind
from ccf_docs.store.contents import Contents
from ccf_docs.store.responses import ResponseFile
from ccf_docs.text.words import contains


def response_problems(contents: Contents, today: date) -> Iterator[Problem]:
    """Every response against the campaign, the candidacies, its own text and its source."""
    seen: dict[str, Where] = {}
    for response in contents.responses:
        candidacy, where = response.record.candidacy, response.where("candidacy")
        if candidacy in seen:
            yield Problem("response-twice", where, {"id": candidacy, "other": seen[candidacy].file})
        seen.setdefault(candidacy, where)
    for response in (*contents.responses, *contents.versions):
        yield from problems_of_response(contents, response, today)
    for version in contents.versions:
        if version.record.candidacy not in seen:
            yield Problem("no-return-in-force", version.where("candidacy"), _version(version))
        elif version.record.superseded is None:
            yield Problem("several-returns", version.where("candidacy"), _version(version), Severity.WARNING)
    yield from sources_twice(contents.responses)
    yield from unfiled_returns(contents)
    yield from unread_files(contents)


def problems_of_response(contents: Contents, response: ResponseFile, today: date) -> Iterator[Problem]:
    """All that is wrong with one response by itself."""
    if contents.candidates_read:
        yield from _belonging(contents, response, response.where("candidacy"))
    yield from _names(contents, response)
    yield from _quotations(response)
    yield from _dates(contents, response, today)
    yield from _review(response)
    yield from source_problems(response)


def _version(version: ResponseFile) -> dict[str, object]:
    return {"id": version.record.candidacy, "version": version.version}


def _belonging(contents: Contents, response: ResponseFile, where: Where) -> Iterator[Problem]:
    known = [item.record.id for item in contents.candidacies]
    candidacy = response.record.candidacy
    if candidacy not in known:
        yield unknown("unknown-candidacy", where, candidacy, known)
        return
    path, slug = contents.folder.response_file(candidacy), response.path.name.partition(".")[0]
    if (path.parent, path.stem) != (response.path.parent, slug):
        expected = path.with_name(response.path.name.replace(slug, path.stem, 1))
        yield Problem("response-misplaced", where, {"id": candidacy, "expected": contents.folder.name(expected)})


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
            where = response.where("answers", i, "corrections", j, "before")
            found = len(re.findall(rf"(?<!\w){re.escape(correction.before)}(?!\w)", text))
            if found != 1:
                code = "correction-ambiguous" if found else "correction-not-found"
                yield Problem(code, where, {"text": short(correction.before), "count": found})
            text = text.replace(correction.before, correction.after, 1)
        if not text.strip():
            yield Problem("correction-of-everything", response.where("answers", i, "corrections"))


def _excerpts(response: ResponseFile, index: int, answer: Answer) -> Iterator[Problem]:
    for j, excerpt in enumerate(answer.excerpts):
        # A list's own hyphens are no words: an excerpt may run over several items without them.
        if not contains(" ".join(segment_words(answer.printed)), " ".join(segment_words(excerpt))):
            where = response.where("answers", index, "excerpts", j)
            yield Problem("excerpt-not-in-answer", where, {"text": short(excerpt)})


def _dates(contents: Contents, response: ResponseFile, today: date) -> Iterator[Problem]:
    received, letter = response.record.received.on, contents.campaign.dates.letter
    where = response.where("received", "on")
    dated = [(where, received)]
    dated += [(response.where("reviewed", "on"), response.record.reviewed.on)] if response.record.reviewed else []
    for i, answer in enumerate(response.record.answers):
        for j, correction in enumerate(answer.corrections):
            dated.append((response.where("answers", i, "corrections", j, "on"), correction.on))
    for place, day in dated:
        if day is not None and day > today:
            yield Problem("date-in-the-future", place, {"day": day, "today": today})
    if received is not None and letter is not None and received < letter:
        yield Problem("received-before-letter", where, {"day": received, "letter": letter})


def _review(response: ResponseFile) -> Iterator[Problem]:
    record = response.record
    if record.reviewed is not None and not record.is_reviewed:
        where = response.where("reviewed", "digest")
        yield Problem("review-undone", where, {"by": record.reviewed.by}, Severity.WARNING)
    if record.source.transcribed_from and record.kind is Kind.ANSWERS and not record.answers:
        yield Problem("transcription-to-fill-in", response.where("answers"), {}, Severity.WARNING)
    elif record.source.transcribed_from and not record.source.checked_by:
        yield Problem("transcription-unchecked", response.where("source"), {}, Severity.WARNING)
