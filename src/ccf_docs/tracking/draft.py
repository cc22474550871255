"""The workbook while it is being written: every cell goes through `put`, and every formula is kept with its result.

openpyxl writes a formula without its result; previews, telephones and mail programs, which do not calculate, would then
show nothing. `saved` fills the results in.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from ccf_docs.formats.package import read_parts, write_parts
from ccf_docs.tracking.styles import add_styles

LONGEST_TEXT = 32_767
"""Characters that a cell can hold (Excel specifications and limits)."""
CUT = " […]"
LINE_HEIGHT = 13.0
"""Points that a line of the body takes."""

_FORMULA_STARTS = ("=", "+", "-", "@")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# ECMA-376 part 1, 22.9.2.19 ST_Xstring: `_x000D_` in a text stands for a character, unless its low line is escaped.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FONT_PARTS = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family"),
    *("charset", "scheme"),
)
_APPLICATION = re.compile(rb"<Application>[^<]*</Application>")

Result = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as Excel's files have it (English names, commas), and what it gives on the register's day."""

    text: str
    result: Result


Value = str | int | float | date | Formula | None


def xml_text(text: str) -> str:
    """The text without the control characters that XML has no place for."""
    return _NOT_XML.sub("", text)


def cell_text(text: str) -> str:
    """The text as a cell can hold it: no control characters, which XML has no place for; cut visibly if too long."""
    if not text.isprintable() or "_x" in text:
        text = _ESCAPE.sub("_x005F_", xml_text(re.sub("\r\n?", "\n", text)))
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT


@dataclass
class Draft:
    """The workbook and the results of its formulas, by sheet and cell."""

    themes: int
    workbook: Workbook = field(default_factory=Workbook)
    results: defaultdict[str, dict[str, Result]] = field(default_factory=lambda: defaultdict(dict))
    fitted: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    dressed: dict[tuple[str, bool], StyleArray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workbook.remove(self.workbook.worksheets[0])
        add_styles(self.workbook, self.themes)

    def sheet(self, title: str) -> Worksheet:
        """A new sheet at the end."""
        sheet: Worksheet = self.workbook.create_sheet(title)
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, style: str) -> None:
        """Write one cell. A text is a text whatever it begins with; only a `Formula` is a formula."""
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)
        # Without the prefix Excel takes such a text for a formula as soon as somebody edits the cell.
        self._dress(cell, style, quoted=isinstance(value, str) and value.startswith(_FORMULA_STARTS))
        match value:
            case None | "":
                return
            case Formula(text, result):
                cell.value = f"={text}"
                self.results[sheet.title][cell.coordinate] = result
            case str():
                cell.value = cell_text(value)
                cell.data_type = "s"
            case _:
                cell.value = value

    def _dress(self, cell: Cell, style: str, *, quoted: bool) -> None:
        """Set the style, looked up once: openpyxl's own look-up takes a third of the time of a large workbook."""
        kept = self.dressed.get((style, quoted))
        if kept is not None:
            cell._style = kept  # type: ignore[attr-defined]
            return
        cell.style = f"ccf {style}"
        cell.quotePrefix = quoted
        self.dressed[style, quoted] = cell._style  # type: ignore[attr-defined]

    def fit(self, sheet: Worksheet, row: int, lines: int) -> None:
        """Make a row as high as so many lines, and let it grow when somebody types more.

        Both Excel and LibreOffice take the height of a row as it is in the file until then.
        """
        sheet.row_dimensions[row].height = LINE_HEIGHT * lines + 4
        self.fitted[sheet.title].add(row)

    def name(self, name: str, target: str) -> None:
        """A defined name for a range or a cell."""
        self.workbook.defined_names[name] = DefinedName(name, attr_text=target)

    def property(self, name: str, value: str) -> None:
        """A custom property of the file."""
        # The attribute is there since openpyxl 3.1; the stubs do not know it.
        self.workbook.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]

    def saved(self, day: date) -> bytes:
        """The file: formulas with their results, and no date but `day`: the same register gives the same bytes."""
        properties = self.workbook.properties
        properties.created = properties.modified = datetime(day.year, day.month, day.day)
        buffer = io.BytesIO()
        # Workbook.save() would set the time of change from the clock.
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            ExcelWriter(self.workbook, archive).save()
        parts = read_parts(buffer.getvalue(), "tracker.xlsx")
        for number, sheet in enumerate(self.workbook.worksheets, start=1):
            part = f"xl/worksheets/sheet{number}.xml"
            parts[part] = _finished_sheet(parts[part], self.results[sheet.title], self.fitted[sheet.title])
        parts["xl/styles.xml"] = _fonts_in_order(parts["xl/styles.xml"])
        # LibreOffice trusts the results in a file that says it comes from Excel; in any other it calculates them again.
        parts["docProps/app.xml"] = _APPLICATION.sub(b"<Application>ccf-docs</Application>", parts["docProps/app.xml"])
        return write_parts(parts)


def _finished_sheet(sheet: bytes, results: dict[str, Result], fitted: set[int]) -> bytes:
    """The results of the formulas filled in; `customHeight`, which would freeze a row's height, off the fitted rows."""
    root = etree.fromstring(sheet)
    for row in root.iter(f"{_MAIN}row"):
        if int(row.attrib["r"]) in fitted:
            row.attrib.pop("customHeight", "")
    for formula in root.iter(f"{_MAIN}f"):
        cell = formula.getparent()
        assert cell is not None
        result, value = results[str(cell.attrib["r"])], cell.find(f"{_MAIN}v")
        if value is None:
            value = etree.SubElement(cell, f"{_MAIN}v")
        match result:
            case None | str():
                cell.set("t", "str")
                value.text = result or ""
            case date():
                value.text = str((result - date(1899, 12, 30)).days)
            case _:
                value.text = repr(result)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fonts_in_order(stylesheet: bytes) -> bytes:
    """The parts of each font in the order that the schema asks for (CT_Font); openpyxl has one of its own."""
    root = etree.fromstring(stylesheet)
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda part: _FONT_PARTS.index(etree.QName(part).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def text_lines(text: str, width: float) -> int:
    """How many lines a text takes in a wrapped column of this width; rather one too many."""
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))


def table(sheet: Worksheet, name: str, row: int, columns: int, rows: int) -> str:
    """Make a table of the cells from the header's `row` on and return its range; a table has one row at least."""
    reference = f"A{row}:{get_column_letter(columns)}{row + max(rows, 1)}"
    made = Table(displayName=name, ref=reference)
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(made)
    return reference
