"""A server under load: honest clients with known answers among hostile and slow ones, while its workers are killed."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import quote

from outcome import Outcome
from served import ROOT, Served, served

from guanxi_graph.map import load

PROMISE = "32 clients for 5 minutes, hostile ones and slow ones among them, a worker killed every second"
FIGURE = "0 wrong, 0 hung, under 1 % refused, memory flat"

_SECONDS = 300
_HONEST, _BOMBS, _SLOW_HEADS, _SLOW_BODIES, _SLOW_READERS, _LEAVING = 20, 4, 2, 2, 2, 2
_PATIENCE = 90.0  # longer than the server's own: 60 seconds for a turn, 10 for a query, and starts in between
_CUT = 45.0  # longer than the server waits for a request or a reader
_REFUSED = 0.01
_ORIGIN = 30  # seconds after which the process is killed from which the workers come

_EVERY = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
BOMBS = (
    f"SELECT (COUNT(*) AS ?n) {{ {_EVERY} }}",
    f"SELECT DISTINCT * {{ {_EVERY} }}",
    f"SELECT ?a ?d {{ {_EVERY} }} ORDER BY ?i LIMIT 1",
    f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?t) {{ {_EVERY} }}",
    "SELECT (COUNT(*) AS ?n) { ?a (<x:y>|!<x:y>)* ?b . ?c (<x:y>|!<x:y>)* ?d }",
    "SELECT * " + "{" * 90 + "?s ?p ?o" + "}" * 90,
)


class Known(NamedTuple):
    """What is asked, in which form, and what must stand in the answer."""

    target: str
    accept: str
    answer: str


class Tally:
    """What came of what was asked."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.memory: list[tuple[int, int]] = []
        self.at_rest: list[int] = []
        self.faults: list[str] = []

    def fault(self, kind: str, text: str) -> None:
        self.counts[kind] += 1
        self.faults.append(f"{kind}: {text}")


def run(scale: float) -> Outcome:
    with (
        tempfile.TemporaryDirectory(prefix="guanxi-soak-") as folder,
        served(ROOT / "graph", Path(folder)) as server,
    ):
        tally = asyncio.run(soaked(server, known_answers(ROOT / "graph"), max(5, _SECONDS * scale)))
        return _outcome(tally, server.log.stat().st_size)


def known_answers(directory: Path) -> list[Known]:
    """Questions about each entity, with answers from the map itself, not from its endpoint."""
    gmap = load(directory)
    said = Counter(claim.subject for claim in gmap.claims.values())
    found = []
    for entity in gmap.entities.values():
        name = entity.labels.get("en")
        if name:
            text = f'SELECT ?n {{ ent:{entity.id} skos:prefLabel ?n FILTER(lang(?n) = "en") }}'
            found.append(Known(_query(text), "text/tab-separated-values", f'?n\n"{name}"@en\n'))
            found.append(Known(f"/id/{entity.id}", "text/turtle", name.replace('"', '\\"')))
        text = f"SELECT (COUNT(*) AS ?n) {{ ?c rdf:subject ent:{entity.id} }}"
        found.append(Known(_query(text), "text/tab-separated-values", f"?n\n{said[entity.id]}\n"))
    return found


async def soaked(server: Served, known: list[Known], seconds: float, *, slow: bool = True) -> Tally:
    """All clients at once, for as many seconds; the slow ones are cut up to half a minute later."""
    tally = Tally()
    tally.at_rest.append(await _at_rest(known, server, tally))
    until = time.monotonic() + seconds
    kinds: list[tuple[int, Callable[[Served, Tally], Awaitable[None]]]] = [
        (_HONEST, partial(_honest, known)),
        (_BOMBS, _bomb),
        (_SLOW_HEADS * slow, _slow_head),
        (_SLOW_BODIES * slow, _slow_body),
        (_SLOW_READERS * slow, _slow_reader),
        (_LEAVING, _leaving),
        (1, _kill),
        (1, _weigh),
    ]
    clients = [_repeat(client, server, tally, until) for number, client in kinds for _ in range(number)]
    await asyncio.gather(*clients)
    tally.at_rest.append(await _at_rest(known, server, tally))  # it goes on
    return tally


async def _at_rest(known: list[Known], server: Served, tally: Tally) -> int:
    """Bytes of all processes when the page was made, some questions were answered, and nobody asks any more."""
    for each in (Known("/", "text/html", "<!doctype html>"), *known[:200]):
        await _honest([each], server, tally, 1)
    await asyncio.sleep(2)
    return sum(server.memory())


async def _repeat(
    client: Callable[[Served, Tally], Awaitable[None]], server: Served, tally: Tally, until: float
) -> None:
    while time.monotonic() < until:
        with suppress(OSError, asyncio.IncompleteReadError):  # only an honest client minds
            await client(server, tally)


