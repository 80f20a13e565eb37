"""The part that a large map opens on."""

from __future__ import annotations

import heapq

from guanxi_graph.page.topology import Topology

CORE_SIZE = 300
# Nobody is left out for the sake of a few.
SLACK = 1.2


def core(shape: Topology, size: int = CORE_SIZE) -> list[int]:
    """The numbers of the most connected entities that hang together, in order; all of a map that is hardly larger.

    Grown from the entity with most ties by always adding who has most ties into what is there.
    """
    if len(shape.names) <= size * SLACK:
        return list(range(len(shape.names)))
    neighbours = shape.neighbours
    degrees = shape.degrees.tolist()
    inside = [0] * len(degrees)
    taken: set[int] = set()
    first = max(range(len(degrees)), key=lambda node: (degrees[node], -node))
    queue = [(0, -degrees[first], first)]
    while queue and len(taken) < size:
        ties, _, node = heapq.heappop(queue)
        if node in taken or -ties != inside[node]:
            continue
        taken.add(node)
        for other in neighbours[node]:
            if other not in taken:
                inside[other] += 1
                heapq.heappush(queue, (-inside[other], -degrees[other], other))
    return sorted(taken)
