"""Another server: Oxigraph's own, from PyPI. Asked, and given a map."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from guanxi_graph.remote.remote import with_prefixes
from places import ROOT

sys.path.append(str(ROOT / "scripts" / "prove"))

import elsewhere

BASE = Path(__file__).parents[1] / "base"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUANXI_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    with elsewhere.oxigraph() as url:
        yield url


def count(guanxi: Run, url: str) -> int:
    query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    return int(guanxi("query", "--endpoint", f"{url}/query", query, "-f", "csv", cwd=ROOT).stdout.split()[1])


@pytest.mark.parametrize("by", ["graph store", "update"])
def test_a_map_is_put_there_and_can_be_asked(guanxi: Run, oxigraph: str, by: str) -> None:
    options = ["--update", f"{oxigraph}/update"] if by == "update" else []
    ran = guanxi("publish", "--endpoint", f"{oxigraph}/query", *options, cwd=ROOT)
    assert (ran.returncode, ran.stderr) == (0, "")
    sent = [line.split() for line in ran.stdout.replace(",", "").splitlines()]
    assert [graph for graph, *_ in sent] == ["https://w3id.org/guanxi/china-internet/", "https://w3id.org/guanxi/ns"]
    assert sum(int(number) for _, number, _ in sent) == count(guanxi, oxigraph)

    asked = ("query", "--endpoint", f"{oxigraph}/query")
    table = guanxi(*asked, "SELECT ?who { GRAPH ?g { ?who gx:founded ent:netease } }", cwd=ROOT)
    assert "ent:ding-lei" in table.stdout
    turtle = guanxi(
        *asked, "CONSTRUCT { ?s gx:founded ?o } { GRAPH ?g { ?s gx:founded ?o } }", "-f", "turtle", cwd=ROOT
    )
    assert "netease" in turtle.stdout


def test_what_was_put_there_is_found_without_naming_its_graph(guanxi: Run, oxigraph: str) -> None:
    assert guanxi("publish", "--endpoint", f"{oxigraph}/query", cwd=ROOT).returncode == 0
    asked = ("query", "--endpoint", f"{oxigraph}/query", "-f", "csv")
    founders = "SELECT ?who { ?who gx:founded ent:netease }"
    assert "ding-lei" in guanxi(*asked, founders, cwd=ROOT).stdout
    by_name = 'SELECT ?who { ?who gx:search "dinglei" ; gx:founded ?what }'
    assert "ding-lei" in guanxi(*asked, by_name, cwd=ROOT).stdout
    assert "id/baidu," in guanxi(*asked, "ultimate-owners", "--set", "platform=baidu-space", cwd=ROOT).stdout
    other = founders.replace("{", "FROM <http://ex/other> {", 1)
    assert guanxi(*asked, other, cwd=ROOT).stdout.split() == ["who"]


def test_a_server_without_the_map_is_asked_all_that_it_has(guanxi: Run, oxigraph: str, tmp_path: Path) -> None:
    """The map only lends its prefixes."""
    insert = urlencode({"update": "INSERT DATA { <http://ex/a> <http://ex/b> <http://ex/c> }"}).encode()
    urlopen(f"{oxigraph}/update", insert).close()  # noqa: S310
    (tmp_path / "map.ttl").write_text("@prefix ent: <http://elsewhere/id/> .\nent:a ent:b ent:c .\n")
    query = "SELECT ?s { ?s <http://ex/b> ?o FILTER(?s != ent:a) }"
    ran = guanxi("query", "-m", tmp_path / "map.ttl", "--endpoint", f"{oxigraph}/query", "-f", "csv", query)
    assert ran.stdout.split() == ["s", "http://ex/a"]


@pytest.mark.parametrize("by", ["graph store", "update"])
def test_publishing_again_changes_nothing(guanxi: Run, oxigraph: str, by: str) -> None:
    options = ["--update", f"{oxigraph}/update"] if by == "update" else []
    command = ("publish", BASE, "--endpoint", f"{oxigraph}/query", *options)
    first = guanxi(*command)
    before = count(guanxi, oxigraph)
    assert guanxi(*command).stdout == first.stdout
    assert count(guanxi, oxigraph) == before


def test_what_was_there_stays_when_the_new_is_refused(guanxi: Run, oxigraph: str, tmp_path: Path) -> None:
    (tmp_path / "old.ttl").write_text('@prefix ent: <https://example.org/kept/id/> .\nent:a ent:b "old" .\n')
    assert guanxi("publish", tmp_path / "old.ttl", "--endpoint", f"{oxigraph}/query").returncode == 0
    (tmp_path / "new.ttl").write_text(
        '@prefix ent: <https://example.org/kept/id/> .\nent:a ent:b "new"@this-is-much-too-long-a-tag .\n'
    )
    ran = guanxi("publish", tmp_path / "new.ttl", "--endpoint", f"{oxigraph}/query")
    assert ran.returncode == 1
    ask = "ASK { GRAPH <https://example.org/kept/> { ?s ?p 'old' } }"
    assert guanxi("query", "--endpoint", f"{oxigraph}/query", ask).stdout == "yes\n"


def test_a_server_that_only_reads_is_told_apart(guanxi: Run, server) -> None:
    ran = guanxi("publish", "--endpoint", f"{server.url}/sparql", "--store", f"{server.url}/graph", cwd=ROOT)
    assert "/graph answered 405: Method Not Allowed; nothing was changed" in ran.stderr
    assert ran.returncode == 1
    ran = guanxi("publish", "--endpoint", f"{server.url}/sparql", "--update", f"{server.url}/sparql", cwd=ROOT)
    assert "answered 403: updates are refused: this endpoint only reads" in ran.stderr


@pytest.mark.parametrize(
    ("endpoint", "said"),
    [
        ("http://127.0.0.1:9/sparql", "error[no-endpoint]: cannot reach http://127.0.0.1:9/sparql"),
        ("file:///etc/passwd", "error[no-endpoint]: file:///etc/passwd is no http:// or https:// address"),
        ("nonsense", "error[no-endpoint]"),
        ("http://[x/sparql", "error[no-endpoint]: http://[x/sparql is no address: Invalid IPv6 URL"),
    ],
)
def test_an_endpoint_that_is_none(guanxi: Run, endpoint: str, said: str) -> None:
    ran = guanxi("query", "--endpoint", endpoint, "ASK {}", cwd=ROOT)
    assert said in ran.stderr
    assert ran.returncode == 1


@pytest.mark.parametrize("command", [("publish",), ("query", "ASK {}")])
def test_a_password_in_an_address_is_refused_and_not_repeated(guanxi: Run, command: tuple[str, ...]) -> None:
    ran = guanxi(*command, "--endpoint", "http://me:hush@127.0.0.1:9/query", cwd=ROOT)
    assert (ran.returncode, "hush" in ran.stdout + ran.stderr) == (1, False)
    assert "an address must not hold a password" in ran.stderr


def test_what_the_other_server_says_is_passed_on(guanxi: Run, oxigraph: str, server) -> None:
    ran = guanxi("query", "--endpoint", f"{server.url}/sparql", "SELECT * { ?s foof:x ?o }", cwd=ROOT)
    assert "answered 400: query:1:15: error[query-syntax]: the prefix `foof:` is not declared" in ran.stderr
    assert "answered 400" in guanxi("query", "--endpoint", f"{oxigraph}/query", "SELECT {", cwd=ROOT).stderr


def test_only_the_prefixes_that_are_missing_are_added() -> None:
    text = "PREFIX ex: <http://ex/>\nSELECT * { ?s ex:a gx:b ; foo:c 'skos:x' }"
    known = {"ex": "http://other/", "gx": "http://gx/", "skos": "http://skos/"}
    assert with_prefixes(text, known) == f"PREFIX gx: <http://gx/>\n{text}"
