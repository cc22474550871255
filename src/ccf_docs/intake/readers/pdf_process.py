"""Starts the process that reads a PDF, waits for it as long as an answer deserves, and takes what it printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import ccf_docs
from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.intake.readers.package import mistaken
from ccf_docs.intake.readers.pdf_contents import Box, Contents, Field, Glyph, Page, Remark, Style
from ccf_docs.intake.readers.signature import Actual, actual

LIMIT_BYTES = 60_000_000
"""Scanned letters reach 30 MB; a mail program refuses 25."""
PATIENCE_SECONDS = 30
"""The process stops itself after 8 seconds of work; a busy machine may need longer to give it those."""

_ENGINE = "ccf_docs.intake.readers.pdf_engine"


def contents(path: Path) -> Contents:
    """What the file holds; CampaignError (exit UNREADABLE) when it is locked, damaged, too big or a trap."""
    if path.stat().st_size > LIMIT_BYTES:
        raise _refusal("returned-file-too-big", path)
    kind = actual(path.read_bytes())
    if kind not in (Actual.PDF, Actual.UNKNOWN):
        raise mistaken(path.name, kind)
    # -P: a module that lies in the folder where a person works is not ours.
    command = [sys.executable, "-P", "-m", _ENGINE, str(path.resolve())]
    roots = [str(Path(ccf_docs.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(root for root in roots if root)}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=PATIENCE_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise _refusal("returned-file-too-big", path) from error
    if done.returncode < 0:  # the system ended it: PDFium crashed, or its time or memory was over
        raise _refusal("returned-file-hostile", path, "PDF")
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise RuntimeError(f"the PDF engine said: {done.stderr.decode('utf-8', 'replace')[-2000:]}") from error
    if "wrong" in found:
        raise _refusal(_WRONG[found["wrong"]], path, "PDF")
    pages = tuple(map(_page, found["pages"]))
    return Contents(pages, tuple(found["properties"]), tuple(found["attached"]), found["damaged"])


_WRONG = {
    "locked": "returned-file-locked",
    "damaged": "returned-file-damaged",
    "too-big": "returned-file-too-big",
    "xfa": "returned-pdf-xfa",
}


def _refusal(code: str, path: Path, detail: str = "") -> CampaignError:
    return CampaignError(Problem(code, Where(path.name), {"detail": detail}), ExitCode.UNREADABLE)


def _page(found: dict[str, Any]) -> Page:
    return Page(
        width=found["width"],
        height=found["height"],
        styles=tuple(Style(*style) for style in found["styles"]),
        glyphs=tuple(Glyph(*glyph) for glyph in found["glyphs"]),
        rules=tuple(Box(*rule) for rule in found["rules"]),
        dots=tuple(Box(*dot) for dot in found["dots"]),
        pictures=tuple(Box(*picture) for picture in found["pictures"]),
        drawings=found["drawings"],
        fields=tuple(Field(Box(*box), tuple(names), value, tick) for box, names, value, tick in found["fields"]),
        remarks=tuple(Remark(Box(*box), text, typed) for box, text, typed in found["remarks"]),
        ink=found["ink"],
        invisible=found["invisible"],
    )
