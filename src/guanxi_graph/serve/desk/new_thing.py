"""The entity that a name would be, where the map knows none of that name: an id and a language for it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from guanxi_graph.proposals.new_names import id_of, language_of
from guanxi_graph.reading import Draft


def new_thing(draft: Draft, name: str, cls: str) -> Mapping[str, str]:
    """A free id: ``wang-huiwen`` of 王慧文 when it is a person, ``fanfou`` of 饭否."""
    wished = id_of(name, is_person=draft.vocabulary.is_a(cls, ["Person"])) or "unnamed"
    free = (each for number in count(1) if (each := wished if number == 1 else f"{wished}-{number}"))
    return {"id": next(each for each in free if each not in draft.entity_by_id), "language": language_of(name)}
