"""Turtle in the syntax of RDF that a request asks for, made once."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from guanxi_graph.formats.conversion import converted
from guanxi_graph.media_types import RDF_MEDIA_TYPES
from guanxi_graph.query.limits import QueryError
from guanxi_graph.serve.once import Once
from guanxi_graph.serve.protocol import form_asked_for

RDF_TYPES = tuple(RDF_MEDIA_TYPES.values())


async def rdf_answer(request: Request, once: Once, key: tuple[str, ...], make: Callable[[], bytes]) -> Response:
    """``make`` gives Turtle; ``key`` tells it from all else that is made. Raises ProtocolError and QueryError."""
    form = form_asked_for(request.headers.get("accept", ""), RDF_TYPES)
    body = await once.get((*key, form), lambda: make() if form == RDF_TYPES[0] else _converted(make(), form))
    return Response(body, media_type=typed(form), headers={"vary": "Accept"})


def _converted(turtle: bytes, form: str) -> bytes:
    try:
        return converted([turtle], form)
    except SyntaxError as error:
        raise QueryError("unusable-data", f"the data is not Turtle: {error}") from error


def typed(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
