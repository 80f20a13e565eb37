"""Two entities compared: what speaks for their being one, and what against it, each with its points."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from guanxi_graph.dates import Date, apart
from guanxi_graph.joining.shared_keys import is_long
from guanxi_graph.joining.sides import Known, Side
from guanxi_graph.namesakes import READ, read_alike, shared_names, weight

# Points of a hundred. No paper has them: they are a convention, told in docs/joining.md; only their order decides.
_IDENTIFIER, _OTHER_IDENTIFIER = 100, -40
_NAME, _ALSO, _LONG_SLIP, _SLIP = 50, 10, 30, 20
# From so many letters on, a name that differs in one is hardly another.
_LONG_LATIN, _LONG_HAN = 12, 8
_DAY, _YEAR, _CLASH = 25, 15, -40
_NEIGHBOURS = 25
_SHOWN = 4


class Reason(msgspec.Struct, frozen=True):
    """What speaks for a pair, or against it where the points are below 0. ``code`` is its kind, ``text`` in words."""

    code: str
    text: str
    points: int


def compared(one: Side, two: Side, left: str, right: str, same: Mapping[str, str]) -> tuple[Reason, ...]:
    """The reasons; none where the two cannot be one, or nothing but chance speaks for it.

    Never one: different kinds of thing; two Chinese names that differ, whatever their Latin letters are. A name
    that is only read alike, in pinyin, never stands alone. ``same`` tells whom of the first map one of the second is.
    """
    ours, theirs = one.known[left], two.known[right]
    identifiers = list(_identifiers(ours, theirs))
    is_same = any(each.points > 0 for each in identifiers)
    if ours.kind != theirs.kind and not is_same:
        return ()
    names = list(_names(ours, theirs))
    if not names and not is_same:
        return ()
    more = [*_dates(ours, theirs), *_neighbours(one, two, left, right, same)]
    if not is_same and all(each.code == "read" for each in names) and not any(each.points > 0 for each in more):
        return ()
    kinds = [] if ours.kind == theirs.kind else [Reason("kind", f"{ours.kind}, and {theirs.kind}", _CLASH)]
    return (*identifiers, *names, *more, *kinds)


def _identifiers(ours: Known, theirs: Known) -> Iterator[Reason]:
    """The same one; or another in a register that has one for a thing."""
    shared = sorted(set(ours.entity.same_as) & set(theirs.entity.same_as))
    if shared:
        yield Reason("identifier", f"same identifier: {', '.join(shared)}", _IDENTIFIER)
        return
    registers = [dict(map(_parts, each.entity.same_as)) for each in (ours, theirs)]
    for register in sorted(registers[0].keys() & registers[1].keys()):
        both = f"{registers[0][register]}, and {registers[1][register]}"
        yield Reason("other-identifier", f"other identifiers: {register} {both}", _OTHER_IDENTIFIER)


def _parts(written: str) -> tuple[str, str]:
    register, _, name = written.partition(":")
    return register, name


def _names(ours: Known, theirs: Known) -> Iterator[Reason]:
    plain, alike = shared_names(ours, theirs), read_alike(ours, theirs)
    if ours.chinese and theirs.chinese and not ours.chinese & theirs.chinese and not plain:
        yield from _slips(ours, theirs, of_han=True)
        return
    if plain:
        yield Reason("name", f"same name: {ours.by_run[plain[0]].text}", _NAME)
        both = sorted(alike & ours.by_run.keys() & theirs.by_run.keys())
        if further := [run for run in (*plain[1:], *both) if sorted(run) != sorted(plain[0])]:
            yield Reason("also", f"and: {ours.by_run[further[0]].text}", _ALSO)
        return
    if alike:
        yield Reason("read", f"read alike: {min(alike)}", READ)
        return
    yield from _slips(ours, theirs)


def _slips(ours: Known, theirs: Known, *, of_han: bool = False) -> Iterator[Reason]:
    """Two long names that differ in a letter, and not in a figure."""
    for one in ours.names:
        for other in theirs.names if is_long(one) and (one.is_han or not of_han) else ():
            if is_long(other) and one.figures == other.figures and is_slip(one.run, other.run):
                points = _LONG_SLIP if len(one.run) >= (_LONG_HAN if one.is_han else _LONG_LATIN) else _SLIP
                yield Reason("slip", f"but for a letter: {one.text}, and {other.text}", points)
                return


def is_slip(one: str, other: str) -> bool:
    """Whether a letter is missing, wrong or out of place, and no more. False for equal ones."""
    first = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if first is None:
        return abs(len(one) - len(other)) == 1
    rest, others = one[first:], other[first:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    )


def _dates(ours: Known, theirs: Known) -> Iterator[Reason]:
    for what, one, other in (("began", ours.begun, theirs.begun), ("ended", ours.ended, theirs.ended)):
        both = [(each, its) for each in one for its in other]
        agreeing = [pair for pair in both if not apart(*pair)]
        if days := [pair for pair in agreeing if _is_day(pair[0]) and _is_day(pair[1])]:
            yield Reason("day", f"{what} on one day: {days[0][0]}", _DAY)
        elif agreeing:
            yield Reason("year", f"{what} at one time: {_both(agreeing[0])}", _YEAR)
        elif both:
            yield Reason("clash", f"{what} at other times: {_both(both[0])}", _CLASH)


def _is_day(date: Date) -> bool:
    return date.earliest is not None and date.earliest == date.latest


def _both(dates: Sequence[Date]) -> str:
    return str(dates[0]) if str(dates[0]) == str(dates[1]) else f"{dates[0]}, and {dates[1]}"


def _neighbours(one: Side, two: Side, left: str, right: str, same: Mapping[str, str]) -> Iterator[Reason]:
    """Whom both are tied to: the fewer others he is tied to, the more he says."""
    ours = one.neighbours.get(left, set()) - {right}
    theirs = two.neighbours.get(right, set()) - {left}
    shared = ours & (theirs if one.gmap is two.gmap else {same[name] for name in theirs if name in same})
    if not shared:
        return
    weights = {name: weight(name, one.neighbours) for name in shared}
    first = sorted(shared, key=lambda name: (-weights[name], name))
    told = ", ".join(first[:_SHOWN]) + (f" and {len(first) - _SHOWN} more" if len(first) > _SHOWN else "")
    yield Reason("neighbours", f"both tied to {told}", round(min(_NEIGHBOURS, math.fsum(weights.values()))))
