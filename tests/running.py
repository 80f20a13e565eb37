"""A running server, and a plain way to talk to it."""

from __future__ import annotations

import http.client
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest

from places import ROOT, SHIPPED


class Reply(NamedTuple):
    status: int
    type: str
    text: str
    headers: Mapping[str, str]


class Server(NamedTuple):
    """Where it listens, and how to ask it; ``token`` lets one write, where it was started so."""

    url: str
    log: Path
    pid: int
    token: str = ""

    def ask(self, method: str, target: str, body: str | bytes = b"", **headers: str) -> Reply:
        """One request; underscores in header names stand for hyphens."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        content = body.encode() if isinstance(body, str) else body
        connection.request(
            method, target, content or None, {name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        raw = answer.read()
        connection.close()
        assert method == "HEAD" or answer.status == 304 or len(raw) == int(answer.headers["content-length"])
        found = {name.lower(): value for name, value in answer.headers.items()}
        return Reply(answer.status, found.get("content-type", ""), raw.decode("utf-8", "replace"), found)

    def get(self, target: str, accept: str = "", **parameters: str | list[str]) -> Reply:
        query = f"?{urlencode(parameters, doseq=True)}" if parameters else ""
        return self.ask("GET", f"{target}{query}", **({"accept": accept} if accept else {}))


Serve = Callable[..., Server]


@pytest.fixture(scope="session")
def servers(
    launcher: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], AbstractContextManager[Serve]]:
    """Starts servers, forked like the command, until the context ends."""
    shared = tmp_path_factory.mktemp("cache")

    @contextmanager
    def started() -> Iterator[Serve]:
        with ExitStack() as running:

            def start(*arguments: object, cache: Path = shared, environment: Mapping[str, str] = {}) -> Server:
                folder = tmp_path_factory.mktemp("serve")
                out, log = folder / "out", folder / "log.txt"
                os.mkfifo(out)
                pid = launcher(
                    arguments=["serve", "--port", "0", *map(str, arguments)],
                    cwd=str(ROOT),
                    environment={**os.environ, "GUANXI_CACHE": str(cache), **environment},
                    out=str(out),
                    log=str(log),
                )
                running.callback(launcher, end=pid)
                lines = running.enter_context(out.open())
                line = lines.readline()
                assert line.startswith("http://"), log.read_text()
                desk = lines.readline() if "--edit" in arguments else ""
                return Server(line.strip().rstrip("/"), log, pid, desk.strip().partition("#")[2])

            yield start

    return started


@pytest.fixture
def serve(servers: Callable[[], AbstractContextManager[Serve]]) -> Iterator[Serve]:
    """Starts servers, which end with the test: each that goes on takes its part of the processor."""
    with servers() as start:
        yield start


@pytest.fixture(scope="module")
def serve_all(servers: Callable[[], AbstractContextManager[Serve]]) -> Iterator[Serve]:
    """Starts servers for all tests of a module."""
    with servers() as start:
        yield start


@pytest.fixture(scope="session")
def server(servers: Callable[[], AbstractContextManager[Serve]]) -> Iterator[Server]:
    """The shipped map."""
    with servers() as start:
        yield start(SHIPPED)
