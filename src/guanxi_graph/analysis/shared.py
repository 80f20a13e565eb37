"""What two have in common: the firms, platforms, schools, towns and events to which both of them stand.

A shared base is not yet a tie: nobody is introduced by a school.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import msgspec

from guanxi_graph.analysis.saying import Said, said
from guanxi_graph.map import Map
from guanxi_graph.map.stands import stands
from guanxi_graph.model import Claim
from guanxi_graph.spans import overlap_years

# Between years in common and none: the dates do not tell.
_UNTOLD = 0.5


class SharedBase(msgspec.Struct, frozen=True, kw_only=True):
    """What both stand to, with the claims of the one and of the other.

    ``years`` in which both surely did; None when the dates do not tell.
    """

    base: str
    years: int | None
    claims: tuple[tuple[Said, ...], tuple[Said, ...]]


def shared(gmap: Map, one: str, other: str, via: Sequence[str] = ()) -> tuple[SharedBase, ...]:
    """The bases that both have: those of most years in common first, then by id. ``via``: only by these relations."""
    ours, theirs = _by_base(gmap, one, via), _by_base(gmap, other, via)
    found = [_base(gmap, base, ours[base], theirs[base]) for base in ours if base in theirs]
    return tuple(sorted(found, key=_order))


def _by_base(gmap: Map, name: str, via: Sequence[str]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim, base in stands(gmap, name):
        if not via or claim.relation in via:
            found.setdefault(base, []).append(claim)
    return found


def _base(gmap: Map, base: str, ours: Sequence[Claim], theirs: Sequence[Claim]) -> SharedBase:
    years = [_years(gmap, one, other) for one, other in product(ours, theirs)]
    best = max(_UNTOLD if each is None else each for each in years)
    return SharedBase(
        base=base,
        years=None if best == _UNTOLD else int(best),
        claims=(tuple(map(said, ours)), tuple(map(said, theirs))),
    )


def _years(gmap: Map, one: Claim, other: Claim) -> int | None:
    """An event is over at once: who founded a firm may have stayed for years, and nobody shares a birth."""
    common = overlap_years(gmap.spans[one.id], gmap.spans[other.id], gmap.today)
    return common or (None if gmap.relation(one).event or gmap.relation(other).event else common)


def _order(found: SharedBase) -> tuple[float, str]:
    return -(_UNTOLD if found.years is None else found.years), found.base
