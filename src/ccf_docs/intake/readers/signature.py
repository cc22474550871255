"""What a file really is, by its first bytes: its name may say otherwise, and the advice must fit the file."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from enum import StrEnum


class Actual(StrEnum):
    """What came; `text.reading.ACTUAL` says each in French with what to do next."""

    WORD = "word"
    ODT = "odt"
    FLAT_ODT = "flat-odt"
    DOC = "doc"
    LOCKED = "locked"
    PDF = "pdf"
    RTF = "rtf"
    HTML = "html"
    MAIL = "mail"
    WORKBOOK = "workbook"
    SLIDES = "slides"
    PAGES = "pages"
    PICTURE = "picture"
    ARCHIVE = "archive"
    EMPTY = "empty"
    TEXT = "text"
    UNKNOWN = "unknown"


OLE = b"\xd0\xcf\x11\xe0"
_HEAD = 4_096
_SECTOR = 512
_DOC_MARK, _DOC_ENCRYPTED = b"\xec\xa5", 0x0100
"""A .doc's main stream begins with the mark 0xA5EC, at the beginning of a sector ([MS-DOC] 2.5.2)."""
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_MAIL = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3}")
_MAIL_FIELDS = re.compile(
    rb"^(?:From|To|Date|Subject|Received|Return-Path|MIME-Version):", re.MULTILINE | re.IGNORECASE
)
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|p|div|table|meta)\b", re.IGNORECASE | re.DOTALL
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def actual(content: bytes) -> Actual:
    """What these bytes are; a guess only where a format has no mark of its own."""
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if not head.strip(b"\0 \t\r\n"):
        return Actual.EMPTY
    if head.startswith(b"PK"):
        return _in_zip(content)
    return _in_ole(content) if head.startswith(OLE) else _alone(head)


def _alone(head: bytes) -> Actual:
    """What a file is that holds no others."""
    text = head.lstrip()
    if b"%PDF-" in head[:1_024]:
        return Actual.PDF
    if text.startswith(b"{\\rtf"):
        return Actual.RTF
    if head.startswith(_PICTURES) or head[4:12] in (b"ftypheic", b"ftypmif1") or head[8:12] == b"WEBP":
        return Actual.PICTURE
    if text.startswith(b"<") and b"urn:oasis:names:tc:opendocument" in head:
        return Actual.FLAT_ODT
    if _HTML.match(head):
        return Actual.HTML
    if _MAIL.match(head) and len(_MAIL_FIELDS.findall(head)) >= 2:
        return Actual.MAIL
    if head.startswith(_ARCHIVES):
        return Actual.ARCHIVE
    return Actual.UNKNOWN if _CONTROLS.search(head) else Actual.TEXT


def _in_zip(content: bytes) -> Actual:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError, struct.error):
        # What the directory at its end would say is lost; the first names stand at its beginning.
        names = {name for name in ("word/document.xml", "content.xml") if name.encode() in content}
        return Actual.WORD if "word/document.xml" in names else Actual.ODT if names else Actual.UNKNOWN
    folders = {name.partition("/")[0] for name in names}
    if "word" in folders:
        return Actual.WORD
    if "content.xml" in names:
        return _open_document(content)
    if "Index" in folders and any(name.endswith(".iwa") for name in names):
        return Actual.PAGES
    return Actual.WORKBOOK if "xl" in folders else Actual.SLIDES if "ppt" in folders else Actual.ARCHIVE


def _open_document(content: bytes) -> Actual:
    # ODF 1.2 part 3, 3.3: the media type stands uncompressed at the file's beginning.
    start = content[:256]
    if b"opendocument.spreadsheet" in start:
        return Actual.WORKBOOK
    return Actual.SLIDES if b"opendocument.presentation" in start else Actual.ODT


def _in_ole(content: bytes) -> Actual:
    if "EncryptedPackage".encode("utf-16-le") in content:  # [MS-OFFCRYPTO] 2.3.4.4
        return Actual.LOCKED
    if "WordDocument".encode("utf-16-le") in content:
        return Actual.LOCKED if _is_locked_doc(content) else Actual.DOC
    if "__substg1.0_".encode("utf-16-le") in content:
        return Actual.MAIL
    return Actual.WORKBOOK if "Workbook".encode("utf-16-le") in content else Actual.UNKNOWN


def _is_locked_doc(content: bytes) -> bool:
    heads = (content[at : at + 12] for at in range(_SECTOR, len(content), _SECTOR))
    found = next((head for head in heads if head.startswith(_DOC_MARK)), b"")
    return bool(int.from_bytes(found[10:12], "little") & _DOC_ENCRYPTED)
