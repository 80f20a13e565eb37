"""Interlocks: organisations that share people in charge, as far as the dates let both be held at once.

A projection of the two-mode network of people and boards: the off-diagonal of AAᵀ.
Direct: one person serves both. Indirect: one person of each serves on the board of a third.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from guanxi_graph.map import Map
from guanxi_graph.model import Claim
from guanxi_graph.spans import Span


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


def boards(gmap: Map) -> list[str]:
    """The relations by which the vocabulary says that one sits on a board."""
    return [relation.id for relation in gmap.vocabulary.relations.values() if relation.board]


def interlocks(gmap: Map, relations: Iterable[str], *, current: bool = False) -> Interlocks:
    """Who sits, or ever sat, in two places at once as far as the dates tell: direct ones with most people first.

    ``current`` leaves out what had ended by the map's today.
    """
    wanted = frozenset(relations)
    members = [claim for claim in gmap.facts if claim.relation in wanted]
    seats = [claim for claim in members if not (current and gmap.today and gmap.spans[claim.id].over_by(gmap.today))]
    direct = _direct(gmap, seats)
    found = [
        Interlock(kind="direct", organizations=pair, people=tuple(sorted(people))) for pair, people in direct.items()
    ]
    found += [each for each in _indirect(gmap, seats) if each.organizations not in direct]
    ordered = sorted(found, key=lambda each: (each.kind, -len(each.people), each.organizations))
    return Interlocks(interlocks=tuple(ordered), ended=len(members) - len(seats))


def _direct(gmap: Map, seats: Iterable[Claim]) -> dict[tuple[str, str], set[str]]:
    direct: dict[tuple[str, str], set[str]] = {}
    for held in _by(seats, "subject").values():
        for one, other in combinations(held, 2):
            if one.object != other.object and _together(gmap, one, other):
                direct.setdefault(_pair(one.object, other.object), set()).add(one.subject)
    return direct


def _indirect(gmap: Map, seats: Sequence[Claim]) -> list[Interlock]:
    met: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    elsewhere = _by(seats, "subject")
    for third, board in _by(seats, "object").items():
        for one, other in combinations(board, 2):
            if one.subject == other.subject or not _together(gmap, one, other):
                continue
            firsts = (seat.object for seat in elsewhere[one.subject] if _together(gmap, seat, one))
            for first in set(firsts) - {third}:
                seconds = {seat.object for seat in elsewhere[other.subject] if _together(gmap, seat, other)}
                for second in seconds - {third, first}:
                    who, where = met.setdefault(_pair(first, second), (set(), set()))
                    who.update((one.subject, other.subject))
                    where.add(third)
    return [
        Interlock(kind="indirect", organizations=pair, people=tuple(sorted(who)), through=tuple(sorted(where)))
        for pair, (who, where) in met.items()
    ]


def _together(gmap: Map, one: Claim, other: Claim) -> bool:
    """Whether both may have held at once: only dates that are told keep them apart."""
    return _held(gmap, one).may_meet(_held(gmap, other))


def _held(gmap: Map, seat: Claim) -> Span:
    """What begins with an event, such as an investment, lasts."""
    span = gmap.spans[seat.id]
    return span._replace(last=None) if gmap.relation(seat).event else span


def _by(seats: Iterable[Claim], end: Literal["subject", "object"]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for seat in seats:
        found.setdefault(getattr(seat, end), []).append(seat)
    return found


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
