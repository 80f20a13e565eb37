"""Which circle each entity stands by: its own, or for places, ideas and loners that of most of its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from guanxi_graph.page.topology import Topology


def circle_numbers(shape: Topology, circles: Sequence[Sequence[str]]) -> list[int]:
    """The number of each entity's circle, in the order of the shape; -1 of none."""
    numbers = {name: number for number, members in enumerate(circles) for name in members}
    return [numbers.get(name, -1) for name in shape.names]


def groups(shape: Topology, circles: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """Like ``circle_numbers``, for drawing: who is in no circle stands by one, or alone."""
    numbers = np.array(circle_numbers(shape, circles), dtype=np.int64).reshape(-1)
    found, alone = numbers.copy(), len(circles)
    for node, neighbours in enumerate(shape.neighbours()):
        if numbers[node] >= 0:
            continue
        near = Counter(int(numbers[other]) for other in neighbours if numbers[other] >= 0)
        if near:
            found[node] = min(near, key=lambda number: (-near[number], number))
        else:
            found[node], alone = alone, alone + 1
    return found
