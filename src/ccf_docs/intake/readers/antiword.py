"""Reads an old .doc by antiword, where LibreOffice is not installed: the text and its tables, and no more."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from ccf_docs.intake.readers.gathered import Gathered, Paragraph, Piece, Shape
from ccf_docs.intake.readers.package import local, parse, refusal
from ccf_docs.model.document import BlockKind, Document

TIMEOUT = 10.0

_DECLARATION = re.compile(rb"<!DOCTYPE[^>]*>")
# antiword numbers every list, bullets too, and on and on: its numbers are not those that Word prints.
_KINDS = {"title": BlockKind.HEADING, "entry": BlockKind.TABLE_CELL, "listitem": BlockKind.BULLET}
_TEXTS = ("para", "title", "entry", "listitem")


def program() -> str | None:
    """Antiword's program, or None where it is not installed."""
    return shutil.which("antiword")


def read(content: bytes, name: str) -> Document:
    """The blocks of an old Word file as antiword tells them in DocBook; a notice says what that leaves out."""
    root = parse(_DECLARATION.sub(b"", _docbook(content, name), count=1), name, name)
    out = Gathered(name)
    out.notice("plain-reading", 0)
    for part in root:
        # `bookinfo` and the book's own title are the file's properties, in an encoding that antiword gets wrong.
        if local(part) not in ("bookinfo", "title"):
            _read(part, BlockKind.PARAGRAPH, out)
    return Document(tuple(out.blocks), (), tuple(out.notices))


def _docbook(content: bytes, name: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="ccf-docs-") as folder:
        source = Path(folder) / "source.doc"
        source.write_bytes(content)
        command = [program() or "antiword", "-m", "UTF-8", "-x", "db", str(source)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False, stdin=subprocess.DEVNULL)
        except (subprocess.TimeoutExpired, OSError) as error:
            raise refusal(name, "returned-file-damaged", "antiword") from error
    if done.returncode or not done.stdout.strip():
        raise refusal(name, "returned-file-damaged", "antiword")
    return done.stdout


def _read(element: Any, kind: BlockKind, out: Gathered) -> None:
    """Text stands between elements too: each line of it is a paragraph, as antiword writes the cells of a table."""
    kind = _KINDS.get(local(element), kind)
    pieces: list[str] = [element.text or ""]
    for item in element:
        if any(local(inner) in _TEXTS for inner in item.iter("{*}*")):
            _close(pieces, kind, out)
            _read(item, kind, out)
            pieces = []
        else:
            pieces.append("".join(item.itertext()))
        pieces.append(item.tail or "")
    _close(pieces, kind, out)


def _close(pieces: list[str], kind: BlockKind, out: Gathered) -> None:
    out.close(Paragraph([Piece("".join(pieces))]), kind, Shape(bullet=kind is BlockKind.BULLET))
