"""A map from Python: its questions as methods, its tables, its picture, and the notebook of the documents."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from click.testing import CliRunner

import guanxi_graph as gx
from guanxi_graph.analysis import as_dicts
from guanxi_graph.cli import main
from guanxi_graph.dates import Day

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def shipped():
    return gx.load(ROOT / "graph")


def test_tab_shows_the_ten_names_and_the_questions(shipped):
    assert dir(gx) == gx.__all__
    questions = (
        "audit between bridges brokers changes circles core ego figures interlocks multiplex owners path query why"
    )
    assert set(questions.split()) < set(dir(shipped))


def test_a_query_gives_rows(shipped):
    asked = "SELECT ?who ?year { ?who gx:founded ent:netease OPTIONAL { ?who gx:nothing ?year } }"
    assert shipped.query(asked) == [{"who": "ent:ding-lei", "year": None}]
    assert shipped.query("ASK { ent:netease a gx:Company }") is True
    assert shipped.query("SELECT (1.5 AS ?a) (2 AS ?b) (true AS ?c) {}") == [{"a": 1.5, "b": 2, "c": True}]
    assert "ent:netease a gx:Company" in shipped.query("CONSTRUCT WHERE { ent:netease a ?class }")


def test_a_wrong_query_is_drawn_with_its_place(shipped):
    with pytest.raises(ValueError, match=r"query:1:10: .*never closed(.|\n)*add `}`"):
        shipped.query("SELECT * { ?a ?b ?c")


def test_a_query_that_finds_nothing_warns_of_the_nearest(shipped):
    with pytest.warns(UserWarning, match=r"did you mean `gx:founded`\?"):
        assert shipped.query("SELECT * { ?a gx:foundedd ?b }") == []


def test_a_turtle_file_and_a_view_answer_too(shipped, tmp_path):
    (tmp_path / "map.ttl").write_bytes(gx.to_turtle(shipped))
    again = gx.load(tmp_path / "map.ttl")
    assert again == shipped
    assert again.view(min_sources=2).query("ASK { ?a gx:founded ?b }") is True


@pytest.mark.parametrize("day", ["2005", 2005, "2005-12", date(2005, 12, 31), Day(2005, 12, 31)])
def test_a_day_goes_as_text_number_or_date(shipped, day):
    assert shipped.view(as_of=day) == shipped.view(as_of=Day(2005, 12, 31))


@pytest.mark.parametrize("day", ["205", "yesterday", ".."])
def test_what_is_no_day_is_said(shipped, day):
    with pytest.raises(ValueError, match=f"`{re.escape(day)}` is not a da.*; write "):
        shipped.view(as_of=day)


def test_a_view_answers_to_its_own_questions(shipped):
    assert len(shipped.view(as_of=2005, inferred=True).brokers()) > 10
    assert shipped.view(without=["asprec-2012"]) == shipped.view(without=frozenset({"asprec-2012"}))


def test_a_map_is_shown_in_one_line(shipped):
    counts = f"{len(shipped.entities)} entities, {len(shipped.claims):,} claims, {len(shipped.sources)} sources"
    assert repr(shipped) == f"<Map The Chinese internet and its guanxi: {counts}>"


def test_a_class_that_does_not_exist_has_a_nearest(shipped):
    with pytest.raises(LookupError, match=r"there is no class `Organisation`; did you mean `Organization`\?"):
        shipped.path("wang-xing", "tencent", through=["Organisation"])
    assert shipped.path("wang-xing", "qq", through="Organization") == shipped.path(
        "wang-xing", "qq", through=["Organization"]
    )


def test_one_entity_whose_names_differ_in_case_alone_is_one(shipped):
    assert {"Renren", "RenRen"} <= {name for names in shipped.entities["renren"].aliases.values() for name in names} | {
        *shipped.entities["renren"].labels.values()
    }
    assert shipped.ego("renren") == shipped.ego("RENREN")


def test_entities_go_by_name_and_an_unknown_one_has_a_nearest(shipped):
    assert shipped.ego("Tencent") == shipped.ego("tencent")
    assert shipped.path("王兴", "Wang Huiwen").routes[0].names == ("wang-xing", "wang-huiwen")
    with pytest.raises(LookupError, match=r"there is no entity `wang-xin`; did you mean `wang-xing`\?"):
        shipped.path("wang-xin", "tencent")


@pytest.mark.parametrize(
    ("ask", "command"),
    [
        (lambda m: m.between("Wang Xing", "王慧文"), ["ties", "wang-xing", "wang-huiwen"]),
        (lambda m: m.multiplex(), ["ties"]),
        (lambda m: m.interlocks(), ["interlocks"]),
        (lambda m: m.interlocks("hasInvestor", current=True), ["interlocks", "--relation", "investedIn", "--current"]),
        (lambda m: m.figures("Renren"), ["figures", "renren"]),
        (lambda m: m.changes("2005", "2010-06"), ["changes", "2005", "2010-06"]),
        (lambda m: m.changes(Day(2005, 12, 31), "2010-06").changes, ["changes", "2005", "2010-06"]),
        (lambda m: m.why("wang-xing.founded.xiaonei.2005-12"), ["why", "wang-xing.founded.xiaonei.2005-12"]),
        (lambda m: m.owners("QQ"), ["owners", "qq"]),
        (lambda m: m.path("丁磊", "Xu Chenye"), ["path", "ding-lei", "xu-chenye"]),
    ],
)
def test_a_method_answers_what_the_command_answers(shipped, ask, command):
    done = CliRunner().invoke(main, [*command, "-m", str(ROOT / "graph"), "--json"])
    asked = as_dicts(ask(shipped))
    printed = json.loads(done.stdout)["results"]
    assert printed
    assert printed == (asked["changes"] if isinstance(asked, dict) and "changes" in asked else asked)


@pytest.mark.parametrize(
    ("ask", "error", "message"),
    [
        (
            lambda m: m.why("wang-xing.founded.xiaonei"),
            LookupError,
            "there is no claim .* did you mean `wang-xing.founded",
        ),
        (
            lambda m: m.interlocks("investdIn"),
            LookupError,
            "there is no relation `investdIn`; did you mean `investedIn`",
        ),
        (lambda m: m.between("Wang Xing", "Wang Huiwn"), LookupError, "did you mean `wang-huiwen`"),
        (lambda m: m.figures("Renrn"), LookupError, "did you mean `renren`"),
        (lambda m: m.changes("2010", "2005"), ValueError, "the first date must be before the last"),
        (lambda m: m.changes("200", "2005"), ValueError, "`200` is not a date"),
        (lambda m: m.changes("2005", ".."), ValueError, "write a date, for example 2005-12"),
    ],
)
def test_a_wrong_question_says_what_to_write(shipped, ask, error, message):
    with pytest.raises(error, match=message):
        ask(shipped)


@pytest.mark.parametrize(
    ("write", "read"),
    [
        (nx.write_graphml, lambda path: nx.read_graphml(path, force_multigraph=True)),
        (nx.write_gexf, nx.read_gexf),
        (lambda graph, path: path.write_text(json.dumps(nx.node_link_data(graph, edges="edges"))),
         lambda path: nx.node_link_graph(json.loads(path.read_text()), edges="edges")),
    ],
    ids=["graphml", "gexf", "node-link"],
)  # fmt: skip
def test_the_plain_graph_is_written_and_read_back(shipped, tmp_path, write, read):
    plain = shipped.to_networkx(plain=True)
    write(plain, tmp_path / "graph")
    again = read(tmp_path / "graph")
    assert again.number_of_edges() == len(shipped.ties)
    assert again.nodes["tencent"]["label"] == "Tencent"
    assert {data["relation"] for *_, data in again.edges("ding-lei", data=True)} >= {"founded"}


def test_the_whole_graph_is_the_maps_own(shipped):
    assert shipped.to_networkx() is shipped.graph


def test_pandas_is_asked_for_by_name(shipped, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'guanxi-graph\[pandas\]'"):
        shipped.to_pandas()


def test_a_table_has_one_row_a_claim(shipped):
    table = shipped.to_pandas()
    assert len(table) == len(shipped.claims)
    founded = table[(table.relation == "founded") & (table.object == "netease")].iloc[0]
    assert (founded.subject_name, founded.object_name) == ("Ding Lei", "NetEase")
    assert shipped.to_pandas(shipped.brokers()).name[0] == shipped.brokers()[0].name


def test_a_notebook_shows_a_picture_without_script(shipped):
    drawn = shipped._repr_html_()
    svg = ET.fromstring(drawn)  # noqa: S314  our own
    dots = svg.findall("{http://www.w3.org/2000/svg}circle")
    assert len(dots) == len(shipped.entities)
    assert "<script" not in drawn
    assert "href" not in drawn
    assert len(drawn) < 200_000


def test_names_in_the_picture_are_data(tmp_path):
    (tmp_path / "map.toml").write_text('title = {en = "<script>"}\nlanguages = ["en"]\n')
    (tmp_path / "people.yaml").write_text('- {id: a, class: Person, labels: {en: "<b>&"}}\n')
    drawn = gx.load(tmp_path)._repr_html_()
    assert "&lt;b&gt;&amp;" in drawn
    assert "&lt;script&gt;" in drawn
    assert "<script" not in drawn


def test_the_notebook_of_the_documents_runs(monkeypatch):
    monkeypatch.chdir(ROOT / "docs")
    names: dict[str, object] = {}
    cells = json.loads(Path("notebook.ipynb").read_text("utf-8"))["cells"]
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102  what a reader would run
    assert len(cells) > 4
