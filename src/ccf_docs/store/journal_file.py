"""`responses/journal.csv`: read with its places, and only ever added to."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from pydantic import ValidationError

from ccf_docs.errors import Problem
from ccf_docs.model.journal import Event
from ccf_docs.store.atomic import write_atomic
from ccf_docs.store.csv_file import Dialect, Row, decoded, dialect_of, read_rows
from ccf_docs.store.folder import Folder
from ccf_docs.store.located import Located
from ccf_docs.store.lock import writing
from ccf_docs.store.validation import problems_of
from ccf_docs.text.labels import EVENT_WORDS
from ccf_docs.text.words import fold

COLUMNS = ("on", "candidacy", "event", "channel", "by", "note", "source")


def read_events(folder: Folder) -> tuple[tuple[Located[Event], ...], tuple[Problem, ...]]:
    """The events in the order of the file, and every mistake in it; a campaign that has just begun has no journal."""
    events: list[Located[Event]] = []
    problems: list[Problem] = []
    for row in read_rows(folder.journal, folder.name(folder.journal), COLUMNS):
        try:
            events.append(Located(row.where, _event(row)))
        except ValidationError as error:
            problems += problems_of(error, Event, row.at)
    return tuple(events), tuple(problems)


def _event(row: Row) -> Event:
    """The fact of a row; what happened may be written in French, as people say it."""
    cells = {column: row[column] for column in COLUMNS}
    return Event.model_validate(cells | {"event": EVENT_WORDS.get(fold(cells["event"]), cells["event"])})


def append_events(folder: Folder, events: Iterable[Event]) -> None:
    """Add facts at the end; what stands in the journal, however it was saved, stays byte for byte."""
    facts = [{key: str(value or "") for key, value in event.model_dump(mode="json").items()} for event in events]
    if not facts:
        return
    with writing(folder):
        read_rows(folder.journal, folder.name(folder.journal), COLUMNS)  # never add to a journal that cannot be read
        present = folder.journal.read_bytes() if folder.journal.exists() else Dialect().write([COLUMNS])
        dialect = dialect_of(present)
        header = next(csv.reader(io.StringIO(decoded(present, dialect), newline=""), delimiter=dialect.separator))
        lines = dialect.write([fact.get(column.strip(), "") for column in header] for fact in facts)
        write_atomic(folder.journal, present + (b"" if present.endswith((b"\n", b"\r")) else b"\n") + lines)
