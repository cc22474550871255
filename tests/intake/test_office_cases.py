"""Every case is two files in `office/`: a returned file, and beside it the blocks and notices that it must give.

To add one, drop a file there and run with `--update`; read the expectation before it is committed. `office/README.md`
says where each file comes from.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ccf_docs.formats import libreoffice
from ccf_docs.intake import readers
from ccf_docs.model.document import Block, Document

OFFICE = Path(__file__).parent / "office"
LONG = 30
"""Words of a block from which on the expectation holds both ends and the count."""
RETURNED = sorted(path for path in OFFICE.iterdir() if path.suffix not in (".json", ".md"))


def expectation(path: Path) -> Path:
    return path.with_name(path.name + ".expected.json")


def as_expected(document: Document) -> dict[str, Any]:
    return {
        "blocks": [as_line(block) for block in document.blocks],
        "references": list(document.references),
        "notices": [f"{item.code} {item.where} : {item.message}" for item in document.notices],
    }


def as_line(block: Block) -> str:
    label = f"[{block.label}]" if block.label else ""
    head = filter(None, (f"¶{block.number}", block.kind.value, label, *(f"<{field}>" for field in block.fields)))
    words = block.words
    said = f"{' '.join(words[:10])} (…{len(words)} words…) {' '.join(words[-5:])}" if len(words) > LONG else block.text
    return f"{' '.join(head)} : {said}"


def test_the_cases_are_there_and_each_has_its_origin() -> None:
    origins = (OFFICE / "README.md").read_text(encoding="utf-8")
    assert len(RETURNED) >= 15
    assert [path.name for path in RETURNED if f"`{path.name}`" not in origins] == []


def test_no_expectation_is_left_without_its_case() -> None:
    assert {path.name for path in OFFICE.glob("*.expected.json")} == {expectation(path).name for path in RETURNED}


@pytest.mark.parametrize("path", RETURNED, ids=lambda path: path.name)
def test_the_file_is_read_as_expected(path: Path, update: bool) -> None:
    if path.suffix == ".doc" and libreoffice.program() is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    found = as_expected(readers.read(path))
    beside = expectation(path)
    if update:
        beside.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert beside.exists(), f"no expectation beside {path.name}: read what comes out, then run pytest with --update"
    assert found == json.loads(beside.read_text(encoding="utf-8"))
