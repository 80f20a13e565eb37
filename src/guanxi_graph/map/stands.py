"""To which bases somebody stands: the firms, platforms, schools, towns and events of whoever shares them.

Who comes from another place in the same prefecture shares a home town too, and what is too wide to
share (a province, a country) is no base: both as the rules of inference say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from guanxi_graph.model import Claim
from guanxi_graph.reading.rules import Rule, built_in_rules

if TYPE_CHECKING:
    from guanxi_graph.map.guanxi_map import Map


class Stand(NamedTuple):
    """By a claim somebody stands to a base: to what the claim names, or to something wider in which that lies."""

    claim: Claim
    base: str


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
