"""Where each entity stands: computed at build time, the same for the same graph.

Forces as in ForceAtlas2 (Jacomy et al. 2014: attraction grows with distance, repulsion with the
product of degrees), with a pull towards the circle's middle, started from the core of the map and
grown outwards, then spread until no two boxes overlap. Units are those of the drawing: a dot with
its name takes about 110 by 40.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from guanxi_graph.map import Map
from guanxi_graph.page.core import core
from guanxi_graph.page.forces import Springs, relax
from guanxi_graph.page.groups import groups
from guanxi_graph.page.spread import spread
from guanxi_graph.page.topology import Topology, topology

Position = tuple[float, float]
Points = NDArray[np.float64]

BOX = (116.0, 44.0)
_SPACING = 110.0
_ROOM = 1.5
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


def layout(
    gmap: Map, circles: Sequence[Sequence[str]] = (), *, previous: Mapping[str, Position] | None = None
) -> dict[str, Position]:
    """A position for every entity, in whole units; ``circles`` are the members of each, who stand together.

    With the ``previous`` positions, what was placed stays where it was, and what is new comes to
    stand near what it is tied to.
    """
    shape = topology(gmap)
    if not shape.names:
        return {}
    kept = {name: place for name, place in (previous or {}).items() if name in shape.index}
    points = _grown(shape, kept) if kept else arranged(shape, groups(shape, circles))
    return {name: (float(x), float(y)) for name, (x, y) in zip(shape.names, points.round(), strict=True)}


def arranged(shape: Topology, circle: NDArray[np.int64]) -> Points:
    """Placed from nothing: the core first, since that is what the page opens on, then the rest around it."""
    inner = np.array(core(shape), dtype=np.int64)
    part = shape.restricted(inner)
    points = np.zeros((len(shape.names), 2))
    springs = Springs.of(part, circle[inner])
    points[inner] = relax(_sunflower(len(inner)), springs, steps=400)
    points[inner] = _scaled(points[inner])
    points[inner] = spread(points[inner], BOX)
    if len(inner) == len(shape.names):
        return points
    outer_room = max(1.0, np.sqrt(len(shape.names) / len(inner)) / 2)
    points[inner] *= outer_room
    placed = np.zeros(len(shape.names), dtype=bool)
    placed[inner] = True
    return _settle(shape, circle, points, placed)


def _grown(shape: Topology, kept: Mapping[str, Position]) -> Points:
    points = np.zeros((len(shape.names), 2))
    placed = np.zeros(len(shape.names), dtype=bool)
    for name, place in kept.items():
        points[shape.index[name]] = place
        placed[shape.index[name]] = True
    if placed.all():
        return points
    fixed = placed.copy()
    _place_beside(shape, points, placed)
    return spread(points, BOX, fixed=fixed)


def _settle(shape: Topology, circle: NDArray[np.int64], points: Points, placed: NDArray[np.bool_]) -> Points:
    """Place the others beside their neighbours; what was placed before does not move."""
    fixed = placed.copy()
    _place_beside(shape, points, placed)
    points = relax(points, Springs.of(shape, circle), steps=40, fixed=fixed, length=_SPACING)
    return spread(points, BOX if len(shape.names) < 3000 else (60.0, 34.0), fixed=fixed)


def _place_beside(shape: Topology, points: Points, placed: NDArray[np.bool_]) -> None:
    """In waves outwards, each at the middle of its placed neighbours and a step to the side."""
    neighbours = shape.neighbours
    reach = float(np.abs(points[placed]).max(initial=_SPACING)) + 2 * _SPACING
    latest = np.flatnonzero(placed).tolist()
    others = iter(np.flatnonzero(~placed).tolist())
    while True:
        wave = sorted({other for node in latest for other in neighbours[node] if not placed[other]})
        for node in wave:
            near = [other for other in neighbours[node] if placed[other]]
            points[node] = points[near].mean(axis=0) + _SPACING * _direction(node)
        if not wave:  # the first of a part without any placed neighbour goes to the rim
            alone = next((node for node in others if not placed[node]), None)
            if alone is None:
                return
            points[alone] = reach * _direction(alone)
            wave = [alone]
        placed[wave] = True
        latest = wave


def _direction(number: int) -> Points:
    angle = number * _GOLDEN_ANGLE
    return np.array([np.cos(angle), np.sin(angle)])


def _sunflower(count: int) -> Points:
    """Evenly over a disc: a start without chance in it."""
    steps = np.arange(count)
    radius = np.sqrt(steps + 0.5)
    return np.column_stack((radius * np.cos(steps * _GOLDEN_ANGLE), radius * np.sin(steps * _GOLDEN_ANGLE)))


def _scaled(points: Points) -> Points:
    """As large as the boxes need: so that nine in ten stand on the area that they would fill, and a bit.

    Those farther out, small parts that nothing holds, are drawn in.
    """
    points = points - np.median(points, axis=0)
    radius = np.hypot(points[:, 0], points[:, 1])
    usual = max(float(np.quantile(radius, 0.85)), 1e-9)
    drawn_in = np.where(radius > usual, usual * (1 + 0.6 * np.log(np.maximum(radius / usual, 1.0))), radius)
    room = np.sqrt(len(points) * BOX[0] * BOX[1] * _ROOM / np.pi)
    return np.asarray(points * (drawn_in / np.maximum(radius, 1e-9) * room / usual)[:, None])
