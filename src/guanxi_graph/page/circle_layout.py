"""Circles as one dot each: how a map is seen whole that is too large to be drawn so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from guanxi_graph.map import Map
from guanxi_graph.page.layout import Position, arranged
from guanxi_graph.page.topology import topology

# Of more entities than this at once nothing can be read.
MOST_AT_ONCE = 1500
# A circle's dot and its name take more room than a person's, above all in height.
_ROOM = np.array([1.7, 2.8])


def circle_layout(gmap: Map, circles: Sequence[Sequence[str]]) -> list[Position]:
    """A position for every circle, beside those that it has most ties with; none where the map can be drawn whole."""
    shape = topology(gmap)
    if len(shape.names) <= MOST_AT_ONCE or not circles:
        return []
    group = np.full(len(shape.names), -1, dtype=np.int64)
    for number, members in enumerate(circles):
        group[[shape.index[name] for name in members]] = number
    quotient = shape.gathered(group, [members[0] for members in circles])
    points = arranged(quotient, np.arange(len(circles))) * _ROOM
    return [(float(x), float(y)) for x, y in points.round()]
