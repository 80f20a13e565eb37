"""From when to when a claim may hold, in whole years, for the page's time slider."""

from __future__ import annotations

from guanxi_graph.model import Claim
from guanxi_graph.vocabulary import Relation

FOREVER = 9999


def years(claim: Claim, relation: Relation) -> tuple[int | None, int | None]:
    """The first and last year, None where nothing is said; FOREVER where no end is known.

    What holds at a point (an event, a figure, ``at``) has the years that its date may mean.
    """
    if claim.at is not None:
        return _first(claim.at.earliest), _first(claim.at.latest)
    if claim.start is not None and claim.end is None and (relation.event or relation.is_observation):
        return _first(claim.start.earliest), _first(claim.start.latest)
    if claim.start is None and claim.end is None:
        return None, None
    start = None if claim.start is None else _first(claim.start.earliest)
    end = FOREVER if claim.end is None or claim.end.is_open else _first(claim.end.latest)
    return start, end


def _first(day: tuple[int, int, int] | None) -> int | None:
    return None if day is None else day[0]
