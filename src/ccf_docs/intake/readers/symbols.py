"""The signs of symbol fonts as Unicode: a ticked box in Wingdings is no more than a letter in another font.

From Unicode's own mapping of the Wingdings fonts (L2/11-052R) and Adobe's of Symbol; only what people put in letters.
"""

from __future__ import annotations

_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x52: "☼", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑",
    0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xAB: "★",
    0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA2: "■", 0xA3: "☐", 0xA4: "☐",
}  # fmt: skip
_WINGDINGS_3 = {0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x7D: "▶", 0x84: "▶"}
_WEBDINGS = {0x61: "✓", 0x63: "☐", 0x67: "■", 0x72: "✗", 0x34: "▶"}
_SYMBOL = {
    **dict(zip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(b"abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **{digit: chr(digit) for digit in b"0123456789+.,:;()=%/"},
    0x2D: "−", 0xA0: "€", 0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←",
    0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBB: "≈",
    0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xDE: "⇒",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}

_PRIVATE = range(0xF000, 0xF100)
"""Where Word puts the letters of a symbol font, so that no other font shows them as letters."""


def is_symbol_font(font: str) -> bool:
    """Whether the font shows signs in the place of letters."""
    return font.lower() in _FONTS


def sign(code: int, font: str) -> str | None:
    """The Unicode sign that the font shows for this code; None when it is not known here."""
    return _FONTS.get(font.lower(), {}).get(code & 0xFF if code in _PRIVATE else code)


def shown(text: str, font: str) -> str:
    """A run's text as that font shows it.

    Letters are taken for signs only where a run is a single one: a whole word in Wingdings is a slip of the hand.
    """
    single = len(text.strip()) == 1
    signs = (sign(ord(letter), font) if single or ord(letter) in _PRIVATE else None for letter in text)
    return "".join(letter if found is None else found for letter, found in zip(text, signs, strict=True))
