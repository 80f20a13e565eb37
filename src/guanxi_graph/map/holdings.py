"""Who holds what as of today: the latest claim of each owner, without what has ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from guanxi_graph.dates import Day
from guanxi_graph.model import Claim
from guanxi_graph.vocabulary import SHARE, Relation

if TYPE_CHECKING:
    from guanxi_graph.map.guanxi_map import Map

_LONG_AGO = Day(-999_999_999, 1, 1)


def holdings_of(gmap: Map) -> Mapping[str, tuple[Claim, ...]]:
    """By what is owned, the holdings that have not ended, one an owner.

    A relation that ``holds`` a share needs no share to count, except where it is an event (an
    investment): that is a holding as far as it says how much. Of several claims on one holding the
    latest counts.
    """
    latest = {(claim.object, claim.subject): claim for claim, lasts in every_holding(gmap) if lasts}
    found: dict[str, list[Claim]] = {}
    for (owned, _), claim in sorted(latest.items()):
        found.setdefault(owned, []).append(claim)
    return {owned: tuple(claims) for owned, claims in found.items()}


def every_holding(gmap: Map) -> Sequence[tuple[Claim, bool]]:
    """All that was ever held, the latest last, and whether it has not ended."""
    told = [claim for claim in gmap.facts if _is_holding(claim, gmap.relation(claim)) and gmap.has_begun(claim)]
    return [(claim, not _has_ended(gmap, claim)) for claim in sorted(told, key=lambda claim: _order(gmap, claim))]


def _is_holding(claim: Claim, relation: Relation) -> bool:
    return bool(relation.holds) and not (relation.holds == "share" and relation.event and SHARE not in claim.qualifiers)


def _has_ended(gmap: Map, claim: Claim) -> bool:
    return claim.end is not None and gmap.today is not None and gmap.spans[claim.id].over_by(gmap.today)


def _order(gmap: Map, claim: Claim) -> tuple[Day, bool, str]:
    return gmap.spans[claim.id].standing or _LONG_AGO, SHARE in claim.qualifiers, claim.id
