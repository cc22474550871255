"""The walk through OpenDocument's XML, element by element, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ccf_docs.intake.readers import symbols
from ccf_docs.intake.readers.form_cells import Names
from ccf_docs.intake.readers.gathered import Gathered, Paragraph, Piece
from ccf_docs.intake.readers.guard import Seen
from ccf_docs.intake.readers.odf_lists import Lists
from ccf_docs.intake.readers.odf_styles import Styles
from ccf_docs.intake.readers.package import local
from ccf_docs.model.document import BlockKind

_SILENT = frozenset(
    "tracked-changes forms sequence-decls variable-decls user-field-decls dde-connection-decls number script param "
    "event-listeners binary-data note-citation table-of-content-source illustration-index-source table-index-source "
    "alphabetical-index-source bibliography-source user-index-source object-index-source enhanced-geometry".split()
)
"""Elements that hold no text of the document; `text:number` is a list's own."""
_SILENT_ELSEWHERE = frozenset("title desc date creator creator-initials sender-initials date-string".split())
"""Fields that are shown, and by the same names in other namespaces what programs note of a drawing or a comment."""
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@dataclass(frozen=True, slots=True)
class State:
    """What holds for the text being read because of what stands round it."""

    tags: Names = ()
    hint: bool = False
    deleted: bool = False
    hidden: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """Something that a paragraph holds and that is read after it: a frame's text, or a note with its number."""

    element: Any
    state: State
    number: str = ""


@dataclass(slots=True)
class Walk:
    """Reads one file into `out`; `seen` says which texts it has met."""

    lists: Lists
    styles: Styles
    out: Gathered
    deletions: dict[str, Any]
    """What tracked changes have deleted, by their ids, until it has been read."""
    controls: dict[str, Any]
    """Form controls by their ids."""
    steps: Mapping[str, Step]
    """What to do with an element, by its name; any other is entered."""
    seen: Seen = field(default_factory=dict)
    comments: list[tuple[Any, Paragraph]] = field(default_factory=list)
    state: State = State()
    open: set[str] = field(default_factory=set)
    deleting: set[str] = field(default_factory=set)
    cells: dict[Any, Names] = field(default_factory=dict)

    def story(self, root: Any, kind: BlockKind) -> None:
        """Read an element from its beginning to its end; between paragraphs there is no text."""
        self.children(root, kind, None)

    def children(self, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
        """Read what stands inside an element, and the text between; `paragraph` is None between paragraphs."""
        if paragraph is not None:
            self.say_text(element, paragraph, tail=False)
        for item in element:
            name = local(item)
            if name and not is_silent(item):
                step = self.steps.get(name)
                if step is not None:
                    step(self, item, kind, paragraph)
                else:
                    self.children(item, kind, paragraph)
            if paragraph is not None:
                self.say_text(item, paragraph, tail=True)

    def within(self, element: Any, kind: BlockKind, paragraph: Paragraph | None, state: State) -> None:
        """Read what stands inside an element in another state."""
        outer, self.state = self.state, state
        self.children(element, kind, paragraph)
        self.state = outer

    def say_text(self, element: Any, paragraph: Paragraph, *, tail: bool) -> None:
        """Add an element's own text, or what follows it, to the paragraph."""
        text = element.tail if tail else element.text
        if text:
            self.seen[element, tail] = paragraph
            # ODF 1.2 part 1, 6.1.2: white space collapses. A return is what LibreOffice 7.4 makes of the end of a
            # paragraph in a control.
            text = re.sub(r"[ \t\n]+", " ", text).replace("\r", "\n")
            self.say(symbols.shown(text, self.state.font) if self.state.font else text, paragraph)

    def say(self, text: str, paragraph: Paragraph) -> None:
        """Add text to the paragraph, or to what stands apart of it."""
        if self.state.deleted or self.deleting:
            paragraph.deleted.append(text)
        elif self.state.hidden:
            paragraph.hidden.append(text)
        else:
            paragraph.pieces.append(Piece(text, self.state.hint, self.state.tags))
            if text.strip():
                paragraph.bookmarks.update(self.open)


Step = Callable[[Walk, Any, BlockKind, Paragraph | None], None]


def is_silent(element: Any) -> bool:
    """Whether what stands inside an element is no text of the document."""
    name = local(element)
    return name in _SILENT or (name in _SILENT_ELSEWHERE and not element.tag.startswith(_TEXT))
