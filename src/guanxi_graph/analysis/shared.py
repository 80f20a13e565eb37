"""What two have in common: the firms, platforms, schools, towns and events to which both of them stand.

A shared base is not yet a tie: nobody is introduced by a school. A town is shared by those who come
from another place in the same prefecture, too, and what is too wide to share (a province, a country)
is none: both as the rules of inference say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import msgspec

from guanxi_graph.analysis.saying import Said, said
from guanxi_graph.map import Map
from guanxi_graph.model import Claim
from guanxi_graph.reading.rules import Rule, built_in_rules
from guanxi_graph.spans import overlap_years

# Between years in common and none: the dates do not tell.
_UNTOLD = 0.5


class Stand(NamedTuple):
    """By a claim somebody stands to a base: to what the claim names, or to something wider in which that lies."""

    claim: Claim
    base: str


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


def stands(gmap: Map, name: str) -> Iterator[Stand]:
    """All the bases in which one stands by plain facts that have begun, by claim."""
    for claim in gmap.facts_from.get(name, ()):
        if gmap.relation(claim).is_affiliation and gmap.has_begun(claim):
            rules = [rule for rule in built_in_rules() if rule.within and claim.relation in rule.shares]
            if not any(gmap.is_a(claim.object, rule.not_within) for rule in rules):
                yield Stand(claim, claim.object)
            for rule in rules:
                yield from (Stand(claim, place) for place in _wider(gmap, claim.object, rule))


def _wider(gmap: Map, thing: str, rule: Rule) -> list[str]:
    """What it lies in, of the classes within which the rule takes things for the same."""
    reached = [thing]
    for name in reached:
        reached += [
            claim.object
            for claim in gmap.facts_from.get(name, ())
            if claim.relation == rule.through and claim.object not in reached
        ]
    return [name for name in reached[1:] if gmap.is_a(name, rule.within)]


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
