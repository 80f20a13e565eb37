"""The server below a path of another one: ``https://site.example/maps/`` is its ``/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Below:
    """ASGI middleware. ``root_path`` may lead a path, or be cut off. Where it is none, that of the request counts.

    A proxy that tells one has cut it off.
    """

    def __init__(self, app: ASGIApp, root_path: str = "") -> None:
        self.app, self.root_path = app, root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        root = self.root_path or scope.get("root_path", "")
        if scope["type"] == "http" and root:
            path, raw = scope["path"], scope["raw_path"]
            cut = path.removeprefix(self.root_path)
            if not cut or cut.startswith("/"):  # else only its letters begin like the root's
                path, raw = cut, raw.removeprefix(self.root_path.encode())
            scope = {**scope, "root_path": root, "path": root + path, "raw_path": raw}
        await self.app(scope, receive, send)


def here(request: Request, path: str = "") -> str:
    """The address of a path of this server as its asker sees it."""
    return f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}{path}"


def last_part(request: Request) -> str:
    """What stands behind the last slash of the path."""
    path: str = request.scope["path"]
    return path.rpartition("/")[2]
