"""A thousand damaged files, made from valid ones: each is read or refused, in little time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import damage
import pytest

import ccf_docs

SEED = 92


def read_damaged(count: int) -> dict[str, Any]:
    """What came of each file, read in a process of its own so that its memory can be told."""
    command = [sys.executable, damage.__file__, "--seed", str(SEED), "--count", str(count)]
    environment = {**os.environ, "PYTHONPATH": str(Path(ccf_docs.__file__).parents[1])}
    done = subprocess.run(command, capture_output=True, check=True, timeout=600, env=environment)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def check(found: dict[str, Any], count: int) -> None:
    outcomes = found["outcomes"]
    assert len(outcomes) == count
    assert [outcome for outcome in outcomes if outcome["said"] not in ("read", "refused")] == []
    assert [outcome for outcome in outcomes if outcome["seconds"] > 10] == []
    assert found["megabytes"] < 500
    came = Counter(outcome["said"] for outcome in outcomes)
    assert min(came["read"], came["refused"]) > count / 10, "the damage is too small or too great to tell anything"


def test_the_same_seed_makes_the_same_files_of_every_format() -> None:
    made = list(damage.damaged(SEED, 120))
    assert made == list(damage.damaged(SEED, 120))
    assert {Path(name).suffix for name, _ in made} >= {".docx", ".odt", ".fodt", ".txt"}


def test_sixty_damaged_files_are_read_or_refused() -> None:
    check(read_damaged(60), 60)


@pytest.mark.slow
def test_a_thousand_damaged_files_are_read_or_refused() -> None:
    check(read_damaged(1_000), 1_000)
