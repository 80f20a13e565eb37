"""What claims and sources say besides who, whom and when, seen where its readers look for it."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
from click.testing import CliRunner

from guanxi_graph import load
from guanxi_graph.cli import main


def told(*arguments: object) -> str:
    result = CliRunner().invoke(main, [str(each) for each in arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.output


def test_the_link_of_a_citation_and_the_reliability_of_its_source(write_map):
    sources = "- {id: gossip-2001, kind: blog, title: Gossip, reliability: low}\n"
    cited = '{source: gossip-2001, locator: p. 3, link: "https://example.org/scan/3"}'
    claim = f"- {{subject: wang-xing, relation: friendOf, object: ma-huateng, sources: [{cited}]}}\n"
    directory = write_map({"sources/more.yaml": sources, "claims/more.yaml": claim})
    why = told("why", "wang-xing.friendOf.ma-huateng", "-m", directory)
    assert "says gossip-2001 p. 3: Gossip (no date); of low reliability" in why
    assert "https://example.org/scan/3" in why
    dossier = told("export", "dossier", "--around", "wang-xing", "-m", directory)
    assert "of low reliability" in dossier
    assert "<https://example.org/scan/3>" in dossier
    assert "p. 3,,https://example.org/scan/3," in told(
        "export", "csv", "-m", directory, "-o", directory.parent / "t"
    ) + (directory.parent / "t" / "citations.csv").read_text(encoding="utf-8")
    turtle = directory.parent / "map.ttl"
    told("export", "turtle", "-m", directory, "-o", turtle)
    assert told("export", "turtle", "-m", turtle) == turtle.read_text(encoding="utf-8")


def test_the_weight_of_a_tie_goes_wherever_a_tie_goes(write_map):
    letters = (
        "- {subject: wang-xing, relation: knows, object: ma-huateng, weight: 12, start: 2001, sources: [asprec-2012]}\n"
    )
    directory = write_map({"claims/more.yaml": letters})
    assert "Ma Huateng 马化腾  from 2001  ×12" in told("show", "wang-xing", "-m", directory)
    assert "(2001, ×12)" in told("why", "wang-xing.knows.ma-huateng.2001", "-m", directory)
    assert ", weight 12)" in told("path", "wang-xing", "ma-huateng", "--explain", "-m", directory)
    assert "×12" in told("export", "dossier", "--around", "wang-xing", "-m", directory)

    graph = json.loads(told("export", "nodelink", "-m", directory))
    assert [edge["weight"] for edge in graph["edges"] if edge["relation"] == "knows"] == [12]
    for name, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        edges = read(io.BytesIO(told("export", name, "-m", directory).encode())).edges(data=True)
        weights = [data["weight"] for *_, data in edges if data["relation"] == "knows"]
        assert weights == [12], name
    tables = directory.parent / "neo4j"
    told("export", "neo4j", "-m", directory, "-o", tables)
    header, *rows = csv.reader(io.StringIO((tables / "edges-entity.csv").read_text(encoding="utf-8")))
    assert [row[header.index("weight:double")] for row in rows if row[0] == "KNOWS"] == ["12.0"]

    turtle = directory.parent / "map.ttl"
    told("export", "turtle", "-m", directory, "-o", turtle)
    assert told("export", "turtle", "-m", turtle) == turtle.read_text(encoding="utf-8")
    assert '"12"^^xsd:decimal' in told("export", "turtle", "--rdf", "1.2", "-m", directory)


def test_two_counts_of_the_same_are_two_claims(write_map):
    one, other = (
        f"- {{subject: wang-xing, relation: knows, object: ma-huateng, weight: {count}, sources: [{source}]}}\n"
        for count, source in ((12, "asprec-2012"), (14.5, "fannin-2008"))
    )
    directory = write_map({"claims/more.yaml": one + other})
    assert {"wang-xing.knows.ma-huateng.12", "wang-xing.knows.ma-huateng.14-5"} <= set(load(directory).claims)


def test_a_column_of_links_leads_to_the_very_page(tmp_path):
    table = tmp_path / "ties.csv"
    table.write_text("Source,Target,Citation,Page,Page link\na,b,The Letters,12,https://example.org/12\nb,c,,,none\n")
    report = told("import", table, "-o", tmp_path / "m", "--yes")
    assert "Page link → link" in report
    why = json.loads(told("why", "a.linkedTo.b", "-m", tmp_path / "m", "--json"))["results"]
    (witness,) = why["witnesses"]
    assert (witness["title"], witness["locator"], witness["link"]) == ("The Letters", "12", "https://example.org/12")
