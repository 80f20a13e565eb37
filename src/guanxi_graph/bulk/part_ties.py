"""The ties of a part, as degrees, components and the strengths of links are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from guanxi_graph.bulk.part import Part
from guanxi_graph.bulk.part_map import claims_at_home
from guanxi_graph.map import Map
from guanxi_graph.map.links import linking
from guanxi_graph.map.strength import strength_of_bases


class Tie(NamedTuple):
    """A claim between two, and how strongly it links them on its base: 0 where it makes no link."""

    subject: str
    object: str
    base: str
    strength: float

    @property
    def ends(self) -> tuple[str, str]:
        """In order."""
        return (self.subject, self.object) if self.subject <= self.object else (self.object, self.subject)


def ties_of(part: Part, gmap: Map) -> Iterator[Tie]:
    """The ties at home in the part, each once."""
    weighed = {claim.id: strength for _, claim, strength in linking(gmap)}
    for name in sorted(claims_at_home(part)):
        claim = gmap.claims[name]
        if claim.is_tie:
            told = weighed.get(name)
            yield Tie(claim.subject, claim.object, told.base if told else "", told.value if told else 0.0)


def link_strength(ties: Iterable[Tie]) -> float:
    """T of all ties between two: see ``map.strength``."""
    return strength_of_bases((tie.base, tie.strength) for tie in ties)
