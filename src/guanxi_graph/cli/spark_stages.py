"""How far Spark has come, told to whoever watches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from threading import Event, Thread
from typing import TYPE_CHECKING

from guanxi_graph.progress import begun, done, is_watched

if TYPE_CHECKING:
    from pyspark import SparkContext, StatusTracker

_PAUSE = 0.5  # seconds


@contextmanager
def stages_told(context: SparkContext) -> Iterator[None]:
    """Spark's own bar would go into what it logs."""
    over = Event()
    if is_watched():
        Thread(target=copy_context().run, args=(_tell, context.statusTracker(), over), daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _tell(tracker: StatusTracker, over: Event) -> None:
    """Of stages that are at work at once the first."""
    from py4j.protocol import Py4JError

    stage, told = "", 0
    with suppress(Py4JError, OSError):  # it has ended before this is over
        while not over.wait(_PAUSE):
            active = sorted(tracker.getActiveStageIds())
            info = tracker.getStageInfo(active[0]) if active else None
            if info is None:
                continue
            if stage != (stage := f"stage {info.stageId}"):
                told = 0
                begun(stage, info.numTasks)
            done(stage, info.numCompletedTasks - told)
            told = info.numCompletedTasks
