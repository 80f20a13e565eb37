"""What the map does not know yet by its name: the id that it would have, and the language that the name is in."""

from __future__ import annotations

from guanxi_graph.evidence.folds import is_cjk
from guanxi_graph.pinyin import readings
from guanxi_graph.simplified import simplified
from guanxi_graph.text import slug


def id_of(name: str, *, is_person: bool) -> str:
    """``wang-huiwen`` of 王慧文 when it is a person, ``fanfou`` of 饭否; empty of what nothing spells."""
    read = readings(name)
    if not read:
        return slug(name)
    syllables = read[0].split()
    return slug(" ".join([syllables[0], "".join(syllables[1:])] if is_person else ["".join(syllables)]))


def language_of(name: str) -> str:
    """English where no character is Chinese; simplified where none is traditional."""
    if not any(map(is_cjk, name)):
        return "en"
    return "zh-Hant" if any(char in simplified() for char in name) else "zh-Hans"
