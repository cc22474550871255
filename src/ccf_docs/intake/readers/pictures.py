"""The pictures inside a returned Word or OpenDocument file, to be looked at beside it: no program reads them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ccf_docs.formats.package import read_parts
from ccf_docs.intake.readers.package import read_bytes

_HOLDING = (".docx", ".docm", ".odt")
_FOLDERS = ("word/media", "Pictures")
# What picture viewers open; an SVG may hold a script.
_KINDS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".emf", ".wmf")


def pictures(path: Path) -> dict[str, bytes]:
    """File name (`1.png`, `2.jpg` in the file's order) to content; names from inside the file are never used.

    Empty for formats whose pictures stay inside. The file has been read before, within the readers' limits.
    """
    if path.suffix.lower() not in _HOLDING:
        return {}
    found = [
        (PurePosixPath(name).suffix.lower(), content)
        for name, content in read_parts(read_bytes(path), path.name).items()
        if str(PurePosixPath(name).parent) in _FOLDERS and PurePosixPath(name).suffix.lower() in _KINDS
    ]
    return {f"{number}{suffix}": content for number, (suffix, content) in enumerate(found, start=1)}
