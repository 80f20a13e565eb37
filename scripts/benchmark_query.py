"""Measure the endpoint beside Oxigraph's own server, on the same files and in the same run.

    python scripts/benchmark_query.py [--claims N] [--parts throughput hostile starts]

Prints requests a second with 1 and 32 clients, over connections that are kept open and over new ones, for five of the
package's saved queries and a very short one, asked of the shipped map, whose rows are compared; what
some thirty hostile queries came to, and how long a map of N claims (default 100,000) takes from the start of the
process to its first answer, cold and warm. Needs the `serve` and `dev` extras.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, product
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from guanxi_graph.dates import parse_date
from guanxi_graph.formats import write_turtle
from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Source
from guanxi_graph.query.saved import shipped_queries
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

ROOT = Path(__file__).parent.parent
QUERIES = ("shared-directors", "fellow-townsmen", "ultimate-owners", "models-and-names", "classmates")
TENCENT = "https://w3id.org/guanxi/china-internet/id/tencent"
SHORT = f"SELECT ?name {{ <{TENCENT}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"
PARTS = ("throughput", "hostile", "starts")
SECONDS = 2.0
BIN = Path(sys.executable).parent
_NUMBERS = count()  # of new queries: none is asked twice in a run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GUANXI_CACHE"] = f"{folder}/cache"
        if "throughput" in options.parts:
            throughput(Path(folder))
        if "hostile" in options.parts:
            hostile()
        if "starts" in options.parts:
            starts(Path(folder), options.claims)


def throughput(folder: Path) -> None:
    """Requests a second on the same Turtle, over connections that are kept open or made for each request.

    `new` queries differ by a comment each time, so that no server can know the answer; `same` ones do not, and ours
    remembers what it answered.
    """
    saved = shipped_queries()
    texts = {**{name: saved[name].text for name in QUERIES}, "one thing's names": SHORT}
    head = f"{'requests a second':20}{'clients':>8}{'open':>6}{'new':>9}{'oxigraph':>10}"
    print(f"{head}{'ratio':>7}{'same':>9}{'ratio':>7}")
    with guanxi("graph") as ours, oxigraph(folder) as theirs:
        for name, text in texts.items():
            if rows(ours, text) != rows(theirs, text):
                raise RuntimeError(f"{name}: the rows differ")
            for clients, kept in product((1, 32), (True, False)):
                peer = asyncio.run(rate(theirs, text, clients, fresh=True, kept=kept))
                new, same = (asyncio.run(rate(ours, text, clients, fresh=each, kept=kept)) for each in (True, False))
                line = f"{name:20}{clients:>8}{'kept' if kept else 'new':>6}{new:>9.0f}{peer:>10.0f}"
                print(f"{line}{new / peer:>7.2f}{same:>9.0f}{same / peer:>7.2f}")


def rows(endpoint: str, query: str) -> list[str]:
    """The answer's rows, in one order."""
    request = Request(f"{endpoint}?query={quote(query)}", headers={"Accept": "application/sparql-results+json"})  # noqa: S310
    with urlopen(request) as reply:  # noqa: S310
        return sorted(json.dumps(row, sort_keys=True) for row in json.load(reply)["results"]["bindings"])


async def rate(endpoint: str, query: str, clients: int, *, fresh: bool, kept: bool) -> float:
    """Answers a second to so many clients."""
    address = urlsplit(endpoint)
    requests = (
        f"GET {address.path}?query=%23{number if fresh else 'same'}%0A{quote(query)} HTTP/1.1\r\n"
        f"Host: {address.netloc}\r\nAccept: application/sparql-results+json\r\n"
        f"Connection: {'keep-alive' if kept else 'close'}\r\n\r\n".encode()
        for number in _NUMBERS
    )
    end = time.perf_counter() + SECONDS
    where = address.hostname or "", address.port or 80
    one = several if kept else one_by_one
    return sum(await asyncio.gather(*(one(*where, requests, end) for _ in range(clients)))) / SECONDS


async def one_by_one(host: str, port: int, requests: Iterator[bytes], end: float) -> int:
    """How often one client was answered until then, who connects each time."""
    answered = 0
    while time.perf_counter() < end:
        answered += await several(host, port, requests, 0)
    return answered


