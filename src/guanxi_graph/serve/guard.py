"""Around every request: the Host that is meant, headers that hold browsers back, a line in the log."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from guanxi_graph.problems import printable
from guanxi_graph.query.turns import ASKER
from guanxi_graph.serve.asker import asker_at

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("guanxi.serve")

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")
_LONGEST_LINE = 300


class Guard:
    """ASGI middleware. A page elsewhere whose name was made to point here (DNS rebinding) is not answered."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str], *, open_to_origins: bool = False, log: bool = True) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.headers = _HEADERS[:2] if open_to_origins else _HEADERS
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        ASKER.set(asker_at(scope["client"][0]) if scope.get("client") else "")
        record = _Record(scope, self.headers, send)
        if self._is_meant(scope):
            await self.app(scope, receive, record.send)
        else:
            await record.refuse(421, "this server does not answer to that Host; name it with --host-name\n")
        if self.log:
            LOG.info("%s", record.line())

    def _is_meant(self, scope: Scope) -> bool:
        named = [value for name, value in scope["headers"] if name == b"host"]
        match = _HOST.fullmatch(named[0].decode("latin-1")) if len(named) == 1 else None
        return bool(match and ("*" in self.hosts or match["name"].lower() in self.hosts))


class _Record:
    """One exchange, as it goes by."""

    def __init__(self, scope: Scope, headers: Sequence[tuple[bytes, bytes]], send: Send) -> None:
        self.scope = scope
        self.headers = headers
        self.forward = send
        self.status = self.size = 0
        self.began = time.perf_counter()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message["headers"], *self.headers]
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
        await self.forward(message)

    async def refuse(self, status: int, text: str) -> None:
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(text)).encode())]
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": text.encode()})

    def line(self) -> str:
        """Client, what was asked, status, bytes, milliseconds, and the rows of an answer."""
        scope = self.scope
        query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
        asked = printable(f"{scope['method']} {scope['path']}{query}")[:_LONGEST_LINE]
        client = scope["client"][0] if scope.get("client") else "-"
        took = (time.perf_counter() - self.began) * 1000
        rows = scope.get("state", {}).get("rows")
        counted = "" if rows is None else f" {rows} rows"
        return f'{client} "{asked}" {self.status} {self.size} bytes {took:.0f} ms{counted}'
