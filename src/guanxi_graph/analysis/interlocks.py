"""Interlocks: organisations that share people in charge, by projection of a two-mode network.

Direct: one person serves both. Indirect: one person of each serves on the board of a third.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import Literal

import msgspec

from guanxi_graph.analysis.periods import has_ended
from guanxi_graph.dates import Day
from guanxi_graph.graph import Graph, plain_facts


class Interlock(msgspec.Struct, frozen=True, kw_only=True):
    """Two organisations and the people who join them; ``through`` holds the third boards."""

    kind: Literal["direct", "indirect"]
    organizations: tuple[str, str]
    people: tuple[str, ...]
    through: tuple[str, ...] = ()


class Boards(msgspec.Struct, frozen=True, kw_only=True):
    """The interlocks, and how many memberships were left out because they had ended."""

    interlocks: tuple[Interlock, ...]
    ended: int


def two_mode(memberships: Mapping[str, Collection[str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The off-diagonal of AAᵀ: for each two members, in order, the groups that both are in."""
    members = _turned(memberships)
    shared: dict[tuple[str, str], list[str]] = {}
    for group in sorted(members):
        for pair in combinations(sorted(members[group]), 2):
            shared.setdefault(pair, []).append(group)
    return {pair: tuple(groups) for pair, groups in shared.items()}


def interlocks(graph: Graph, relations: Iterable[str], as_of: Day, *, past: bool = False) -> Boards:
    """Who sits where as of the day, or ever if ``past``: direct ones with most people first."""
    wanted = frozenset(relations)
    boards: dict[str, set[str]] = {}
    ended = 0
    for claim in plain_facts(graph):
        if claim.relation not in wanted:
            continue
        if not past and has_ended(claim, as_of):
            ended += 1
        else:
            boards.setdefault(claim.subject, set()).add(claim.object)
    direct = two_mode(_turned(boards))
    found = [Interlock(kind="direct", organizations=pair, people=people) for pair, people in direct.items()]
    found += [each for each in _indirect(boards) if each.organizations not in direct]
    ordered = sorted(found, key=lambda each: (each.kind, -len(each.people), each.organizations))
    return Boards(interlocks=tuple(ordered), ended=ended)


def _indirect(boards: Mapping[str, Collection[str]]) -> list[Interlock]:
    met: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for third, people in _turned(boards).items():
        for one, other in combinations(sorted(people), 2):
            for first in boards[one]:
                for second in boards[other]:
                    if third not in (first, second) and first != second:
                        pair = (first, second) if first < second else (second, first)
                        who, where = met.setdefault(pair, (set(), set()))
                        who.update((one, other))
                        where.add(third)
    return [
        Interlock(kind="indirect", organizations=pair, people=tuple(sorted(who)), through=tuple(sorted(where)))
        for pair, (who, where) in met.items()
    ]


def _turned(memberships: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    turned: dict[str, list[str]] = {}
    for member in sorted(memberships):
        for group in memberships[member]:
            turned.setdefault(group, []).append(member)
    return turned