async def _honest(known: list[Known], server: Served, tally: Tally, number: int = 10) -> None:
    """Some questions on one connection. Each is another one, so that no answer is remembered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        for _ in range(number):
            each = random.choice(known)
            began = time.monotonic()
            fresh = f"{each.target}{quote(f' #{random.random()}')}" if "?" in each.target else each.target
            try:
                async with asyncio.timeout(_PATIENCE):
                    status, body = await _ask(reader, writer, fresh, each.accept)
            except TimeoutError:
                return tally.fault("hung", each.target)
            except (OSError, asyncio.IncompleteReadError) as error:
                return tally.fault("cut", f"{each.target}: {error!r}")
            tally.seconds.append(time.monotonic() - began)
            _judge(each, status, body, tally)
            await asyncio.sleep(random.random() / 10)
    finally:
        writer.close()


def _judge(each: Known, status: int, body: str, tally: Tally) -> None:
    if status == 200:
        exact = body == each.answer if each.accept.startswith("text/tab") else each.answer.lower() in body.lower()
        if exact:
            tally.counts["right"] += 1
        else:
            tally.fault("wrong", f"{each.target}: {body[:200]!r}, not {each.answer!r}")
    else:
        tally.fault("refused", f"{each.target}: {status} {body[:200]!r}")


async def _bomb(server: Served, tally: Tally) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        text = f"{random.choice(BOMBS)} #{random.random()}"
        async with asyncio.timeout(2 * _PATIENCE):
            status, _ = await _ask(reader, writer, _query(text), "text/csv")
        tally.counts[f"bomb {status}"] += 1
    except TimeoutError:
        tally.fault("hung", text)
    finally:
        writer.close()


async def _slow_head(server: Served, tally: Tally) -> None:
    """A letter now and then, and never the end."""
    await _until_cut(server, tally, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-", b"a")


async def _slow_body(server: Served, tally: Tally) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    await _until_cut(server, tally, head + b"Content-Length: 60000\r\n\r\nASK {}", b" ")


async def _until_cut(server: Served, tally: Tally, first: bytes, then: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    began = time.monotonic()
    try:
        writer.write(first)
        while time.monotonic() - began < _CUT:
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    if not await reader.read(1000):
                        break
            writer.write(then)
            await writer.drain()
        else:
            return tally.fault("not cut", repr(first))
    finally:
        tally.counts["slow senders cut"] += time.monotonic() - began < _CUT
        writer.close()


async def _slow_reader(server: Served, tally: Tally) -> None:
    """Asks for much, and takes none of it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=1000)
    began = time.monotonic()
    try:
        for _ in range(10):  # more than the system takes into its own buffers
            writer.write(_request("/", "text/html"))
        while not writer.transport.is_closing() and time.monotonic() - began < _CUT:
            await asyncio.sleep(0.5)
            with suppress(TimeoutError):
                async with asyncio.timeout(0.1):
                    if not await reader.read(10):
                        break
        tally.counts["slow readers"] += 1
    finally:
        writer.transport.abort()


async def _leaving(server: Served, tally: Tally) -> None:
    """Does not wait for the answer."""
    _, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(_request(_query(f"{random.choice(BOMBS)} #{random.random()}"), "text/csv"))
    await asyncio.sleep(random.random())
    writer.transport.abort()
    tally.counts["left"] += 1
    await asyncio.sleep(1)


async def _kill(server: Served, tally: Tally) -> None:
    """Every second a worker, every other time the newest; now and then the process from which they come."""
    await asyncio.sleep(1)
    workers = server.workers if tally.counts["killed"] % _ORIGIN else server.origins
    if workers:
        with suppress(ProcessLookupError):
            os.kill(workers[-1] if tally.counts["killed"] % 2 else random.choice(workers), signal.SIGKILL)
            tally.counts["killed"] += 1


async def _weigh(server: Served, tally: Tally) -> None:
    await asyncio.sleep(0.5)
    tally.memory.append(server.memory())


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str, accept: str) -> tuple[int, str]:
    writer.write(_request(target, accept))
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    size = int(head.partition("content-length: ")[2].partition("\r\n")[0])
    return int(head.split()[1]), (await reader.readexactly(size)).decode()


def _request(target: str, accept: str) -> bytes:
    return f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode()


def _query(text: str) -> str:
    return f"/sparql?query={quote(text)}"


def _outcome(tally: Tally, logged: int) -> Outcome:
    counts = tally.counts
    asked = sum(counts[kind] for kind in ("right", "wrong", "refused", "hung", "cut"))
    lost = counts["refused"] + counts["cut"]
    faults = [fault for fault in tally.faults if not fault.startswith(("refused", "cut"))]
    if lost >= _REFUSED * asked:
        faults += [fault for fault in tally.faults if fault.startswith(("refused", "cut"))]
    early, late = _early_and_late([mine for mine, _ in tally.memory])
    before, after = (resting / 1e6 for resting in tally.at_rest)
    if late > 1.25 * early + 10 or after > 1.25 * before + 50:
        faults.append(f"memory grew: the server's from {early:.0f} MB, all of it at rest from {before:.0f} MB")
    slow = ", ".join(f"{counts[kind]} {kind}" for kind in sorted(counts) if kind.startswith(("bomb", "slow", "left")))
    hundredths = quantiles(tally.seconds, n=100) if len(tally.seconds) > 1 else [0.0] * 99
    middle, most = 1000 * hundredths[49], 1000 * hundredths[98]
    measured = (
        f"{asked:,} honest requests: {counts['wrong']} wrong, {counts['hung']} hung, {lost} refused "
        f"({100 * lost / max(1, asked):.2f} %); p50 {middle:.0f} ms, p99 {most:.0f} ms; "
        f"{counts['killed']} workers killed; {slow}; the server's own memory {early:.0f}, then {late:.0f} MB; "
        f"of all processes at rest {before:.0f} MB before, {after:.0f} MB after; "
        f"log {logged / 1e6:.1f} MB"
    )
    return Outcome(measured, tuple(faults))


def _early_and_late(memory: list[int]) -> tuple[float, float]:
    """MB: the middle of the second fifth, and of the last."""
    part = max(1, len(memory) // 5)
    return median(memory[part : 2 * part] or [0]) / 1e6, median(memory[-part:] or [0]) / 1e6
