"""Queries that mean harm, or that a tired person writes: each ends within its limit, and the next is answered."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from guanxi_graph.query import Data, Engine, File, Limits, QueryError

SHIPPED = Path(__file__).parents[2] / "graph"
EVERY = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
LIMIT = 2.0

HOSTILE = {
    "a count of everything with everything": f"SELECT (COUNT(*) AS ?n) {{ {EVERY} }}",
    "rows without end": f"SELECT * {{ {EVERY} }}",
    "distinct rows, all held in memory": f"SELECT DISTINCT * {{ {EVERY} }}",
    "sorting what does not end": f"SELECT ?a ?d {{ {EVERY} }} ORDER BY ?i LIMIT 1",
    "a text that grows": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?t) {{ {EVERY} }}",
    "a text that doubles": "SELECT ?z { BIND('x' AS ?v0) "
    + " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))
    + " BIND(STRLEN(?v40) AS ?z) }",
    "groups without number": f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {{ {EVERY} }} GROUP BY ?a ?d ?g",
    "any path between any two": "SELECT (COUNT(*) AS ?n) { ?a (<x:y>|!<x:y>)* ?b . ?c (<x:y>|!<x:y>)* ?d }",
    "paths within paths": "SELECT (COUNT(*) AS ?n) { ?a ((((!<x:y>)*)*)*)* ?b . ?b (^(!<x:y>)*)* ?c . ?d !<x:y>* ?c }",
    "a filter that looks at everything": f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {EVERY} FILTER(?a = ?l && ?s = ?i && ?o != ?o) }} }}",
    "an optional after the other": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o "
    + "".join(f"OPTIONAL {{ ?x{i} ?y{i} ?z{i} }} " for i in range(30))
    + "}",
    "a regular expression that backtracks": 'SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?s), STR(?a), STR(?d)), "^(a+)+(b|c*)*$")) }',
    "a large repetition": 'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?s), "((a{1,100}){1,100}){1,100}")) }',
    "a union of unions": "SELECT (COUNT(*) AS ?n) { "
    + " UNION ".join(["{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"] * 200)
    + " }",
    "subqueries by one another": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"{{ SELECT ?s{i} {{ ?s{i} ?p{i} ?o{i} }} }}" for i in range(8))
    + " }",
    "values by values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(300)))} }}" for i in range(8))
    + " }",
    "braces": "SELECT * " + "{" * 3000 + "}" * 3000,
    "parentheses": "SELECT * { FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ") }",
    "signs": "SELECT * { FILTER(" + "!" * 30_000 + "true) }",
    "a sum without end": "SELECT (" + "+".join(["1"] * 30_000) + " AS ?n) {}",
    "a division without end": "SELECT (" + "/".join(["?a"] * 15_000) + " AS ?n) {}",
    "brackets in what looks like an IRI": "SELECT * { ?a ?b ?c FILTER(?a<"
    + "(" * 3000
    + "1"
    + ")" * 3000
    + "&&?b>?c) }",
    "an or without end": "ASK { ?s ?p ?o FILTER(" + "||".join(["?s=?o"] * 8_000) + ") }",
    "a long path": "SELECT * { ?s " + "/".join(["!<x:y>"] * 3000) + " ?o }",
    "a template that repeats": f"CONSTRUCT {{ {' '.join(f'?a <x:{i}> ?d .' for i in range(500))} }} WHERE {{ {EVERY} }}",
    "another server": "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "another server, written oddly": "SELECT * { #\nserVICE#\nSILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "a graph from elsewhere": "SELECT * FROM <http://127.0.0.1:PORT/> FROM NAMED <file:///etc/passwd> { ?s ?p ?o }",
    "an update to load from elsewhere": "LOAD <http://127.0.0.1:PORT/>",
    "nothing but zeros": "\0" * 1000,
    "a query that is too long": "ASK {} #" + "x" * 70_000,
}


@pytest.fixture(scope="module")
def tight(serve_all: Callable[..., object]):
    return serve_all(SHIPPED, "--timeout", LIMIT, "--workers", "2", "--memory", "500")


@pytest.fixture(scope="module")
def neighbour():
    """A port on this machine that must never be called."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        ended = threading.Event()

        def watch() -> None:
            while not ended.is_set():
                try:
                    calls.append(listening.accept()[1])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=watch)
        thread.start()
        yield listening.getsockname()[1], calls
        ended.set()
        thread.join()


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_answered_or_refused_and_the_next_one_is_answered(tight, neighbour, name: str) -> None:
    port, calls = neighbour
    query = HOSTILE[name].replace("PORT", str(port))
    reply = tight.ask("POST", "/sparql", query, content_type="application/sparql-query", accept="*/*")
    assert reply.status in (200, 400, 403, 413, 504), reply.text
    assert reply.text.strip()
    after = tight.ask(
        "POST", "/sparql", "ASK { ?s a gx:Person }", content_type="application/sparql-query", accept="text/csv"
    )
    assert (after.status, after.text) == (200, "true")
    assert calls == []


