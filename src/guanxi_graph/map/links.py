"""Who is linked to whom, and how strongly: one link between two, however many claims tie them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from guanxi_graph.map.strength import Strength, Weigher, pair_strength
from guanxi_graph.model import Claim
from guanxi_graph.progress import each_told

if TYPE_CHECKING:
    from guanxi_graph.map.guanxi_map import Map

# Everybody is near everybody through a city, an idea, a country or a book: nothing leads through these.
NEVER_BETWEEN = ("Place", "Concept", "Event", "Publication")


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """All that joins two: T, the strength of each claim, and the claims. ``ends`` are in order of id."""

    ends: tuple[str, str]
    strength: float
    parts: tuple[Strength, ...]
    claims: tuple[Claim, ...]

    def kept(self, keep: Callable[[Claim, Strength], bool]) -> Link | None:
        """The link as far as these of its claims make it; None when none of them does."""
        both = [pair for pair in zip(self.claims, self.parts, strict=True) if keep(*pair)]
        if len(both) == len(self.claims):
            return self
        return _link(self.ends, both) if both else None


def links_of(gmap: Map) -> Mapping[tuple[str, str], Link]:
    """The links of the truthy ties and shared bases that have begun, by their ends in order.

    Places, concepts, events and publications have none, and nobody is linked to himself.
    """
    found: dict[tuple[str, str], list[tuple[Claim, Strength]]] = {}
    for ends, claim, part in linking(gmap):
        found.setdefault(ends, []).append((claim, part))
    links = (_link(ends, parts) for ends, parts in found.items())
    return {link.ends: link for link in links if link.strength > 0}


def linking(gmap: Map) -> Iterator[tuple[tuple[str, str], Claim, Strength]]:
    """Each claim that makes a link, with the link's ends in order and its own strength."""
    weigher = Weigher(gmap)
    joins = {name: not gmap.is_a(name, NEVER_BETWEEN) for name in gmap.entities}
    for claim in each_told(gmap.facts, "linking", len(gmap.facts)):
        if weigher.joins(claim) and joins[claim.subject] and joins[claim.object] and gmap.has_begun(claim):
            first, second = sorted((claim.subject, claim.object))
            if first != second:
                yield (first, second), claim, weigher.weigh(claim)


def _link(ends: tuple[str, str], both: Sequence[tuple[Claim, Strength]]) -> Link:
    parts = tuple(part for _, part in both)
    return Link(ends=ends, strength=pair_strength(parts), parts=parts, claims=tuple(claim for claim, _ in both))
