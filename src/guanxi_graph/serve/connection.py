"""A connection that is open: cut when it keeps others waiting, refused when there are too many."""

from __future__ import annotations

import asyncio
import resource
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from guanxi_graph.serve.one_write import OneWrite

# Seconds until a request's head is whole, until its body is, and until a reader has taken a little of the answer.
HEAD, BODY, READING = 10.0, 30.0, 20.0
_A_LITTLE = 10_000  # bytes
_LOOK = 1.0

_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
    b"retry-after: 10\r\ncontent-length: 43\r\n\r\ntoo many connections are open; try it later"
)


def most_connections() -> int:
    """As many may be open: each is an open file, and the others are for the map and its workers."""
    return max(8, min(512, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2))


def most_accepted_at_once() -> int:
    """As many may be accepted before any of them can be refused."""
    return most_connections() // 4


class Connection(H11Protocol):
    """HTTP by uvicorn and h11, which have no time-outs of their own but one for idle connections."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(cast("asyncio.Transport", OneWrite(transport, self.loop)))
        self.since = self._moved = self.loop.time()
        self._unsent = 0
        self._watch = self.loop.call_later(_LOOK, self._look)
        self._find_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._watch.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self.since = self.loop.time()
        super().on_response_complete()

    @property
    def is_waiting(self) -> bool:
        """Nothing is asked yet, or no more."""
        return self.conn.their_state is h11.IDLE

    def _find_room(self) -> None:
        """The one that has asked nothing for longest makes room for a new one; without such, that is refused."""
        here = [each for each in self.connections if isinstance(each, Connection) and not each.transport.is_closing()]
        if len(here) <= most_connections():
            return
        waiting = [each for each in here if each.is_waiting and each is not self]
        if waiting:
            min(waiting, key=lambda each: each.since).transport.abort()
        else:
            self.transport.write(_FULL)
            self.transport.close()

    def _look(self) -> None:
        if self._is_late() or self._is_unread():
            self.transport.abort()
        else:
            self._watch = self.loop.call_later(_LOOK, self._look)

    def _is_late(self) -> bool:
        """The request is not whole in time."""
        allowed = {h11.IDLE: HEAD, h11.SEND_BODY: BODY}.get(self.conn.their_state)
        return allowed is not None and self.loop.time() - self.since > allowed

    def _is_unread(self) -> bool:
        """Next to nothing of the answer was taken for long; all of it is in memory."""
        unsent = self.transport.get_write_buffer_size()
        if unsent == 0 or not self._unsent - _A_LITTLE <= unsent <= self._unsent:
            self._unsent, self._moved = unsent, self.loop.time()
        return self.loop.time() - self._moved > READING
