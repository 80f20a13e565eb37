"""What may stand in a field: the ids of the map's things by any of their names, and the words of the vocabulary."""

from __future__ import annotations

from itertools import islice

from guanxi_graph.lsp.known import Kind, Offer
from guanxi_graph.lsp.state import State

_MOST = 100
_FIELDS: dict[str, Kind] = {
    **dict.fromkeys(("subject", "object", "show", "focus", "connect", "select", "entity"), "entity"),
    **dict.fromkeys(("sources", "source", "lineage"), "source"),
    **dict.fromkeys(("premises", "claim"), "claim"),
    **dict.fromkeys(("relation", "relations", "derived"), "relation"),
    **dict.fromkeys(("class", "classes", "domain", "range", "parent"), "class"),
}


def offers(state: State, field: str, typed: str) -> list[Offer]:
    """What the field may hold that is called like the word, the nearest first; nothing for a field of other texts."""
    if state.draft is None:
        return []
    qualifier = state.draft.vocabulary.qualifiers.get(field)
    kind = "entity" if qualifier is not None and qualifier.kind.refers else _FIELDS.get(field)
    return list(islice(state.known(kind).find(typed), _MOST)) if kind else []
