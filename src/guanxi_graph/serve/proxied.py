"""Who asks, and by which address, where a web server stands between: as that one tells it, if it is trusted.

``X-Forwarded-For``, ``-Proto``, ``-Host`` and ``-Prefix``, or ``Forwarded`` (RFC 7239). A proxy writes one of the two
kinds and may pass on what a client wrote in the other: where they name different clients, neither is believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Network, IPv6Network
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers

from guanxi_graph.addresses import ROOT_PATH
from guanxi_graph.serve.asker import Address, address_in

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

Network = IPv4Network | IPv6Network
# What is told, by the names of `Forwarded`; the last one of each was told by the proxy that is nearest.
_Told = Mapping[str, Sequence[str]]

_PAIR = re.compile(r'(\w+)=("[^"]*"|[^;,\s]*)')
_NAMES = {"for": "x-forwarded-for", "proto": "x-forwarded-proto", "host": "x-forwarded-host"}


class Proxied:
    """ASGI middleware. ``trusted``: the networks whose word counts; a request from elsewhere is taken as it comes."""

    def __init__(self, app: ASGIApp, trusted: Sequence[Network]) -> None:
        self.app, self.trusted = app, trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if scope["type"] == "http" and client and self._trusts(address_in(client[0])):
            scope = {**scope, **self._as_told(scope, Headers(scope=scope))}
        await self.app(scope, receive, send)

    def _as_told(self, scope: Scope, headers: Headers) -> dict[str, Any]:
        """The parts of the scope that are others."""
        ways = [way for way in (_by_x_headers(headers), _by_forwarded(headers)) if any(way.values())]
        clients = [self._client(scope["client"][0], way["for"]) for way in ways]
        if not ways or len(set(clients)) > 1:
            return {}
        way = ways[0]
        told: dict[str, Any] = {"client": (clients[0], 0)}
        if way["proto"] and way["proto"][-1] in {"http", "https"}:
            told["scheme"] = way["proto"][-1]
        if way["host"]:
            others = [pair for pair in scope["headers"] if pair[0] != b"host"]
            told["headers"] = [*others, (b"host", way["host"][-1].encode("latin-1"))]
        prefix = next(iter(_listed(headers, "x-forwarded-prefix")[-1:]), "").rstrip("/")
        if ROOT_PATH.fullmatch(prefix):
            told["root_path"] = prefix
        return told

    def _client(self, nearest: str, hops: Sequence[str]) -> str:
        """The last of the hops that no trusted proxy stands behind, from the nearest on."""
        for hop in reversed(hops):
            if not self._trusts(address_in(nearest)) or address_in(hop) is None:
                break
            nearest = str(address_in(hop))
        return nearest

    def _trusts(self, address: Address | None) -> bool:
        return address is not None and any(address in network for network in self.trusted)


def _by_x_headers(headers: Headers) -> _Told:
    return {name: _listed(headers, header) for name, header in _NAMES.items()}


def _by_forwarded(headers: Headers) -> _Told:
    pairs = [
        (name.lower(), value.strip('"')) for text in headers.getlist("forwarded") for name, value in _PAIR.findall(text)
    ]
    return {wanted: [value for name, value in pairs if name == wanted] for wanted in _NAMES}


def _listed(headers: Headers, name: str) -> list[str]:
    return [each.strip() for text in headers.getlist(name) for each in text.split(",")]
