"""Who can introduce one to the other; and where nobody can, what comes nearest to it and what is in the way.

Each kind of answer is looked for in turn, the best kind first: introductions, what the two share, a
way that is too long, a chain of whatever facts there are; each with what a view or the question
itself has cut off, if need be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from guanxi_graph.analysis.network import Network, project
from guanxi_graph.analysis.paths import By, Route, passable, routes
from guanxi_graph.analysis.shared import SharedBase, shared
from guanxi_graph.analysis.trails import Step, distances, trail
from guanxi_graph.dates import Day
from guanxi_graph.map import Map
from guanxi_graph.map.kept import kept
from guanxi_graph.map.links import NEVER_BETWEEN
from guanxi_graph.map.views import Wanted, seen

Kind = Literal["introduced", "shared", "far", "trail", "apart", "same"]
_UNLIMITED = ("shortest", "widest")
_PLAIN = Wanted()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """How ways are looked for: as ``routes`` does, through the map's go-betweens and these classes.

    ``via``: only by claims of these relations. ``affiliations``: shared bases are links too.
    """

    by: By = "introduction"
    count: int = 5
    through: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    affiliations: bool = False


class Introductions(msgspec.Struct, frozen=True, kw_only=True):
    """What joins two. ``kind`` says what is told.

    introduced: the routes that were asked for. shared: the ``shared`` bases to which both stand
    (founded, worked at, studied at, home town), and routes that lead through such bases, which are
    weaker than ties. far: the shortest route, with more people in between than are allowed. trail:
    a chain of facts that introduce nobody. apart: there is not even that; ``parts`` are the numbers
    of those with whom each of the two hangs together. same: both are one.

    ``shared`` is told beside routes of whatever kind. ``outside`` are the ends that nobody introduces,
    as they are a place, an idea or the like. All holds from ``year`` on only, and with the options
    ``without`` left out; ``asked`` is what to ask for the routes alone.
    """

    start: str
    end: str
    kind: Kind
    asked: Asked
    routes: tuple[Route, ...] = ()
    shared: tuple[SharedBase, ...] = ()
    trail: tuple[Step, ...] = ()
    outside: tuple[str, ...] = ()
    year: int | None = None
    without: tuple[str, ...] = ()
    parts: tuple[int, int] | None = None


_Look = Callable[[Map, str, str, Asked], Introductions | None]


def introductions(gmap: Map, start: str, end: str, asked: Asked = Asked()) -> Introductions:  # noqa: B008  immutable
    """The best introductions, or what comes nearest. Both names must be entities of the map."""
    outside = tuple(name for name in (start, end) if gmap.is_a(name, NEVER_BETWEEN))
    return msgspec.structs.replace(_answer(gmap, start, end, asked), outside=outside)


def _answer(gmap: Map, start: str, end: str, asked: Asked) -> Introductions:
    if start == end:
        return Introductions(start=start, end=end, kind="same", asked=asked)
    for looks in ((_near, _far), (_hanging_together,)):
        for look in looks:
            if found := look(gmap, start, end, asked) or _uncut(look, gmap, start, end, asked):
                return found
        if found := _in_time(looks, gmap, start, end, asked):
            return found
    return _apart(gmap, start, end, asked)


def _near(gmap: Map, start: str, end: str, asked: Asked) -> Introductions | None:
    """Introductions, else what the two share."""
    bases = shared(gmap, start, end, asked.via)
    if found := _routes(gmap, start, end, asked):
        return Introductions(start=start, end=end, kind="introduced", asked=asked, routes=found, shared=bases)
    weaker = _through_all(gmap, asked)
    count = asked.count + len(bases)  # as many of them may lead through what is told as shared already
    found = _routes(gmap, start, end, msgspec.structs.replace(weaker, count=count))
    told = {(start, each.base, end) for each in bases}
    others = [route for route in found if route.names not in told][: asked.count]
    if not bases and not others:
        return None
    needed = _needed(gmap, others, asked, weaker.by)
    return Introductions(start=start, end=end, kind="shared", asked=needed, routes=tuple(others), shared=bases)


def _far(gmap: Map, start: str, end: str, asked: Asked) -> Introductions | None:
    """The shortest way, by ties alone if there is one."""
    if asked.by in _UNLIMITED:
        return None
    shortest = msgspec.structs.replace(asked, by="shortest", count=1)
    for how in (shortest, _through_all(gmap, shortest)):
        if found := _routes(gmap, start, end, how):
            needed = _needed(gmap, found, asked, "shortest")
            return Introductions(start=start, end=end, kind="far", asked=needed, routes=found)
    return None


def _hanging_together(gmap: Map, start: str, end: str, asked: Asked) -> Introductions | None:
    steps = trail(gmap, start, end)
    return Introductions(start=start, end=end, kind="trail", asked=asked, trail=steps) if steps else None


def _through_all(gmap: Map, asked: Asked) -> Asked:
    return msgspec.structs.replace(asked, affiliations=True, through=tuple(gmap.vocabulary.classes))


def _routes(gmap: Map, start: str, end: str, how: Asked) -> tuple[Route, ...]:
    parameters = gmap.info.analysis
    network, through = _network(gmap, how.affiliations, how.via, (*parameters.go_betweens, *how.through))
    return routes(network, start, end, parameters=parameters, through=through, by=how.by, count=how.count)


@kept
def _network(
    gmap: Map,
    affiliations: bool,
    via: tuple[str, ...],
    through: tuple[str, ...],
    /,
) -> tuple[Network, NDArray[np.bool_]]:
    """The links that count, and who may stand between."""
    network = project(gmap, affiliations=affiliations, keep=(lambda claim: claim.relation in via) if via else None)
    return network, passable(gmap, network, through)


def _needed(gmap: Map, found: Sequence[Route], asked: Asked, by: By) -> Asked:
    """What has to be asked to find these routes, beyond what was."""
    claims = [claim for route in found for hop in route.hops for claim in hop.claims]
    open_to = (*gmap.info.analysis.go_betweens, *asked.through)
    between = {name for route in found for name in route.names[1:-1] if not gmap.is_a(name, open_to)}
    return msgspec.structs.replace(
        asked,
        by=by,
        through=(*asked.through, *sorted({gmap.entities[name].cls for name in between})),
        affiliations=asked.affiliations or any(claim.strength.affiliation for claim in claims),
    )


def _uncut(look: _Look, gmap: Map, start: str, end: str, asked: Asked) -> Introductions | None:
    """With one of the options left out that hide something, or with none of them."""
    options = _options(gmap, asked)
    for names in dict.fromkeys([*((name,) for name in options), options]):
        found = look(_loosened(gmap, names), start, end, _freed(asked, names)) if names else None
        if found:
            return msgspec.structs.replace(found, without=names)
    return None


def _in_time(looks: Iterable[_Look], gmap: Map, start: str, end: str, asked: Asked) -> Introductions | None:
    """As of the first later year; if need be with the options left out that hide something.

    By halving: a view keeps what has ended, so what once joins two joins them ever after.
    """
    years = _years_to_come(gmap)
    for names in dict.fromkeys([(), _options(gmap, asked)]):

        def by_end_of(year: int, names: tuple[str, ...] = names) -> Introductions | None:
            then, freed = _loosened(gmap, names, year), _freed(asked, names)
            return next(filter(None, (look(then, start, end, freed) for look in looks)), None)

        place = bisect_left(years, x=True, key=lambda year: by_end_of(year) is not None)
        if place < len(years) and (found := by_end_of(years[place])):
            return msgspec.structs.replace(found, year=years[place], without=names)
    return None


def _apart(gmap: Map, start: str, end: str, asked: Asked) -> Introductions:
    """The numbers are those of the whole map, whatever a view or an option cuts off."""
    whole = _loosened(gmap, _options(gmap, asked), max(_years_to_come(gmap), default=None))
    one, other = (len(distances(whole, name)) for name in (start, end))
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
