"""What the alignment says of a stretch of a document: the pieces that together hold every word of it once."""

from __future__ import annotations

from dataclasses import dataclass

from ccf_docs.model.document import Place
from ccf_docs.model.response import SegmentRole


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch with one role. `confidence` is from 0 to 1; `evidence` says in French what made us think so.

    In `text` a blank line ends a paragraph and a line that starts with "- " is an item of a list.
    """

    role: SegmentRole
    themes: tuple[str, ...]
    question: str | None
    text: str
    place: Place
    confidence: float
    evidence: str
