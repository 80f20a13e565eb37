"""One map in the editor: it is read again when a text has changed, and says what is wrong in each file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from guanxi_graph.lsp.state import State, read_state
from guanxi_graph.problems import Problem
from guanxi_graph.writing.overlay import Overlay

# So long after a letter is typed, in seconds: whoever types on is not read in the middle of a word.
_PAUSE = 0.15


class OpenedMap:
    """Reads a folder with the texts that are open. ``show`` gets each file's problems, none when they are mended."""

    def __init__(
        self,
        source: Path,
        texts: Callable[[], Mapping[Path, str]],
        show: Callable[[str, list[Problem]], None],
    ) -> None:
        self.overlay = Overlay(source)
        self.state = State(None, ())
        self._texts = texts
        self._show = show
        self._shown: set[str] = set()
        self._reading: asyncio.Task[None] | None = None
        self._stale = False

    def changed(self) -> None:
        """Have it read again soon; one reading serves all changes until it starts."""
        self._stale = True
        if self._reading is None or self._reading.done():
            self._reading = asyncio.get_running_loop().create_task(self._read())

    async def current(self) -> State:
        """The state with every change in it."""
        while self._reading is not None and not self._reading.done():
            await asyncio.shield(self._reading)
        return self.state

    async def _read(self) -> None:
        while self._stale:
            await asyncio.sleep(_PAUSE)
            self._stale = False
            self.overlay.lay(self._texts())
            self.state = await asyncio.to_thread(read_state, self.overlay)
            self._tell()

    def _tell(self) -> None:
        by_file: dict[str, list[Problem]] = {}
        for problem in self.state.problems:
            by_file.setdefault(problem.span.file, []).append(problem)
        for file in self._shown - by_file.keys():
            self._show(file, [])
        for file, problems in by_file.items():
            self._show(file, problems)
        self._shown = set(by_file)

    def close(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self.overlay.close()
