"""A document as an expectation file holds it: short enough to be read, long enough to be wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ccf_docs.model.document import Block, Document

SHORT = 16
"""Words of a text that the expectation holds whole; of a longer one it holds both ends and the count."""


def told(document: Document) -> dict[str, Any]:
    return {
        "received_on": document.received_on.isoformat() if document.received_on else None,
        "notices": [f"{notice.code} {notice.where} {notice.message}".replace("  ", " ") for notice in document.notices],
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> str:
    place = " ".join([block.origin, *([f"p. {block.page}"] if block.page else []), *block.fields, block.label]).strip()
    words = block.words
    if len(words) > SHORT:
        text = f"{' '.join(words[:6])} … {' '.join(words[-6:])} ({len(words)} words)"
    else:
        text = " ".join(words)
    return f"{block.kind.value}{f' ({place})' if place else ''}: {text}"


def compare(document: Document, beside: Path, *, update: bool) -> None:
    """Hold a document against the expectation beside its file, or write that."""
    found = told(document)
    if update:
        beside.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert beside.exists(), f"no expectation {beside.name}: read what comes out, then run pytest with --update"
    assert found == json.loads(beside.read_text(encoding="utf-8"))
