"""A connection that stays open gets each answer at once."""

from __future__ import annotations

import asyncio
import http.client
import socket
from urllib.parse import urlsplit

import pytest

from apart import run_apart
from guanxi_graph.cli.commands.serve import listen


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_what_is_written_is_sent_at_once(host: str) -> None:
    async def accepted_socket() -> int:
        accepted: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def accept(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            accepted.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(accept, sock=listen(host, 0)) as server:
            _, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
            try:
                return await accepted
            finally:
                writer.close()
                await writer.wait_closed()

    assert run_apart(accepted_socket()) != 0


def test_many_answers_on_one_connection(server) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    for number in range(20):
        connection.request("GET", f"/id/wang-xing?{number}", headers={"accept": "text/turtle"})
        assert b"Wang Xing" in connection.getresponse().read()
    connection.close()


def test_an_answer_is_sent_as_one(server) -> None:
    with socket.create_connection(tuple(urlsplit(server.url).netloc.split(":")), timeout=20) as connection:
        for _ in range(20):
            connection.sendall(b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n")
            head, _, body = connection.recv(65536).partition(b"\r\n\r\n")
            assert f"content-length: {len(body)}".encode() in head


def test_a_head_has_an_end(server) -> None:
    with socket.create_connection(tuple(urlsplit(server.url).netloc.split(":")), timeout=20) as connection:
        connection.sendall(b"GET /?" + b"q" * 300_000)
        head, _, body = connection.recv(65536).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 431 ")
        assert f"content-length: {len(body)}".encode() in head


def test_a_query_in_an_address_may_be_as_long_as_any(server) -> None:
    comment = "x" * 60_000
    answer = server.get("/sparql", query=f"ASK {{ ?s ?p ?o }} #{comment}")
    assert (answer.status, '"boolean":true' in answer.text) == (200, True)


def test_two_lengths_of_one_body_are_refused(server) -> None:
    """Who stands before it might believe the other one, and take the rest for another request (RFC 9112 §6.3)."""
    with socket.create_connection(tuple(urlsplit(server.url).netloc.split(":")), timeout=20) as connection:
        lengths = b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"
        head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n" + lengths
        connection.sendall(head + b"\r\n6\r\nASK {}\r\n0\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 400 ")
