"""Who may write: the page that this server gave out, opened with the token that it printed, and nobody else."""

from __future__ import annotations

import ipaddress
import secrets

from starlette.requests import Request

from guanxi_graph.serve.protocol import ProtocolError

LONGEST_ORDER = 256 * 1024


def new_token() -> str:
    return secrets.token_urlsafe(24)


def is_loopback(host: str) -> bool:
    """Is it an address that only this machine reaches?"""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def admit(request: Request, token: str) -> None:
    """Raises ProtocolError unless the request has the token, comes from a page of this server, and brings JSON."""
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not secrets.compare_digest(given.encode(), token.encode()):
        raise ProtocolError(401, "open the address that `guanxi serve --edit` printed: this needs its token")
    if not _is_own(request):
        raise ProtocolError(403, "only the desk's own page may ask this; a proxy must pass its Host on")
    if request.method == "POST" and request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise ProtocolError(415, "send application/json")


def _is_own(request: Request) -> bool:
    """By what browsers say of it; a request that changes something must say it."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in {None, "same-origin"}:
        return False
    if origin is not None:
        return origin == f"{request.url.scheme}://{request.headers['host']}"
    return site is not None or request.method == "GET"
