"""A server that wants a digest, and closes the door before it has read an unsigned body."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.remote.remote import Server

LARGE = b"#" * 30_000_000  # more than lies between two sockets


class Door(BaseHTTPRequestHandler):
    received: bytes = b""

    def _signed(self) -> bool:
        if self.headers.get("Authorization", "").startswith('Digest username="dba"'):
            return True
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Digest realm="SPARQL", nonce="7", qop="auth", algorithm="MD5"')
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()
        return False

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        if self._signed():
            self._answer(404)

    def do_PUT(self) -> None:
        if self._signed():
            Door.received = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(204)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def store() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/store"
        server.shutdown()
        thread.join()


def test_a_large_body_is_sent_again_when_it_is_signed(store: str) -> None:
    server = Server(Limits(), "dba", "dba")
    server.put_graph(store, "http://ex/graph", LARGE, "text/turtle")
    assert Door.received == LARGE


def test_who_is_not_known_is_told(store: str) -> None:
    with pytest.raises(QueryError, match="401"):
        Server(Limits(), "nobody", "").get_graph(store, "http://ex/graph")
