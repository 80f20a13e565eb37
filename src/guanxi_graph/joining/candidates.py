"""Which entities, and which sources, may mean one thing: pairs with their reasons, the likeliest first.

No pair is looked at that shares nothing: names, identifiers and addresses lead to those that do, so that time grows
with the maps and not with their product. The points of each reason are a convention; ``docs/joining.md`` lists them.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from guanxi_graph.checks.twins import marks
from guanxi_graph.joining.reasons import Reason, compared
from guanxi_graph.joining.shared_keys import Pairs, anchors, entity_pairs
from guanxi_graph.joining.sides import Side
from guanxi_graph.map import Map
from guanxi_graph.model import Entity, Kind, Source
from guanxi_graph.namesakes import WORTH
from guanxi_graph.progress import each_told

CERTAIN = 100
# Of so many sources of one address a further one is compared with the first.
_COMPARED = 8
# An address and a DOI are certain.
_POINTS = {"title and year": 50}

__all__ = ["CERTAIN", "WORTH", "Candidate", "Found", "Reason", "candidates"]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Two records that may mean one thing. ``score`` is the sum of the reasons' points, from 0 to 100."""

    kind: Kind
    one: str
    other: str
    score: int
    reasons: tuple[Reason, ...]

    @property
    def is_certain(self) -> bool:
        """Whether they have one identifier or address; weaker reasons never are as much, however many."""
        return any(each.points == CERTAIN for each in self.reasons)

    @property
    def is_doubted(self) -> bool:
        """Whether anything speaks against it."""
        return any(each.points < 0 for each in self.reasons)


class Found(msgspec.Struct, frozen=True):
    """The candidates, and the names that so many have that they say nothing."""

    candidates: tuple[Candidate, ...]
    common: tuple[str, ...]


def candidates(gmap: Map, other: Map | None = None) -> Found:
    """Pairs within a map, or of two maps; those with the most points first, then by their ids.

    What the map says is different is left out, and so is what two maps of one base call by one id: it is the same.
    """
    one, two = Side(gmap), Side(other or gmap)
    pairs = entity_pairs(one, two, within=other is None)
    found = [*_entities(one, two, pairs), *_sources(gmap, other)]
    worth = [each for each in found if each.score >= WORTH and not _is_known(each, gmap, other)]
    return Found(tuple(sorted(worth, key=lambda each: (-each.score, each.kind, each.one, each.other))), pairs.common)


def _is_known(pair: Candidate, gmap: Map, other: Map | None) -> bool:
    if other is not None and gmap.info.base != other.info.base:
        return False
    if other is not None and pair.one == pair.other:
        return True
    one, two = _record(pair.kind, pair.one, gmap), _record(pair.kind, pair.other, other or gmap)
    return pair.other in one.different_from or pair.one in two.different_from


def _record(kind: Kind, name: str, gmap: Map) -> Entity | Source:
    return gmap.entities[name] if kind == "entity" else gmap.sources[name]


def _entities(one: Side, two: Side, pairs: Pairs) -> Iterator[Candidate]:
    same = anchors(one, two, pairs)
    for left, right in each_told(sorted(pairs.found), "comparing", len(pairs.found), "pairs"):
        reasons = compared(one, two, left, right, same)
        if reasons:
            score = max(0, min(CERTAIN, sum(each.points for each in reasons)))
            yield Candidate(kind="entity", one=left, other=right, score=score, reasons=reasons)


def _sources(gmap: Map, other: Map | None) -> Iterator[Candidate]:
    """Sources of one address or DOI, or of one title and year."""
    seen: dict[object, list[str]] = {}
    for source in gmap.sources.values():
        for _, _, key in marks(source):
            seen.setdefault(key, []).append(source.id)
    found: dict[tuple[str, str], dict[str, None]] = {}
    for source in (other or gmap).sources.values():
        for what, _, key in marks(source):
            for before in seen.get(key, ())[:_COMPARED]:
                if other is not None or (before < source.id and not _repeats(gmap.sources[before], source)):
                    found.setdefault((before, source.id), {})[what] = None
    for (left, right), whats in sorted(found.items()):
        reasons = tuple(Reason("source", f"same {what}", _POINTS.get(what, CERTAIN)) for what in whats)
        score = max(reason.points for reason in reasons)
        yield Candidate(kind="source", one=left, other=right, score=score, reasons=reasons)


def _repeats(one: Source, other: Source) -> bool:
    return one.lineage == other.id or other.lineage == one.id
