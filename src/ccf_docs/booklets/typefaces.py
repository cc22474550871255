"""Which signs the booklet's two typefaces can print, so that no font of the machine ever slips in for one of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from fontTools.ttLib import TTFont

from ccf_docs.formats.rendering import font_file

SIGNS = str.maketrans(
    {
        "\u2011": "-",  # no-break hyphen
        **dict.fromkeys("➢➤➔➜➡⇒►▶\uf0d8\uf0e0\uf0e8", "→"),
        **dict.fromkeys("✔✅\uf0fc", "✓"),
        **dict.fromkeys("▪◾⬛❖◆\uf0a7", "■"),
        **dict.fromkeys("◦❍\uf06f", "○"),
        **dict.fromkeys("⚫\uf0b7", "●"),
    }
)
"""Ornaments of Word and the web, and the sign of the same meaning that the typefaces have; no letter is among them."""

_INVISIBLE = frozenset("\n\r\t \u00a0\u00ad\u200b\u200c\u200d\u202f\u2060\ufeff")


def printable(text: str) -> str:
    """The text with the signs that the typefaces have."""
    return text.translate(SIGNS)


def unprintable(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters that one of the typefaces lacks, each once, in order."""
    known = _characters()
    return tuple(sorted({sign for text in texts for sign in printable(text) if sign not in known} - _INVISIBLE))


@lru_cache
def _characters() -> frozenset[str]:
    """What the serif face prints: candidates' words are set in it, and all it has beyond the sans are such signs."""
    with TTFont(font_file("Spectral-Regular.ttf"), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
