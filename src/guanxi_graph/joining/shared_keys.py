"""Which entities are worth comparing: those that share an identifier, a name, or a name but for a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

import msgspec

from guanxi_graph.joining.sides import Known, Side
from guanxi_graph.namesakes import Name
from guanxi_graph.progress import each_told

Pair = tuple[str, str]
Blocks = Mapping[tuple[str, str], list[str]]

# Names so short differ in a letter because they are others.
SHORTEST_LATIN, SHORTEST_HAN = 8, 5
# A name that more pairs than these share says nothing of any.
_MOST_PAIRS = 400


class Pairs(msgspec.Struct, frozen=True):
    """Pairs to be compared; those that nothing else can be meant by; and names that too many share."""

    found: frozenset[Pair]
    alone: frozenset[Pair]
    common: tuple[str, ...]


def entity_pairs(one: Side, two: Side, *, within: bool) -> Pairs:
    """The first of a pair is of the first side; within one map it is the one whose id comes first."""
    found: set[Pair] = set()
    alone: set[Pair] = set()
    common: set[str] = set()
    for left, right in _matched(_by_identifier(one), _by_identifier(two)):
        found |= set(product(left, right))
    names = _by_name(one), _by_name(two)
    for key in sorted(names[0].keys() & names[1].keys()):
        left, right = names[0][key], names[1][key]
        if len(left) * len(right) > _MOST_PAIRS:
            common.add(key[1])
            continue
        found |= set(product(left, right))
        if len(left) == len(right) == 1:
            alone.add((left[0], right[0]))
    for block in each_told((_by_slip, _latin_or_read), "pairing", 2, "ways"):
        for left, right in _matched(block(one), block(two)):
            if len(left) * len(right) <= _MOST_PAIRS:
                found |= set(product(left, right))
    if within:
        found, alone = {(a, b) for a, b in found if a != b}, set()
        found = {(a, b) if a < b else (b, a) for a, b in found}
    return Pairs(frozenset(found), frozenset(alone), tuple(sorted(common)))


def anchors(one: Side, two: Side, pairs: Pairs) -> Mapping[str, str]:
    """Of two maps, whom of the first each of the second surely is, for finding neighbours in common.

    Within one map everybody is himself. Between two: who has one identifier, or a Chinese name that nobody else has.
    """
    if one.gmap is two.gmap:
        return {}
    sure = {}
    for left, right in sorted(pairs.found):
        ours, theirs = one.known[left], two.known[right]
        named = (left, right) in pairs.alone and ours.chinese & theirs.chinese
        if ours.kind == theirs.kind and (named or set(ours.entity.same_as) & set(theirs.entity.same_as)):
            sure[right] = left
    return sure


def _matched(one: Blocks, two: Blocks) -> Iterator[tuple[list[str], list[str]]]:
    return ((one[key], two[key]) for key in one.keys() & two.keys())


def _grouped(rows: Iterable[tuple[tuple[str, str], str]]) -> dict[tuple[str, str], list[str]]:
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for key, name in rows:
        groups.setdefault(key, {})[name] = None
    return {key: list(names) for key, names in groups.items()}


def _by_identifier(side: Side) -> Blocks:
    return _grouped((("", written), name) for written, name in side.identifiers())


def _by_name(side: Side) -> Blocks:
    return _grouped(((each.kind, run), name) for name, each in side.known.items() for run in each.by_run)


def _by_slip(side: Side) -> Blocks:
    """By each name with one letter left out, and as it is: two that differ in a letter meet in one of these."""
    rows = ((each, name, run) for name, each in side.known.items() for run in _long(each))
    return _grouped(((each.kind, part), name) for each, name, run in rows for part in _lessened(run))


def _long(each: Known) -> Iterator[str]:
    return (run for run, name in each.by_run.items() if is_long(name))


def is_long(name: Name) -> bool:
    return len(name.run) >= (SHORTEST_HAN if name.is_han else SHORTEST_LATIN)


def _lessened(run: str) -> set[str]:
    return {run, *(run[:place] + run[place + 1 :] for place in range(len(run)))}


def _latin_or_read(side: Side) -> Blocks:
    """Names in Latin letters of those who have no Chinese one; and how Chinese names are read."""
    return _grouped(
        ((each.kind, run), name)
        for name, each in side.known.items()
        for run in (each.readings if each.chinese else each.by_run)
    )
