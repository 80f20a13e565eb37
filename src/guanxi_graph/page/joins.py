"""What joins whom, as the page is told it: all that the question "who can introduce …" is answered from.

Entities and claims go by their numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guanxi_graph.map import Map
from guanxi_graph.map.links import Link
from guanxi_graph.map.stands import stands
from guanxi_graph.model import Claim

_DIGITS = 9


def joins(gmap: Map, claims: Sequence[Claim], numbers: Mapping[str, int]) -> dict[str, Any]:
    """``loose`` are the ties that are no plain facts, or have not begun: nothing leads through them."""
    facts = {claim.id for claim in gmap.facts if gmap.has_begun(claim)}
    place = {claim.id: number for number, claim in enumerate(claims)}
    return {
        "links": _links(gmap, place, numbers),
        "stands": _stands(gmap, place, numbers),
        "loose": [place[claim.id] for claim in claims if claim.is_tie and claim.id not in facts],
    }


def _links(gmap: Map, place: Mapping[str, int], numbers: Mapping[str, int]) -> dict[str, Any]:
    """Who is linked to whom, how strongly (T), and by which claims; ``tied`` is T without shared bases.

    It is told where ties and shared bases are mixed: elsewhere it is T, or nothing.
    """
    links = gmap.links.values()
    return {
        "ends": [[numbers[end] for end in link.ends] for link in links],
        "strength": [round(link.strength, _DIGITS) for link in links],
        "tied": {
            str(place): round(tied, _DIGITS) for place, link in enumerate(links) if (tied := _tied(link)) is not None
        },
        "claims": [[place[claim.id] for claim in link.claims] for link in links],
    }


def _tied(link: Link) -> float | None:
    """T of the ties of a link that is made of ties and of shared bases; None of another."""
    ties = link.kept(lambda _, part: not part.affiliation)
    return None if ties is None or ties is link else ties.strength


def _stands(gmap: Map, place: Mapping[str, int], numbers: Mapping[str, int]) -> list[list[int]]:
    """Who stands to which base: the claim and the base."""
    return [[place[claim.id], numbers[base]] for name in gmap.entities for claim, base in stands(gmap, name)]
