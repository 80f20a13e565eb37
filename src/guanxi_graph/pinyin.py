"""How Chinese names are read in pinyin. For finding only; identity never rests on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from guanxi_graph import collector
from guanxi_graph.simplified import simplified

# How a character is read as a surname, where that is not its usual reading and a word may hide it (查明, to find out).
_SURNAMES = {
    "曾": "zeng", "单": "shan", "解": "xie", "查": "zha", "仇": "qiu", "区": "ou", "任": "ren", "朴": "piao",
    "盖": "ge", "翟": "zhai", "覃": "qin", "缪": "miao", "员": "yun", "乐": "yue", "宓": "mi", "种": "chong",
    "召": "shao", "折": "she",
}  # fmt: skip


@lru_cache(maxsize=65536)
def readings(text: str) -> tuple[str, ...]:
    """How a Chinese name may be read, in syllables without tones, the usual reading first; none without Chinese.

    Words are read as words (重庆 is chong qing); elsewhere a character has all of its readings, and
    what can be a surname has that one too.
    """
    if text.isascii():
        return ()
    simple = text.translate(_table())
    syllables = [list(found) for found in _syllables(simple)]
    if (surname := _SURNAMES.get(simple[0])) and surname not in syllables[0]:
        syllables[0].append(surname)
    found = tuple(" ".join(filter(None, reading)) for reading in _each(syllables))
    return () if found == (simple.strip(),) else found


def usual_reading(text: str) -> str:
    """The first of the readings; text without Chinese as it is."""
    return " ".join(filter(None, (found[0] for found in _syllables(text.translate(_table())))))


def _syllables(text: str) -> Iterable[Sequence[str]]:
    return (found for part in _parts(text) for found in _read(part))


def _parts(text: str) -> Sequence[str]:
    """The text by its words, as pypinyin parts it, each of which is read but once."""
    han, beginnings, parted = _words()
    alone = han.match(text) and not any(text[at : at + 2] in beginnings for at in range(len(text) - 1))
    return text if alone else parted(text)


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], Any, Callable[[str], Sequence[str]]]:
    """What is Chinese throughout, what words begin with, and what parts a text."""
    with collector.at_rest():
        from pypinyin.constants import RE_HANS
        from pypinyin.seg.mmseg import p_set
        from pypinyin.seg.simpleseg import seg

    return RE_HANS, p_set, seg


@lru_cache(maxsize=65536)
def _read(text: str) -> Sequence[Sequence[str]]:
    """The readings of each character. What is not Chinese, and what pypinyin cannot read, is read as it is."""
    if not _words()[0].match(text):
        return [[text.strip()]]
    from pypinyin import Style, pinyin

    return [[each.strip() for each in found] for found in pinyin(text, style=Style.NORMAL, heteronym=True)]


def _each(syllables: Sequence[Sequence[str]]) -> Iterable[list[str]]:
    """The usual reading, and those that differ from it in one syllable."""
    usual = [found[0] for found in syllables]
    yield usual
    for place, found in enumerate(syllables):
        for other in found[1:]:
            yield [*usual[:place], other, *usual[place + 1 :]]


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    return str.maketrans(dict(simplified()))
