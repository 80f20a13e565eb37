"""Maps that hold people back: nothing that is published, served or kept names them, and it takes linear time."""

from __future__ import annotations

import http.client
import io
import json
import os
import random
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from cache_trial import contents
from outcome import Outcome
from served import GUANXI, Served, served

from guanxi_graph.exports import FORMATS
from guanxi_graph.query.media import ROW_FORMATS
from guanxi_graph.reading import read_map
from guanxi_graph.redaction import redacted, traces

PROMISE = "redactions: any export, page, endpoint, index, cache, list of questions"
FIGURE = "0 occurrences; linear time"

_PEOPLE, _SIZES = 400, (2_000, 4_000, 8_000)
_LINEAR = 2.8  # times as long for twice as much
_ALL = "SELECT * { ?s ?p ?o }"
_HAN = "赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"

Output = tuple[str, bytes]


class Person(NamedTuple):
    """Somebody whom nothing else in the map is called like."""

    word: str
    name: str
    item: str

    @property
    def id(self) -> str:
        return f"{self.word}-family"


def run(scale: float) -> Outcome:
    people = made_up(max(20, int(_PEOPLE * scale)))
    held = people[: len(people) // 10]
    with tempfile.TemporaryDirectory(prefix="guanxi-held-back-") as folder:
        outputs, faults = _published(Path(folder), people, held)
    faults += [f"{name} stands in {where}" for where, content in outputs for name in _named(content, held)]
    seconds = [_seconds(max(300, int(size * scale))) for size in _SIZES]
    ratios = [later / earlier for earlier, later in pairwise(seconds)]
    faults += [f"twice as much took {ratio:.2f} times as long" for ratio in ratios if ratio > _LINEAR]
    told = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    measured = f"{len(held)} of {len(people)} people sought by all their names in {len(outputs)} outputs"
    return Outcome(f"{measured}: {len(faults)} faults; time when a map doubles: × {told}", tuple(faults))


def made_up(number: int) -> list[Person]:
    """As many people. The words of their names are nobody else's."""
    chance = random.Random(number)
    words, names = set[str](), set[str]()
    while len(words) < number:
        words.add("".join(chance.choice("bdfgkmprtvz") + chance.choice("aeiou") for _ in range(5)))
        names.add("".join(chance.sample(_HAN, 4)))
    return [
        Person(word, name, f"Q{7_000_000 + place}")
        for place, (word, name) in enumerate(zip(sorted(words), sorted(names), strict=False))
    ]


def write_map(directory: Path, people: list[Person], held: Iterable[Person]) -> None:
    """Each is a friend of two others, by a source of its own; one of the last has a story and a saved query."""
    last = people[-1].id
    claims = [
        {"subject": one.id, "relation": "friendOf", "object": people[place - step].id, "sources": [f"{one.id} p. 1"]}
        for place, one in enumerate(people)
        for step in (1, 3)
    ]
    story = {"title": {"en": "Friends"}, "steps": [{"text": {"en": "Some friends."}, "show": [last]}]}
    texts = {
        "map.toml": 'title = {en = "Friends"}\nbase = "https://example.org/friends/"\n',
        "people.yaml": json.dumps([_entity(person) for person in people], ensure_ascii=False),  # JSON is YAML
        "sources.yaml": json.dumps([{"id": each.id, "title": f"Of {each.word.title()}"} for each in people]),
        "claims/all.yaml": json.dumps(claims),
        "stories/friends.yaml": json.dumps(story),
        "queries/friends.rq": f"# Friends of one\nSELECT ?who {{ ?who gx:friendOf ent:{last} }}\n",
        "redactions.yaml": json.dumps([{"entity": each.id, "reason": "at the wish of somebody"} for each in held]),
    }
    for name, text in texts.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(text, "utf-8")


def _entity(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "class": "Person",
        "labels": {"en": f"{person.word.title()} Family", "zh-Hans": person.name},
        "aliases": {"en": [f"Old {person.word.title()}"]},
        "description": {"en": f"{person.word.title()} of the family"},
        "same_as": [f"wikidata:{person.item}"],
    }


def _published(folder: Path, people: list[Person], held: list[Person]) -> tuple[list[Output], list[str]]:
    """All outputs of a map that holds people back, which was built and queried before without that; and faults."""
    directory, cache = folder / "map", folder / "cache"
    write_map(directory, people, [])
    _run(cache, "build", directory)
    _run(cache, "query", "-m", directory, "ASK {}")
    seen = set().union(*(_named(content, held) for _, content in contents(directory / "export")))
    faults = [f"{each} is not even found before" for person in held for each in person[:3] if each not in seen]
    write_map(directory, people, held)
    outputs = [*_printed(cache, directory)]
    _run(cache, "site", directory, "-o", folder / "site")
    outputs += [(f"site/{name}", content) for name, content in contents(folder / "site")]
    with served(directory, folder, "--rows", "1000000") as server:
        outputs += _answered(server, held)
    outputs += [(f"export/{name}", content) for name, content in contents(directory / "export")]
    outputs += [(f"cache {name}", content) for name, content in contents(cache)]
    outputs += [
        ("ontology.ttl", (directory / "ontology.ttl").read_bytes()),
        ("the log", _without_what_we_asked(server.log)),
    ]
    return outputs, faults


def _printed(cache: Path, directory: Path) -> Iterator[Output]:
    commands: list[tuple[str, ...]] = [("check",), ("build",), *(("export", "-f", form) for form in FORMATS)]
    commands += [("export", "--rdf", "1.2"), ("query", "--list"), ("query", _ALL, "--rows", "1000000")]
    commands += [("query", _ALL, "--rows", "1000000", "-f", form) for form in ROW_FORMATS]
    commands += [(name, "--json") for name in ("ties", "brokers", "core", "circles", "bridges", "conflicts")]
    commands += [("audit", "--details", "--json"), ("infer", "--dry-run", "--json"), ("changes", "1900", "2030")]
    for command, *rest in commands:
        place = [str(directory)] if command in {"check", "build", "export"} else ["-m", str(directory)]
        yield " ".join((command, *rest)), _unpacked(_run(cache, command, *place, *rest))


def _unpacked(printed: bytes) -> bytes:
    """What is in an archive, with the names of its files; anything else as it is."""
    if not printed.startswith(b"PK"):
        return printed
    with zipfile.ZipFile(io.BytesIO(printed)) as archive:
        return b"\n".join(part for name in archive.namelist() for part in (name.encode(), archive.read(name)))


def _run(cache: Path, command: str, *arguments: object) -> bytes:
    """What a command prints. It must not fail."""
    environment = {**os.environ, "GUANXI_CACHE": str(cache)}
    ran = subprocess.run(
        [GUANXI, command, *map(str, arguments)], capture_output=True, env=environment, check=False, timeout=600
    )
    if ran.returncode:
        raise RuntimeError(f"{command}: {ran.stderr.decode()}")
    return ran.stdout + ran.stderr


def _answered(server: Served, held: Iterable[Person]) -> Iterator[Output]:
    """Of every address; of things that are held back without the address, which the answer need not repeat."""
    addresses = ["/", "/ns", "/graph?default", "/.well-known/void", "/queries.json", "/query", "/sparql"]
    addresses += [f"/sparql?query={quote(_ALL)}", f"/sparql?query={quote('DESCRIBE ?s { ?s ?p ?o }')}"]
    for address in addresses:
        for accept in ("text/html", "text/turtle", "application/rdf+xml", "application/json", "text/csv"):
            yield f"{address} as {accept}", _get(server, address, accept)[1]
    for person in held:
        for address in (f"/id/{person.id}", f"/id/source/{person.id}"):
            status, body = _get(server, address, "text/html")
            told = _without_the_asked(body, person.id) if status == 404 else body + person.word.encode()
            yield f"{address}: {status}", told


def _without_the_asked(body: bytes, name: str) -> bytes:
    """An answer that repeats what was asked for tells nothing by it."""
    return body.replace(name.encode(), b"").replace(name.replace("-", " ").encode(), b"")


def _without_what_we_asked(log: Path) -> bytes:
    return b"".join(line for line in log.read_bytes().splitlines(keepends=True) if b"GET /id/" not in line)


def _get(server: Served, address: str, accept: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", address, headers={"Accept": accept, "User-Agent": "trial"})
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply.status, body


def _named(content: bytes, held: Iterable[Person]) -> set[str]:
    """The names that a content holds, in letters of any case, or as other formats write them."""
    text = content.decode("utf-8", "replace").casefold()
    return {
        name
        for person in held
        for name in person
        if any(form.casefold() in text for form in (name, json.dumps(name)[1:-1], quote(name)))
    }


def _seconds(people: int) -> float:
    """What holding back a tenth takes, and looking for what is left of it: the best of three."""
    made = made_up(people)
    with tempfile.TemporaryDirectory(prefix="guanxi-held-back-") as folder:
        write_map(Path(folder), made, made[: people // 10])
        draft = read_map(Path(folder))
    took = []
    for _ in range(3):
        began = time.perf_counter()
        redacted(draft)
        list(traces(draft))
        took.append(time.perf_counter() - began)
    return min(took)
