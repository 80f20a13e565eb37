"""What does not count when words are compared: the declared folds, and no others.

Compatibility forms (NFKC), the shape of quotation marks and dashes, runs of spaces and spaces beside Chinese
characters, soft hyphens and other marks without width. Letter case counts; traditional and simplified
characters are kept apart.
"""

from __future__ import annotations

import unicodedata

_HAN = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uff65"), ("\U00020000", "\U0003ffff"))
_SINGLE = "‘’‚‛′`´‹›"
_DOUBLE = "“”„‟″«»「」『』〝〞＂"
_HYPHENS = "‐‑‒–−﹣－"
_DASHES = "—―﹘"
_TABLE = {**dict.fromkeys(map(ord, _SINGLE), "'"), **dict.fromkeys(map(ord, _DOUBLE), '"')}
_TABLE |= {**dict.fromkeys(map(ord, _HYPHENS), "-"), **dict.fromkeys(map(ord, _DASHES), "--")}


def is_cjk(char: str) -> bool:
    """Is it Chinese, punctuation of full width included?"""
    return any(first <= char <= last for first, last in _HAN)


def folded(text: str) -> str:
    """The text as it is compared."""
    kept: list[str] = []
    parted = False
    han = False
    for char in text:
        if char.isspace():
            parted = bool(kept)
            continue
        if unicodedata.category(char) == "Cf":
            continue
        if parted and not (han or is_cjk(char)):
            kept.append(" ")
        parted, han = False, is_cjk(char)
        kept.append(_TABLE.get(ord(char)) or unicodedata.normalize("NFKC", char).translate(_TABLE))
    return "".join(kept)
