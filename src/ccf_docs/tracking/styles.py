"""How the workbook looks: one named style per kind of cell, in few and sober colours.

Colour never stands alone: each state has its sign and its word. Families of states differ in lightness, so that they
stay apart in black and white, and none is green or red.
"""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Color, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

INK = "163E4C"
BODY = "222222"
MUTED = "6B6B66"
PAPER = "FFFFFF"
RULE = "C9C6BB"
STRONG_RULE = "8A877C"
COMPUTED = "F3F1EB"
COMPUTED_HEAD = "DDD9CD"
TO_DO = "F0CB6B"
CAME_BACK = "DFECF0"
READ = "93B8C4"
FAMILIES = (TO_DO, CAME_BACK, READ)

FAMILY = "Calibri"

DATE = "dd/mm/yyyy"
DATE_WITH_DAY = "[$-40C]ddd dd/mm/yyyy"
TEXT = "@"
DAYS = '0" j";"−"0" j";"ce jour"'
DAYS_IN_WORDS = '"dans "0" j";"il y a "0" j";"aujourd’hui"'
PERCENT = "0 %"
GENERAL = "General"

_LINE = Border(bottom=Side(style="thin", color=RULE))
_TOTAL = Border(top=Side(style="medium", color=INK), bottom=Side(style="medium", color=INK))


def _font(*, bold: bool = False, italic: bool = False, size: float = 10, color: str = BODY) -> Font:
    return Font(name=FAMILY, size=size, bold=bold, italic=italic, color=Color(rgb=f"FF{color}"))


def fill(color: str) -> PatternFill:
    """A plain fill of a cell."""
    return PatternFill("solid", start_color=f"FF{color}", end_color=f"FF{color}")


def _place(horizontal: str | None = None, vertical: str = "center", *, wrap: bool = True, indent: int = 0) -> Alignment:
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrap, indent=indent)


def _style(
    name: str,
    font: Font,
    alignment: Alignment,
    number_format: str = GENERAL,
    *,
    background: str | None = None,
    border: Border = _LINE,
) -> NamedStyle:
    style = NamedStyle(name=f"ccf {name}", font=font, alignment=alignment, number_format=number_format, border=border)
    if background is not None:
        style.fill = fill(background)
    return style


def add_styles(workbook: Workbook, themes: int) -> None:
    """Give the workbook all the styles that `Draft.put` names; `themes` is how many the campaign has."""
    plain, centre = _place(), _place("center")
    none = Border()
    for style in (
        _style("title", _font(bold=True, size=16, color=INK), _place(wrap=False), border=none),
        _style("subtitle", _font(color=MUTED), _place(wrap=False), border=none),
        _style("key", _font(size=8, color=MUTED), _place(wrap=False), border=none),
        _style(
            "group",
            _font(bold=True, size=9, color=INK),
            _place(vertical="bottom", wrap=False),
            border=Border(bottom=Side(style="medium", color=INK)),
        ),
        _style("head", _font(bold=True, color=PAPER), _place(), background=INK),
        _style("head computed", _font(bold=True, color=INK), _place(), background=COMPUTED_HEAD),
        _style("head theme", _font(bold=True, size=9, color=INK), _place(), background=COMPUTED_HEAD),
        _style("text", _font(), plain),
        _style("text strong", _font(bold=True), plain),
        _style("text unknown", _font(italic=True, color=MUTED), plain),
        _style("typed text", _font(), plain, TEXT),
        _style("number", _font(), centre, "0"),
        _style("centred", _font(), centre),
        _style("date", _font(), centre, DATE),
        _style("long date", _font(), _place("left"), DATE_WITH_DAY),
        _style("state", _font(bold=True), plain, background=COMPUTED),
        _style("computed", _font(), centre, background=COMPUTED),
        _style("computed text", _font(), plain, background=COMPUTED),
        _style("computed days", _font(), centre, DAYS, background=COMPUTED),
        _style("computed days in words", _font(), _place("left"), DAYS_IN_WORDS, background=COMPUTED),
        _style("computed answered", _font(), centre, f'0" / {themes}"', background=COMPUTED),
        _style("computed number", _font(), centre, "0", background=COMPUTED),
        _style("computed percent", _font(), centre, PERCENT, background=COMPUTED),
        _style("theme", _font(size=9), plain, background=COMPUTED),
        _style("total", _font(bold=True), plain, border=_TOTAL),
        _style("total number", _font(bold=True), centre, "0", background=COMPUTED, border=_TOTAL),
        _style("total percent", _font(bold=True), centre, PERCENT, background=COMPUTED, border=_TOTAL),
        _style("section", _font(bold=True, size=12, color=INK), _place(vertical="bottom", wrap=False), border=none),
        _style("prose", _font(), _place(wrap=False), border=none),
        _style("sign", _font(bold=True, size=11), centre),
        *(_style(f"sign {color}", _font(bold=True, size=11), centre, background=color) for color in FAMILIES),
        *(_style(f"text strong {color}", _font(bold=True), plain, background=color) for color in FAMILIES),
    ):
        workbook.add_named_style(style)


def differential(
    background: str | None = None, *, bold: bool | None = None, italic: bool | None = None, color: str | None = None
) -> DifferentialStyle:
    """What a conditional format changes."""
    font = Font(bold=bold, italic=italic, color=None if color is None else Color(rgb=f"FF{color}"))
    # A solid fill takes its foreground colour in a cell, but its background colour in a differential style.
    colored = None if background is None else PatternFill("solid", bgColor=Color(rgb=f"FF{background}"))
    return DifferentialStyle(font=font, fill=colored)
