"""Par canton: counts, rate and a chart for every constituency of the campaign, those without a candidacy too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ccf_docs.model.campaign import Constituency
from ccf_docs.model.register import Entry, Register
from ccf_docs.model.response import Kind
from ccf_docs.model.status import State
from ccf_docs.text import tracker as words
from ccf_docs.text.labels import KIND_LABELS
from ccf_docs.tracking import styles
from ccf_docs.tracking.draft import Draft, Formula
from ccf_docs.tracking.sheets import page

HEAD_ROW = 5
FIRST_ROW = 6
ROW_HEIGHT = 17.0

_FOLLOW_UP = page.FOLLOW_UP_TABLE


@dataclass(frozen=True, slots=True)
class _Count:
    """A counted column: the conditions over the follow-up table, and the same count over entries."""

    key: str
    conditions: tuple[tuple[str, str], ...]
    counts: Callable[[Entry], bool]


def _of_kind(kind: Kind) -> Callable[[Entry], bool]:
    return lambda entry: entry.response is not None and entry.response.kind is kind


_COUNTS = (
    _Count("standing", (), lambda _: True),
    _Count("sent", (("sent", '">0"'),), lambda entry: entry.status.sent_on is not None),
    _Count("answers", (("kind", f'"{KIND_LABELS[Kind.ANSWERS]}"'),), _of_kind(Kind.ANSWERS)),
    _Count(
        "late",
        (("kind", f'"{KIND_LABELS[Kind.ANSWERS]}"'), ("late", f'"{words.YES}"')),
        lambda entry: entry.status.late and _of_kind(Kind.ANSWERS)(entry),
    ),
    _Count(
        "reviewed",
        (("kind", f'"{KIND_LABELS[Kind.ANSWERS]}"'), ("reviewed", f'"{words.YES}"')),
        lambda entry: entry.status.reviewed and _of_kind(Kind.ANSWERS)(entry),
    ),
    _Count("general", (("kind", f'"{KIND_LABELS[Kind.GENERAL_TEXT]}"'),), _of_kind(Kind.GENERAL_TEXT)),
    _Count("refused", (("kind", f'"{KIND_LABELS[Kind.REFUSAL]}"'),), _of_kind(Kind.REFUSAL)),
)
_FIRST_COUNT = 3
_COLUMNS = ("id", "place", *(count.key for count in _COUNTS), "silent", "rate", "list")
_WIDTHS = {"id": 8.0, "place": 22.0, "list": 34.0, "standing": 13.0}
_CHARTED = ("answers", "general", "refused", "silent")


def _color(rgb: str) -> ColorChoice:
    return ColorChoice(srgbClr=rgb)  # type: ignore[arg-type]  # a string will do; the stub asks for its wrapper


# Told apart in black and white too: dark, middle, hatched, nearly white.
_CHART_FILLS = (
    GraphicalProperties(solidFill=styles.INK),
    GraphicalProperties(solidFill="93B8C4"),
    GraphicalProperties(
        pattFill=PatternFillProperties(prst="wdUpDiag", fgClr=_color(styles.INK), bgClr=_color(styles.PAPER))
    ),
    GraphicalProperties(solidFill="F3F1EB"),
)
_LETTERS = {key: get_column_letter(number) for number, key in enumerate(_COLUMNS, start=1)}


def add(draft: Draft, register: Register) -> None:
    """Write the sheet; the counts are formulas over the follow-up table."""
    campaign = register.campaign
    sheet = draft.sheet(page.sheet_name(words.PLACES, campaign))
    title = words.TITLES[words.PLACES].format(**page.campaign_words(campaign))
    page.heading(draft, sheet, 2, page.own(title), page.own(words.PLACES_SUBTITLE))
    page.keys(draft, sheet, _COLUMNS)
    headers = words.HEADERS | words.PLACE_HEADERS
    for number, key in enumerate(_COLUMNS, start=1):
        style = "head" if key in ("id", "place", "list") else "head computed"
        draft.put(sheet, HEAD_ROW, number, page.header(headers[key], campaign), style)
    last_row = FIRST_ROW + len(campaign.constituencies) - 1
    entries_of: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in register.entries:
        entries_of[entry.candidacy.constituency].append(entry)
    for row, place in enumerate(campaign.constituencies, start=FIRST_ROW):
        _row(draft, sheet, row, place, entries_of[place.id])
    complete = [_tally(entries_of[place.id]) for place in campaign.constituencies if place.complete]
    _total(draft, sheet, last_row, _tally(register.entries), _rate(complete))
    _chart(sheet, last_row)
    page.widths(sheet, {number: _WIDTHS.get(key, 10.0) for number, key in enumerate(_COLUMNS, start=1)})
    sheet.row_dimensions[HEAD_ROW].height = 32
    page.hide(sheet, 1)
    page.freeze(sheet, f"C{FIRST_ROW}")
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{_LETTERS['list']}{last_row}"
    page.print_setup(sheet, register, repeated_rows=f"{HEAD_ROW}:{HEAD_ROW}")


Tally = dict[str, int]
"""What is counted in one row, by column."""


def _tally(entries: Sequence[Entry]) -> Tally | None:
    """The counts over those who still stand; None where nobody is known to."""
    standing = [entry for entry in entries if entry.status.state is not State.WITHDRAWN]
    if not standing:
        return None
    tally = {count.key: sum(count.counts(entry) for entry in standing) for count in _COUNTS}
    return tally | {"silent": tally["standing"] - tally["answers"] - tally["general"] - tally["refused"]}


def _row(draft: Draft, sheet: Worksheet, row: int, place: Constituency, entries: Sequence[Entry]) -> None:
    now = _tally(entries)
    results: Tally = now or {}
    at = {key: f"{letter}{row}" for key, letter in _LETTERS.items()}
    unknown = f"N({at['standing']})=0"
    draft.put(sheet, row, 1, place.id, "key")
    draft.put(sheet, row, 2, place.name, "text")
    for number, count in enumerate(_COUNTS, start=_FIRST_COUNT):
        text = f"COUNTIFS({_conditions(row, count)})"
        nobody = f"{text}=0" if count.key == "standing" else unknown
        draft.put(sheet, row, number, Formula(f'IF({nobody},"",{text})', results.get(count.key)), "computed number")
    silent = f'IF({unknown},"",{at["standing"]}-{at["answers"]}-{at["general"]}-{at["refused"]})'
    draft.put(sheet, row, _number("silent"), Formula(silent, results.get("silent")), "computed number")
    share = f'IF(OR({unknown},{at["list"]}<>"{words.LIST_COMPLETE}"),"",{at["answers"]}/{at["standing"]})'
    draft.put(sheet, row, _number("rate"), Formula(share, _rate([now] if place.complete else [])), "computed percent")
    draft.put(sheet, row, _number("list"), _list_state(place, entries), "text")
    sheet.row_dimensions[row].height = ROW_HEIGHT


def _number(key: str) -> int:
    return _COLUMNS.index(key) + 1


def _conditions(row: int, count: _Count) -> str:
    """The candidacies of the row's constituency that still stand: "=" is the criterion for an empty cell."""
    own_rows = f'{_FOLLOW_UP}[{words.HEADERS["id"]}],$A{row}&"/*",{_FOLLOW_UP}[{words.HEADERS["withdrawn"]}],"="'
    return ",".join(
        (own_rows, *(f"{_FOLLOW_UP}[{words.HEADERS[column]}],{criterion}" for column, criterion in count.conditions))
    )


