"""The register that the tracker's tests start from, and LibreOffice to calculate a workbook."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from potager import make_register

from ccf_docs.model.register import Register


@pytest.fixture
def register() -> Register:
    return make_register()


@pytest.fixture
def recalculated(tmp_path: Path) -> Callable[[bytes], Workbook]:
    """The workbook as LibreOffice calculates it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")

    def recalculate(content: bytes) -> Workbook:
        source, target = tmp_path / "tracker.xlsx", tmp_path / "recalculated"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(source)]
        for _ in range(2):  # the first start of a new profile can end without output
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            if (target / "tracker.xlsx").exists():
                return load_workbook(io.BytesIO((target / "tracker.xlsx").read_bytes()), data_only=True)
        raise AssertionError("LibreOffice wrote nothing")

    return recalculate
