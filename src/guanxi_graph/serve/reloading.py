"""A map that goes on being served while it changes: the new state takes the place of the old one when it is ready."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable

from anyio import to_thread

from guanxi_graph.problems import MapError
from guanxi_graph.serve.current import Current, Served

LOG = logging.getLogger("guanxi.serve")
_LOOK = 1.0  # seconds


class Reloading:
    """``make`` makes the pages of the map as it is; ``state`` is equal while no file was touched.

    ``watching``: not only when told. Raises what ``make`` raises for the first state, and for no other.
    """

    def __init__(self, make: Callable[[], Served], state: Callable[[], object], *, watching: bool) -> None:
        self._make, self._state, self._watching = make, state, watching
        self._seen = self._of = state()
        self._is_told = False
        self._in_terminal = sys.stdin is not None and sys.stdin.isatty()
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, self._hang_up)
        self._first = make()
        self.current = Current()

    async def begin(self) -> None:
        """Serve the first state."""
        if self._first.pool:
            self._first.pool.open()
        await self.current.replace(self._first)

    async def run(self) -> None:
        """Serve each next one, until it is cancelled."""
        while True:
            await asyncio.sleep(_LOOK)
            if self._is_told or (self._watching and await self._has_changed()):
                self._is_told = False
                await self._reload()

    def _hang_up(self, _: int, __: object) -> None:
        """The signal to read again; a terminal that is closed sends it too, and takes the server along."""
        if self._in_terminal and not sys.stdin.isatty():
            signal.raise_signal(signal.SIGTERM)
        self._is_told = True

    async def _has_changed(self) -> bool:
        """Since the last reading, and not since the last look: who writes several files is left to finish."""
        before, self._seen = self._seen, await to_thread.run_sync(self._state)
        return self._of != self._seen == before

    async def _reload(self) -> None:
        self._of = await to_thread.run_sync(self._state)
        try:
            served = await to_thread.run_sync(self._make)
            await self._start(served)
        except MapError as error:
            first = next(each for each in error.problems if each.severity == "error")
            place = f"{first.span.file}:{first.span.line}:{first.span.column}"
            LOG.warning("%s: %s; the map is served as it was before. `guanxi check` tells more", place, first.message)
        except Exception as error:  # noqa: BLE001 — whatever it is, those who read are served
            LOG.warning("%s; the map is served as it was before", error)
        else:
            await self.current.replace(served)
            LOG.info("the map is served as it is now")

    async def _start(self, served: Served) -> None:
        """Until its processes have loaded the data. Raises QueryError when they cannot."""
        if served.pool:
            served.pool.open()
            try:
                await served.pool.prefixes()
            except BaseException:
                await served.close()
                raise
