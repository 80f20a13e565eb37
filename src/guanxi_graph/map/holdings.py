"""Who holds what as of today: the latest claim of each owner, without what has ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from guanxi_graph.dates import Day
from guanxi_graph.model import Claim
from guanxi_graph.vocabulary import SHARE

if TYPE_CHECKING:
    from guanxi_graph.map.guanxi_map import Map

_LONG_AGO = Day(-999_999_999, 1, 1)


def holdings_of(gmap: Map) -> Mapping[str, tuple[Claim, ...]]:
    """By what is owned, the holdings that have not ended, one an owner.

    A relation that ``holds`` a share needs no share to count, except where it is an event (an
    investment): that is a holding as far as it says how much. Of several claims on one holding the
    latest counts.
    """
    latest: dict[tuple[str, str], Claim] = {}
    for claim in gmap.facts:
        relation = gmap.relation(claim)
        if not relation.holds or (relation.holds == "share" and relation.event and SHARE not in claim.qualifiers):
            continue
        ended = claim.end is not None and gmap.today is not None and gmap.spans[claim.id].over_by(gmap.today)
        if ended or not gmap.has_begun(claim):
            continue
        key = (claim.object, claim.subject)
        if key not in latest or _order(gmap, latest[key]) < _order(gmap, claim):
            latest[key] = claim
    found: dict[str, list[Claim]] = {}
    for (owned, _), claim in sorted(latest.items()):
        found.setdefault(owned, []).append(claim)
    return {owned: tuple(claims) for owned, claims in found.items()}


def _order(gmap: Map, claim: Claim) -> tuple[Day, bool, str]:
    return gmap.spans[claim.id].standing or _LONG_AGO, SHARE in claim.qualifiers, claim.id
