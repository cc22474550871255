"""Opening a zipped office file that came from outside, and writing one whose bytes depend on its content only.

DOCX, XLSX and ODT are zip packages of parts; a part's name is its path in the zip.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where

MAX_PARTS = 4_000
MAX_BYTES = 512 * 1024 * 1024
"""Sizes that no letter, returned form or workbook comes near; beyond them the file is a mistake or a trap."""

CORE_PROPERTIES = "docProps/core.xml"

_FIRST_PARTS = ("[Content_Types].xml", "mimetype", "_rels/.rels")
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_OWNER_CAN_READ_AND_WRITE = 0o600 << 16
_CLOCK = re.compile(rb"<dcterms:(created|modified)\b[^>]*?(?:/>|>.*?</dcterms:\1\s*>)", re.DOTALL)
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"


# What zipfile lets through of a damaged archive, whatever its documentation says of BadZipFile.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, NotImplementedError, RuntimeError, OSError, ValueError, IndexError),
)


def read_parts(content: bytes, name: str, exit_code: ExitCode = ExitCode.UNREADABLE) -> dict[str, bytes]:
    """The parts of a package, in its order; folders are left out.

    `name` is the file as people know it, for the message. Raises CampaignError with `exit_code` when the content is no
    zip, is damaged, encrypted or far too large, or names a part twice or outside the package.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            mistake = _mistake(entries)
            if mistake is None:
                return {entry.filename: archive.read(entry) for entry in entries}
    except _DAMAGE as error:
        # A document with a password is not a zip but an OLE container ([MS-OFFCRYPTO] 2.3.4.4), as is a .doc.
        mistake = "package-locked" if content.startswith(_OLE_SIGNATURE) else "package-unreadable"
        raise CampaignError(Problem(mistake, Where(name), {"name": name}), exit_code) from error
    raise CampaignError(Problem(mistake, Where(name), {"name": name}), exit_code)


def _mistake(entries: list[zipfile.ZipInfo]) -> str | None:
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 0x1 for entry in entries):
        return "package-locked"
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_BYTES:
        return "package-too-large"
    if len(set(names)) != len(names) or any(_leads_out(name) for name in names):
        return "package-unsafe"
    return None


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """The package of these parts, content types first; the same parts give the same bytes."""
    first = [name for name in _FIRST_PARTS if name in parts]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in [*first, *(name for name in parts if name not in first)]:
            archive.writestr(_entry(name), parts[name])
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIXED_DATE)
    # ODF 1.2 part 3, 3.3: `mimetype` is stored, so that it can be read at a fixed offset.
    entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    entry.external_attr = _OWNER_CAN_READ_AND_WRITE
    entry.create_system = 3
    return entry


def without_clock(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts without the times of creation and change that libraries take from the clock."""
    kept = dict(parts)
    if CORE_PROPERTIES in kept:
        kept[CORE_PROPERTIES] = _CLOCK.sub(b"", kept[CORE_PROPERTIES])
    return kept


def repack(content: bytes, name: str = "") -> bytes:
    """A package that a library has just written, made reproducible: no clock in the zip nor in the properties."""
    return write_parts(without_clock(read_parts(content, name)))
