"""A running server, and a plain way to talk to it."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
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


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Starts servers; they end with the tests."""
    running = []
    shared = tmp_path_factory.mktemp("cache")

    def start(*arguments: object, cache: Path = shared, environment: Mapping[str, str] = {}) -> Server:
        log = tmp_path_factory.mktemp("serve") / "log.txt"
        command = [Path(sys.executable).parent / "guanxi", "serve", "--port", "0", *map(str, arguments)]
        variables = {**os.environ, "GUANXI_CACHE": str(cache), **environment}
        with log.open("w") as stream:
            process = subprocess.Popen(
                command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=stream, text=True, bufsize=1
            )
        running.append(process)
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith("http://"), log.read_text()
        desk = process.stdout.readline() if "--edit" in arguments else ""
        return Server(line.strip().rstrip("/"), log, process.pid, desk.strip().partition("#")[2])

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.wait(20)
        if process.stdout:
            process.stdout.close()


@pytest.fixture(scope="session")
def server(serve: Callable[..., Server]) -> Server:
    """The shipped map."""
    return serve(SHIPPED)
