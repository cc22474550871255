"""The invented campaign of `orchard.py`, its booklets made once for all tests, and templates to be spoilt."""

from __future__ import annotations

import shutil
from pathlib import Path

import orchard
import pytest
from orchard import Spoil

from ccf_docs.booklets.booklet import make
from ccf_docs.formats.pdf_text import PrintedText, read
from ccf_docs.model.register import Register
from ccf_docs.store.folder import shipped_templates


@pytest.fixture(scope="session")
def register() -> Register:
    return orchard.register()


@pytest.fixture(scope="session")
def products(register: Register) -> dict[str, bytes]:
    """Path to content, of the two editions of each canton."""
    places = ("colombes-2", "antony", "boulogne-billancourt-2")
    return {product.path: product.content for place in places for product in make(register, place, shipped_templates())}


@pytest.fixture(scope="session")
def whole(products: dict[str, bytes]) -> PrintedText:
    return read(products["booklets/colombes-2/colombes-2-integrale-BROUILLON.pdf"])


@pytest.fixture(scope="session")
def synthesis(products: dict[str, bytes]) -> PrintedText:
    return read(products["booklets/colombes-2/colombes-2-synthese-BROUILLON.pdf"])


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Replace some words of a template in a copy of the templates; gives the copy."""

    def spoilt(name: str, words: str, others: str) -> Path:
        folder = tmp_path / "templates"
        if not folder.exists():
            shutil.copytree(shipped_templates(), folder)
        file = folder / "booklet" / name
        text = file.read_text("utf-8")
        assert words in text, f"{name} has no {words!r} any more"
        file.write_text(text.replace(words, others), "utf-8")
        return folder

    return spoilt
