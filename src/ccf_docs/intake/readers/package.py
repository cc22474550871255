"""The parts of an Office file as XML, read within limits, without entities and without network."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.formats.package import read_parts
from ccf_docs.intake.readers.signature import Actual, actual
from ccf_docs.text.reading import ACTUAL

LIMIT_FILE_BYTES = 50_000_000
"""Twice what mail programs carry."""
LIMIT_UNPACKED_BYTES = 150_000_000
LIMIT_XML_BYTES = 15_000_000
"""Of one XML part, unpacked: a ten-page letter has under one million; lxml needs about ten times as much memory."""
LIMIT_TAGS = 1_200_000
"""Of one XML part: a letter has some ten thousand, and each costs time whatever it says."""
LIMIT_RATIO = 200
"""Unpacked to packed, of a part over a million bytes: deflate reaches 1,000, Word's own XML 10 to 30."""

_XML_ENDINGS = (".xml", ".rels")


class Package:
    """The parts of one file, read once; every failure is a CampaignError (exit UNREADABLE) that names the file."""

    def __init__(self, path: Path, expected: Actual = Actual.WORD) -> None:
        self._name = path.name
        content = read_bytes(path)
        found = actual(content)
        if found is not expected and found is not Actual.UNKNOWN:
            raise mistaken(path.name, found)
        self._guard(content)
        try:
            self._parts = read_parts(content, path.name)
        except (ValueError, IndexError, struct.error, lzma.LZMAError) as error:  # from within zipfile
            raise self.refusal("returned-file-damaged", "zip") from error
        self._roots: dict[str, Any] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the file's order."""
        return tuple(self._parts)

    def content(self, name: str) -> bytes:
        """The bytes of a part; none when the file has no such part."""
        return self._parts.get(name, b"")

    def refusal(self, code: str, detail: str = "") -> CampaignError:
        """The error that refuses this file."""
        return refusal(self._name, code, detail)

    def xml(self, name: str) -> Any | None:
        """The root element of a part, or None when the file has no such part."""
        if name in self._parts and name not in self._roots:
            self._roots[name] = parse(self._parts[name], self._name, name)
        return self._roots.get(name)

    def _guard(self, content: bytes) -> None:
        """Refuse a bomb before a byte of it is unpacked; `read_parts` says what else is wrong."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError, struct.error):
            return
        xml_bytes = sum(member.file_size for member in members if member.filename.lower().endswith(_XML_ENDINGS))
        all_bytes = sum(member.file_size for member in members)
        squeezed = any(
            member.file_size > 1_000_000 and member.file_size > LIMIT_RATIO * max(member.compress_size, 1)
            for member in members
        )
        if squeezed or xml_bytes > 2 * LIMIT_XML_BYTES or all_bytes > LIMIT_UNPACKED_BYTES:
            raise self.refusal("returned-file-too-big")


def read_bytes(path: Path) -> bytes:
    """A returned file's bytes, if it is of a size that a return may have."""
    if path.stat().st_size > LIMIT_FILE_BYTES:
        raise refusal(path.name, "returned-file-too-big")
    return path.read_bytes()


def refusal(file: str, code: str, detail: str = "") -> CampaignError:
    """The error that refuses a returned file."""
    return CampaignError(Problem(code, Where(file), {"detail": detail}), ExitCode.UNREADABLE)


def mistaken(file: str, found: Actual) -> CampaignError:
    """The error that says what a file is when its name says otherwise, and what to do with it."""
    if found is Actual.LOCKED:
        return refusal(file, "returned-file-locked")
    if found is Actual.EMPTY:
        return refusal(file, "returned-file-empty")
    what, advice = ACTUAL[found]
    values = {"actual": what, "advice": advice}
    return CampaignError(Problem("returned-file-misnamed", Where(file), values), ExitCode.UNREADABLE)


def parse(content: bytes, file: str, part: str) -> Any:
    """The root element of a part; a document type is refused before the parser sees it."""
    if len(content) > LIMIT_XML_BYTES or content.count(b"<") > LIMIT_TAGS:
        raise refusal(file, "returned-file-too-big")
    # An encoding with two bytes to a letter would hide the words that are looked for.
    plain = content.replace(b"\0", b"") if b"\0" in content[:64] else content
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise refusal(file, "returned-file-hostile", "DOCTYPE")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise refusal(file, "returned-file-damaged", part) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusal(file, "returned-file-hostile", "DOCTYPE")
    return root


@lru_cache(maxsize=4_096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: Any) -> str:
    """An element's name without its namespace, so that transitional and strict files read alike; "" for a comment."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def attribute(element: Any | None, name: str) -> str:
    """An attribute by its name without namespace; "" when absent, also when the element is."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if _local(key) == name), "")


def child(element: Any | None, *path: str) -> Any | None:
    """The first element at that path of names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if local(item) == name), None)
    return element


def integer(text: str, default: int) -> int:
    """A small whole number as XML writes it, or the default."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else default
