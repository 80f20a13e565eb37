"""Networks of Gephi and its kin become a map: GraphML, GEXF, GML, Pajek."""

from __future__ import annotations

import pytest

GRAPHML = """<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
 <key id="k" for="node" attr.name="kind" attr.type="string"/>
 <key id="n" for="node" attr.name="name" attr.type="string"/>
 <key id="x" for="node" attr.name="x" attr.type="double"/>
 <key id="r" for="edge" attr.name="relation" attr.type="string"/>
 <key id="w" for="edge" attr.name="weight" attr.type="double"/>
 <graph edgedefault="directed">
  <node id="1"><data key="k">person</data><data key="n">Jerry</data><data key="x">0.5</data></node>
  <node id="2"><data key="k">song</data><data key="n">Dark Star</data></node>
  <edge source="1" target="2"><data key="r">wrote</data><data key="w">2.5</data></edge>
 </graph>
</graphml>
"""


def test_graphml(bench):
    told = bench.bring(bench.file("g.graphml", GRAPHML))
    assert "g.graphml (nodes): 2 rows of things" in told
    assert "  song (1) → Publication" in told
    assert bench.said() == ["jerry authored dark-star weight=2.5"]
    assert " x " not in told


def test_xml_is_known_by_its_first_element(bench):
    bench.bring(bench.file("g.xml", GRAPHML))
    assert bench.said() == ["jerry authored dark-star weight=2.5"]


GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.3" xmlns:viz="http://www.gexf.net/1.3/viz" version="1.3">
 <graph mode="dynamic" defaultedgetype="directed" timeformat="date">
  <attributes class="node" mode="static">
   <attribute id="0" title="Gender" type="string"><default>m</default></attribute>
  </attributes>
  <attributes class="edge" mode="dynamic"><attribute id="1" title="Role" type="string"/></attributes>
  <nodes>
   <node id="a" label="弘一"><viz:size value="3"/></node>
   <node id="b" label="妙月"><attvalues><attvalue for="0" value="f"/></attvalues></node>
  </nodes>
  <edges>
   <edge id="7" source="a" target="b" start="1919-05" end="1921" kind="taught" weight="2"/>
   <edge id="8" source="b" target="a" type="undirected">
    <attvalues><attvalue for="1" value="guest" start="1923"/></attvalues>
    <spells><spell start="1923" end="1924"/><spell start="1930" end="Infinity"/></spells>
   </edge>
  </edges>
 </graph>
</gexf>
"""


@pytest.mark.parametrize("version", ["1.3", "1.2draft"])
def test_gexf_with_its_dates(bench, version):
    told = bench.bring(bench.file("g.gexf", GEXF.replace("1.3", version)))
    assert "  taught (1) → teacherOf" in told
    assert bench.said() == [
        "hong-yi gender m",
        "hong-yi teacherOf miao-yue 1919-05 – 1921 weight=2",
        "miao-yue gender f",
        "miao-yue linkedWith hong-yi 1923 – 1924 role=guest (1923–)",
        "miao-yue linkedWith hong-yi 1930 role=guest (1923–)",
    ]


def test_gml_and_pajek(bench):
    gml = 'graph [ directed 1 node [ id 1 label "Ada" ] node [ id 2 label "Grace" ] edge [ source 1 target 2 relation "friend" ] ]'
    bench.bring(bench.file("g.gml", gml))
    assert bench.said() == ["ada friendOf grace"]
    pajek = '*Vertices 2\n1 "Ada Lovelace" 0.1 0.2 0.5\n2 "Grace" 0.1 0.2 0.5\n*Edges\n1 2 3\n'
    bench.bring(bench.file("p.net", pajek))
    assert "ada-lovelace linkedWith grace-2 weight=3" in bench.said()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            '<!DOCTYPE g [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><gexf>&b;</gexf>',
            "g.gexf:1:25: error[cannot-import]: it declares entities",
        ),
        ("<gexf>" + "<graph>" * 200, "it is nested deeper than 100"),
        ("<gexf><graph></gexf>", "this is not XML: mismatched tag"),
        ("<gexf/>", "there is no <graph> in it"),
        ("<gexf><graph/></gexf>", "there is nothing in it"),
    ],
)
def test_what_is_no_network_is_refused_in_plain_words(bench, content, told):
    result = bench.run("import", bench.file("g.gexf", content), "-o", bench.map_folder, "--yes")
    assert result.exit_code == 1
    assert told in result.output


def test_what_networkx_cannot_read_is_told(bench):
    for name, content in (
        ("g.graphml", "<graphml/>"),
        ("g.gml", "graph [ node ["),
        ("g.net", "*Vertices x\n"),
        ("g.xml", "<html/>"),
    ):
        result = bench.run("import", bench.file(name, content), "-o", bench.map_folder, "--yes")
        assert result.exit_code == 1
        assert "error[cannot-import]" in result.output
