"""What its reader has already is not sent again (RFC 9110 §13: 304).

Known by ``If-None-Match`` and the ``ETag``, or else by ``If-Modified-Since`` and ``Last-Modified``.
"""

from __future__ import annotations

import hashlib
from email.utils import formatdate, parsedate_to_datetime
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from guanxi_graph.serve.current import SINCE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Fields that a 304 goes without: they are of the body.
_OF_THE_BODY = ("content-length", "content-type", "content-disposition")


class Unchanged:
    """ASGI middleware. The tag is of the bytes, whichever way they are compressed (weak); answers are whole here.

    What a state of the map decides was last modified when that began to be served.
    """

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
                message = _as_known(first, message, Headers(scope=scope), scope[SINCE])
                await send(first)
            await send(message)

        await self.app(scope, receive, tagged)


def _as_known(start: Message, body: Message, asked: Headers, since: int) -> Message:
    """The body to send after the start, which gets its tag; the start becomes a 304 where that is known."""
    headers = MutableHeaders(raw=start["headers"])
    if body.get("more_body") or headers.get("cache-control") == "no-store":
        return body
    headers["etag"] = tag = f'W/"{hashlib.blake2b(body.get("body", b""), digest_size=12).hexdigest()}"'
    headers["last-modified"] = formatdate(since, usegmt=True)
    headers.setdefault("cache-control", "no-cache")  # kept, but asked after each time
    if _knows(asked, tag, since):
        start["status"], body = 304, {"type": "http.response.body", "body": b""}
        for name in _OF_THE_BODY:
            del headers[name]
    start["headers"] = headers.raw
    return body


def _knows(asked: Headers, tag: str, since: int) -> bool:
    """By the tag, if there is one: a time says less."""
    if (known := asked.get("if-none-match")) is not None:
        return known.strip() == "*" or tag in [each.strip() for each in known.split(",")]
    try:
        return parsedate_to_datetime(asked.get("if-modified-since", "")).timestamp() >= since
    except (ValueError, OverflowError):
        return False
