"""Turns bytes into text: by their mark, by what they can only be, else by which guess makes French of them; pure.

Nothing is repaired but the reading of the bytes: C1 controls, which no text has, are Windows signs read as latin-1.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What French is written with beyond ASCII; the same bytes in the wrong table give other signs ("È" for "é").
_FRENCH = re.compile("[éèêëàâçùûîïôœ’«»…–•€ÉÀÊ\u00a0]")
_FOREIGN = re.compile("[^\x00-\x7féèêëàâçùûîïôœ’«»…–—•€ÉÀÊÈÇÔŒ“”‘°²³\u00a0\u202f]")
# A capital in the middle of a small word: "clichÈs".
_MISREAD = re.compile(r"[a-zà-ÿ][^\x00-\x7fa-zà-ÿœ’«»“”…–—\s\u00a0](?=[a-zà-ÿ])")
_C1 = re.compile("[\x80-\x9f]")
# WHATWG's Encoding Standard: these labels all mean windows-1252.
_LATIN = ("iso8859-1", "ascii", "cp1252", "iso8859-15")
# Python's own inventions, which no text is in: some take quadratic time.
_NOT_A_CHARSET = ("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7")


def decode(content: bytes, declared: str = "") -> str | None:
    """The text of these bytes, with its own line ends; None when no encoding gives text.

    `declared` is what a message says of itself; it is believed as far as the bytes allow.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _tried(content, name)
    name = _known(declared)
    if name and name not in _LATIN:
        text = _tried(content, name)
        if text is not None:
            return windows_signs(text)
    text = _tried(content, "utf-8")
    if text is not None and "\x00" not in text:
        return windows_signs(text)
    if _is_wide(content):
        return _tried(content, "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be")
    if text is not None:
        return text
    guesses = [guess for encoding in ("cp1252", "mac-roman") if (guess := _tried(content, encoding)) is not None]
    if name == "iso8859-15":
        guesses.insert(0, content.decode("iso8859-15"))
    best = max(guesses, key=_likeness, default=None)
    return best if best is not None else windows_signs(content.decode("latin-1"))


def windows_signs(text: str) -> str:
    """The text with C1 controls read as what Windows means by these numbers: U+0092 is its apostrophe."""
    return _C1.sub(lambda match: match[0].encode("latin-1").decode("cp1252", "ignore"), text)


def _likeness(text: str) -> int:
    """How much of a text beyond ASCII is as French writes it."""
    return len(_FRENCH.findall(text)) - 2 * len(_FOREIGN.findall(text)) - 2 * len(_MISREAD.findall(text))


def _is_wide(content: bytes) -> bool:
    """Whether every other byte is 0: UTF-16 without its mark."""
    sample = content[:4_000]
    zeros = [sample[side::2].count(0) * 2 / max(len(sample), 1) for side in (0, 1)]
    return max(zeros) > 0.7 and min(zeros) < 0.1


def _tried(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):  # LookupError: a codec that makes no text of bytes
        return None


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared.strip()).name if declared.strip() else ""
    except (LookupError, ValueError):
        return ""
    return "" if name.replace("_", "-") in _NOT_A_CHARSET else name
