"""What a source denies: told wherever claims are told, and never taken for a fact, a rival or a bound."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pytest
import rdflib
from click.testing import CliRunner

from guanxi_graph import load
from guanxi_graph.cli import main

CLAIMS = """
- {subject: wang-xing, relation: friendOf, object: ma-huateng, start: 2001, sources: [asprec-2012]}
- {subject: ma-huateng, relation: friendOf, object: wang-xing, denied: true, sources: [fannin-2008 p. 95]}
- {subject: wang-xing, relation: knows, object: lai-binqiang, denied: true, sources: [asprec-2012]}
- {subject: wang-xing, relation: diedOn, value: 1890, denied: true, sources: [asprec-2012]}
- {subject: renren, relation: users, value: 9, at: 2150, denied: true, sources: [asprec-2012]}
"""
DENIAL = "ma-huateng.friendOf.wang-xing.denied"


@pytest.fixture
def directory(write_map):
    return write_map({"claims/more.yaml": CLAIMS})


def told(*arguments):
    result = CliRunner().invoke(main, [str(each) for each in arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.output


def test_it_is_no_fact_no_link_and_no_bound(directory):
    gmap = load(directory)
    denied = {claim.id for claim in gmap.claims.values() if claim.denied}
    assert len(denied) == 4
    assert not denied & gmap.truthy
    assert "wang-xing.friendOf.ma-huateng.2001" in gmap.truthy
    assert ("lai-binqiang", "wang-xing") not in {tuple(sorted(ends)) for ends in gmap.links}
    assert "wang-xing" not in gmap.lives
    assert gmap.today.year == 2012
    printed = told("check", directory)
    assert "impossible-life" not in printed
    assert "after-today" not in printed
    assert "2150" not in told("figures", "renren", "-m", directory)


def test_one_says_so_and_another_denies_it_and_both_stand(directory):
    found = json.loads(told("conflicts", "--json", "-m", directory))["results"]
    (conflict,) = (each for each in found if each["kind"] == "denied")
    assert [(side["claim"], side["denied"]) for side in conflict["sides"]] == [
        *(("wang-xing.friendOf.ma-huateng.2001", False), (DENIAL, True))
    ]
    assert not conflict["settled"]
    assert "not Ma Huateng" in told("conflicts", "-m", directory)
    shown = told("show", "wang-xing", "-m", directory)
    assert "denied, reported · fannin-2008 p. 95" in shown
    assert f"denied by {DENIAL}" in told("why", "wang-xing.friendOf.ma-huateng.2001", "-m", directory)
    assert told("why", DENIAL, "-m", directory).startswith("denied: Ma Huateng")
    assert "*denied, reported*" in told("export", "dossier", "--around", "wang-xing", "-m", directory)


@pytest.mark.parametrize("which", ["friendOf", "denied: true"])
def test_a_rank_settles_it(write_map, which):
    lines = [
        line.replace("sources", "rank: deprecated, reason: a slip, sources")
        if ("denied" in line) == (which == "denied: true") and "friendOf" in line
        else line
        for line in CLAIMS.splitlines()
    ]
    gmap = load(write_map({"claims/more.yaml": "\n".join(lines)}))
    assert [conflict.settled for conflict in gmap.conflicts if conflict.kind == "denied"] == [True]
    assert len(gmap.conflicts) == 1
    assert ("wang-xing.friendOf.ma-huateng.2001" in gmap.truthy) == (which == "denied: true")


def test_no_question_takes_it_for_a_claim(directory, tmp_path):
    turtle = told("export", "turtle", "-m", directory)
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    assert not list(graph.query("SELECT ?c { ?c rdf:subject ?s ; rdf:object ?o ; gx:confidence ?x . ?c a gx:Denial }"))
    said = "SELECT ?s ?o { ?c a gx:Denial ; gx:deniedSubject ?s ; gx:deniedPredicate gx:knows ; gx:deniedObject ?o }"
    assert [tuple(str(term).rpartition("/")[2] for term in row) for row in graph.query(said)] == [
        ("wang-xing", "lai-binqiang")
    ]
    assert not list(graph.query("SELECT ?s { ?s gx:knows ?o }"))
    asked = told("query", "disagreements", "-f", "csv", "-m", directory)
    assert f"/{DENIAL},denied," in asked
    (tmp_path / "map.ttl").write_text(turtle, encoding="utf-8")
    assert told("export", "turtle", "-m", tmp_path / "map.ttl") == turtle


def test_other_programs_are_told(directory, tmp_path):
    for name, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        edges = read(io.BytesIO(told("export", name, "-m", directory).encode())).edges(data=True)
        denied = [data["label"] for *_, data in edges if str(data.get("denied", "")).lower() == "true"]
        assert sorted(denied) == ["not friend of", "not knows"], name
    told("export", "csv", "-m", directory, "-o", tmp_path / "t")
    rows = csv.DictReader(io.StringIO((tmp_path / "t" / "edges.csv").read_text(encoding="utf-8")))
    assert {row["id"]: row["plain_fact"] for row in rows if row["denied"] == "true"} == {
        DENIAL: "false",
        "wang-xing.knows.lai-binqiang.denied": "false",
    }
    assert "NOT_KNOWS" in told("export", "cypher", "-m", directory)


def test_a_table_has_a_column_for_it(write_map):
    rows = "subject,relation,object,denied,sources\nwang-xing,knows,ma-huateng,true,asprec-2012\n"
    (claim,) = (claim for claim in load(write_map({"claims/more.csv": rows})).claims.values() if claim.denied)
    assert claim.id == "wang-xing.knows.ma-huateng.denied"
