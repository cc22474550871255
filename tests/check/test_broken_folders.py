"""Folders with a mistake, each a few edits of the same small campaign, and what `check` says of them.

A case is a folder under `cases/`: `case.yaml` (the edits) and `expected.txt` (the messages, rewritten by `--update`).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from ccf_docs.check import check
from ccf_docs.errors import Problem
from ccf_docs.store.folder import Folder
from ccf_docs.text.messages import advise, describe

CASES = sorted((Path(__file__).parent / "cases").iterdir())


def edit(root: Path, file: str, **change: Any) -> None:
    path = root / file
    if "find" in change:
        text = path.read_text("utf-8")
        assert change["find"] in text, f"{file} no longer holds {change['find']!r}"
        path.write_text(text.replace(change["find"], change["put"], 1), "utf-8")
    elif "write" in change:
        path.parent.mkdir(exist_ok=True)
        path.write_text(change["write"], "utf-8")
    elif "copy_of" in change:
        shutil.copy(root / change["copy_of"], path)
    elif "splice" in change:
        foreign = change["as_bytes"].encode("latin-1").decode("unicode_escape").encode("latin-1")
        path.write_bytes(path.read_bytes().replace(change["splice"].encode(), foreign))
    elif "encoding" in change:
        path.write_bytes(path.read_text("utf-8").encode(change["encoding"]))
    else:
        assert change == {"delete": True}
        path.unlink()


def written(problems: tuple[Problem, ...]) -> str:
    return "".join(f"{p.where}: {p.severity}: {describe(p)}\n    → {advise(p)}\n" for p in problems)


def test_there_are_cases() -> None:
    assert len(CASES) >= 20


def test_the_campaign_that_the_cases_break_has_no_mistake(campaign: Folder) -> None:
    assert written(check(campaign)[1]) == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_folder_gets_its_messages(case: Path, campaign: Folder, update: bool) -> None:
    for change in YAML(typ="safe").load((case / "case.yaml").read_text("utf-8")):
        edit(campaign.root, **change)
    messages = written(check(campaign)[1])
    assert messages
    expectation = case / "expected.txt"
    if update:
        expectation.write_text(messages, "utf-8")
    assert messages == expectation.read_text("utf-8")
