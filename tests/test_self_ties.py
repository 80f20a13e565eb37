"""A thing that is tied to itself, where the relation allows it: told and exported, and no link."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from guanxi_graph import load
from guanxi_graph.cli import main
from guanxi_graph.formats.turtle import to_turtle
from guanxi_graph.page.topology import topology

LETTERS = {
    "vocabulary.yaml": """\
relations:
  - {id: wroteTo, labels: {en: wrote to, zh-Hans: 写信给}, domain: [Person], range: [Person], strength: C, to_itself: true}
""",
    "claims/letters.yaml": """\
- {subject: wang-xing, relation: wroteTo, object: wang-xing, start: 2005, sources: [asprec-2012]}
- {subject: wang-xing, relation: wroteTo, object: ma-huateng, start: 2005, sources: [asprec-2012]}
""",
}


@pytest.fixture
def folder(write_map):
    return write_map(LETTERS)


def test_it_is_a_claim_as_any_other_and_links_nobody(folder):
    gmap = load(folder)
    name = "wang-xing.wroteTo.wang-xing.2005"
    assert name in gmap.truthy
    assert [claim.id for claim in gmap.ties_of("wang-xing")].count(name) == 1
    assert all(one != other for one, other in gmap.links)
    assert all(one != other for one, other in topology(gmap).pairs)


def test_it_reads_back_from_turtle(folder, tmp_path):
    written = to_turtle(load(folder))
    (tmp_path / "map.ttl").write_bytes(written)
    again = load(tmp_path / "map.ttl")
    assert again.vocabulary.relations["wroteTo"].to_itself
    assert to_turtle(again) == written


@pytest.mark.parametrize("words", [["show", "wang-xing"], ["core"], ["circles"], ["brokers"], ["bridges"], ["infer"]])
def test_commands_take_it(folder, words):
    result = CliRunner().invoke(main, [words[0], "-m", str(folder), *words[1:]])
    assert result.exit_code == 0, result.output
    if words[0] == "show":
        assert result.output.count("wrote to 写信给") == 1


def test_graphs_of_others_have_it(folder, tmp_path):
    result = CliRunner().invoke(main, ["export", "nodelink", "-m", str(folder), "-o", str(tmp_path / "g.json")])
    assert result.exit_code == 0, result.output
    edges = json.loads((tmp_path / "g.json").read_text("utf-8"))["edges"]
    assert ("wang-xing", "wang-xing") in {(edge["source"], edge["target"]) for edge in edges}
