"""What a heading of a returned file says: where it stands and which themes it opens."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """The first `words` words of a block open `themes`; none: a heading of the candidate's own.

    `live` is false in a table of contents: such a heading opens nothing.
    """

    block: int
    words: int
    themes: tuple[str, ...]
    question: str | None
    score: float
    evidence: str
    style: str = ""
    live: bool = True
    general: bool = False
    """Whether it stands over words for the reader, about no theme: "Conclusion"."""
