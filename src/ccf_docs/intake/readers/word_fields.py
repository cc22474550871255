"""Word's fields: their results are text, their instructions are not; links and old form fields hide in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ccf_docs.intake.readers.gathered import Paragraph, Piece, text_from, tick
from ccf_docs.intake.readers.package import attribute, child, integer, local
from ccf_docs.intake.readers.word_styles import is_on

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|([^\s"\\]\S*))')


@dataclass(slots=True)
class Field:
    """A field that has begun and not ended yet."""

    form: Any | None
    """The properties of an old form field."""
    instruction: list[str] = field(default_factory=list)
    has_result: bool = False
    paragraph: Paragraph | None = None
    start: int = 0
    """Where its result begins: a paragraph, and how many pieces it had then."""

    def begin_result(self, paragraph: Paragraph) -> None:
        """What follows is what the field shows."""
        self.has_result, self.paragraph, self.start = True, paragraph, len(paragraph.pieces)

    def result(self, paragraph: Paragraph) -> str:
        """What the field shows, as far as it stands in this paragraph."""
        if not self.has_result:
            return ""
        return text_from(paragraph, self.start if self.paragraph is paragraph else 0)


def link_address(instruction: str) -> str:
    """The address in a HYPERLINK field's instruction; "" for a place in the same file and for any other field."""
    match = _LINK.match(instruction)
    return (match[1] or match[2] or "").strip() if match else ""


def ended(found: Field, paragraph: Paragraph) -> None:
    """Add what a field that ends here shows but does not hold as text, and the address that it leads to."""
    shown = found.result(paragraph)
    address = link_address("".join(found.instruction))
    if address:
        paragraph.links.append((shown, address))
    box, choice = child(found.form, "checkBox"), child(found.form, "ddList")
    if box is not None:
        state = child(box, "checked")
        tick(paragraph, is_on(state if state is not None else child(box, "default")), shown)
    if choice is not None and not shown.strip():
        paragraph.pieces.append(Piece(_chosen(choice)))


def _chosen(choice: Any) -> str:
    entries = [attribute(item, "val") for item in choice if local(item) == "listEntry"]
    kept = child(choice, "result")
    at = integer(attribute(kept if kept is not None else child(choice, "default"), "val"), 0)
    return entries[at] if at < len(entries) else ""
