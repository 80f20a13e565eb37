"""Where things are on the earth, as the page is told it: places with coordinates, and who is in them by which claim.

Entities and claims go by their numbers. The vocabulary says which relations put a thing into a place (``located``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guanxi_graph.dates import Day
from guanxi_graph.map import Map
from guanxi_graph.model import Claim
from guanxi_graph.page import assets

_LONG_AGO = Day(-999_999_999, 1, 1)


def whereabouts(gmap: Map, claims: Sequence[Claim], numbers: Mapping[str, int]) -> dict[str, Any]:
    """Nothing of a map without coordinates.

    ``coordinates`` are latitude and longitude by entity; ``seats`` the claims that put their subject into a place, with
    the place, those that count first on top: in the order of the vocabulary's relations, then the latest. A
    place without coordinates is where the place is that it lies in. ``land`` is the outline of the land.
    """
    placed = {entity.id: entity.coordinates for entity in gmap.entities.values() if entity.coordinates}
    if not placed:
        return {}
    seated: dict[str, list[Claim]] = {}
    for claim in _located(gmap):
        seated.setdefault(claim.subject, []).append(claim)
    number = {claim.id: place for place, claim in enumerate(claims)}
    seats = (
        (number[claim.id], place)
        for each in seated.values()
        for claim in each
        if (place := _place(claim.object, placed, seated))
    )
    return {
        "coordinates": {str(numbers[name]): list(degrees) for name, degrees in placed.items()},
        "seats": [[claim, numbers[place]] for claim, place in seats],
        "land": assets.vendored("land.txt").strip(),
    }


def _located(gmap: Map) -> Iterable[Claim]:
    """Those of the vocabulary's first relation on top, of one relation the latest."""
    facts = [claim for claim in gmap.facts if gmap.relation(claim).located and gmap.has_begun(claim)]
    latest = sorted(facts, key=lambda claim: gmap.spans[claim.id].standing or _LONG_AGO, reverse=True)
    place = {name: number for number, name in enumerate(gmap.vocabulary.relations)}
    return sorted(latest, key=lambda claim: place[claim.relation])


def _place(name: str, placed: Mapping[str, Any], seated: Mapping[str, Sequence[Claim]]) -> str:
    """The place itself, or the nearest one with coordinates that it lies in; empty when there is none."""
    seen, rim = {name}, [name]
    while rim:
        if found := next((each for each in rim if each in placed), ""):
            return found
        rim = [claim.object for each in rim for claim in seated.get(each, ()) if claim.object not in seen]
        seen.update(rim)
    return ""
