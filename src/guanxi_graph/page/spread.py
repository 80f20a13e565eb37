"""Push boxes apart until none overlap, moving each as little as the crowd allows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

# How much farther than needed it is looked for others, to look again only when somebody may have come as near.
_SLACK = 0.5


def spread(
    points: Points, box: tuple[float, float], *, fixed: NDArray[np.bool_] | None = None, rounds: int = 120
) -> Points:
    """The points with room for a box of that width and height around each, up to a few leftovers.

    Boxes are measured as ellipses, which lets crowds slide past each other.
    """
    scale = np.array(box)
    places = points / scale + _nudge(len(points))
    share = np.where(np.zeros(len(points), dtype=bool) if fixed is None else fixed, 0.0, 1.0)
    near, drift = _pairs(places, share), 0.0
    for _ in range(rounds):
        if drift > _SLACK / 2:
            near, drift = _pairs(places, share), 0.0
        apart = places[near[0]] - places[near[1]]
        distance = np.hypot(apart[:, 0], apart[:, 1])
        touching = distance <= 1.0
        if not touching.any():
            break
        one, other, apart = near[0][touching], near[1][touching], apart[touching]
        distance = np.maximum(distance[touching], 1e-6)
        push = apart * ((1.02 - distance) / distance / np.maximum(share[one] + share[other], 1.0))[:, None]
        ends = np.concatenate((one, other))
        moves = np.concatenate((push * share[one][:, None], -push * share[other][:, None]))
        move: Points = np.column_stack([np.bincount(ends, weights=axis, minlength=len(places)) for axis in moves.T])
        crowd = np.bincount(ends, minlength=len(places))
        move = move / np.sqrt(np.maximum(crowd, 1))[:, None]
        drift += float(np.hypot(move[:, 0], move[:, 1]).max())
        places = places + move
    return np.asarray(places * scale)


def _pairs(places: Points, share: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Those of whom one may move that overlap, or will soon: who they are takes longest to find. In order."""
    from scipy.spatial import cKDTree

    pairs = cKDTree(places).query_pairs(1.0 + _SLACK, output_type="ndarray")
    # As one number each, they are sorted in a third of the time.
    one, other = np.divmod(np.sort(pairs[:, 0] * len(places) + pairs[:, 1]), len(places))
    moves = share[one] + share[other] > 0
    return one[moves], other[moves]


def _nudge(count: int) -> Points:
    """Tells points apart that stand on the same spot."""
    angle = np.arange(count) * 2.399963
    return 1e-4 * np.column_stack((np.cos(angle), np.sin(angle)))
