"""The entity that a name would be, where the map knows none of that name: an id and a language for it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from guanxi_graph.evidence.folds import is_han
from guanxi_graph.pinyin import readings
from guanxi_graph.reading import Draft
from guanxi_graph.simplified import simplified
from guanxi_graph.text import slug


def new_thing(draft: Draft, name: str, cls: str) -> Mapping[str, str]:
    """A free id: ``wang-huiwen`` of 王慧文 when it is a person, ``fanfou`` of 饭否."""
    wished = _slug(name, is_person=draft.vocabulary.is_a(cls, ["Person"])) or "unnamed"
    free = (each for number in count(1) if (each := wished if number == 1 else f"{wished}-{number}"))
    return {"id": next(each for each in free if each not in draft.entity_by_id), "language": _language(name)}


def _slug(name: str, *, is_person: bool) -> str:
    read = readings(name)
    if not read:
        return slug(name)
    syllables = read[0].split()
    return slug(" ".join([syllables[0], "".join(syllables[1:])] if is_person else ["".join(syllables)]))


def _language(name: str) -> str:
    if not any(map(is_han, name)):
        return "en"
    return "zh-Hant" if any(char in simplified() for char in name) else "zh-Hans"
