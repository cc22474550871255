"""What a line of typed text is: a bullet without its sign, or a paragraph."""

from __future__ import annotations

import re
import unicodedata

from ccf_docs.model.document import BlockKind

# A tick is no bullet's sign: it may be the whole answer.
# "-Recrutement": a dash glued to a word is a bullet too (seed 003); a dash before a number ("-5 %") is a minus sign.
_BULLET = re.compile(r"(?:[·•▪◦‣●○■□➢➤►→\uf0b7\uf0a7\uf0d8*]\s*|[-–—]\s+|[-–](?=[^\W\d_]))(?=\S)")


def typed_line(line: str) -> tuple[BlockKind, str]:
    """The kind of a line and its words, a bullet's sign removed."""
    text = unicodedata.normalize("NFC", line).strip()
    match = _BULLET.match(text)
    if match and any(character.isalnum() for character in text):
        return BlockKind.BULLET, text[match.end() :]
    return BlockKind.PARAGRAPH, text
