"""Other SPARQL servers: asking them, and their graphs, by the standard protocols.

Only here does this package open a connection, and only to the server that the user names.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPHandler,
    HTTPPasswordMgrWithPriorAuth,
    HTTPSHandler,
    OpenerDirector,
    Request,
    build_opener,
)

import msgspec

from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.query.messages import Answer
from guanxi_graph.query.scan import tokens

_FORM = "application/x-www-form-urlencoded"
_LONGEST_SAID = 500


class _Connection(HTTPConnection):
    """Hears a server that has answered before it read all: it wants a password, or would have none of it."""

    def send(self, data: Any) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # its answer is there to be read, or getresponse says so
            super().send(data)


class _SecureConnection(_Connection, HTTPSConnection):
    """The same by TLS."""


class _Http(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Connection, req)


class _Https(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_SecureConnection, req)


class Server:
    """A server and how to sign in to it. All methods raise QueryError that says what it answered."""

    def __init__(self, limits: Limits, user: str = "", password: str = "") -> None:
        self.limits = limits
        self.user = user
        self.password = password

    def ask(self, endpoint: str, text: str, accept: str, graphs: Sequence[str] = ()) -> Answer:
        """SPARQL 1.1 Protocol, §2.1.2: the query in a form, which every server takes.

        ``graphs`` together are what a query that names none is asked of (§2.1.4).
        """
        body = urlencode({"query": text, "default-graph-uri": graphs}, doseq=True).encode()
        return self._send(_request(endpoint, body, {"Content-Type": _FORM, "Accept": accept}))

    def has_graph(self, endpoint: str, graph: str) -> bool:
        """Whether the server holds triples in this graph."""
        answer = self.ask(endpoint, f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", "application/sparql-results+json")
        try:
            return bool(msgspec.json.decode(answer.body)["boolean"])
        except (msgspec.MsgspecError, KeyError, TypeError):
            return False

    def update(self, endpoint: str, text: str) -> None:
        """SPARQL 1.1 Protocol, §2.2.1."""
        self._send(_request(endpoint, urlencode({"update": text}).encode(), {"Content-Type": _FORM}))

    def get_graph(self, store: str, graph: str) -> bytes | None:
        """Graph Store HTTP Protocol, §5.2; None when there is no such graph."""
        try:
            request = _request(f"{store}?graph={quote(graph, safe='')}", headers={"Accept": "application/n-triples"})
            return self._send(request).body
        except QueryError as error:
            if error.code == "http-404":
                return None
            raise

    def has_store(self, store: str) -> bool:
        """Whether a graph store answers there; it may well not say what its default graph is."""
        try:
            with self._opener(store).open(_request(f"{store}?default"), timeout=self.limits.seconds):
                return True
        except HTTPError as error:
            return error.code not in (404, 405, 501)
        except (URLError, OSError, ValueError):
            return False

    def put_graph(self, store: str, graph: str, body: bytes, media_type: str) -> None:
        """Graph Store HTTP Protocol, §5.3: the graph is what the body says, and nothing else."""
        url = f"{store}?graph={quote(graph, safe='')}"
        self._send(_request(url, body, {"Content-Type": media_type}, method="PUT"))

    def _send(self, request: Request) -> Answer:
        deadline = time.monotonic() + self.limits.seconds
        try:
            with self._opener(request.full_url).open(request, timeout=self.limits.seconds) as reply:
                body = bytearray()
                while part := reply.read(1 << 16):
                    body += part
                    self._within(len(body), deadline)
                return Answer(reply.headers.get_content_type(), bytes(body), 0)
        except HTTPError as error:
            # Of a digest that fails Python up to 3.11.2 has no bytes but an empty text.
            said = (error.read(_LONGEST_SAID) or b"").decode("utf-8", "replace").strip()
            message = f"{request.full_url.partition('?')[0]} answered {error.code}: {said or error.reason}"
            raise QueryError(f"http-{error.code}", message) from error
        except TimeoutError as error:
            raise QueryError("too-slow", f"no whole answer within {self.limits.seconds:g} seconds") from error
        except (URLError, OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise QueryError("no-endpoint", f"cannot reach {request.full_url.partition('?')[0]}: {reason}") from error

    def _within(self, size: int, deadline: float) -> None:
        if size > self.limits.size:
            raise QueryError("too-large", f"the answer is larger than {self.limits.size / 1e6:g} MB")
        if time.monotonic() > deadline:
            raise TimeoutError

    def _opener(self, url: str) -> OpenerDirector:
        if not self.user:
            return build_opener(_Http, _Https)
        passwords = HTTPPasswordMgrWithPriorAuth()
        passwords.add_password(None, url, self.user, self.password)
        return build_opener(_Http, _Https, HTTPBasicAuthHandler(passwords), HTTPDigestAuthHandler(passwords))


def _request(
    url: str, body: bytes | None = None, headers: Mapping[str, str] = {}, method: str | None = None
) -> Request:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise QueryError("no-endpoint", f"{url} is no address: {error}") from error
    if "@" in parts.netloc:
        message = "an address must not hold a password, which messages repeat; `guanxi publish` has --user for it"
        raise QueryError("no-endpoint", message)
    if parts.scheme not in ("http", "https"):
        raise QueryError("no-endpoint", f"{url} is no http:// or https:// address")
    return Request(url, body, dict(headers), method=method)  # noqa: S310


def with_prefixes(text: str, prefixes: Mapping[str, str]) -> str:
    """The query with a PREFIX line for each known prefix that it uses and does not declare."""
    declared: set[str] = set()
    used: set[str] = set()
    before = ""
    for token in tokens(text):
        if token.kind == "name":
            (declared if before.upper() == "PREFIX" else used).add(token.text.partition(":")[0])
        before = token.text
    wanted = sorted((used - declared) & prefixes.keys())
    return "\n".join([*(f"PREFIX {name}: <{prefixes[name]}>" for name in wanted), text])


def count_in(server: Server, endpoint: str, graph: str) -> int:
    """How many triples a server says that a graph has."""
    text = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    body = server.ask(endpoint, text, "application/sparql-results+json").body
    try:
        return int(msgspec.json.decode(body)["results"]["bindings"][0]["n"]["value"])
    except (msgspec.MsgspecError, KeyError, IndexError, TypeError, ValueError) as error:
        raise QueryError("no-endpoint", f"{endpoint} does not answer as a SPARQL endpoint does") from error
