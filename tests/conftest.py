"""What every test may use: fresh copies of the small campaign, the repository, the `--update` option."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ccf_docs.store.folder import Folder, shipped_templates

REPOSITORY = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expectations instead of comparing with them")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture
def repository() -> Path:
    return REPOSITORY


@pytest.fixture
def campaign(tmp_path: Path) -> Folder:
    """A copy of `tests/check/base`, a tiny campaign without a mistake, with the shipped templates."""
    root = tmp_path / "potager"
    shutil.copytree(shipped_templates(), root / "templates")
    shutil.copytree(REPOSITORY / "tests/check/base", root, dirs_exist_ok=True)
    return Folder(root)
