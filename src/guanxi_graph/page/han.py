"""Chinese characters for the search: traditional to simplified, and readings where no pinyin is written.

For finding only; identity never rests on either. The tables stand in ``vendor/`` (see the note there).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from guanxi_graph.page.assets import vendored
from guanxi_graph.simplified import simplified


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    rows = (line.partition(" ") for line in vendored("han-readings.txt").splitlines())
    return {char: reading for reading, _, chars in rows for char in chars}


def variants(texts: Iterable[str]) -> str:
    """Pairs of a traditional character and its simplified form, for all that the texts may be sought by."""
    used = frozenset(char for text in texts for char in text)
    return "".join(old + new for old, new in sorted(simplified().items()) if old in used or new in used)


def reading(text: str) -> str:
    """The usual syllables of a Chinese name, without tones; empty when it holds no Chinese."""
    known = _readings()
    if not any(char in known for char in text):
        return ""
    return " ".join("".join(f" {known[char]} " if char in known else char for char in text).split())
