"""The line that tells how far a long command has come: on a terminal only, after a second, gone when it is over."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from guanxi_graph.progress import is_watched, watched

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0  # seconds that need no line
_SURE = 0.02  # of a stage, before which nobody knows what is left of it


@contextmanager
def progress_shown() -> Iterator[None]:
    """Show how far the work of the block has come, unless that is shown already. It prints nothing meanwhile."""
    if is_watched() or not sys.stderr.isatty():
        yield
        return
    line = _Line()
    try:
        with watched(line):
            yield
    finally:
        line.end()


class _Line:
    """A watcher that draws. It is told by one thread, and begins to draw in another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stage, self._of, self._done, self._all, self._known, self._unit = "working", 0, 0, 0, 0, ""
        self._since = time.monotonic()
        self._is_over = False
        self._drawn: Progress | None = None
        self._timer = threading.Timer(_PATIENCE, self._draw)
        self._timer.daemon = True
        self._timer.start()

    def begin(self, stage: str, of: int, number: int, unit: str) -> None:
        with self._lock:
            self._stage, self._of, self._all, self._unit = stage, of, number, unit
            self._done, self._known, self._since = 0, 0, time.monotonic()
            self._tell()

    def advance(self, stage: str, by: int, number: int) -> None:
        with self._lock:
            if stage == self._stage:
                self._done, self._known = self._done + by, self._known + number
                self._tell()

    def end(self) -> None:
        self._timer.cancel()
        with self._lock:
            self._is_over = True
            if self._drawn:
                self._drawn.stop()

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (TextColumn("{task.description:8}"), BarColumn(bar_width=20), TextColumn("{task.fields[told]}"))
        console = Console(stderr=True)
        drawn = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
        with self._lock:
            if self._is_over or console.is_dumb_terminal:
                return
            self._drawn = drawn
            drawn.add_task("", total=None, told="")
            self._tell()
            drawn.start()

    def _tell(self) -> None:
        if self._drawn is None:
            return
        [task] = self._drawn.task_ids
        done = min(self._done, self._of)
        self._drawn.update(task, description=self._stage, total=self._of or None, completed=done, told=self._told())

    def _told(self) -> str:
        """``42 %  13,000 claims/s  0:12 left``"""
        part, took = min(1.0, self._done / self._of) if self._of else 0.0, time.monotonic() - self._since
        number = self._all * part if self._all else self._known
        told = [f"{part:4.0%}"] if self._of else []
        if number and took:
            told.append(f"{number / took:,.0f} {self._unit}/s")
        if part >= _SURE:
            minutes, seconds = divmod(round(took * (1 - part) / part), 60)
            told.append(f"{minutes}:{seconds:02d} left")
        return "  ".join(told)
