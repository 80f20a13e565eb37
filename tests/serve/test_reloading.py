"""A map that changes while it is served: no request is lost, none has two states, and a broken one is not served."""

from __future__ import annotations

import http.client
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from running import Server

Start = Callable[..., Server]
Write = Callable[..., Path]
# Two facts that change together: a state has both as they were, or both as they are.
NAMES = "SELECT ?n { VALUES ?who { ent:one ent:two } ?who skos:prefLabel ?n } ORDER BY ?n"


def two(number: int) -> str:
    return "".join(f"- {{id: {name}, class: Person, labels: {{en: {name} {number}}}}}\n" for name in ("one", "two"))


def state_of(server: Server) -> int:
    """Which state is served; each query is another one, so that no answer is remembered."""
    reply = server.get("/sparql", "text/csv", query=f"{NAMES} #{time.monotonic_ns()}")
    assert reply.status == 200, reply.text
    numbers = {line.rpartition(" ")[2] for line in reply.text.split("\r\n")[1:] if line}
    assert len(numbers) == 1, reply.text
    return int(numbers.pop())


def become(server: Server, number: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while state_of(server) != number:
        assert time.monotonic() < end, server.log.read_text()
        time.sleep(0.1)


@pytest.mark.parametrize("told", ["by a signal", "by its files"])
def test_no_request_is_lost_or_torn(serve: Start, write_map: Write, told: str) -> None:
    directory = write_map({"two.yaml": two(0)})
    server = serve(directory, "--workers", "2", *(["--watch"] if told == "by its files" else []))
    done = False

    def ask() -> int:
        asked = 0
        with closing(http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)) as connection:
            while not done:
                connection.request("GET", f"/sparql?format=csv&query={quote(f'{NAMES} #{asked}')}")
                reply = connection.getresponse()
                names = reply.read().decode().split("\r\n")[1:3]
                assert reply.status == 200
                assert len({name.split()[1] for name in names}) == 1, names
                asked += 1
        return asked

    with ThreadPoolExecutor(4) as askers:
        asking = [askers.submit(ask) for _ in range(4)]
        try:
            for number in range(1, 4):
                (directory / "two.yaml").write_text(two(number))
                if told == "by a signal":
                    os.kill(server.pid, signal.SIGHUP)
                become(server, number)
        finally:
            done = True
        assert all(each.result() > 10 for each in asking)
    assert "Traceback" not in server.log.read_text()


def test_a_broken_map_is_not_served(serve: Start, write_map: Write) -> None:
    directory = write_map({"two.yaml": two(0)})
    server = serve(directory, "--workers", "2")
    for wrong, said in ((": [", "two.yaml:1:"), ("- {id: one, class: Persn}\n", "two.yaml:1:")):
        (directory / "two.yaml").write_text(wrong)
        os.kill(server.pid, signal.SIGHUP)
        assert heard(server, said)
        assert "the map is served as it was before" in server.log.read_text()
        assert state_of(server) == 0
    (directory / "two.yaml").write_text(two(1))
    os.kill(server.pid, signal.SIGHUP)
    become(server, 1)


def test_a_saved_query_is_read_again_too(serve: Start, write_map: Write) -> None:
    directory = write_map({"two.yaml": two(0)})
    server = serve(directory, "--workers", "2", "--watch")
    (directory / "queries").mkdir(exist_ok=True)
    (directory / "queries" / "mine.rq").write_text("# Mine own\nSELECT ?s { ?s ?p ?o }\n")
    assert heard(server, "the map is served as it is now")
    assert "Mine own" in server.get("/queries.json").text


def test_what_was_read_before_is_known_until_the_map_changes(serve: Start, write_map: Write) -> None:
    directory = write_map({"two.yaml": two(0)})
    server = serve(directory, "--workers", "2")
    for target in ("/", "/id/one.ttl", "/things", "/queries.json"):
        when = server.get(target).headers["last-modified"]
        known = server.ask("GET", target, if_modified_since=when)
        assert (known.status, known.text, known.headers["last-modified"]) == (304, "", when)
        assert server.ask("GET", target, if_modified_since="Thu, 01 Jan 2015 00:00:00 GMT").status == 200
        assert server.ask("GET", target, if_modified_since="yesterday").status == 200
        # A tag says more than a time.
        assert server.ask("GET", target, if_modified_since=when, if_none_match='"other"').status == 200
    assert "last-modified" not in server.get("/id/nobody").headers
    os.kill(server.pid, signal.SIGHUP)
    assert heard(server, "the map is served as it is now")
    assert server.ask("GET", "/id/one.ttl", if_modified_since=when).status == 200


def heard(server: Server, said: str) -> bool:
    """In the log, soon."""
    for _ in range(300):
        if said in server.log.read_text():
            return True
        time.sleep(0.1)
    return False
