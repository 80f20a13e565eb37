"""Any request at all: an answer, never a 500, and the server goes on."""

from __future__ import annotations

import http.client
import socket
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "QUERY"])
PATHS = st.sampled_from(
    ["/", "/sparql", "/graph", "/id/wang-xing", "/id/claim/x", "/id/%00", "/id/..%2f..", "/ns", "/query", "/queries.json",
     "/query/../server.py", "/.well-known/void", "//", "/%ff", "/sparql/"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "SELECT * { ?s ?p ?o } LIMIT 1",
            "ASK {}",
            "DESCRIBE <a:b>",
            "CONSTRUCT WHERE { ?s ?p 1 }",
            "SELECT",
            "\0",
            "{" * 500,
        ]
    ),
)
NAMES = st.sampled_from(["query", "update", "default-graph-uri", "named-graph-uri", "graph", "default", "x"])
MEDIA = st.one_of(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz/*;q=0.15, +-", max_size=40),
    st.sampled_from(["text/html", "*/*", "text/csv", "text/turtle", "application/json", "application/sparql-query",
                     "application/sparql-update", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]),
)  # fmt: skip
FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FAST
@given(
    method=METHODS,
    path=PATHS,
    parameters=st.lists(st.tuples(NAMES, TEXTS), max_size=3),
    accept=MEDIA,
    content_type=MEDIA,
    body=st.one_of(st.binary(max_size=60), TEXTS.map(lambda text: text.encode("utf-8", "replace"))),
)
def test_no_request_is_an_internal_error(server, method, path, parameters, accept, content_type, body) -> None:
    query = "&".join(f"{name}={quote(text.encode('utf-8', 'replace'))}" for name, text in parameters)
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    headers = {"accept": accept.strip(), "content-type": content_type.strip()}
    connection.request(method, f"{path}?{query}" if query else path, body, headers)
    reply = connection.getresponse()
    reply.read()
    connection.close()
    assert reply.status < 500, reply.status


@FAST
@given(st.binary(max_size=200))
def test_no_bytes_keep_the_server_from_going_on(server, sent: bytes) -> None:
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(sent + b"\r\n\r\n")
    assert server.get("/query").status == 200


@pytest.mark.parametrize(
    "name",
    [
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: -1",
        "Transfer-Encoding: chunked",
        "Host: a\r\nHost: b",
    ],
)
def test_headers_that_disagree(server, name: str) -> None:
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(f"POST /sparql HTTP/1.1\r\nHost: localhost\r\n{name}\r\n\r\nASK {{}}".encode())
        connection.shutdown(socket.SHUT_WR)
        first = connection.makefile("rb").readline()
    assert b" 500 " not in first
    assert server.get("/query").status == 200
