"""A connection that is open: cut when it keeps others waiting, refused when there are too many."""

from __future__ import annotations

import asyncio
import math
import resource
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from guanxi_graph.serve.one_write import OneWrite

# Seconds until a request's head is whole, until its body is, and until a reader has taken a little of the answer.
HEAD, BODY, READING = 10.0, 30.0, 20.0
_A_LITTLE = 10_000  # bytes
_LOOK = 1.0
# Bytes of a request's head: a query in an address is shorter.
_LONGEST_HEAD = 256 * 1024


def _refusal(status: str, text: str, *fields: str) -> bytes:
    """What is written where no request is read: the whole answer, after which the connection is closed."""
    head = (f"HTTP/1.1 {status}", "content-type: text/plain; charset=utf-8", "connection: close", *fields)
    return "\r\n".join((*head, f"content-length: {len(text)}", "", text)).encode()


_FULL = _refusal("503 Service Unavailable", "too many connections are open; try it later", "retry-after: 10")
_TOO_LONG = _refusal("431 Request Header Fields Too Large", "the head is too long; POST long queries")


def most_connections() -> int:
    """As many may be open: each is an open file, and the others are for the map and its workers."""
    return max(8, min(512, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2))


def most_accepted_at_once() -> int:
    """As many may be accepted before any of them can be refused."""
    return most_connections() // 4


class Connection(HttpToolsProtocol):
    """HTTP by uvicorn and httptools, which have no limits of their own but one for idle connections."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(cast("asyncio.Transport", OneWrite(transport, self.loop)))
        self.since = self._moved = self.loop.time()
        self._unsent = self._head = 0
        self._watch = self.loop.call_later(_LOOK, self._look)
        self._find_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._watch.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._head += len(data)
        super().data_received(data)
        if self._head > _LONGEST_HEAD and self.is_waiting and not self.transport.is_closing():
            self.transport.write(_TOO_LONG)
            self.transport.close()

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._head = 0

    def on_response_complete(self) -> None:
        self.since, self._head = self.loop.time(), 0
        super().on_response_complete()

    @property
    def is_waiting(self) -> bool:
        """Nothing is asked yet, or no more."""
        return self.cycle is None or self.cycle.response_complete

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
        allowed = HEAD if self.is_waiting else BODY if self.cycle.more_body else math.inf
        return self.loop.time() - self.since > allowed

    def _is_unread(self) -> bool:
        """Next to nothing of the answer was taken for long; all of it is in memory."""
        unsent = self.transport.get_write_buffer_size()
        if unsent == 0 or not self._unsent - _A_LITTLE <= unsent <= self._unsent:
            self._unsent, self._moved = unsent, self.loop.time()
        return self.loop.time() - self._moved > READING