async def several(host: str, port: int, requests: Iterator[bytes], end: float) -> int:
    """How often one client was answered until then, and once at least, over one connection."""
    reader, writer = await asyncio.open_connection(host, port)
    answered = 0
    while not answered or time.perf_counter() < end:
        writer.write(next(requests))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise RuntimeError(head.decode())
        if b"content-length: " in head:
            await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))
        else:  # chunked
            while size := int(await reader.readuntil(b"\r\n"), 16):
                await reader.readexactly(size + 2)
            await reader.readexactly(2)
        answered += 1
    writer.close()
    return answered


def hostile() -> None:
    """What became of each hostile query at a limit of two seconds."""
    limit = 2.0
    bombs = runpy.run_path(str(ROOT / "tests" / "query" / "test_hostile.py"))["HOSTILE"]
    print(f"\n{'hostile query':44}{'status':>7}{'seconds':>9}")
    with guanxi("graph", "--timeout", str(limit), "--memory", "1000") as url:
        for name, query in bombs.items():
            began = time.perf_counter()
            status = post(url, query.replace("PORT", "9"))
            took = time.perf_counter() - began
            print(f"{name:44}{status:>7}{took:>9.2f}{'  TOO LATE' if took > limit + 1 else ''}")
            if post(url, "ASK { ?s ?p ?o }") != 200:
                raise RuntimeError("the next query was not answered")


def post(url: str, query: str) -> int:
    request = Request(url, query.encode(), {"Content-Type": "application/sparql-query"})  # noqa: S310
    try:
        with urlopen(request) as reply:  # noqa: S310
            return int(reply.status)
    except HTTPError as error:
        return error.code


def starts(folder: Path, claims: int) -> None:
    """From the start of the process to the first answer."""
    turtle = folder / "large.ttl"
    with turtle.open("wb") as stream:
        write_turtle(synthetic(claims), stream)
    print(f"\n{'to the first answer':24}{'claims':>9}{'seconds':>9}")
    for kind in ("cold", "warm", "warm"):
        began = time.perf_counter()
        with guanxi(str(turtle)) as url:
            post(url, "SELECT ?name { ent:p-1 skos:prefLabel ?name }")
            print(f"{kind:24}{claims:>9,}{time.perf_counter() - began:>9.2f}")


def synthetic(claims: int) -> Map:
    """A map of random ties between people and companies."""
    chance = random.Random(1)  # noqa: S311
    people = [f"p-{number}" for number in range(claims // 5)]
    firms = [f"o-{number}" for number in range(claims // 20)]
    made: dict[str, Claim] = {}
    while len(made) < claims:
        relations, others = chance.choice(
            [(("founded", "worksAt", "directorOf"), firms), (("knows", "friendOf"), people)]
        )
        relation, one, other = chance.choice(relations), chance.choice(people), chance.choice(others)
        year = chance.randint(1990, 2015)
        name = f"{one}.{relation}.{other}.{year}"
        if one != other:
            made[name] = Claim(
                id=name,
                subject=one,
                relation=relation,
                object=other,
                start=parse_date(str(year)),
                end=parse_date(str(year + chance.randint(1, 9))),
                citations=(Citation(f"s-{chance.randrange(200)}", f"p. {chance.randint(1, 300)}"),),
            )
    entities = [Entity(id=name, cls="Person", labels={"en": f"Person {name}"}) for name in people]
    entities += [Entity(id=name, cls="Company", labels={"en": f"Company {name}"}) for name in firms]
    sources = [Source(id=f"s-{number}", title=f"Source {number}") for number in range(200)]
    info = MapInfo(base="https://example.org/")
    return Map.of(info, built_in_vocabulary(), entities=entities, sources=sources, claims=made.values())


@contextmanager
def guanxi(*arguments: str) -> Iterator[str]:
    """Our server's endpoint."""
    command = [str(BIN / "guanxi"), "serve", "--port", "0", "--quiet", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline() if process.stdout else ""
        yield f"{line.strip()}sparql"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The peer's endpoint over the same two files."""
    program = shutil.which("oxigraph", path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        raise SystemExit("install the peer: pip install oxigraph")
    store = folder / "peer"
    files = ("graph/export/guanxi.ttl", "graph/ontology.ttl")
    subprocess.run([program, "load", "-l", str(store), "--file", *files], cwd=ROOT, check=True, capture_output=True)
    command = [program, "serve-read-only", "-l", str(store), "-b", "127.0.0.1:7979"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    url = "http://127.0.0.1:7979/query"
    try:
        while process.poll() is None:
            try:
                post(url, "ASK {}")
                break
            except OSError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
