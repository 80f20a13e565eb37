"""A served map stays served: whatever becomes of its files, of its cache, of its workers, of its readers."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from running import Server

BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FOUNDERS = "SELECT ?who { ?who gx:founded ent:tencent } #"
MA = "who\r\nhttps://example.org/small/id/ma-huateng\r\n"
Start = Callable[..., Server]
Write = Callable[..., Path]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def founders(server: Server, times: int) -> list[str]:
    """Each query is another one, so that no answer is remembered."""
    return [server.get("/sparql", "text/csv", query=f"{FOUNDERS}{number}").text for number in range(times)]


def test_after_others_have_filled_the_cache(serve: Start, write_map: Write, guanxi, cache: Path) -> None:
    directory = write_map()
    server = serve(directory, "--workers", "2", "--timeout", "1", cache=cache)
    environment = {**os.environ, "GUANXI_CACHE": str(cache)}
    for number in range(9):
        (directory / "people.yaml").write_text((directory / "people.yaml").read_text() + f"# {number}\n")
        assert guanxi("query", "-m", directory, "ASK {}", env=environment).stdout == "yes\n"
    assert server.get("/sparql", query=BOMB).status == 504
    assert founders(server, 4) == [MA] * 4
    assert server.get("/graph?default").status == 200


@pytest.mark.parametrize("source", ["directory", "turtle"])
def test_after_the_cache_was_deleted(serve: Start, write_map: Write, guanxi, cache: Path, source: str) -> None:
    directory = write_map()
    turtle = directory / "export" / "guanxi.ttl"
    guanxi("export", directory, "-o", turtle)
    served = serve(directory if source == "directory" else turtle, "--workers", "2", "--timeout", "1", cache=cache)
    assert founders(served, 1) == [MA]
    shutil.rmtree(cache)
    shutil.rmtree(directory)
    assert [served.get("/sparql", query=f"{BOMB} #{number}").status for number in range(3)] == [504] * 3
    assert founders(served, 4) == [MA] * 4
    assert served.get("/graph?default").status == 200
    assert "<!doctype html>" in served.get("/").text.lower()


def test_after_its_workers_were_killed(serve: Start, write_map: Write, cache: Path) -> None:
    server = serve(write_map(), "--workers", "2", cache=cache)
    for number in range(4):
        assert founders(server, 3) == [MA] * 3
        killed = all_three(server.pid)
        for process in killed:
            os.kill(process, signal.SIGKILL)
        while set(killed) & set(brought_forth(server.pid)):
            time.sleep(0.01)
        assert server.get("/sparql", "text/csv", query=f"{FOUNDERS} killed {number}").text == MA


def all_three(pid: int) -> list[int]:
    """The process that has the data, and the two workers."""
    for _ in range(1000):
        if len(found := brought_forth(pid)) == 3:
            return found
        time.sleep(0.01)
    raise AssertionError(found)


def brought_forth(pid: int) -> list[int]:
    """The processes that it started, and those that they did."""
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):  # it, or a thread, has ended
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return [each for child in found for each in (child, *brought_forth(child))]


def test_the_page_and_the_endpoint_are_of_one_state(serve: Start, write_map: Write, cache: Path) -> None:
    """Also when a claim's file is broken, or changed, before anyone asks for the page."""
    directory = write_map()
    server = serve(directory, cache=cache)
    for text in ("- {subject: [", "[]"):
        (directory / "people.yaml").write_text(text)
        page = server.get("/")
        assert (page.status, "ma-huateng" in page.text) == (200, True)
    assert founders(server, 1) == [MA]


def test_turtle_of_another_tool_has_no_page(serve: Start, tmp_path: Path, cache: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://ex/a> <http://ex/b> <http://ex/c> .")
    server = serve(tmp_path / "a.ttl", cache=cache)
    assert (server.get("/").status, server.get("/").headers["location"]) == (307, "query")
    assert "<http://ex/c>" in server.get("/graph?default").text


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples"])
def test_turtle_that_is_none_is_said_to_be_none(serve: Start, tmp_path: Path, cache: Path, accept: str) -> None:
    (tmp_path / "a.ttl").write_text("@prefix ent: <http://ex/id/> .\nent:a ent:b ")
    server = serve(tmp_path / "a.ttl", cache=cache)
    assert server.get("/sparql", query="ASK {}").status == 503
    assert "could not be loaded" in server.get("/sparql", query="ASK {}").text
    assert server.get("/graph?default", accept).status == (200 if accept == "text/turtle" else 503)
    assert server.get("/").status == 307
    assert "Traceback" not in server.log.read_text()


def test_readers_who_leave_cost_one_page(serve: Start, write_map: Write, cache: Path) -> None:
    server = serve(large_map(write_map), "--workers", "2", cache=cache)
    assert founders(server, 1) == [MA]
    before = memory(server.pid)
    for _ in range(30):
        leave_soon(server, "/")
    assert threads(server.pid) < 10
    page = server.get("/")
    assert page.status == 200
    once = memory(server.pid) - before
    for _ in range(30):
        leave_soon(server, "/")
    assert server.get("/").text == page.text
    assert memory(server.pid) - before < 1.3 * once + 20_000


def large_map(write_map: Write) -> Path:
    """Large enough for its page to take a while."""
    people = "".join(f"- {{id: p{n}, class: Person, labels: {{en: Person {n}}}}}\n" for n in range(600))
    claims = "".join(
        f"- {{subject: p{n}, relation: friendOf, object: p{(n * 7 + 1) % 600}, sources: [fannin-2008 p. {n + 1}]}}\n"
        for n in range(600)
    )
    return write_map({"people/more.yaml": people, "claims/more.yaml": claims})


def leave_soon(server: Server, target: str) -> None:
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.05)


def memory(pid: int) -> int:
    """In kilobytes."""
    return status_of(pid, "VmRSS")


def threads(pid: int) -> int:
    return status_of(pid, "Threads")


def status_of(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1])


def test_the_editor_starts_while_every_worker_is_busy(serve: Start, write_map: Write, cache: Path) -> None:
    server = serve(write_map(), "--workers", "2", "--timeout", "4", cache=cache)
    founders(server, 2)
    with ThreadPoolExecutor(2) as bombs:
        running = [bombs.submit(server.get, "/sparql", query=f"{BOMB} #{number}") for number in range(2)]
        time.sleep(0.5)
        assert server.get("/queries.json").status == 200
        assert not any(each.done() for each in running)


def test_nothing_is_left_when_it_is_ended(serve: Start, write_map: Write, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "tmp").mkdir()
    server = serve(write_map(), cache=tmp_path / "file", environment={"TMPDIR": str(tmp_path / "tmp")})
    assert founders(server, 1) == [MA]
    assert len(list((tmp_path / "tmp").iterdir())) == 1
    os.kill(server.pid, signal.SIGTERM)
    for _ in range(200):
        if not list((tmp_path / "tmp").iterdir()):
            break
        time.sleep(0.05)
    assert list((tmp_path / "tmp").iterdir()) == []
