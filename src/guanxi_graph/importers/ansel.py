"""ANSEL (ANSI/NISO Z39.47), in which old GEDCOM files are written: marks stand before the letters that bear them."""

from __future__ import annotations

import re
import unicodedata

# Bytes from E0 on: the hook above, grave, acute, circumflex, tilde, macron, breve, dot, diaeresis, caron, ring, …
_MARKS = {
    **dict(
        enumerate(
            "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\ufe20\ufe21\u0315\u030b\u0310\u0327\u0328"
            "\u0323\u0324\u0325\u0333\u0332\u0326\u031c\u032e\ufe22\ufe23",
            0xE0,
        )
    ),
    0xFE: "\u0313",
}
_LETTERS = {
    **dict(enumerate("ŁØĐÞÆŒʹ·♭®±ƠƯʼ", 0xA1)),
    **dict(enumerate("ʻłøđþæœʺı£ð", 0xB0)),
    **dict(enumerate("ơư", 0xBC)),
    **dict(enumerate("°ℓ℗©♯¿¡ß€", 0xC0)),
    **dict(enumerate("ß", 0xCF)),
}
_MARKED = re.compile("([\ue0e0-\ue0fe]+)(.)", re.DOTALL)


def from_ansel(data: bytes) -> str:
    """The text, each letter in one with its marks. A byte that ANSEL does not have is shown as �."""
    raw = "".join(_character(byte) for byte in data)
    return unicodedata.normalize("NFC", _MARKED.sub(_behind, raw))


def _character(byte: int) -> str:
    if byte < 0x80:
        return chr(byte)
    return chr(0xE000 + byte) if byte in _MARKS else _LETTERS.get(byte, "�")


def _behind(match: re.Match[str]) -> str:
    return match[2] + "".join(_MARKS[ord(mark) - 0xE000] for mark in match[1])
