"""What falls if a source falls."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np
from scipy.sparse import csgraph

from guanxi_graph.analysis import betweenness
from guanxi_graph.analysis.network import Network, project
from guanxi_graph.map import Map
from guanxi_graph.map.lineages import repeats_of


class LostTie(msgspec.Struct, frozen=True, kw_only=True):
    """Two whose tie is weaker, or gone when ``after`` is 0."""

    ends: tuple[str, str]
    before: float
    after: float


class LostBroker(msgspec.Struct, frozen=True, kw_only=True):
    """One of those most between others before, with its rank then; ``after`` is None when it is not among them."""

    name: str
    before: int
    after: int | None


class Without(msgspec.Struct, frozen=True, kw_only=True):
    """``sources`` are the one named and all that only repeat it.

    ``weakened`` claims keep other sources. ``separated`` counts the pairs that a path joined before
    and none joins after, over ties and shared bases.
    """

    sources: tuple[str, ...]
    claims: tuple[str, ...]
    weakened: tuple[str, ...]
    ties: tuple[LostTie, ...]
    entities: tuple[str, ...]
    separated: int
    brokers: tuple[LostBroker, ...]


def without(gmap: Map, source: str, *, top: int = 10) -> Without:
    """The difference that it makes. Raises KeyError when there is no such source."""
    sources = gmap.sources
    if source not in sources:
        raise KeyError(source)
    fallen = repeats_of(source, sources)
    rest = gmap.view(without=fallen)
    before, after = gmap.claims, rest.claims
    old, new = (project(each, affiliations=True) for each in (gmap, rest))
    return Without(
        sources=tuple(sorted(fallen)),
        claims=tuple(name for name in before if name not in after),
        weakened=tuple(name for name in after if after[name] != before[name]),
        ties=_lost_ties(old, new),
        entities=tuple(name for name in gmap.entities if gmap.graph.degree(name) and not rest.graph.degree(name)),
        separated=_joined(old) - _joined(new, among=old.index),
        brokers=_lost_brokers(old, new, top),
    )


def _lost_ties(old: Network, new: Network) -> tuple[LostTie, ...]:
    lost = []
    for ends, tie in old.by_ends.items():
        now = new.by_ends.get(ends)
        after = now.strength if now else 0.0
        if after < tie.strength:
            lost.append(LostTie(ends=ends, before=tie.strength, after=after))
    return tuple(sorted(lost, key=lambda tie: (tie.after > 0, tie.after - tie.before, tie.ends)))


def _joined(network: Network, among: Mapping[str, int] | None = None) -> int:
    """The pairs of nodes that some path joins; only those in ``among`` count."""
    if not network.names:
        return 0
    _, labels = csgraph.connected_components(network.weights, directed=False)
    counted = [place for place, name in enumerate(network.names) if among is None or name in among]
    sizes = np.bincount(labels[counted])
    return int((sizes * (sizes - 1) // 2).sum())


def _lost_brokers(old: Network, new: Network, top: int) -> tuple[LostBroker, ...]:
    before, after = _ranks(old, top), _ranks(new, top)
    return tuple(
        LostBroker(name=name, before=rank, after=after.get(name))
        for name, rank in before.items()
        if after.get(name, top + 1) > rank
    )


def _ranks(network: Network, top: int) -> dict[str, int]:
    if not network.names:
        return {}
    values = betweenness.measured(network).values
    order = sorted(range(len(network.names)), key=lambda place: (-values[place], network.names[place]))
    return {network.names[place]: rank for rank, place in enumerate(order[:top], 1) if values[place] > 0}
