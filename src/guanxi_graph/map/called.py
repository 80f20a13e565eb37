"""The entity, relation or claim that is meant by what somebody wrote."""

from __future__ import annotations

from guanxi_graph.map.guanxi_map import Map
from guanxi_graph.text import nearest


def called(gmap: Map, text: str) -> str:
    """Its id. Raises LookupError, with what to write instead, when there is none, or several."""
    if text in gmap:
        return text
    by_name: dict[str, list[str]] = {}
    for entity in gmap.entities.values():
        names = (*entity.labels.values(), *(alias for names in entity.aliases.values() for alias in names))
        for name in {each.casefold() for each in names}:
            by_name.setdefault(name, []).append(entity.id)
    meant = by_name.get(text.casefold(), [])
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise LookupError(f"several entities are called `{text}`: {', '.join(meant)}")
    close = nearest(text, [*gmap.entities, *by_name])
    known = close if close is None or close in gmap else by_name[close][0]
    raise LookupError(f"there is no entity `{text}`" + (f"; did you mean `{known}`?" if known else ""))


def relation_called(gmap: Map, text: str) -> str:
    """The relation's id; the second name of an inverse pair stands for the first. Raises LookupError."""
    relations = gmap.vocabulary.relations
    if text not in relations:
        raise LookupError(_none("relation", text, nearest(text, relations)))
    return relations[text].inverse if relations[text].inverted else text


def claim_called(gmap: Map, text: str) -> str:
    """The claim's id. Raises LookupError: often only the date at its end is missing."""
    if text not in gmap.claims:
        begun = next((name for name in gmap.claims if name.startswith(f"{text}.")), None)
        raise LookupError(_none("claim", text, begun or nearest(text, gmap.claims)))
    return text


def _none(kind: str, text: str, close: str | None) -> str:
    return f"there is no {kind} `{text}`" + (f"; did you mean `{close}`?" if close else "")
