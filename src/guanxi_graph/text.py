"""Small questions about text that several layers ask."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CLAIM_ID = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
# RFC 5646 §2.1, well-formed, without the grandfathered tags.
LANGUAGE_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"  # language, extended language
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"  # script, region
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"  # extensions
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"  # private use
    r"|x(?:-[a-z0-9]{1,8})+",
    re.IGNORECASE | re.ASCII,
)
# RFC 3987 with a scheme, less what Turtle's IRIREF forbids.
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]+")


def slug(text: str, longest: int = 48) -> str:
    """Readable ASCII for an id: lower case, hyphens, accents dropped. Empty for text such as 关系."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()
    return words[:longest].rstrip("-")


def canonical_language(tag: str) -> str:
    """The tag in the letter case of RFC 5646 §2.1.1: zh-Hans, zh-Hant-TW. Tags are equal without case."""
    subtags = tag.lower().split("-")
    for place, subtag in enumerate(subtags[1:], 1):
        if len(subtags[place - 1]) > 1 and len(subtag) in (2, 4):
            subtags[place] = subtag.upper() if len(subtag) == 2 else subtag.title()
    return "-".join(subtags)


def hidden_character(text: str) -> str | None:
    """The first character that no name should hold: control, bidi or invisible format, surrogate."""
    for char in text:
        if unicodedata.category(char) in {"Cc", "Cs"} or char in _INVISIBLE:
            return char
    return None


# Bidi controls and marks, zero-width spaces, the byte order mark, interlinear annotation.
_INVISIBLE = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb"
)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant, or None."""
    folded = {candidate.lower(): candidate for candidate in words}
    meant = word.lower()
    # Only words that could be near are compared: a large map has a hundred thousand.
    likely = [
        each
        for each in folded
        if abs(len(each) - len(meant)) <= 3 and (each[:2] == meant[:2] or each[-3:] == meant[-3:])
    ]
    close = difflib.get_close_matches(meant, likely, n=1, cutoff=0.6)
    return folded[close[0]] if close else None