def test_an_answer_is_never_cut_short(tight) -> None:
    query = "SELECT ?s ?o { ?s ?p ?o . ?x a ?y }"
    reply = tight.ask("POST", "/sparql", query, content_type="application/sparql-query", accept="text/csv")
    assert (reply.status, reply.type) == (400, "text/plain; charset=utf-8")
    assert reply.text.startswith("the answer ")


def test_thirty_two_clients_at_once(server) -> None:
    def one(number: int) -> list[tuple[int, str]]:
        query = f"SELECT ?s {{ VALUES ?i {{ {number} }} ?s gx:founded ent:netease }}"
        return [tuple(server.get("/sparql", "text/csv", query=query)[i] for i in (0, 2)) for _ in range(20)]

    with ThreadPoolExecutor(32) as clients:
        replies = [reply for each in clients.map(one, range(32)) for reply in each]
    assert set(replies) == {(200, "s\r\nhttps://w3id.org/guanxi/china-internet/id/ding-lei\r\n")}
    assert len(replies) == 640


def test_others_are_answered_while_bombs_run(tight) -> None:
    def bomb(_: int) -> int:
        query = HOSTILE["a count of everything with everything"]
        return tight.ask("POST", "/sparql", query, content_type="application/sparql-query").status

    def person(_: int) -> int:
        return tight.get("/sparql", query="ASK { ?s a gx:Person }").status

    with ThreadPoolExecutor(12) as clients:
        bombs, people = clients.map(bomb, range(4)), clients.map(person, range(8))
        assert set(people) == {200}
        assert set(bombs) == {504}


def test_a_worker_cannot_open_a_connection_or_a_file(tmp_path: Path) -> None:
    """Were a SERVICE to get past the check of the text, the process itself could not follow it."""
    (tmp_path / "a.ttl").write_text("<a:a> <a:b> <a:c> .")
    with Engine(Data(files=(File(str(tmp_path / "a.ttl")),))) as engine:
        assert engine.prefixes == {}
        limits = Path(f"/proc/{engine.processes[0]}/limits").read_text()
    line = next(line for line in limits.splitlines() if line.startswith("Max open files"))
    assert line.split()[3:5] == ["0", "0"]


def test_memory_has_a_ceiling(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("".join(f"<a:{i}> <a:b> {i} .\n" for i in range(3000)))
    limits = Limits(seconds=60, memory=300_000_000)
    with Engine(Data(files=(File(str(tmp_path / "a.ttl")),)), limits) as engine:
        with pytest.raises(QueryError) as refused:
            engine.query("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f } }")
        assert refused.value.code in ("crashed", "out-of-memory")
        assert engine.query("ASK { ?s ?p ?o }", "csv").body == b"true"


def test_data_that_cannot_be_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<a:a> <a:b> ")
    with Engine(Data(files=(File(str(tmp_path / "a.ttl")),))) as engine, pytest.raises(QueryError) as refused:
        engine.query("ASK {}")
    assert refused.value.code == "unusable-data"
