"""What is asked most often is answered without the way through all the routes, which takes a tenth of the time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from guanxi_graph.serve.refusing import REFUSED, refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Shortcut:
    """ASGI middleware around the routes, of which the path is one, too: GET and POST of it are answered here."""

    def __init__(self, app: ASGIApp, path: str, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self.app, self.path, self.answer = app, path, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path != self.path or scope["method"] not in {"GET", "POST"}:
            await self.app(scope, receive, send)
            return
        try:
            response = await self.answer(Request(scope, receive, send))
        except REFUSED as error:
            response = refusal(error)
        await response(scope, receive, send)
