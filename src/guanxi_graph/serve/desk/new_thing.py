"""The entity that a name would be, where the map knows none of that name: an id and a language for it."""

from __future__ import annotations

from collections.abc import Mapping

from guanxi_graph.proposals.new_names import id_of, language_of
from guanxi_graph.reading import Draft
from guanxi_graph.text import free_name


def new_thing(draft: Draft, name: str, cls: str) -> Mapping[str, str]:
    """A free id: ``wang-huiwen`` of 王慧文 when it is a person, ``fanfou`` of 饭否."""
    wished = id_of(name, is_person=draft.vocabulary.is_a(cls, ["Person"])) or "unnamed"
    return {"id": free_name(wished, draft.entity_by_id), "language": language_of(name)}
