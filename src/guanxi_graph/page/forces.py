"""Attraction along ties, repulsion between all, a mild pull to circle and centre."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from guanxi_graph.page.topology import Topology
from guanxi_graph.progress import begun, done

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Points = NDArray[np.float64]

_EXACT_UP_TO = 1200
_NEAREST = 16
# Who is nearest changes slowly, and is what takes longest to find.
_LOOKED_AGAIN = 5
_GRID = 24


class Springs(NamedTuple):
    """What pulls: the ties as a symmetric matrix, the mass of each entity, and its circle."""

    ties: csr_array
    mass: NDArray[np.float64]
    circle: NDArray[np.int64]

    @classmethod
    def of(cls, shape: Topology, circle: NDArray[np.int64]) -> Springs:
        from scipy.sparse import coo_array

        count = len(shape.names)
        one, other = shape.pairs[:, 0], shape.pairs[:, 1]
        pull = np.sqrt(shape.weights) * np.where(circle[one] == circle[other], 1.6, 0.5)
        matrix = coo_array((pull, (one, other)), shape=(count, count)).tocsr()
        return cls(matrix + matrix.T, 1.0 + np.sqrt(shape.degrees), circle)


def relax(
    points: Points, springs: Springs, *, steps: int, fixed: NDArray[np.bool_] | None = None, length: float = 1.0
) -> Points:
    """The points after so many steps of falling temperature; ``length`` is that of a usual tie."""
    from scipy.spatial import cKDTree

    points = points / length
    free = np.ones(len(points), dtype=bool) if fixed is None else ~fixed
    heat = 0.12 * np.sqrt(len(points)) + 0.2 if fixed is None else 0.6
    near: NDArray[np.int64] | None = None
    begun("layout", steps)
    for step in range(steps):
        if len(points) > _EXACT_UP_TO and step % _LOOKED_AGAIN == 0:
            near = np.asarray(cKDTree(points).query(points, k=_NEAREST)[1]).T
        force = _pull(points, springs) + _push(points, springs.mass, near)
        size = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        limit = heat * (1 - step / steps) ** 1.4 + 1e-3
        moved = force * (np.minimum(size * 0.08, limit) / size)[:, None]
        points = points + np.where(free[:, None], moved, 0.0)
        done("layout")
    return points * length


def _pull(points: Points, springs: Springs) -> Points:
    drawn = springs.ties @ points - points * springs.ties.sum(axis=1)[:, None]
    count = np.bincount(springs.circle)
    total = np.column_stack([np.bincount(springs.circle, weights=points[:, axis]) for axis in (0, 1)])
    middle = total / np.maximum(count, 1)[:, None]
    to_circle = 0.25 * (middle[springs.circle] - points)
    to_centre = -0.06 * points * springs.mass[:, None]
    return np.asarray(0.5 * drawn + to_circle + to_centre)


def _push(points: Points, mass: NDArray[np.float64], near: NDArray[np.int64] | None) -> Points:
    return _push_exact(points, mass) if near is None else _push_near_and_far(points, mass, near)


def _push_exact(points: Points, mass: NDArray[np.float64]) -> Points:
    apart = _apart(points, points[:, None])
    strength = mass * mass[:, None] / np.maximum(_squared(apart), 0.01)
    np.fill_diagonal(strength, 0.0)
    return _together(apart, strength)


def _push_near_and_far(points: Points, mass: NDArray[np.float64], near: NDArray[np.int64]) -> Points:
    """The nearest ones each by itself; the far ones as the cells of a grid push each other's middles.

    ``near`` has a column for each point: the numbers of those that are nearest to it.
    """
    apart = _apart(points, points[near])
    strength = mass * mass[near] / np.maximum(_squared(apart), 0.01)
    strength[near == np.arange(len(points))] = 0.0
    low, high = points.min(axis=0), points.max(axis=0)
    cell_size = (high - low) / _GRID + 1e-9
    cell = ((points - low) / cell_size).astype(np.int64).clip(0, _GRID - 1) @ np.array([1, _GRID])
    weight = np.bincount(cell, weights=mass, minlength=_GRID * _GRID)
    used = weight > 0
    moment = [np.bincount(cell, weights=mass * points[:, axis], minlength=_GRID * _GRID) for axis in (0, 1)]
    middle = np.column_stack(moment)[used] / weight[used][:, None]
    between = _apart(middle, middle[:, None])
    squared = _squared(between)
    pressure = weight[used][:, None] / np.maximum(squared, 0.01)
    pressure[squared < (1.5 * cell_size.max()) ** 2] = 0.0
    far = _together(between, pressure)
    place = np.cumsum(used) - 1
    return np.asarray(_together(apart, strength) + mass[:, None] * far[place[cell]])


# A row for each of those that push, a column for each that is pushed, x and y apart: so numpy runs along whole rows.
Apart = tuple[NDArray[np.float64], NDArray[np.float64]]


def _apart(points: Points, others: Points) -> Apart:
    return points[:, 0] - others[..., 0], points[:, 1] - others[..., 1]


def _squared(apart: Apart) -> NDArray[np.float64]:
    x, y = apart
    return np.asarray(x * x + y * y)


def _together(apart: Apart, strength: NDArray[np.float64]) -> Points:
    return np.column_stack([(axis * strength).sum(axis=0) for axis in apart])
