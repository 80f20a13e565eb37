"""Which things of two maps are one without a question, and which of the second need another id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from guanxi_graph.checks.twins import marks
from guanxi_graph.joining.candidates import Candidate, candidates
from guanxi_graph.joining.judging import Judged
from guanxi_graph.joining.reasons import compared
from guanxi_graph.joining.sides import Side
from guanxi_graph.map import Map
from guanxi_graph.model import KINDS, Kind, Source
from guanxi_graph.names import forms
from guanxi_graph.reading.mentions import Thing
from guanxi_graph.text import free_name
from guanxi_graph.writing.moved_lock import Ids

# What speaks for it where two maps give one id, without a word against it.
_ENOUGH = 50


class Pairing(msgspec.Struct, frozen=True):
    """The ids that things of the second map get, and each with the reason in words."""

    ids: Ids
    told: tuple[str, ...]


def paired(one: Map, two: Map, judged: Judged) -> Pairing:
    """Joined is what was judged the same, has one id and is plainly one, or has one identifier or address.

    In this order. Nothing is joined that was judged different, nor are two things to one.
    """
    ids: dict[tuple[Thing, str], str] = {}
    told: list[str] = []
    certain = [pair for pair in candidates(one, two).candidates if _is_certain(pair)]
    for thing in KINDS:
        ours: Mapping[str, object] = one.entities if thing == "entity" else one.sources
        theirs: Mapping[str, object] = two.entities if thing == "entity" else two.sources
        joined = _joined(_pairs(thing, one, two, judged, certain), judged.different(thing))
        for name, (kept, why) in joined.items():
            if name in theirs and kept in ours:
                ids[thing, name] = kept
                told.append(f"one: {kept}{'' if kept == name else f' = {name}'} ({why})")
        for name, free in _renamed(ours, theirs, {name for of, name in ids if of == thing}, _given_up(thing, one)):
            ids[thing, name] = free
            told.append(f"two: {name} of the second map is another than that of the first; it is {free} now")
    return Pairing({key: new for key, new in ids.items() if key[1] != new}, tuple(told))


def _pairs(thing: Kind, one: Map, two: Map, judged: Judged, certain: list[Candidate]) -> Iterator[tuple[str, str, str]]:
    yield from ((*pair, "judged the same") for pair in judged.same(thing))
    yield from _of_one_id(thing, one, two)
    yield from ((pair.one, pair.other, pair.reasons[0].text) for pair in certain if pair.kind == thing)


def _joined(pairs: Iterator[tuple[str, str, str]], different: frozenset[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """By the id in the second map, the one in the first and why."""
    found: dict[str, tuple[str, str]] = {}
    taken: set[str] = set()
    for kept, name, why in pairs:
        if kept not in taken and name not in found and (kept, name) not in different:
            found[name] = kept, why
            taken.add(kept)
    return found


def _is_certain(pair: Candidate) -> bool:
    return pair.is_certain and all(reason.points > 0 for reason in pair.reasons)


def _of_one_id(thing: Kind, one: Map, two: Map) -> Iterator[tuple[str, str, str]]:
    if thing == "source":
        for name in sorted(one.sources.keys() & two.sources.keys()):
            if _is_one_source(one.sources[name], two.sources[name]):
                yield name, name, "same id, and address or title"
        return
    sides = Side(one), Side(two)
    for name in sorted(one.entities.keys() & two.entities.keys()):
        reasons = compared(*sides, name, name, {})
        against = any(each.points < 0 for each in reasons)
        score = sum(each.points for each in reasons)
        if one.entities[name] == two.entities[name] or (score >= _ENOUGH and not against):
            yield name, name, f"same id; {reasons[0].text}" if reasons else "the same in both"


def _is_one_source(one: Source, other: Source) -> bool:
    keys = {key for _, _, key in marks(one)} & {key for _, _, key in marks(other)}
    return bool(keys) or set(forms(one.title)) == set(forms(other.title))


def _given_up(thing: Kind, gmap: Map) -> set[str]:
    records = gmap.entities.values() if thing == "entity" else gmap.sources.values()
    return {old for record in records for old in record.formerly}


def _renamed(
    ours: Mapping[str, object], theirs: Mapping[str, object], joined: set[str], given_up: set[str]
) -> Iterator[tuple[str, str]]:
    taken = {*ours, *theirs, *given_up}
    for name in sorted(theirs.keys() - joined):
        if name in ours or name in given_up:
            free = free_name(name, taken)
            taken.add(free)
            yield name, free
