"""The server below a path of another one: ``https://site.example/maps/`` is its ``/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Below:
    """ASGI middleware. Where ``root_path`` is none, that of the request counts. It may lead a path, or be cut off."""

    def __init__(self, app: ASGIApp, root_path: str = "") -> None:
        self.app, self.root_path = app, root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        root = self.root_path or scope.get("root_path", "")
        if scope["type"] == "http" and root:
            path, raw = scope["path"].removeprefix(root), scope["raw_path"].removeprefix(root.encode())
            if path and not path.startswith("/"):  # only its letters begin like the root's
                path, raw = scope["path"], scope["raw_path"]
            scope = {**scope, "root_path": root, "path": root + path, "raw_path": raw}
        await self.app(scope, receive, send)


def here(request: Request, path: str = "") -> str:
    """The address of a path of this server as its asker sees it."""
    return f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}{path}"


def last_part(request: Request) -> str:
    """What stands behind the last slash of the path."""
    path: str = request.scope["path"]
    return path.rpartition("/")[2]
