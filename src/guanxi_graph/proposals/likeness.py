"""Which known things have a name like a new one: perhaps it is one of them, written another way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

_LIKE = 0.5
_MOST = 3


def nearest_known(names: Iterable[str], called: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The ids of at most three things with names that share at least half of their pairs of letters."""
    sought = [pairs for name in names if (pairs := _pairs(name))]
    best: dict[str, float] = {}
    for thing, forms in called.items():
        for form in forms:
            known = _pairs(form)
            for pairs in sought:
                like = 2 * len(pairs & known) / (len(pairs) + len(known)) if known else 0
                best[thing] = max(like, best.get(thing, 0))
    near = sorted((-like, thing) for thing, like in best.items() if like >= _LIKE)
    return tuple(thing for _, thing in near[:_MOST])


def _pairs(name: str) -> set[str]:
    letters = [char for char in name.casefold() if char.isalnum()]
    return {"".join(pair) for pair in pairwise(letters)}
