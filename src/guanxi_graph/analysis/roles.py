"""Brokerage roles of Gould & Fernandez 1989: who passes between whom, given groups.

A broker v stands in i → v → k where no i → k. The sna package of R calls the roles, in this order,
w_I, w_O, b_IO, b_OI, b_O, with t for their total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import msgspec


class Roles(msgspec.Struct, frozen=True, kw_only=True):
    """How often a node stands between two, by the groups of the three."""

    coordinator: int = 0  # AAA
    itinerant: int = 0  # ABA
    representative: int = 0  # AAB
    gatekeeper: int = 0  # ABB
    liaison: int = 0  # ABC

    @property
    def total(self) -> int:
        return self.coordinator + self.itinerant + self.representative + self.gatekeeper + self.liaison


def roles(arcs: Mapping[str, AbstractSet[str]], groups: Mapping[str, str]) -> dict[str, Roles]:
    """The roles of every node of ``arcs`` (from → to); nodes without a group take no part.

    A mutual tie is an arc each way.
    """
    onward = {name: {end for end in ends if end in groups and end != name} for name, ends in arcs.items()}
    into: dict[str, list[str]] = {}
    for start, ends in onward.items():
        if start in groups:
            for end in ends:
                into.setdefault(end, []).append(start)
    return {
        broker: _roles_of(broker, into.get(broker, []), onward, groups) if broker in groups else Roles()
        for broker in arcs
    }


def _roles_of(broker: str, starts: list[str], onward: Mapping[str, set[str]], groups: Mapping[str, str]) -> Roles:
    own = groups[broker]
    counts: Counter[str] = Counter()
    for start in starts:
        for end in onward[broker] - onward[start] - {start}:
            counts[_role(groups[start], own, groups[end])] += 1
    return Roles(**counts)


def _role(start: str, broker: str, end: str) -> str:
    if start == end:
        return "coordinator" if start == broker else "itinerant"
    if start == broker:
        return "representative"
    return "gatekeeper" if end == broker else "liaison"
