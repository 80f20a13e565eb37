"""The core of a network, and what holds it together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import msgspec
import numpy as np
import rustworkx as rx

from guanxi_graph.analysis.network import Network


class Core(msgspec.Struct, frozen=True, kw_only=True):
    """A node and the largest k such that it has k links to others that have k (Seidman 1983)."""

    name: str
    core: int
    degree: int
    strength: float


class CutNode(msgspec.Struct, frozen=True, kw_only=True):
    """A node without which what it holds together falls into ``pieces``.

    ``cut_off`` counts the nodes outside of the largest piece that is left.
    """

    name: str
    pieces: int
    cut_off: int


class Bridge(msgspec.Struct, frozen=True, kw_only=True):
    """A link that alone joins two sides; ``cut_off`` counts the nodes of the smaller side."""

    ends: tuple[str, str]
    strength: float
    cut_off: int


def core(network: Network) -> tuple[Core, ...]:
    """Every node, the innermost first."""
    numbers = cast("Mapping[int, int]", rx.core_number(network.engine))  # its stub says int
    nodes = (
        Core(
            name=name, core=numbers[place], degree=int(network.degrees[place]), strength=float(network.strengths[place])
        )
        for place, name in enumerate(network.names)
    )
    return tuple(sorted(nodes, key=lambda node: (-node.core, -node.strength, node.name)))


def cut_nodes(network: Network) -> tuple[CutNode, ...]:
    """The articulation points, those that cut off most first."""
    blocks = _Blocks(network)
    found = (
        CutNode(name=network.names[cut], pieces=len(sizes), cut_off=sum(sizes) - max(sizes))
        for cut in blocks.blocks_at
        if (sizes := blocks.pieces_without(cut))
    )
    return tuple(sorted(found, key=lambda node: (-node.cut_off, node.name)))


def bridges(network: Network) -> tuple[Bridge, ...]:
    """The links whose loss splits the network, those that cut off most first."""
    blocks = _Blocks(network)
    found = (_bridge(network, block, blocks) for block in blocks.lone_links())
    return tuple(sorted(found, key=lambda bridge: (-bridge.cut_off, bridge.ends)))


def closeness(network: Network) -> Mapping[int, float]:
    """Closeness of every node, by place, after Wasserman & Faust 1994 (eq. 5.22) for networks in pieces."""
    return rx.closeness_centrality(network.engine, wf_improved=True)


def transitivity(network: Network) -> float:
    """The share of connected triples that are closed: 3 · triangles / triples."""
    return float(rx.transitivity(network.engine))


def overlap(network: Network, one: int, other: int) -> float:
    """Neighbourhood overlap of a link's ends: n / ((k₁−1) + (k₂−1) − n), 0 to 1 (Onnela 2007)."""
    common = len(np.intersect1d(network.neighbours(one), network.neighbours(other), assume_unique=True))
    others = int(network.degrees[one]) + int(network.degrees[other]) - 2 - common
    return common / others if others else 0.0


def _bridge(network: Network, block: int, blocks: _Blocks) -> Bridge:
    one, other = sorted(blocks.members[block])
    return Bridge(
        ends=(network.names[one], network.names[other]),
        strength=float(network.weights[one, other]),
        cut_off=blocks.smaller_side(block),
    )


class _Blocks:
    """The tree of a network's blocks (largest parts that no single node splits) and its cut nodes.

    One walk down the tree sums what hangs below each block, so every cut is sized in linear time.
    """

    def __init__(self, network: Network) -> None:
        self.links: dict[int, list[tuple[int, int]]] = {}
        for ends, block in rx.biconnected_components(network.engine).items():
            self.links.setdefault(block, []).append(ends)
        self.members = {block: {node for ends in links for node in ends} for block, links in self.links.items()}
        self.cuts = set(rx.articulation_points(network.engine))
        self.blocks_at: dict[int, list[int]] = {}
        for block, members in self.members.items():
            for cut in members & self.cuts:
                self.blocks_at.setdefault(cut, []).append(block)
        self.parent: dict[int, int | None] = {}
        self.below: dict[int, int] = {}
        self.whole: dict[int, int] = {}
        for block in self.members:
            if block not in self.parent:
                self._hang(block)

    def _hang(self, root: int) -> None:
        """Walk from the root; ``parent`` of a block is the cut node that it hangs on."""
        self.parent[root] = None
        order = [root]
        for block in order:
            for cut in (self.members[block] & self.cuts) - {self.parent[block]}:
                for under in self.blocks_at[cut]:
                    if under != block:
                        self.parent[under] = cut
                        order.append(under)
        for block in reversed(order):
            own = self.members[block] - {self.parent[block]}
            hanging = (self.below[under] for cut in own & self.cuts for under in self._under(cut))
            self.below[block] = len(own) + sum(hanging)
        for block in order:
            self.whole[block] = self.below[root]

    def _under(self, cut: int) -> list[int]:
        return [block for block in self.blocks_at[cut] if self.parent[block] == cut]

    def pieces_without(self, cut: int) -> list[int]:
        """The sizes of what is left of the cut node's component without it."""
        under = [self.below[block] for block in self._under(cut)]
        rest = self.whole[self.blocks_at[cut][0]] - 1 - sum(under)
        return [*under, rest] if rest else under

    def lone_links(self) -> list[int]:
        """The blocks of one link: the bridges."""
        return [block for block, links in self.links.items() if len(links) == 1]

    def smaller_side(self, block: int) -> int:
        one = min(self.members[block])
        away = self.below[block] if self.parent[block] is not None else self._beyond(one, block)
        return min(away, self.whole[block] - away)

    def _beyond(self, node: int, block: int) -> int:
        """The node's side of a block that hangs on nothing."""
        under = self._under(node) if node in self.cuts else []
        return 1 + sum(self.below[each] for each in under if each != block)
