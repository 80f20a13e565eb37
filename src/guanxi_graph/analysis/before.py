"""What those who founded a thing had to do with each other before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import msgspec

from guanxi_graph.dates import Day
from guanxi_graph.map import Map
from guanxi_graph.model import Claim
from guanxi_graph.spans import overlap_years


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """A tie of the two, or a ``base`` that both stood in, that was there before.

    ``years`` in common before it; None when the dates do not tell.
    """

    pair: tuple[str, str]
    relations: tuple[str, ...]
    base: str
    when: tuple[str, ...]
    years: int | None
    claims: tuple[str, ...]


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """The founders and, pair by pair, what was between them before; ``undated`` things may be later."""

    founders: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    undated: int


def before(gmap: Map, name: str, relations: Iterable[str]) -> Before:
    """What each two of those who stand in one of the relations to ``name`` shared before the later of them did.

    What has no dates is in, and counted.
    """
    wanted = frozenset(relations)
    founding: dict[str, Claim] = {}
    for claim in gmap.facts:
        if claim.object == name and claim.relation in wanted:
            founding.setdefault(claim.subject, claim)
    found: list[Earlier] = []
    for one, other in combinations(sorted(founding), 2):
        days = [day for each in (one, other) if (day := gmap.spans[founding[each].id].standing)]
        limit = max(days, default=gmap.today)
        found += _ties(gmap, (one, other), limit)
        found += _bases(gmap, (one, other), name, limit)
    undated = sum(not all(each.when) for each in found)
    return Before(founders=tuple(sorted(founding)), earlier=tuple(found), undated=undated)


def _ties(gmap: Map, pair: tuple[str, str], limit: Day | None) -> Iterator[Earlier]:
    for claim in gmap.facts:
        if {claim.subject, claim.object} == set(pair) and _begun(gmap, claim, limit):
            yield Earlier(
                pair=pair,
                relations=(claim.relation,),
                base="",
                when=(claim.when,),
                years=None,
                claims=(claim.id,),
            )


def _bases(gmap: Map, pair: tuple[str, str], founded: str, limit: Day | None) -> Iterator[Earlier]:
    """The shared bases of the two but what they founded together."""
    one, other = (
        [
            claim
            for claim in gmap.facts_from.get(name, ())
            if gmap.relation(claim).is_affiliation and claim.object != founded and _begun(gmap, claim, limit)
        ]
        for name in pair
    )
    for first in one:
        for second in other:
            if first.object != second.object:
                continue
            years = overlap_years(gmap.spans[first.id], gmap.spans[second.id], limit)
            if years != 0:
                yield Earlier(
                    pair=pair,
                    relations=(first.relation, second.relation),
                    base=first.object,
                    when=(first.when, second.when),
                    years=years,
                    claims=(first.id, second.id),
                )


def _begun(gmap: Map, claim: Claim, limit: Day | None) -> bool:
    return limit is None or gmap.spans[claim.id].begun_by(limit)