def _rate(tallies: Sequence[Tally | None]) -> float | None:
    """Answers over candidacies, given the tallies of places whose list is complete; None where there are none."""
    known = [tally for tally in tallies if tally is not None]
    standing = sum(tally["standing"] for tally in known)
    return sum(tally["answers"] for tally in known) / standing if standing else None


def _list_state(place: Constituency, entries: Sequence[Entry]) -> str:
    if entries:
        return words.LIST_COMPLETE if place.complete else words.LIST_INCOMPLETE
    return words.LIST_EMPTY if place.complete else words.LIST_UNKNOWN


def _total(draft: Draft, sheet: Worksheet, last_row: int, tally: Tally | None, rate: float | None) -> None:
    row = last_row + 1
    column = {key: f"{letter}{FIRST_ROW}:{letter}{last_row}" for key, letter in _LETTERS.items()}
    draft.put(sheet, row, 2, words.TOTAL, "total")
    for key in (*(count.key for count in _COUNTS), "silent"):
        total = Formula(f"SUM({column[key]})", tally[key] if tally else 0)
        draft.put(sheet, row, _number(key), total, "total number")
    summed = {key: f'SUMIF({column["list"]},"{words.LIST_COMPLETE}",{column[key]})' for key in ("answers", "standing")}
    share = Formula(f'IF({summed["standing"]}=0,"",{summed["answers"]}/{summed["standing"]})', rate)
    draft.put(sheet, row, _number("rate"), share, "total percent")
    draft.put(sheet, row, _number("list"), None, "total")
    sheet.row_dimensions[row].height = ROW_HEIGHT + 3


def _chart(sheet: Worksheet, last_row: int) -> None:
    """One stacked bar a constituency, beside the table and about as high as its rows."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 45
    chart.title = words.CHART_TITLE
    for key, filled in zip(_CHARTED, _CHART_FILLS, strict=True):
        column = _COLUMNS.index(key) + 1
        series = Series(
            Reference(sheet, min_col=column, min_row=FIRST_ROW, max_row=last_row), title=words.PLACE_HEADERS[key]
        )
        series.graphicalProperties = copy(filled)
        series.graphicalProperties.line = LineProperties(solidFill=styles.INK, w=6350)
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=2, min_row=FIRST_ROW, max_row=last_row))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorUnit = 1 if last_row - FIRST_ROW < 400 else None
    chart.y_axis.number_format = "0"
    chart.y_axis.crosses = "max"
    chart.y_axis.majorGridlines = None
    chart.legend.position = "b"
    chart.layout = Layout(manualLayout=ManualLayout())
    chart.width = 14
    chart.height = max(9.0, (last_row - FIRST_ROW + 3) * ROW_HEIGHT * 0.0353 + 2)
    sheet.add_chart(chart, f"{get_column_letter(len(_COLUMNS) + 2)}{HEAD_ROW}")
