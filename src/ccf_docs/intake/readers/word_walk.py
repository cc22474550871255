"""The walk through a Word file's XML, element by element, in reading order: where it is, and what holds there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ccf_docs.intake.readers.form_cells import Names
from ccf_docs.intake.readers.gathered import Gathered, Paragraph, Piece, Shape
from ccf_docs.intake.readers.guard import Seen, word_texts
from ccf_docs.intake.readers.numbering import Numbering
from ccf_docs.intake.readers.package import attribute, local
from ccf_docs.intake.readers.word_fields import Field
from ccf_docs.intake.readers.word_parts import Part, Parts, Relation
from ccf_docs.intake.readers.word_styles import Styles
from ccf_docs.model.document import BlockKind

PROPERTIES = frozenset(
    "pPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr rPr fldData delInstrText rubyPr binData".split()
)
"""Elements that hold no text of the document."""


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
    """Something that a paragraph holds and that is read after it: a text box, or a note with its number."""

    element: Any
    part: Part
    state: State
    number: str = ""


@dataclass(slots=True)
class Walk:
    """Reads the parts of one file into `out`; `seen` says which texts it has met."""

    parts: Parts
    notes: dict[tuple[str, str], tuple[Any, Part]]
    """Those that have not been read yet: a second mark of the same note reads nothing twice."""
    lists: Numbering
    styles: Styles
    out: Gathered
    part: Part
    steps: Mapping[str, Step]
    """What to do with an element, by its name; any other is entered."""
    seen: Seen = field(default_factory=dict)
    comments: dict[str, Paragraph] = field(default_factory=dict)
    """Where each comment hangs, by its id."""
    moved: str = ""
    """The words that tracked moves have brought to a new place, without spaces."""
    state: State = State()
    open: dict[str, str] = field(default_factory=dict)
    """Our form's bookmarks that are open, by id."""
    cells: dict[Any, Names] = field(default_factory=dict)
    """Table cells that are an answer as a whole."""
    fields: list[Field] = field(default_factory=list)
    carried: Paragraph | None = None
    """A paragraph whose end is deleted: the next one goes on with it."""
    count: dict[str, int] = field(default_factory=dict)
    """How many there have been of what must be counted."""

    def story(self, part: Part, root: Any, kind: BlockKind) -> None:
        """Read a part, or an element of it, from its beginning to its end."""
        outer, self.part, fields, self.fields = self.part, part, self.fields, []
        if not self.moved and part is self.parts.main:
            moves = (text.words for move in root.iter("{*}moveTo") for text in word_texts(move))
            self.moved = "".join("".join(moves).split())
        self.children(root, kind, None)
        self.flush(kind)
        self.part, self.fields = outer, fields

    def children(self, element: Any, kind: BlockKind, paragraph: Paragraph | None) -> None:
        """Read what stands inside an element; `paragraph` is None between paragraphs."""
        for item in element:
            name = local(item)
            if name and name not in PROPERTIES:
                step = self.steps.get(name)
                if step is not None:
                    step(self, item, kind, paragraph)
                else:
                    self.children(item, kind, paragraph)

    def within(self, element: Any, kind: BlockKind, paragraph: Paragraph | None, state: State) -> None:
        """Read what stands inside an element in another state."""
        outer, self.state = self.state, state
        self.children(element, kind, paragraph)
        self.state = outer

    def close(self, paragraph: Paragraph, kind: BlockKind, properties: Any | None) -> None:
        """Hand on a paragraph that is read to its end, then read what hangs on it."""
        gone = bool(paragraph.deleted) and not paragraph.text.strip()
        bullet, label = (False, "") if gone else self.lists.mark(properties)
        self.out.close(paragraph, kind, Shape(bullet, label, self.styles.is_heading(properties)))
        for item in paragraph.later:
            first = len(self.out.blocks)
            outer, self.state = self.state, item.state
            self.story(item.part, item.element, BlockKind.DELETED if item.state.deleted else kind)
            self.state = outer
            if item.number and len(self.out.blocks) > first:
                self.out.blocks[first] = replace(self.out.blocks[first], label=item.number)

    def flush(self, kind: BlockKind) -> None:
        """Close a paragraph that has no next one to go on with it."""
        paragraph, self.carried = self.carried, None
        if paragraph is not None:
            self.close(paragraph, kind, None)

    def say(self, text: str, paragraph: Paragraph) -> None:
        """Add text to the paragraph, or to what stands apart of it."""
        if self.state.deleted:
            paragraph.deleted.append(text)
        elif self.state.hidden:
            paragraph.hidden.append(text)
        else:
            paragraph.pieces.append(Piece(text, self.state.hint, self.state.tags))
            if text.strip():
                paragraph.bookmarks.update(self.open.values())

    def later(self, element: Any, paragraph: Paragraph, part: Part | None = None, number: str = "") -> None:
        """Read an element after the paragraph that holds it."""
        paragraph.later.append(Later(element, part or self.part, self.state, number))

    def relation(self, element: Any, name: str = "id") -> Relation | None:
        """What an element points to."""
        return self.part.relations.get(attribute(element, name))

    def number(self, what: str) -> int:
        """One more of its kind: its number."""
        self.count[what] = self.count.get(what, 0) + 1
        return self.count[what]

    def allow(self, what: str, most: int) -> None:
        """Count something that costs time; RecursionError beyond what any word processor writes."""
        if self.number(what) > most:
            raise RecursionError(what)


Step = Callable[[Walk, Any, BlockKind, Paragraph | None], None]
