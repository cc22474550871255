"""Takes a message apart: its text, its HTML, its attachments, the messages inside it; within limits."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email.errors import CloseBoundaryNotFoundDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ccf_docs.intake.readers.charset import decode

LIMIT_PARTS = 300
LIMIT_HEADER = 20_000
"""Of signs in one header: Python takes quadratic time over it."""
LIMIT_DEPTH = 5
"""Messages inside messages: a reply forwarded twice has three."""

# Signatures and keys: they hold no words.
_SILENT = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/pgp-keys",
)
_LOCKED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_CUT = (CloseBoundaryNotFoundDefect, InvalidBase64PaddingDefect)
_ADDRESS = re.compile(r"<?[^\s<>\"(),;:]+@[^\s<>\"(),;:]+>?")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")


class MailError(Exception):
    """A message that cannot be read; its argument is the problem's code, and what is said of it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a message; `name` is harmless: no path, no control character."""

    name: str
    content: bytes
    mime: str


@dataclass(slots=True)
class Parts:
    """What a message is made of."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)
    pictures: list[Attachment] = field(default_factory=list)
    cut_short: bool = False


def message_of(content: bytes) -> EmailMessage:
    """The message in these bytes; MailError when they are none."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
    except (RecursionError, ValueError, LookupError, IndexError, TypeError, AttributeError) as error:
        raise MailError("returned-file-hostile", "MIME") from error
    if not any(name in message for name in ("From", "Date", "Subject", "Received", "MIME-Version", "Content-Type")):
        raise MailError("returned-file-damaged", "courriel")
    return message


def parts_of(message: EmailMessage) -> Parts:
    """Its parts in order; MailError when it is encrypted, an automatic notice, or has more parts than any message."""
    parts = Parts()
    try:
        for count, (part, alternative) in enumerate(_walk(message, 0)):
            if count > LIMIT_PARTS:
                raise MailError("returned-file-too-big", "MIME")
            _sort(part, parts, alternative=alternative)
        parts.cut_short = any(isinstance(defect, _CUT) for part in message.walk() for defect in part.defects)
    except RecursionError as error:
        raise MailError("returned-file-hostile", "MIME") from error
    return parts


def _walk(part: EmailMessage, depth: int) -> Iterator[tuple[EmailMessage, bool]]:
    """The parts that are no containers, and whether they stand beside another form of themselves."""
    headers = list(part.raw_items())
    if len(headers) > 1_000 or any(len(str(value)) > LIMIT_HEADER for _, value in headers):
        raise MailError("returned-file-hostile", "MIME")
    mime = part.get_content_type()
    if mime in _LOCKED:
        raise MailError("returned-file-locked", "")
    if mime == "multipart/report":
        raise MailError("returned-mail-automatic", "")
    if depth > 30:
        raise MailError("returned-file-hostile", "MIME")
    content = part.get_payload()
    if mime == "message/rfc822" or not part.is_multipart() or not isinstance(content, list):
        yield part, False
        return
    for inner in content:
        if not isinstance(inner, EmailMessage):
            continue
        for found, beside in _walk(inner, depth + 1):
            yield found, beside or mime == "multipart/alternative"


def _sort(part: EmailMessage, parts: Parts, *, alternative: bool) -> None:
    mime, content = part.get_content_type(), part.get_payload()
    if mime == "message/rfc822":
        inner = content[0] if isinstance(content, list) and content else None
        if isinstance(inner, EmailMessage):
            parts.messages.append(inner)
        return
    if mime.startswith("multipart/"):
        raise MailError("returned-file-damaged", "MIME")  # its boundary is nowhere
    if mime in _SILENT:
        return
    name, disposition = _name(part), _disposition(part)
    if mime in ("text/plain", "text/html") and disposition != "attachment" and (not name or alternative):
        (parts.plain if mime == "text/plain" else parts.html).append(_text(part))
    elif mime.startswith("image/"):
        parts.pictures.append(Attachment(name or mime, _bytes(part), mime))
    else:
        parts.attachments.append(Attachment(name or mime.replace("/", "-"), _bytes(part), mime))


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    if any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects):
        raise MailError("returned-file-damaged", "base64")
    return content if isinstance(content, bytes) else b""


def _text(part: EmailMessage) -> str:
    try:
        declared = part.get_content_charset("")
        flowed = str(part.get_param("format", "")).lower() == "flowed"
        joined = str(part.get_param("delsp", "")).lower() == "yes"
    except (ValueError, LookupError, TypeError, AttributeError):
        declared, flowed, joined = "", False, False
    content = _bytes(part)
    if not declared and part.get_content_type() == "text/html":
        meta = re.search(rb"<meta[^>]{0,200}charset=[\"' ]*([\w-]+)", content[:4_000], re.IGNORECASE)
        declared = meta[1].decode("ascii") if meta else ""
    text = (decode(content, declared) or "").replace("\x00", "")
    return _unflowed(text, joined=joined) if flowed else text


def _unflowed(text: str, *, joined: bool) -> str:
    """A text whose soft line ends are told by a space (RFC 3676)."""
    found: list[str] = []
    open_depth: int | None = None
    for line in text.splitlines():
        quote = re.match(r">*", line)
        depth = quote.end() if quote else 0
        body = line[depth:].removeprefix(" ")
        soft = body.endswith(" ") and body != "-- "
        kept = body[:-1] if soft and joined else body
        if open_depth == depth and found and body != "-- ":
            found[-1] += kept
        else:
            found.append(f"{'>' * depth} {kept}" if depth else kept)
        open_depth = depth if soft else None
    return "\n".join(found)


def _name(part: EmailMessage) -> str:
    """The name of a part without folders, drives and control characters; empty where it has none."""
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        name = ""
    last = re.split(r"[/\\:]", _BLANKS.sub(" ", str(name)))[-1]
    return last.strip(" .")[-100:]


def _disposition(part: EmailMessage) -> str:
    try:
        return part.get_content_disposition() or ""
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return ""


def head_line(message: EmailMessage, name: str) -> str:
    """A header as text without any address in it; empty when it is absent or broken."""
    try:
        value = str(message.get(name, ""))
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return ""
    if name == "From":
        value = parseaddr(value)[0]
    return _BLANKS.sub(" ", _ADDRESS.sub("", value)).strip()[:500]


def sent_on(message: EmailMessage) -> date | None:
    """The day that the Date header gives, where the campaign is: a message of 22:30 UTC came the next day."""
    try:
        moment: datetime = parsedate_to_datetime(str(message.get("Date", "")))
        zone = _paris()
        return (moment.astimezone(zone) if zone is not None and moment.tzinfo is not None else moment).date()
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, OverflowError):
        return None


def _paris() -> ZoneInfo | None:
    try:
        return ZoneInfo("Europe/Paris")
    except ZoneInfoNotFoundError:  # Windows without the tzdata package
        return None
