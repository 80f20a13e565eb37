"""Every saved query of the shipped map: its answer is pinned, and two engines give the same."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import rdflib

from guanxi_graph.asking import finder_of, write_map
from guanxi_graph.formats import ontology_turtle, to_turtle
from guanxi_graph.map import Map, load
from guanxi_graph.map.whole_map import WholeMap
from guanxi_graph.media_types import RDF_MEDIA_TYPES
from guanxi_graph.query import Data, Engine, File, saved_queries
from guanxi_graph.query.by_name import Finder, with_found
from guanxi_graph.query.entry import placed
from guanxi_graph.query.media import ROW_FORMATS
from guanxi_graph.query.messages import Question
from guanxi_graph.query.saved import shipped_queries
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

SHIPPED = Path(__file__).parents[2] / "graph"
ANSWERS = Path(__file__).parent / "answers"
OWN = saved_queries(SHIPPED / "queries")
QUERIES = {**shipped_queries(), **OWN}
LONG_IN_RDFLIB = {"changes", "neighbourhood"}  # five seconds and more
# What the answers that are pinned are about, where the query leaves it open.
ABOUT = {
    "changes": {"from": "2005-12-31", "to": "2010-12-31"},
    "fellow-townsmen": {"of": "wang-xing"},
    "figures": {"kind": "gx:registeredUsers"},
    "founders": {"thing": "renren"},
    "neighbourhood": {"x": "wang-xing"},
    "network-on-a-day": {"day": "2005-12-31"},
    "together-before": {"company": "xiaomi"},
    "ultimate-owners": {"platform": "sina-weibo"},
    "why": {"one": "wang-xing", "other": "renren"},
}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def find(shipped: Map) -> Finder:
    return finder_of(WholeMap(lambda: shipped))


@pytest.fixture(scope="session")
def files(shipped: Map, tmp_path_factory: pytest.TempPathFactory) -> tuple[File, ...]:
    folder = tmp_path_factory.mktemp("shipped")
    (folder / "map.ttl").write_bytes(to_turtle(shipped))
    (folder / "ontology.ttl").write_text(ontology_turtle(built_in_vocabulary(), "https://example.org/"), "utf-8")
    return (
        File(str(folder / "map.ttl"), shipped.info.base),
        File(str(folder / "ontology.ttl"), "https://w3id.org/guanxi/ns"),
    )


@pytest.fixture(scope="session")
def oxigraph(files: tuple[File, ...], find: Finder) -> Iterator[Engine]:
    with Engine(Data(files=files), find=find) as engine:
        yield engine


@pytest.fixture(scope="module")
def peer(files: tuple[File, ...]) -> Iterator[rdflib.Graph]:
    """The same in rdflib, with days that it can compare before the year 1 too, where Python has no dates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(rdflib.term._toPythonMapping, rdflib.XSD.date, Day.read)
        graph = rdflib.Graph()
        for file in files:
            graph.parse(file.path)
        yield graph


class Day(NamedTuple):
    year: int
    month: int
    day: int

    @classmethod
    def read(cls, text: str) -> Day:
        return cls(*map(int, text.rsplit("-", 2)))

    def __str__(self) -> str:
        return f"{self.year:0{4 + (self.year < 0)}}-{self.month:02}-{self.day:02}"


