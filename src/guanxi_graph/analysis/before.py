"""What those who founded a thing had to do with each other before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import msgspec

from guanxi_graph.analysis.periods import first_day, known_years, overlap_years, written_dates
from guanxi_graph.dates import Day
from guanxi_graph.graph import Graph, plain_facts, relation_of
from guanxi_graph.model import Claim


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


def before(graph: Graph, name: str, relations: Iterable[str], as_of: Day) -> Before:
    """What each two of those who stand in one of the relations to ``name`` shared before the later of them did.

    What has no dates is in, and counted.
    """
    wanted = frozenset(relations)
    facts = sorted(plain_facts(graph), key=lambda claim: claim.id)
    founding: dict[str, Claim] = {}
    for claim in facts:
        if claim.object == name and claim.relation in wanted:
            founding.setdefault(claim.subject, claim)
    found: list[Earlier] = []
    for one, other in combinations(sorted(founding), 2):
        days = [day for each in (one, other) if (day := first_day(founding[each]))]
        limit = max(days, default=as_of)
        found += _ties(one, other, facts, limit)
        found += _bases(graph, one, other, [claim for claim in facts if claim.object != name], limit)
    undated = sum(not all(each.when) for each in found)
    return Before(founders=tuple(sorted(founding)), earlier=tuple(found), undated=undated)


def _ties(one: str, other: str, facts: Iterable[Claim], limit: Day) -> Iterator[Earlier]:
    for claim in facts:
        if {claim.subject, claim.object} == {one, other} and _begun(claim, limit):
            yield Earlier(
                pair=(one, other),
                relations=(claim.relation,),
                base="",
                when=(written_dates(claim),),
                years=None,
                claims=(claim.id,),
            )


def _bases(graph: Graph, one: str, other: str, facts: Iterable[Claim], limit: Day) -> Iterator[Earlier]:
    stands: dict[str, list[Claim]] = {one: [], other: []}
    for claim in facts:
        if claim.subject in stands and relation_of(graph, claim).strength == "focus" and _begun(claim, limit):
            stands[claim.subject].append(claim)
    for first in stands[one]:
        for second in stands[other]:
            if first.object != second.object:
                continue
            spans = known_years(first, limit), known_years(second, limit)
            years = overlap_years(spans[0], spans[1]) if spans[0] and spans[1] else None
            if years != 0:
                yield Earlier(
                    pair=(one, other),
                    relations=(first.relation, second.relation),
                    base=first.object,
                    when=(written_dates(first), written_dates(second)),
                    years=years,
                    claims=(first.id, second.id),
                )


def _begun(claim: Claim, limit: Day) -> bool:
    first = first_day(claim)
    return first is None or first <= limit
