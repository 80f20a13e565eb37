"""What its reader has already is not sent again (RFC 9110 §13: ``ETag``, ``If-None-Match``, 304)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Fields that a 304 goes without: they are of the body.
_OF_THE_BODY = ("content-length", "content-type", "content-disposition")


class Unchanged:
    """ASGI middleware. The tag is of the bytes, whichever way they are compressed (weak); answers are whole here."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        held: Message | None = None

        async def tagged(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start" and message["status"] == 200:
                held = message
                return
            if held:
                first, held = held, None
                message = _as_known(first, message, Headers(scope=scope).get("if-none-match", ""))
                await send(first)
            await send(message)

        await self.app(scope, receive, tagged)


def _as_known(start: Message, body: Message, known: str) -> Message:
    """The body to send after the start, which gets its tag; the start becomes a 304 where the tag is known."""
    headers = MutableHeaders(raw=start["headers"])
    if body.get("more_body") or headers.get("cache-control") == "no-store":
        return body
    tag = f'W/"{hashlib.blake2b(body.get("body", b""), digest_size=12).hexdigest()}"'
    headers["etag"] = tag
    if "cache-control" not in headers:
        headers["cache-control"] = "no-cache"  # kept, but asked after each time
    if tag in [each.strip() for each in known.split(",")] or known.strip() == "*":
        start["status"] = 304
        for name in _OF_THE_BODY:
            if name in headers:
                del headers[name]
        start["headers"] = headers.raw
        return {"type": "http.response.body", "body": b""}
    start["headers"] = headers.raw
    return body
