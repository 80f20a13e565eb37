"""What may stand in a field: the ids of the map's things by any of their names, and the words of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from guanxi_graph.lsp.state import named, terms
from guanxi_graph.reading import Draft
from guanxi_graph.reading.mentions import Thing
from guanxi_graph.simplified import simplified

_MOST = 100
_ENTITIES = ("subject", "object", "show", "focus", "connect", "select", "entity")
_SOURCES = ("sources", "source", "lineage")
_CLAIMS = ("premises", "claim")
_TERMS = {"relation": "relation", "relations": "relation", "derived": "relation"} | dict.fromkeys(
    ("class", "classes", "domain", "range", "parent"), "class"
)


class Offer(msgspec.Struct, frozen=True, order=True):
    """An id to write. ``rank`` is less for what is nearer to the word that is typed."""

    rank: int
    id: str
    names: str = ""
    what: str = ""


def offers(draft: Draft, field: str, typed: str) -> list[Offer]:
    """What the field may hold that is called like the word, the nearest first; nothing for a field of other texts."""
    wanted = _folded(typed)
    found = []
    for name, names, what in _candidates(draft, field):
        rank = min((_rank(wanted, _folded(each)) for each in (name, *names)), default=3)
        if rank < 3:
            found.append(Offer(rank, name, " · ".join(names), what))
    return sorted(found)[:_MOST]


def _candidates(draft: Draft, field: str) -> Iterator[tuple[str, list[str], str]]:
    qualifier = draft.vocabulary.qualifiers.get(field)
    things: dict[Thing, bool] = {
        "entity": field in _ENTITIES or (qualifier is not None and qualifier.kind.refers),
        "source": field in _SOURCES,
        "claim": field in _CLAIMS,
    }
    for thing, is_meant in things.items():
        if is_meant:
            yield from named(draft, thing)
    if kind := _TERMS.get(field):
        for term in terms(draft, kind):
            yield term.id, list(dict.fromkeys(term.labels.values())), next(iter(term.definition.values()), "")


def _rank(wanted: str, name: str) -> int:
    if name.startswith(wanted):
        return 0
    if f" {wanted}" in name.replace("-", " "):
        return 1
    return 2 if wanted in name else 3


def _folded(text: str) -> str:
    return text.casefold() if text.isascii() else text.casefold().translate(_TABLE)


_TABLE = str.maketrans(dict(simplified()))
