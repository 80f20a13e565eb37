"""What is written to a connection in one turn of the loop, sent as one: uvicorn writes an answer in two parts.

Each part would be a system call, a packet, and a reader woken for nothing.
"""

from __future__ import annotations

import asyncio
from typing import Any

# What is longer is not worth copying.
_LONG = 64 * 1024


class OneWrite:
    """A transport that gathers what is written until the loop turns, or something long comes."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._parts: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if len(data) > _LONG:
            self._send()
            self._transport.write(data)
            return
        if not self._parts:
            self._loop.call_soon(self._send)
        self._parts.append(data)

    def close(self) -> None:
        self._send()
        self._transport.close()

    def _send(self) -> None:
        parts, self._parts = self._parts, []
        if parts and not self._transport.is_closing():
            self._transport.write(b"".join(parts))
