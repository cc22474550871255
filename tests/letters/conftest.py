"""The templates that the letters' tests start from, and LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from verger import REPOSITORY, make_entry

from ccf_docs.letters.letter import make


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A templates folder with the letter that the repository ships."""
    folder = tmp_path / "templates"
    folder.mkdir()
    shutil.copy(REPOSITORY / "templates/letter.docx", folder)
    return folder


@pytest.fixture
def typed(tmp_path: Path) -> Callable[..., Path]:
    """A templates folder whose letter has just these paragraphs."""

    def write(*paragraphs: str) -> Path:
        document = Document()
        for text in paragraphs:
            document.add_paragraph(text)
        folder = tmp_path / "typed"
        folder.mkdir(exist_ok=True)
        document.save(str(folder / "letter.docx"))
        return folder

    return write


@pytest.fixture
def letter(templates: Path) -> Callable[..., bytes]:
    """The letter of an entry made with these arguments, from the shipped template."""

    def render(*arguments: Any, **options: Any) -> bytes:
        return make(*make_entry(*arguments, **options), templates).content

    return render


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str, str], bytes]:
    """LibreOffice itself: `libreoffice(content, "docx", "odt")` gives the file as it saves it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")

    def convert(content: bytes, before: str, after: str) -> bytes:
        source, target = folder / f"letter.{before}", folder / "out" / f"letter.{after}"
        source.write_bytes(content)
        target.unlink(missing_ok=True)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", after, "--outdir", str(target.parent), str(source)]
        for _ in range(2):  # the first start of a new profile can end without output
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            if target.exists():
                return target.read_bytes()
        raise AssertionError("LibreOffice wrote nothing")

    return convert
