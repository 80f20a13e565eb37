"""Circles (圈子): communities of the network, named by whom and what they have most in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from guanxi_graph.analysis.network import Network, project
from guanxi_graph.map import Map, kept


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """``members`` come by their weighted degree within, strongest first; the first is the circle's id.

    ``base`` is the entity that most members share a base with, through ``base_relation``; ``sharing``
    says how many do. ``cohesion`` is the share of the weight of its members' links that stays within.
    """

    id: str
    named_after: tuple[str, ...]
    base: str
    base_relation: str
    sharing: int
    members: tuple[str, ...]
    cohesion: float


def communities(network: Network, *, resolution: float = 1.0) -> NDArray[np.int64]:
    """The community of every node, by place (Louvain, Blondel et al. 2008), the largest first.

    In the order of the nodes, so that equal networks give equal answers; each community is in one
    piece, which Louvain alone does not promise (Traag et al. 2019).
    """
    if not network.links:
        return np.arange(len(network.names))
    from sknetwork.clustering import Louvain

    labels = Louvain(resolution=resolution, shuffle_nodes=False).fit_predict(sparse.csr_matrix(network.weights))
    links = network.weights.tocoo()
    inside = labels[links.row] == labels[links.col]
    within = sparse.csr_array((links.data[inside], (links.row[inside], links.col[inside])), shape=network.weights.shape)
    _, pieces = csgraph.connected_components(within, directed=False)
    sizes = np.bincount(pieces)
    place = np.empty(len(sizes), dtype=np.int64)
    place[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return place[pieces]


@kept
def circles_of(gmap: Map) -> tuple[Circle, ...]:
    """The circles of a map: those of all of its links, of at least three members."""
    return circles(gmap, project(gmap, affiliations=True))


def circles(gmap: Map, network: Network, *, smallest: int = 3, resolution: float = 1.0) -> tuple[Circle, ...]:
    """The communities of at least ``smallest`` members, the largest first."""
    labels = communities(network, resolution=resolution)
    shared = _shared_bases(gmap)
    links = network.weights.tocoo()
    inside = labels[links.row] == labels[links.col]
    within = np.zeros(len(network.names))
    np.add.at(within, links.row[inside], links.data[inside])
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(place)
    found = (_circle(network, places, within, network.strengths, shared) for _, places in sorted(groups.items()))
    return tuple(sorted((c for c in found if len(c.members) >= smallest), key=lambda c: (-len(c.members), c.id)))


def _circle(
    network: Network,
    places: Sequence[int],
    within: NDArray[np.float64],
    total: NDArray[np.float64],
    shared: Mapping[str, Sequence[tuple[str, str]]],
) -> Circle:
    ordered = sorted(places, key=lambda place: (-within[place], network.names[place]))
    members = tuple(network.names[place] for place in ordered)
    common = Counter(base for member in members for base in shared.get(member, ()))
    (relation, base), sharing = min(common.items(), key=lambda item: (-item[1], item[0]), default=(("", ""), 0))
    weight = float(total[ordered].sum())
    return Circle(
        id=members[0],
        named_after=members[:2],
        base=base if sharing > 1 else "",
        base_relation=relation if sharing > 1 else "",
        sharing=sharing if sharing > 1 else 0,
        members=members,
        cohesion=float(within[ordered].sum()) / weight if weight else 0.0,
    )


def _shared_bases(gmap: Map) -> dict[str, list[tuple[str, str]]]:
    """By entity, the relations and entities that it shares a base with, each once."""
    shared: dict[str, dict[tuple[str, str], None]] = {}
    for claim in gmap.facts:
        if gmap.relation(claim).is_affiliation:
            shared.setdefault(claim.subject, {})[claim.relation, claim.object] = None
    return {name: list(bases) for name, bases in shared.items()}
