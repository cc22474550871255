"""What a message says, line by line, before it becomes blocks: each line with what it is and whether it is quoted."""

from __future__ import annotations

from dataclasses import dataclass

from ccf_docs.model.document import BlockKind


@dataclass(frozen=True, slots=True)
class Said:
    """A line or paragraph. `quoted`: the message itself marks it so; `head`: it announces a quotation."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    label: str = ""
    quoted: bool = False
    head: bool = False

    @property
    def own(self) -> bool:
        """Whether the writer of the message says it."""
        return not self.quoted and not self.head and self.kind not in (BlockKind.QUOTED, BlockKind.RUNNING)
