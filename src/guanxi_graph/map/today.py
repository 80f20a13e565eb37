"""What a map takes for today, when it does not say."""

from __future__ import annotations

from collections.abc import Iterable

from guanxi_graph.dates import Day

# A day that stands alone, so many years after all others of so many claims, is a slip of the pen.
_FAR_YEARS = 10
_CROWD = 10


def latest_sure_day(days: Iterable[Day]) -> Day | None:
    """The latest of the days on which something had surely begun or happened; None of none.

    One that lies ten years or more after all of ten others is far: it says nothing of today.
    """
    ordered = sorted(days)
    while len(ordered) > _CROWD and ordered[-1].year - ordered[-2].year >= _FAR_YEARS:
        ordered.pop()
    return ordered[-1] if ordered else None
