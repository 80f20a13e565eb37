"""Files of a graph for Gephi, yEd, Cytoscape: read by networkx."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from guanxi_graph import Map, load
from guanxi_graph.formats import to_gexf, to_graphml

GEXF = "{http://gexf.net/1.3}"


def both(body: bytes) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(body)) if b"<graphml" in body[:200] else nx.read_gexf(io.BytesIO(body))


def parsed(body: bytes) -> ET.Element:
    return ET.fromstring(body)  # noqa: S314 - our own


@pytest.mark.parametrize("write", [to_graphml, to_gexf])
def test_networkx_reads_every_entity_and_every_tie_back(write, shipped: Map) -> None:
    read = both(write(shipped))
    assert set(read) == set(shipped.entities)
    assert sorted(read.edges()) == sorted((claim.subject, claim.object) for claim in shipped.ties)
    assert read.nodes["wang-xing"] | {"label_zh-Hans": "王兴", "value_bornOn": "1979-02-18"} == read.nodes["wang-xing"]


def test_the_keys_of_graphml_are_unique(shipped: Map) -> None:
    """As XML's own ids must be; nodes and edges both have a label."""
    keys = [key.get("id") for key in parsed(to_graphml(shipped)) if key.tag.endswith("key")]
    assert len(keys) == len(set(keys)) > 10


CLAIMS = """\
- {subject: wang-xing, relation: worksAt, object: renren, start: 2005-12, end: 2006, sources: [asprec-2012]}
- {subject: wang-xing, relation: bornOn, value: 1979-02-18, sources: [asprec-2012]}
- {subject: lai-binqiang, relation: worksAt, object: renren, start: 2005-12, end: .., sources: [asprec-2012]}
- {subject: wang-xing, relation: recruited, object: ma-huateng, at: 2011-05, sources: [asprec-2012]}
- {subject: wang-xing, relation: teacherOf, object: lai-binqiang, sources: [asprec-2012]}
- {subject: ma-huateng, relation: bornOn, value: -0205, sources: [asprec-2012]}
"""


def test_gexf_lasts_as_long_as_things_did(write_map) -> None:
    """From the first day that the start may mean to the last of the end, within the lives of both."""
    root = parsed(to_gexf(load(write_map({"claims/claims.yaml": CLAIMS}))))
    lasting = {
        thing.get("id").removesuffix(".2005-12"): (thing.get("start"), thing.get("end"))
        for tag in ("node", "edge")
        for thing in root.iter(GEXF + tag)
    }
    assert lasting["wang-xing"] == ("1979-02-18", None)
    assert lasting["wang-xing.worksAt.renren"] == ("2005-12-01", "2006-12-31")
    assert lasting["lai-binqiang.worksAt.renren"] == ("2005-12-01", None)
    assert lasting["wang-xing.recruited.ma-huateng.2011-05"] == ("2011-05-01", "2011-05-31")
    assert lasting["wang-xing.teacherOf.lai-binqiang"] == ("1979-02-18", None)
    assert lasting["ma-huateng"] == ("-0205-01-01", None)
    assert lasting["renren"] == (None, None)


def test_gexf_keeps_what_gephi_asks_for(write_map) -> None:
    root = parsed(to_gexf(load(write_map())))
    graph = root.find(f"{GEXF}graph")
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert graph.attrib == {
        "defaultedgetype": "directed",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    declared = {(each.get("class"), column.get("id")) for each in graph.iter(f"{GEXF}attributes") for column in each}
    used = {
        (tag, value.get("for"))
        for tag in ("node", "edge")
        for thing in graph.iter(GEXF + tag)
        for value in thing.iter(f"{GEXF}attvalue")
    }
    assert used <= declared
    founded = next(edge for edge in graph.iter(f"{GEXF}edge") if edge.get("kind") == "founded")
    assert founded.get("label") == "founded"


SVG = "{http://www.w3.org/2000/svg}"


def test_a_drawing_is_of_all_or_of_what_is_around_one(guanxi, write_map) -> None:
    def shown(*around: str) -> set[str]:
        root = parsed(guanxi("export", "svg", write_map(), *around).stdout.encode())
        return {dot.findtext(f"{SVG}title") for dot in root.iter(f"{SVG}circle")}

    founders = {"Renren", "Wang Xing", "Lai Binqiang"}
    assert shown() == {*founders, "China", "guanxi", "Tencent", "Ma Huateng"}
    assert shown("--around", "lai-binqiang") == {"Renren", "Lai Binqiang"}
    assert shown("--around", "lai-binqiang", "--depth", "2") == {*founders, "China", "guanxi"}


def test_a_map_of_nobody_is_an_empty_drawing(guanxi, tmp_path) -> None:
    (tmp_path / "map.toml").write_text('title = {en = "Nobody"}\n')
    (tmp_path / "sources.yaml").write_text("- {id: fannin-2008, title: A book}\n")
    root = parsed(guanxi("export", "svg", tmp_path).stdout.encode())
    assert (root.tag, list(root.iter(f"{SVG}circle"))) == (f"{SVG}svg", [])
