"""Where a thing comes from and what became of it: modelled on, succeeded by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from guanxi_graph.map import Map
from guanxi_graph.model import Claim


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a line: ``subject relation object``; ``distance`` counts steps from the start."""

    way: Literal["before", "after"]
    distance: int
    subject: str
    relation: str
    object: str
    when: str
    claim: str
    sources: tuple[str, ...]


def descent(gmap: Map, name: str, relations: Iterable[str]) -> tuple[Step, ...]:
    """All that came before ``name`` and after it by these relations, whose object is always the earlier.

    The farthest before comes first, the farthest after last.
    """
    wanted = frozenset(relations)
    facts = [claim for claim in gmap.facts if claim.relation in wanted]
    before = _walk(name, "before", facts)
    after = _walk(name, "after", facts)
    return (*reversed(before), *after)


def _walk(name: str, way: Literal["before", "after"], facts: list[Claim]) -> list[Step]:
    onward: dict[str, list[Claim]] = {}
    for claim in facts:
        onward.setdefault(claim.subject if way == "before" else claim.object, []).append(claim)
    steps: list[Step] = []
    distances = {name: 0}
    queue = [name]
    for each in queue:
        for claim in onward.get(each, ()):
            steps.append(_step(claim, way, distances[each] + 1))
            end = claim.object if way == "before" else claim.subject
            if end not in distances:
                distances[end] = distances[each] + 1
                queue.append(end)
    return steps


def _step(claim: Claim, way: Literal["before", "after"], distance: int) -> Step:
    return Step(
        way=way,
        distance=distance,
        subject=claim.subject,
        relation=claim.relation,
        object=claim.object,
        when=claim.when,
        claim=claim.id,
        sources=tuple(map(str, claim.citations)),
    )
