"""What the tests of the way in hand round."""

from __future__ import annotations

from dataclasses import dataclass

from ccf_docs.intake.align import align
from ccf_docs.intake.segment import Segment
from ccf_docs.model.campaign import Theme
from ccf_docs.model.document import Document


@dataclass(frozen=True)
class Asked:
    """A questionnaire and the letter that went with it."""

    themes: tuple[Theme, ...]
    letter: tuple[str, ...]

    def align(self, document: Document) -> tuple[Segment, ...]:
        return align(document, self.themes, letter=self.letter)
