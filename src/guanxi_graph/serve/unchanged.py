"""What its reader has already is not sent again (RFC 9110 §13: 304).

Known by ``If-None-Match`` and the ``ETag``, or else by ``If-Modified-Since`` and ``Last-Modified``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from guanxi_graph.serve.current import SINCE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Fields that a 304 goes without: they are of the body.
_OF_THE_BODY = frozenset({b"content-length", b"content-type", b"content-disposition"})


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
                message = _as_known(first, message, scope)
                await send(first)
            await send(message)

        await self.app(scope, receive, tagged)


def _as_known(start: Message, body: Message, scope: Scope) -> Message:
    """The body to send after the start, which gets its tag; the start becomes a 304 where that is known."""
    headers = start["headers"]
    caching = dict(headers).get(b"cache-control")
    if body.get("more_body") or caching == b"no-store":
        return body
    tag = f'W/"{hashlib.blake2b(body.get("body", b""), digest_size=12).hexdigest()}"'
    if _knows(dict(scope["headers"]), tag, scope[SINCE]):
        start["status"], body = 304, {"type": "http.response.body", "body": b""}
        headers = [each for each in headers if each[0] not in _OF_THE_BODY]
    own = [(b"etag", tag.encode()), (b"last-modified", _time(scope[SINCE]))]
    if caching is None:
        own.append((b"cache-control", b"no-cache"))  # kept, but asked after each time
    start["headers"] = [*headers, *own]
    return body


def _knows(asked: Mapping[bytes, bytes], tag: str, since: int) -> bool:
    """By the tag, if there is one: a time says less."""
    if (known := asked.get(b"if-none-match")) is not None:
        return known.strip() == b"*" or tag.encode() in [each.strip() for each in known.split(b",")]
    if not (last := asked.get(b"if-modified-since")):
        return False
    try:
        return parsedate_to_datetime(last.decode("latin-1")).timestamp() >= since
    except (ValueError, OverflowError):
        return False


@lru_cache(maxsize=2)
def _time(since: int) -> bytes:
    return formatdate(since, usegmt=True).encode()
