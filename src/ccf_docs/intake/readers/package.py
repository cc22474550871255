"""The parts of an Office file as XML, read within limits, without entities and without network."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.formats.package import read_parts

LIMIT_FILE_BYTES = 100_000_000
LIMIT_PART_BYTES = 40_000_000
"""Of one XML part, unpacked: a ten-page letter has under one million."""
LIMIT_RATIO = 200
"""Unpacked to packed, of a part over a million bytes: deflate reaches 1,000, Word's own XML 10 to 30."""


class Package:
    """The parts of one file, read once; every failure is a CampaignError (exit UNREADABLE) that names the file."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        if path.stat().st_size > LIMIT_FILE_BYTES:
            raise self.refusal("returned-file-too-big")
        content = path.read_bytes()
        self._guard(content)
        self._parts = read_parts(content, path.name)

    def refusal(self, code: str, detail: str = "") -> CampaignError:
        """The error that refuses this file."""
        return CampaignError(Problem(code, Where(self._name), {"detail": detail}), ExitCode.UNREADABLE)

    def xml(self, name: str) -> Any | None:
        """The root element of a part, or None when the file has no such part."""
        content = self._parts.get(name)
        if content is None:
            return None
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise self.refusal("returned-file-hostile", "DOCTYPE")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.refusal("returned-file-damaged", name) from error

    def _guard(self, content: bytes) -> None:
        """Refuse a bomb before a byte of it is unpacked; `read_parts` says what else is wrong."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return
        for member in members:
            squeezed = member.file_size > 1_000_000 and member.file_size > LIMIT_RATIO * max(member.compress_size, 1)
            oversized = member.file_size > LIMIT_PART_BYTES and member.filename.lower().endswith((".xml", ".rels"))
            if squeezed or oversized:
                raise self.refusal("returned-file-too-big")


def local(element: Any) -> str:
    """An element's name without its namespace, so that transitional and strict files read alike; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute by its name without namespace; "" when absent."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Any | None, *path: str) -> Any | None:
    """The first element at that path of names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if local(item) == name), None)
    return element
