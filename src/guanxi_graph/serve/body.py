"""What was sent with a request, as long as it may be."""

from __future__ import annotations

from starlette.requests import Request

from guanxi_graph.serve.protocol import LONGEST_BODY, ProtocolError


async def body_of(request: Request, longest: int = LONGEST_BODY) -> bytes:
    """Raises ProtocolError for a longer one, before all of it was read."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > longest:
            raise ProtocolError(413, f"the request is longer than {longest // 1024} KB")
        parts.append(part)
    return b"".join(parts)
