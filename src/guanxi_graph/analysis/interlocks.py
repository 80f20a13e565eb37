"""Interlocks: organisations that share people in charge, by projection of a two-mode network.

Direct: one person serves both. Indirect: one person of each serves on the board of a third.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from guanxi_graph.dates import Day
from guanxi_graph.graph import Graph, plain_facts
from guanxi_graph.model import Claim


class Interlock(msgspec.Struct, frozen=True, kw_only=True):
    """Two organisations and the people who join them; ``through`` holds the third boards."""

    kind: Literal["direct", "indirect"]
    organizations: tuple[str, str]
    people: tuple[str, ...]
    through: tuple[str, ...] = ()


class Interlocks(msgspec.Struct, frozen=True, kw_only=True):
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


def interlocks(graph: Graph, relations: Iterable[str], as_of: Day, *, current: bool = False) -> Interlocks:
    """Who sits, or ever sat, in two places at once as far as the dates tell: direct ones with most people first.

    ``current`` leaves out what had ended by the day.
    """
    wanted = frozenset(relations)
    members = [claim for claim in plain_facts(graph) if claim.relation in wanted]
    seats = [claim for claim in members if not (current and _ended(claim, as_of))]
    direct = _direct(seats)
    found = [
        Interlock(kind="direct", organizations=pair, people=tuple(sorted(people))) for pair, people in direct.items()
    ]
    found += [each for each in _indirect(seats) if each.organizations not in direct]
    ordered = sorted(found, key=lambda each: (each.kind, -len(each.people), each.organizations))
    return Interlocks(interlocks=tuple(ordered), ended=len(members) - len(seats))


def _direct(seats: Iterable[Claim]) -> dict[tuple[str, str], set[str]]:
    direct: dict[tuple[str, str], set[str]] = {}
    for held in _by(seats, "subject").values():
        for one, other in combinations(held, 2):
            if one.object != other.object and _together(one, other):
                direct.setdefault(_pair(one.object, other.object), set()).add(one.subject)
    return direct


def _indirect(seats: Sequence[Claim]) -> list[Interlock]:
    met: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    elsewhere = _by(seats, "subject")
    for third, board in _by(seats, "object").items():
        for one, other in combinations(board, 2):
            if one.subject == other.subject or not _together(one, other):
                continue
            firsts = (seat.object for seat in elsewhere[one.subject] if _together(seat, one))
            for first in set(firsts) - {third}:
                seconds = {seat.object for seat in elsewhere[other.subject] if _together(seat, other)}
                for second in seconds - {third, first}:
                    who, where = met.setdefault(_pair(first, second), (set(), set()))
                    who.update((one.subject, other.subject))
                    where.add(third)
    return [
        Interlock(kind="indirect", organizations=pair, people=tuple(sorted(who)), through=tuple(sorted(where)))
        for pair, (who, where) in met.items()
    ]


def _together(one: Claim, other: Claim) -> bool:
    """Whether both may have held at once: only a start and an end that are told keep them apart."""
    return _begins_in_time(one, other) and _begins_in_time(other, one)


def _begins_in_time(one: Claim, other: Claim) -> bool:
    first, last = one.start and one.start.earliest, other.end and other.end.latest
    return first is None or last is None or first <= last


def _ended(claim: Claim, as_of: Day) -> bool:
    last = claim.end.latest if claim.end else None
    return last is not None and last < as_of


def _by(seats: Iterable[Claim], end: Literal["subject", "object"]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for seat in seats:
        found.setdefault(getattr(seat, end), []).append(seat)
    return found


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _turned(memberships: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    turned: dict[str, list[str]] = {}
    for member in sorted(memberships):
        for group in memberships[member]:
            turned.setdefault(group, []).append(member)
    return turned
