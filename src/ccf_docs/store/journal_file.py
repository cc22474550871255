"""`responses/journal.csv`: read with its places, and only ever added to."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from pydantic import ValidationError

from ccf_docs.errors import Problem
from ccf_docs.model.journal import Event
from ccf_docs.store.atomic import write_atomic
from ccf_docs.store.csv_file import Dialect, decoded, dialect_of, read_rows
from ccf_docs.store.folder import Folder
from ccf_docs.store.located import Located
from ccf_docs.store.lock import writing
from ccf_docs.store.validation import problems_of

COLUMNS = ("on", "candidacy", "event", "channel", "by", "note", "source")


def read_events(folder: Folder) -> tuple[tuple[Located[Event], ...], tuple[Problem, ...]]:
    """The events in the order of the file, and every mistake in it; a campaign that has just begun has no journal."""
    events: list[Located[Event]] = []
    problems: list[Problem] = []
    for row in read_rows(folder.journal, folder.name(folder.journal), COLUMNS):
        try:
            events.append(Located(row.where, Event.model_validate({column: row[column] for column in COLUMNS})))
        except ValidationError as error:
            problems += problems_of(error, Event, row.at)
    return tuple(events), tuple(problems)


def append_events(folder: Folder, events: Iterable[Event]) -> None:
    """Add facts at the end; what stands in the journal, however it was saved, stays byte for byte."""
    facts = [{key: str(value or "") for key, value in event.model_dump(mode="json").items()} for event in events]
    if not facts:
        return
    with writing(folder):
        read_rows(folder.journal, folder.name(folder.journal), COLUMNS)  # never add to a journal that cannot be read
        present = folder.journal.read_bytes() if folder.journal.exists() else Dialect().write([COLUMNS])
        dialect = dialect_of(present)
        header = next(csv.reader([decoded(present, dialect).partition("\n")[0]], delimiter=dialect.separator))
        lines = dialect.write([fact.get(column.strip(), "") for column in header] for fact in facts)
        write_atomic(folder.journal, present + (b"" if present.endswith(b"\n") else b"\n") + lines)
