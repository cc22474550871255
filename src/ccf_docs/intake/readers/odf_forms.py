"""What the form fields of an OpenDocument text show: check boxes, choices, texts."""

from __future__ import annotations

from typing import Any

from ccf_docs.intake.readers.gathered import Paragraph, Piece, tick
from ccf_docs.intake.readers.package import attribute, integer, local


def add_control(control: Any, paragraph: Paragraph) -> None:
    """Add what a form control shows: LibreOffice keeps it apart from the text."""
    kind = local(control)
    if kind in ("checkbox", "radio"):
        state = attribute(control, "current-state") or attribute(control, "state")
        selected = attribute(control, "current-selected") or attribute(control, "selected")
        tick(paragraph, state == "checked" or selected == "true", "")
        paragraph.pieces.append(Piece(f" {attribute(control, 'label')} "))
    elif kind in ("text", "textarea", "combobox", "formatted-text", "date", "time", "number", "value-range"):
        shown = attribute(control, "current-value") or attribute(control, "value")
        paragraph.pieces.append(Piece(f" {shown} "))
    elif kind == "listbox":
        chosen = [
            attribute(option, "label")
            for option in control
            if "true" in (attribute(option, "current-selected"), attribute(option, "selected"))
        ]
        paragraph.pieces.append(Piece(f" {', '.join(chosen)} "))
    elif kind in ("fixed-text", "button"):
        paragraph.pieces.append(Piece(f" {attribute(control, 'label')} "))


def add_fieldmark(mark: Any, paragraph: Paragraph) -> None:
    """Add what a form field from an old Word file shows: it is told by its parameters only."""
    values = [(attribute(item, "name").rpartition(".")[2], attribute(item, "value")) for item in mark]
    kind = attribute(mark, "type").rpartition(".")[2]
    if kind == "FORMCHECKBOX":
        tick(paragraph, dict(values).get("Checkbox_Checked") == "true", "")
    elif kind == "FORMDROPDOWN":
        entries = [value for name, value in values if name == "Dropdown_ListEntry"]
        at = integer(dict(values).get("Dropdown_Selected", ""), 0)
        paragraph.pieces.append(Piece(entries[at] if at < len(entries) else ""))
