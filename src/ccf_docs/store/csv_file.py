"""CSV as people save it: commas, semicolons or tabs, UTF-8 or what a French Excel writes, columns of their own."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ccf_docs.errors import CampaignError, Problem, Where
from ccf_docs.text.words import near

csv.field_size_limit(10_000_000)

_UNREADABLE = re.compile("[\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""What no keyboard types into a table: undecodable bytes, control characters, marks that turn the writing round."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its place and its cells by column, stripped; a column that is not there reads as empty."""

    where: Where
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def at(self, _: object) -> Where:
        """The place of any part of the row: a table's mistakes are located to the line."""
        return self.where


def read_rows(path: Path, name: str, columns: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a file that must have `columns`; people's own columns beside them are let through.

    An absent file has no rows. Raises CampaignError for a header that lacks a column and rows longer than the header.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise CampaignError(Problem("cannot-read", Where(name), {"detail": error.strerror or ""})) from error
    dialect = dialect_of(content)
    reader = csv.reader(io.StringIO(decoded(content, dialect), newline=""), delimiter=dialect.separator, strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
    except csv.Error as error:
        raise CampaignError(Problem("csv-quote", Where(name, 1))) from error
    _require(header, columns, name)
    return tuple(_rows(reader, header, name))


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file writes its cells."""

    encoding: str = "utf-8"
    separator: str = ","

    def write(self, rows: Iterable[Sequence[str]]) -> bytes:
        """The rows, each on a line that ends as Unix lines do."""
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter=self.separator, lineterminator="\n").writerows(rows)
        return stream.getvalue().encode(self.encoding, errors="replace")


def dialect_of(content: bytes) -> Dialect:
    """The dialect that a file was saved in: what French Excel writes is cp1252 with semicolons."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # Excel's "Texte Unicode"
        text, encoding = content.decode("utf-16", errors="replace"), "utf-16"
        return Dialect(encoding, max(",;\t", key=text.partition("\n")[0].count))
    try:
        text, encoding = content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        # One cell pasted in another encoding does not make a UTF-8 file cp1252: what does not fit is reported.
        text, encoding = content.decode("utf-8-sig", errors="replace"), "utf-8"
        foreign = text.count("\ufffd")
        if sum(ord(sign) > 127 for sign in text) - foreign <= foreign:
            text, encoding = content.decode("cp1252", errors="replace"), "cp1252"
    return Dialect(encoding, max(",;\t", key=text.partition("\n")[0].count))


def decoded(content: bytes, dialect: Dialect) -> str:
    """The text without the mark that Windows puts first, and without NUL bytes, which csv refuses."""
    return content.decode(dialect.encoding, errors="replace").removeprefix("\ufeff").replace("\0", "")


def _require(header: Sequence[str], columns: Sequence[str], name: str) -> None:
    where = Where(name, 1)
    others = [column for column in header if column and column not in columns]
    problems = [Problem("column-twice", where, {"column": column}) for column in columns if header.count(column) > 1]
    for column in columns:
        if column not in header:
            found = near(column, others)
            code = "column-misspelt" if found else "column-missing"
            problems.append(Problem(code, where, {"column": column, "found": found}))
    if problems:
        raise CampaignError(problems)


def _rows(reader: Iterator[list[str]], header: Sequence[str], name: str) -> Iterator[Row]:
    """The rows that have something in them; the line of a row is that of its beginning, for a cell may hold lines."""
    problems: list[Problem] = []
    while True:
        where = Where(name, reader.line_num + 1)  # type: ignore[attr-defined]  # csv.reader has it, Iterator has not
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            break
        except csv.Error as error:
            raise CampaignError((*problems, Problem("csv-quote", where))) from error
        if any(cells[len(header) :]):
            problems.append(Problem("row-too-long", where, {"cells": len(cells), "columns": len(header)}))
        elif any(cells):
            row = Row(where, dict(zip(header, cells, strict=False)))
            problems += [
                Problem("unreadable-character", where, {"column": column})
                for column, cell in row.cells.items()
                if _UNREADABLE.search(cell)
            ]
            yield row
    if problems:
        raise CampaignError(problems)
