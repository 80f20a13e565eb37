"""What goes wrong, as answers: a status, and a text that says what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from guanxi_graph.query.limits import QueryError
from guanxi_graph.serve.nowhere import Nowhere
from guanxi_graph.serve.protocol import NothingError, ProtocolError

_STATUS = {
    "syntax": 400,
    "refused": 400,
    "too-large": 400,
    "out-of-memory": 400,
    "crashed": 400,
    "failed": 400,
    "not-acceptable": 406,
    "too-long": 413,
    "too-slow": 504,
    "busy": 503,
    "unusable-data": 503,
}


# What ``refusal`` answers.
REFUSED = (QueryError, ProtocolError, ClientDisconnect)


def refusing(routes: Sequence[BaseRoute], nowhere: Nowhere | None = None, **more: Any) -> Starlette:
    """An application of these routes. ``nowhere`` answers where there is nothing."""
    handlers: dict[Any, Any] = dict.fromkeys(REFUSED, _refused)
    if nowhere:
        handlers |= {NothingError: nowhere.answer, HTTPException: nowhere.answer}
    return Starlette(routes=routes, exception_handlers=handlers, **more)


def refusal(error: Exception) -> Response:
    match error:
        case QueryError():
            return PlainTextResponse(f"{error.message}\n", _STATUS.get(error.code, 500))
        case ProtocolError():
            return PlainTextResponse(f"{error.message}\n", error.status)
        case ClientDisconnect():  # for the log alone: 499, as other servers write it
            return Response(status_code=499)
    raise error


async def _refused(_: Request, error: Exception) -> Response:
    return refusal(error)
