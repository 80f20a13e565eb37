"""Which of several media types an Accept header asks for (RFC 9110, §12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

HTML = "text/html"
# Longer than any that a browser or a client sends.
_LONGEST = 2000
_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


class _Range(NamedTuple):
    kind: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """0: does not match; 1: */*; 2: text/*; 3: text/turtle."""
        kind, _, subtype = media_type.partition("/")
        if (self.kind, self.subtype) == (kind, subtype):
            return 3
        if self.subtype == "*" and self.kind in (kind, "*"):
            return 2 if self.kind == kind else 1
        return 0


def preferred(accept: str, offers: Sequence[str]) -> str:
    """The offer that is most welcome, the first of equals; empty when none is. No header: the first."""
    return _preferred(accept[:_LONGEST], tuple(offers))


@lru_cache(maxsize=256)  # a client asks for the same each time
def _preferred(accept: str, offers: tuple[str, ...]) -> str:
    ranges = _ranges(accept)
    if not ranges:
        return offers[0]
    qualities = {offer: _quality(offer, ranges) for offer in offers}
    best = max(offers, key=lambda offer: qualities[offer])
    return best if qualities[best] > 0 else ""


def _quality(offer: str, ranges: list[_Range]) -> float:
    """Of the most specific range that matches; 0 when none does."""
    matches = [(specificity, each.quality) for each in ranges if (specificity := each.specificity(offer))]
    return max(matches)[1] if matches else 0.0


def _ranges(accept: str) -> list[_Range]:
    found = []
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        kind, slash, subtype = name.partition("/")
        if slash and kind and subtype:
            found.append(_Range(kind, subtype, _weight(parameters)))
    return found


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return float(value.strip()) if _QUALITY.fullmatch(value.strip()) else 0.0
    return 1.0