@pytest.mark.parametrize("name", QUERIES)
def test_oxigraph_gives_the_pinned_answer(name: str, oxigraph: Engine, golden: Callable[[Path, str], None]) -> None:
    text = QUERIES[name].with_values(ABOUT.get(name, {}))
    rows, triples = ROW_FORMATS["json"], RDF_MEDIA_TYPES["ntriples"]
    answer = oxigraph.ask(Question(text=text, rows=rows, triples=triples))
    if answer.media_type == rows:
        found = json.loads(answer.body)
        names = found["head"]["vars"]
        lines = [
            "\t".join(_plain(row[name]["value"], row[name].get("xml:lang")) if name in row else "" for name in names)
            for row in found["results"]["bindings"]
        ]
    else:
        lines = [_line_of(triple) for triple in rdflib.Graph().parse(data=answer.body, format="nt")]
    golden(ANSWERS / f"{name}.tsv", "".join(f"{line}\n" for line in sorted(lines)))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.trial] if name in LONG_IN_RDFLIB else []) for name in QUERIES]
)
def test_rdflib_gives_it_too(name: str, peer: rdflib.Graph, find: Finder) -> None:
    result = peer.query(with_found(QUERIES[name].with_values(ABOUT.get(name, {})), find))
    if result.type == "CONSTRUCT":
        lines = [_line_of(triple) for triple in result.graph or ()]
    else:
        lines = ["\t".join(_term(row.get(name)) for name in result.vars or ()) for row in result.bindings]
    assert "".join(f"{line}\n" for line in sorted(lines)) == (ANSWERS / f"{name}.tsv").read_text("utf-8")


def _line_of(triple: tuple[rdflib.term.Node, ...]) -> str:
    return "\t".join(_term(term) for term in triple)


def _term(term: rdflib.term.Node | None) -> str:
    return "" if term is None else _plain(str(term), getattr(term, "language", None))


def _plain(value: str, language: str | None) -> str:
    short = value.replace("https://w3id.org/guanxi/china-internet/id/", "").replace(
        "https://w3id.org/guanxi/ns#", "gx:"
    )
    return short + (f"@{language.lower()}" if language else "")


@pytest.mark.parametrize("name", QUERIES)
def test_it_says_in_its_head_what_it_asks(name: str) -> None:
    query = QUERIES[name]
    assert query.title.endswith(("?", "graph"))
    assert query.title != name


def test_parameters_are_taken_from_values_lines_and_replaced() -> None:
    query = QUERIES["introductions"]
    assert query.parameters == {"me": "ent:ding-lei", "them": "ent:xu-chenye"}
    text = query.with_values({"them": "zhang-zhidong"})
    assert "VALUES ?them { ent:zhang-zhidong }" in text
    assert "VALUES ?me { ent:ding-lei }" in text


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("wang-xing", "ent:wang-xing"),
        ("ent:wang-xing", "ent:wang-xing"),
        ("<https://example.org/x>", "<https://example.org/x>"),
        ("2005-12-31", '"2005-12-31"^^xsd:date'),
        ("3721", "3721"),
        ('"王兴"@zh-Hans', '"王兴"@zh-Hans'),
        ("gx:base-patron ent:wang-xing", "gx:base-patron ent:wang-xing"),
        ('2005-12-31 "on 2006-01-01"', '"2005-12-31"^^xsd:date "on 2006-01-01"'),
    ],
)
def test_a_value_may_be_written_in_several_ways(value: str, term: str) -> None:
    text = QUERIES["fellow-townsmen"].with_values({"of": value})
    assert f"VALUES ?of {{ {term} }}" in text


@pytest.mark.parametrize("value", ["} DROP", "a b", '"unclosed', "<a b>", "", "?x"])
def test_a_value_cannot_be_anything_else(value: str) -> None:
    with pytest.raises(ValueError, match="cannot be a value"):
        QUERIES["fellow-townsmen"].with_values({"of": value})


def test_an_unknown_parameter_is_met_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="no parameter `platfrom`; did you mean `platform`"):
        QUERIES["ultimate-owners"].with_values({"platfrom": "qq"})


def test_the_packages_own_speak_of_no_subject_and_of_no_language() -> None:
    assert not set(OWN) & set(shipped_queries())
    for query in shipped_queries().values():
        assert "china-internet" not in query.text
        assert "ent:" not in query.text


