"""Files for Neo4j, Cytoscape, D3 and stores of named graphs."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex

import networkx as nx
import pytest
import rdflib

from guanxi_graph import Map, load
from guanxi_graph.formats import neo4j_files, to_cypher, to_cytoscape, to_node_link, to_trig, to_turtle
from guanxi_graph.formats.plain import plain_graph
from places import ROOT


def test_node_link_is_the_plain_graph(shipped: Map) -> None:
    read = nx.node_link_graph(json.loads(to_node_link(shipped)), edges="edges")
    assert nx.utils.graphs_equal(read, plain_graph(shipped))


def test_cytoscape_shows_names_and_has_an_id_for_each_edge(shipped: Map) -> None:
    document = json.loads(to_cytoscape(shipped))
    assert sorted(nx.cytoscape_graph(document).edges(keys=True)) == sorted(plain_graph(shipped).edges(keys=True))
    elements = document["elements"]
    assert {node["data"]["id"]: node["data"]["name"] for node in elements["nodes"]}["tencent"] == "Tencent"
    assert {edge["data"]["id"] for edge in elements["edges"]} == {claim.id for claim in shipped.ties}


def read_csv(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def test_neo4j_finds_both_ends_of_each_relationship(shipped: Map) -> None:
    files = neo4j_files(shipped)
    nodes = {kind: read_csv(files[f"nodes-{kind.lower()}.csv"]) for kind in ("Entity", "Source", "Value")}
    ids = {kind: [row[f"id:ID({kind})"] for row in rows] for kind, rows in nodes.items()}
    assert all(len(found) == len(set(found)) for found in ids.values())
    assert (len(ids["Entity"]), len(ids["Source"])) == (len(shipped.entities), len(shipped.sources))
    claims = []
    for kind in ("Entity", "Value"):
        for row in read_csv(files[f"edges-{kind.lower()}.csv"]):
            assert row[":START_ID(Entity)"] in shipped.entities
            assert set(row["sources:string[]"].split(";")) <= {*shipped.sources, ""}
            claims.append(row["id"])
        assert {row[f":END_ID({kind})"] for row in read_csv(files[f"edges-{kind.lower()}.csv"])} <= set(ids[kind])
    assert sorted(claims) == sorted(shipped.claims)


def test_neo4j_is_told_labels_types_and_kinds_of_values(write_map) -> None:
    files = neo4j_files(load(write_map()))
    tencent = read_csv(files["nodes-entity.csv"])[-2]
    assert (tencent["id:ID(Entity)"], tencent[":LABEL"]) == ("tencent", "Entity;Company;Organization")
    edges = {row["id"]: row for row in read_csv(files["edges-entity.csv"])}
    assert edges["renren.availableIn.china"][":TYPE"] == "AVAILABLE_IN"
    assert edges["renren.availableIn.china"]["symmetric:boolean"] == "false"
    (users,) = read_csv(files["nodes-value.csv"])
    assert (users["value"], users["number:double"], users["unit"]) == ("170000000", "170000000.0", "users")
    named = set(re.findall(r"=([a-z-]+\.csv)", files["import.sh"].decode()))
    assert named == {name for name in files if name.endswith(".csv")}


# Operations manual, "Neo4j-admin import", CSV header format and Properties: the field, its type, and for ids their space.
FIELD = re.compile(
    r"(?P<name>[^:]*)(?::(?P<kind>ID|START_ID|END_ID|LABEL|TYPE|IGNORE"
    r"|(?:int|long|float|double|boolean|byte|short|char|string|point|date|localtime|time|localdatetime|datetime|duration)"
    r"(?P<array>\[\])?)(?:\((?P<space>\w+)\))?)?"
)
NODE, RELATIONSHIP = {"ID", "LABEL"}, {"START_ID", "END_ID", "TYPE"}


def cell_is_of(kind: str | None, cell: str) -> bool:
    if kind == "boolean":
        return cell in {"", "true", "false"}
    return kind != "double" or not cell or repr(float(cell)) == cell


def test_neo4j_reads_every_header_and_cell_by_the_grammar_of_its_manual(shipped: Map) -> None:
    """A reader apart from the writer; no Neo4j is at hand. The command names each file once, by what it holds."""
    files = neo4j_files(shipped)
    command = shlex.split(files["import.sh"].decode().replace("\\\n", " "), comments=True)
    assert command[:5] == ["neo4j-admin", "database", "import", "full", "neo4j"]
    named = dict(option.removeprefix("--").split("=")[::-1] for option in command[7:])
    assert set(named) == files.keys() - {"import.sh"}
    spaces: dict[str, set[str]] = {}
    for file, kind in sorted(named.items(), key=lambda each: each[1]):
        header, *rows = csv.reader(io.StringIO(files[file].decode(), newline=""), strict=True)
        fields = [match for name in header if (match := FIELD.fullmatch(name))]
        assert len(fields) == len(header) == len({field["name"] or field["kind"] for field in fields})
        structural = [field["kind"] for field in fields if field["kind"] in NODE | RELATIONSHIP]
        assert sorted(structural) == sorted(NODE if kind == "nodes" else RELATIONSHIP)
        for row in rows:
            assert len(row) == len(header)
            for field, cell in zip(fields, row, strict=True):
                assert cell_is_of(field["kind"], cell), (file, field[0], cell)
                if field["kind"] == "ID":
                    spaces.setdefault(field["space"], set()).add(cell)
                if field["kind"] in {"START_ID", "END_ID"}:
                    assert cell in spaces[field["space"]]


def test_the_import_command_of_the_documentation_is_the_one_that_is_written(shipped: Map) -> None:
    told = re.search(r"```sh\n(neo4j-admin .*?)```", (ROOT / "docs/export.md").read_text("utf-8"), re.DOTALL)
    written = neo4j_files(shipped)["import.sh"].decode()
    assert told
    assert told[1].replace("\\\n", " ").split() == shlex.split(written.replace("\\\n", " "), comments=True)


HOSTILE = r"""
- {id: mallory, class: Person, labels: {en: 'M "x"}) DETACH DELETE n //'}, description: {en: 'a \u0022 b \\u0027 c \" d'}}
"""


def test_no_text_ends_a_literal_of_cypher(write_map) -> None:
    """Read as Neo4j does: first what a backslash and ``u`` stand for, wherever they meet, then texts."""
    script = to_cypher(load(write_map({"hostile.yaml": HOSTILE}))).decode()
    assert "\\u" not in script
    literals = re.findall(r'"(?:[^"\\]|\\["\\nrt])*"', script)
    assert '"M \\"x\\"}) DETACH DELETE n //"' in literals
    bare = re.sub(r'"(?:[^"\\]|\\["\\nrt])*"', '""', script)
    assert "DETACH" not in bare
    assert re.fullmatch(r"(?:[^;]*;\n)+", bare)


def test_the_script_merges_every_node_and_relationship(write_map) -> None:
    gmap = load(write_map())
    script = to_cypher(gmap).decode()
    assert script.count("CREATE CONSTRAINT") == 3
    assert set(re.findall(r"MERGE \(a\)-\[r:([A-Z_]+) ", script)) == {
        "ABOUT", "AVAILABLE_IN", "FOUNDED", "USERS",
    }  # fmt: skip
    assert all(f'`id`: "{name}"' in script for name in (*gmap.entities, *gmap.sources, *gmap.claims))


TWO = """\
- {subject: wang-xing, relation: friendOf, object: ma-huateng, sources: [asprec-2012 ¶3, fannin-2008]}
- {subject: tencent, relation: owns, object: renren, sources: [fannin-2008]}
- {subject: ma-huateng, relation: owns, object: renren, sources: [asprec-2012]}
"""


@pytest.fixture
def trig(write_map) -> rdflib.Dataset:
    gmap = load(write_map({"claims/two.yaml": TWO}))
    read = rdflib.Dataset()
    read.parse(data=to_trig(gmap), format="trig")
    plain = rdflib.Graph().parse(data=to_turtle(gmap), format="turtle")
    assert {quad[:3] for quad in read.quads()} == set(plain)
    return read


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_each_source_has_a_graph_of_what_it_says(trig: rdflib.Dataset) -> None:
    base = "https://example.org/small/id/"
    gx = rdflib.Namespace("https://w3id.org/guanxi/ns#")

    def graphs(subject: str, relation: str, object_: str) -> set[str]:
        fact = rdflib.URIRef(base + subject), gx[relation], rdflib.URIRef(base + object_)
        return {str(quad[3]).removeprefix(f"{base}source/") for quad in trig.quads((*fact, None))}

    assert graphs("wang-xing", "friendOf", "ma-huateng") == {"asprec-2012", "fannin-2008"}
    assert graphs("ma-huateng", "friendOf", "wang-xing") == {"asprec-2012", "fannin-2008"}
    assert graphs("tencent", "owns", "renren") == {"fannin-2008"}
    assert graphs("ma-huateng", "owns", "renren") == {"asprec-2012"}
    described = trig.quads((rdflib.URIRef(f"{base}wang-xing"), rdflib.RDF.type, None, None))
    assert [quad for quad in described if "source" in str(quad[3])] == []
