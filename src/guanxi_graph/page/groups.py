"""Which circle each entity stands by: its own, or for places, ideas and loners that of most of its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from guanxi_graph.page.topology import Topology


def groups(shape: Topology, circles: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """The number of the circle that each entity stands by, in the order of the shape; or one of its own."""
    members = {name: number for number, circle in enumerate(circles) for name in circle}
    numbers = np.array([members.get(name, -1) for name in shape.names], dtype=np.int64)
    found, alone = numbers.copy(), len(circles)
    for node, neighbours in enumerate(shape.neighbours):
        if numbers[node] >= 0:
            continue
        near = Counter(int(numbers[other]) for other in neighbours if numbers[other] >= 0)
        if near:
            found[node] = min(near, key=lambda number: (-near[number], number))
        else:
            found[node], alone = alone, alone + 1
    return found
