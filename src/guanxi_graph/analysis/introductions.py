"""Who can introduce one to the other; and where nobody can, what comes nearest to it and what is in the way.

Each kind of answer is looked for in turn, the best kind first: introductions, shared bases, a way
that is too long; each with what a view or the question itself has cut off, if need be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec
import numpy as np
from scipy.sparse import csgraph

from guanxi_graph.analysis.network import Network, project
from guanxi_graph.analysis.paths import By, Route, passable, routes
from guanxi_graph.dates import Day
from guanxi_graph.map import Map
from guanxi_graph.map.inference import infer
from guanxi_graph.map.views import Wanted, seen
from guanxi_graph.reading.rules import built_in_rules

Kind = Literal["introduced", "shared", "far", "apart", "same"]
_UNLIMITED = ("shortest", "widest")
_PLAIN = Wanted()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """How ways are looked for: as ``routes`` does, through the map's go-betweens and these classes.

    ``via``: only by claims of these relations. ``affiliations``: shared bases are links too.
    ``inferred``: so are home towns that are shared.
    """

    by: By = "introduction"
    count: int = 5
    through: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    affiliations: bool = False
    inferred: bool = False


class Introductions(msgspec.Struct, frozen=True, kw_only=True):
    """What joins two. ``kind`` says what the routes are.

    introduced: those that were asked for. shared: they lead through shared bases (founded, worked
    at, studied at, home town), which are weaker than ties. far: the shortest, with more people in
    between than are allowed. apart: there is none; ``parts`` are the sizes of the parts of the
    network in which the two are. same: both are one.

    The routes hold from ``year`` on only, and with the options ``without`` left out; ``asked`` is
    what to ask for them alone.
    """

    start: str
    end: str
    kind: Kind
    asked: Asked
    routes: tuple[Route, ...] = ()
    year: int | None = None
    without: tuple[str, ...] = ()
    parts: tuple[int, int] | None = None


# The kinds of answer in order, each with the map and the question that it takes.
Kinds = Callable[[Map, Asked], Iterator[tuple[Kind, Map, Asked]]]


def introductions(gmap: Map, start: str, end: str, asked: Asked = Asked()) -> Introductions:  # noqa: B008  immutable
    """The best introductions, or what comes nearest. Both names must be entities of the map."""
    if start == end:
        return Introductions(start=start, end=end, kind="same", asked=asked)
    for kinds in (_near, _far):
        found = _first(kinds, gmap, start, end, asked) or _uncut(kinds, gmap, start, end, asked)
        if found:
            return found
    return _in_time(gmap, start, end, asked) or _apart(gmap, start, end, asked)


def _first(kinds: Kinds, gmap: Map, start: str, end: str, asked: Asked) -> Introductions | None:
    """The first kind of answer of which there is one."""
    for kind, wider, how in kinds(gmap, asked):
        found = _routes(wider, start, end, how)
        if found:
            needed = how if kind == "introduced" else _needed(wider, found, asked, how.by)
            return Introductions(start=start, end=end, kind=kind, asked=needed, routes=found)
    return None


def _near(gmap: Map, asked: Asked) -> Iterator[tuple[Kind, Map, Asked]]:
    yield "introduced", gmap, asked
    yield "shared", _with_home_towns(gmap), _through_all(gmap, asked)


def _far(gmap: Map, asked: Asked) -> Iterator[tuple[Kind, Map, Asked]]:
    if asked.by not in _UNLIMITED:
        shortest = msgspec.structs.replace(asked, by="shortest", count=1)
        yield "far", gmap, shortest
        yield "far", _with_home_towns(gmap), _through_all(gmap, shortest)


def _through_all(gmap: Map, asked: Asked) -> Asked:
    return msgspec.structs.replace(asked, affiliations=True, through=tuple(gmap.vocabulary.classes))


def _routes(gmap: Map, start: str, end: str, how: Asked) -> tuple[Route, ...]:
    network = _network(gmap, how)
    parameters = gmap.info.analysis
    through = passable(gmap, network, (*parameters.go_betweens, *how.through))
    return routes(network, start, end, parameters=parameters, through=through, by=how.by, count=how.count)


def _network(gmap: Map, how: Asked) -> Network:
    keep = (lambda claim: claim.relation in how.via) if how.via else None
    return project(gmap, affiliations=how.affiliations, keep=keep)


def _with_home_towns(gmap: Map) -> Map:
    """Home towns as ties between people: no route leads through a place."""
    return gmap.with_claims(infer(gmap, [rule for rule in built_in_rules() if rule.within]).claims)


def _needed(gmap: Map, found: tuple[Route, ...], asked: Asked, by: By) -> Asked:
    """What has to be asked to find these routes, beyond what was."""
    claims = [claim for route in found for hop in route.hops for claim in hop.claims]
    open_to = (*gmap.info.analysis.go_betweens, *asked.through)
    between = {name for route in found for name in route.names[1:-1] if not gmap.is_a(name, open_to)}
    return msgspec.structs.replace(
        asked,
        by=by,
        through=(*asked.through, *sorted({gmap.entities[name].cls for name in between})),
        affiliations=asked.affiliations or any(claim.strength.affiliation for claim in claims),
        inferred=asked.inferred or any(claim.inferred_by for claim in claims),
    )


def _uncut(kinds: Kinds, gmap: Map, start: str, end: str, asked: Asked) -> Introductions | None:
    """With one of the options left out that hide something, or with none of them."""
    options = _options(gmap, asked)
    for names in dict.fromkeys([*((name,) for name in options), options]):
        found = _first(kinds, _loosened(gmap, names), start, end, _freed(asked, names)) if names else None
        if found:
            return msgspec.structs.replace(found, without=names)
    return None


def _in_time(gmap: Map, start: str, end: str, asked: Asked) -> Introductions | None:
    """As of the first later year; if need be with the options left out that hide something.

    By halving: a view keeps what has ended, so what once joins two joins them ever after.
    """
    years = _years_to_come(gmap)
    for names in dict.fromkeys([(), _options(gmap, asked)]):

        def by_end_of(year: int, names: tuple[str, ...] = names) -> Introductions | None:
            then, freed = _loosened(gmap, names, year), _freed(asked, names)
            return _first(_near, then, start, end, freed) or _first(_far, then, start, end, freed)

        place = bisect_left(years, x=True, key=lambda year: by_end_of(year) is not None)
        if place < len(years) and (found := by_end_of(years[place])):
            return msgspec.structs.replace(found, year=years[place], without=names)
    return None


def _apart(gmap: Map, start: str, end: str, asked: Asked) -> Introductions:
    """The sizes are those of the whole network, whatever a view or an option cuts off."""
    latest = max(_years_to_come(gmap), default=None)
    whole = _with_home_towns(_loosened(gmap, _options(gmap, asked), latest))
    network = project(whole, affiliations=True)
    _, labels = csgraph.connected_components(network.weights, directed=False)
    sizes = np.bincount(labels, minlength=1)
    one, other = (int(sizes[labels[network.index[name]]]) if name in network.index else 1 for name in (start, end))
    return Introductions(start=start, end=end, kind="apart", asked=asked, parts=(one, other))


def _options(gmap: Map, asked: Asked) -> tuple[str, ...]:
    """What hides something, but the day: the view's own, and ``via``."""
    wanted = gmap.cut.wanted if gmap.cut else _PLAIN
    names = ("known_by", "min_sources", "undated", "without")
    given = tuple(name for name in names if getattr(wanted, name) != getattr(_PLAIN, name))
    return (*given, "via") if asked.via else given


def _freed(asked: Asked, names: tuple[str, ...]) -> Asked:
    return msgspec.structs.replace(asked, via=()) if "via" in names else asked


def _loosened(gmap: Map, names: tuple[str, ...], year: int | None = None) -> Map:
    """The view without these of its options, as of the end of another year."""
    whole, wanted = (gmap.cut.whole, gmap.cut.wanted) if gmap.cut else (gmap, _PLAIN)
    looser = {name: getattr(_PLAIN, name) for name in names if name != "via"}
    if year is not None:
        looser["as_of"] = Day(year, 12, 31)
    return seen(whole, msgspec.structs.replace(wanted, **looser)) if looser else gmap


def _years_to_come(gmap: Map) -> list[int]:
    """Those after today in which something begins that the map holds."""
    whole, today = gmap.cut.whole if gmap.cut else gmap, gmap.today
    firsts = (span.first for span in whole.spans.values())
    return sorted({first.year for first in firsts if first and today and first > today})
