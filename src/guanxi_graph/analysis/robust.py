"""How far the evidence carries a ranking: the same again and again with a part of the evidence left out at random.

Random deletion as in Borgatti, Carley & Krackhardt 2006 (On the robustness of centrality measures under
conditions of imperfect data, Social Networks 28), of claims or of sources instead of nodes and edges. A circle's
stability is Hennig's (2007, Cluster-wise assessment of cluster stability, CSDA 52): its mean best Jaccard index.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from guanxi_graph.map import Map

Evidence = Literal["claims", "sources"]


class Resampling(msgspec.Struct, frozen=True, kw_only=True):
    """Each claim, or each source, is left out with probability ``share``, in each of ``rounds``; equal for a seed."""

    leave: Evidence = "claims"
    share: float = 0.1
    rounds: int = 100
    seed: int = 0


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """``value`` on all the evidence; in 90 % of the rounds it was from ``low`` to ``high``.

    ``in_top`` is the share of rounds in which the name was among the first.
    """

    name: str
    value: float
    in_top: float
    low: float
    high: float


def samples(gmap: Map, resampling: Resampling) -> Iterator[Map]:
    """The map with a part of its evidence left out, once for each round."""
    chance = random.Random(resampling.seed)  # noqa: S311  no secret: it must be the same again
    whole = gmap.sources if resampling.leave == "sources" else gmap.claims
    for _ in range(resampling.rounds):
        gone = frozenset(name for name in whole if chance.random() < resampling.share)
        yield gmap.view(without=gone) if resampling.leave == "sources" else _without_claims(gmap, gone)


def standings(
    gmap: Map, measure: Callable[[Map], Sequence[tuple[str, float]]], resampling: Resampling, *, top: int
) -> tuple[Standing, ...]:
    """How the first ``top`` of all the evidence fare; ``measure`` gives names with values, the first in rank first.

    Who is in no ranking of a round has 0 in it.
    """
    rankings = [measure(sample) for sample in samples(gmap, resampling)]
    values = [dict(ranking) for ranking in rankings]
    firsts = [{name for name, _ in ranking[:top]} for ranking in rankings]
    found = []
    for name, value in measure(gmap)[:top]:
        low, high = interval(each.get(name, 0.0) for each in values)
        in_top = sum(name in first for first in firsts) / len(firsts)
        found.append(Standing(name=name, value=value, in_top=in_top, low=low, high=high))
    return tuple(found)


def stabilities(
    gmap: Map, circles: Callable[[Map], Mapping[str, frozenset[str]]], resampling: Resampling, *, found_again: float
) -> tuple[Standing, ...]:
    """How each circle fares: ``value`` is its mean best Jaccard index, ``in_top`` how often it was ``found_again``."""
    rounds = [list(circles(sample).values()) for sample in samples(gmap, resampling)]
    return tuple(_stability(name, members, rounds, found_again) for name, members in circles(gmap).items())


def _stability(
    name: str, members: frozenset[str], rounds: Sequence[Sequence[frozenset[str]]], found_again: float
) -> Standing:
    best = [max((len(members & each) / len(members | each) for each in found), default=0.0) for found in rounds]
    low, high = interval(best)
    again = sum(each >= found_again for each in best) / len(best)
    return Standing(name=name, value=sum(best) / len(best), in_top=again, low=low, high=high)


def interval(values: Iterable[float]) -> tuple[float, float]:
    """From which to which value nine in ten lie: without the outermost twentieth at each end."""
    ordered = sorted(values)
    cut = len(ordered) // 20
    return ordered[cut], ordered[-1 - cut]


def _without_claims(gmap: Map, gone: frozenset[str]) -> Map:
    """Without these, and without what rests on one of them."""
    kept = {name: claim for name, claim in gmap.claims.items() if name not in gone and gone.isdisjoint(claim.premises)}
    return msgspec.structs.replace(gmap, claims=kept)
