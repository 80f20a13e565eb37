"""Pictures that the files of others name: each is kept as an address with what is told of it, and none is fetched."""

from __future__ import annotations

import json

import pytest

from guanxi_graph.model import Image

PICTURE = "https://example.org/ada.jpg"
KUMU = {
    "elements": [{"label": "Ada", "type": "Person", "image": PICTURE}, {"label": "Bo", "type": "Person"}],
    "connections": [{"from": "Ada", "to": "Bo", "type": "knows"}],
}
DRAWING = {
    "nodes": {"1": {"id": "1", "name": "Ada", "image": PICTURE}, "2": {"id": "2", "name": "Bo", "image": None}},
    "edges": {"9": {"id": "9", "node1_id": "1", "node2_id": "2", "label": "friend"}},
}
TURTLE = f"""
@prefix schema: <https://schema.org/> .
@prefix e: <http://example.org/people/> .
e:ada a schema:Person ; schema:name "Ada" ; schema:knows e:bo ; schema:image <{PICTURE}> .
e:bo a schema:Person ; schema:name "Bo" .
"""


@pytest.mark.parametrize(
    ("name", "content"), [("k.json", json.dumps(KUMU)), ("o.json", json.dumps(DRAWING)), ("l.ttl", TURTLE)]
)
def test_the_address_of_a_picture_is_kept(bench, name, content):
    told = bench.bring(bench.file(name, content))
    assert {key: each.image for key, each in bench.map().entities.items()} == {"ada": Image(file=PICTURE), "bo": None}
    assert ": left out" not in told


def test_linked_data_tells_licence_and_credit(bench):
    node = f"""[ a schema:ImageObject ; schema:contentUrl <{PICTURE}> ;
        schema:license <https://spdx.org/licenses/CC-BY-4.0> ; schema:creditText "Li Wei" ] , <https://example.org/2.jpg>"""
    told = bench.bring(bench.file("l.ttl", TURTLE.replace(f"<{PICTURE}>", node)))
    assert bench.map().entities["ada"].image == Image(file=PICTURE, licence="CC-BY-4.0", credit="Li Wei")
    assert "1 × further pictures of a thing: left out" in told


def test_a_table_has_columns_for_all_of_it_and_no_file_is_a_picture(bench):
    rows = [
        "Name,Photo,Photo licence,Photo credit,Photo source",
        f"Ada,{PICTURE},CC-BY-4.0,Li Wei,https://example.org/ada",
        f"Bo,{PICTURE},ask first,,somewhere",
        "Cy,cy.jpg,CC0-1.0,,",
    ]
    told = bench.bring(bench.file("people.csv", "\n".join(rows)))
    found = {key: each.image for key, each in bench.map().entities.items()}
    whole = Image(file=PICTURE, licence="CC-BY-4.0", credit="Li Wei", source="https://example.org/ada")
    assert found == {"ada": whole, "bo": Image(file=PICTURE), "cy": None}
    assert "names a picture that is no web address: it was left out (row 4 of people.csv)" in told
    assert "has words for the licence of its picture that name none: they were left out (row 3 of people.csv)" in told


def test_a_picture_of_wikidata_is_found_at_commons(bench):
    def picture(name: str, rank: str) -> dict[str, object]:
        snak = {"snaktype": "value", "datatype": "commonsMedia", "datavalue": {"type": "string", "value": name}}
        return {"mainsnak": snak, "rank": rank}

    claims = {
        "P18": [picture("Wrong.jpg", "deprecated"), picture("Old.jpg", "normal"), picture("Ada é.jpg", "preferred")],
        "P154": [picture("Logo.svg", "normal")],
    }
    item = {"type": "item", "id": "Q1000001", "labels": {"en": {"value": "Ada"}}, "claims": claims}
    told = bench.bring(bench.file("a.json", json.dumps(item)))
    commons = "https://commons.wikimedia.org/wiki"
    assert bench.map().entities["ada"].image == Image(
        file=f"{commons}/Special:FilePath/Ada_%C3%A9.jpg", source=f"{commons}/File:Ada_%C3%A9.jpg"
    )
    assert "3 × further pictures of a thing: left out" in told