EXAMPLES = [
    SHIPPED.parent / "examples" / "bloomsbury",
    SHIPPED.parent / "src" / "guanxi_graph" / "template" / "example",
]


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.name)
def other_map(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("other")
    with Engine(placed(folder, Data(files=write_map(load(request.param), folder)))) as engine:
        yield engine


@pytest.mark.parametrize("name", shipped_queries())
def test_every_map_answers_the_packages_own(name: str, other_map: Engine) -> None:
    form = "ntriples" if name == "neighbourhood" else "json"
    assert other_map.query(shipped_queries()[name].text, form).body


@pytest.mark.parametrize("name", shipped_queries())
def test_left_open_they_find_all_that_they_find_of_one(name: str, oxigraph: Engine) -> None:
    query, form = QUERIES[name], "ntriples" if name == "neighbourhood" else "tsv"
    everything = oxigraph.query(query.text, form).body.splitlines()
    assert set(oxigraph.query(query.with_values(ABOUT.get(name, {})), form).body.splitlines()) <= set(everything)
    assert len(everything) == len(set(everything)) > 1


def test_the_funder_of_two_rivals_is_found(tmp_path: Path) -> None:
    (tmp_path / "rivals.ttl").write_text(
        "@prefix gx: <https://w3id.org/guanxi/ns#> . @prefix : <https://example.org/> .\n"
        ":meituan gx:competesWith :dianping . :meituan gx:operates :app .\n"
        ":sequoia gx:investedIn :meituan, :dianping . :idg gx:investedIn :meituan .\n"
    )
    with Engine(Data(files=(File(str(tmp_path / "rivals.ttl")),))) as engine:
        answer = engine.query(QUERIES["funders-of-rivals"].text, "csv").body.decode()
    assert answer.split() == [
        "funder,one,other,rivals_by",
        "https://example.org/sequoia,https://example.org/dianping,https://example.org/meituan,competition",
    ]


# Files that are none
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"# Who?\nSELECT ?\xff { }", "bad.rq:2:9: error[not-utf8]: byte 0xff is not UTF-8"),
        (b"#" * 70_000, "bad.rq:1:1: error[file-too-large]: the query is longer than 64 KB"),
        ("a pipe", "bad.rq:1:1: error[unreadable-file]: this is not a"),
        ("a folder", "bad.rq:1:1: error[unreadable-file]: this is not a"),
        ("nothing", "bad.rq:1:1: error[unreadable-file]: th"),
    ],
    ids=["latin", "huge", "pipe", "folder", "dangling link"],
)
@pytest.mark.parametrize("arguments", [["query", "--list", "-m"], ["query", "good", "-m"], ["serve", "--port", "0"]])
def test_a_saved_query_that_cannot_be_read(
    guanxi, write_map: Callable[..., Path], content: bytes | str, said: str, arguments: list[str]
) -> None:
    directory = write_map({"queries/good.rq": "ASK {}"})
    bad = directory / "queries" / "bad.rq"
    if isinstance(content, bytes):
        bad.write_bytes(content)
    else:
        {"a pipe": os.mkfifo, "a folder": os.mkdir, "nothing": lambda path: path.symlink_to("nowhere")}[content](bad)
    ran = guanxi(*arguments, directory)
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert (ran.returncode, ran.stdout) == (1, "")


def test_rdf_from_a_pipe_is_not_waited_for(guanxi, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.ttl")
    ran = guanxi("query", "--file", tmp_path / "a.ttl", "ASK {}")
    assert "error[unusable-file]: this is not a regular file" in ran.stderr
    assert ran.returncode == 1


@pytest.mark.parametrize("arguments", [["query", "ASK {}", "-m"], ["query", "--list", "-m"], ["serve"], ["publish", "--endpoint", "http://127.0.0.1:9/"]])  # fmt: skip
def test_a_name_that_is_too_long_for_a_file(guanxi, arguments: list[str]) -> None:
    ran = guanxi(*arguments, "a" * 300)
    assert "error[unusable-file]: File name too long" in ran.stderr
    assert ran.returncode == 1
