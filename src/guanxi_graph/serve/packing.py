"""Long answers are sent packed to who can unpack them (RFC 9110 §12.5.3)."""

from __future__ import annotations

import gzip
from functools import partial
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Bytes: a shorter answer fits a packet as it is; a longer one would keep the loop busy.
_WORTH_PACKING, _LONG = 1400, 128 * 1024
_PACK = partial(gzip.compress, compresslevel=6, mtime=0)


class Packed:
    """ASGI middleware, around answers that are whole."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        held: Message | None = None

        async def packed(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start":
                held = message
                return
            if held:
                first, held = held, None
                if len(message.get("body", b"")) >= _WORTH_PACKING:
                    await _pack(first, message, Headers(scope=scope).get("accept-encoding", ""))
                await send(first)
            await send(message)

        await self.app(scope, receive, packed)


async def _pack(start: Message, body: Message, unpacks: str) -> None:
    headers = MutableHeaders(raw=start["headers"])
    headers.add_vary_header("Accept-Encoding")
    if "gzip" in unpacks:
        whole = body["body"]
        body["body"] = _PACK(whole) if len(whole) < _LONG else await to_thread.run_sync(_PACK, whole)
        headers["content-encoding"], headers["content-length"] = "gzip", str(len(body["body"]))
    start["headers"] = headers.raw
