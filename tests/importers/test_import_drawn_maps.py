"""Maps of Kumu and Oligrapher, and a vault of notes, in the shapes that these programs write."""

from __future__ import annotations

import json

import pytest

KUMU = {
    "elements": [
        {"label": "Ada", "type": "Person", "description": "A mathematician"},
        {"label": "Charles", "type": "Person"},
        {"label": "Royal Society", "type": "Organization"},
    ],
    "connections": [
        {"from": "Ada", "to": "Charles", "direction": "undirected", "type": "knows"},
        {"from": "Charles", "to": "Royal Society", "direction": "directed", "type": "member of"},
    ],
}
BLUEPRINT = {
    "elements": [
        {"_id": "elem-1", "attributes": {"label": "Ada", "element type": "Person"}},
        {"_id": "elem-2", "attributes": {"label": "Charles", "element type": "Person"}},
        {"_id": "elem-3", "attributes": {"label": "Royal Society", "element type": "Organization"}},
    ],
    "connections": [
        {"_id": "conn-1", "from": "elem-1", "to": "elem-2", "direction": "mutual", "attributes": {"connection type": "knows"}},
        {"_id": "conn-2", "from": "elem-2", "to": "elem-3", "direction": "directed", "attributes": {"connection type": "member of"}},
    ],
}  # fmt: skip


@pytest.mark.parametrize("drawn", [KUMU, BLUEPRINT])
def test_kumu(bench, drawn):
    bench.bring(bench.file("kumu.json", json.dumps(drawn)))
    assert bench.said() == ["ada knows charles", "charles memberOf royal-society"]
    assert bench.map().entities["royal-society"].cls == "Organization"


def test_what_stands_on_a_line_of_kumu_is_beside_its_type(bench):
    bench.bring(
        bench.file(
            "c.csv",
            "From,To,Label,Type,Description\nAda,Bo,since school,knows,They met at a party\nBo,Cy,,works with,\n",
        )
    )
    assert bench.said() == ["ada knows bo label=since school", "bo colleagueOf cy"]
    assert {each.note for each in bench.map().claims.values()} == {"They met at a party", ""}


def test_how_a_map_is_drawn_is_left_out_and_told(bench):
    drawn = {
        "elements": [{**each, "position": {"x": 1, "y": 2}} for each in BLUEPRINT["elements"]],
        "connections": BLUEPRINT["connections"],
        "loops": [{"_id": "loop-1"}],
        "perspectives": [],
    }
    told = bench.bring(bench.file("kumu.json", json.dumps(drawn)))
    assert bench.said() == ["ada knows charles", "charles memberOf royal-society"]
    assert ("3 × position: left out" in told, "1 × loops: left out" in told, "perspectives" in told) == (
        True,
        True,
        False,
    )


def test_kumu_as_two_tables(bench):
    elements = bench.file("elements.csv", "Label,Type\nAda,Person\nRoyal Society,Organization\n")
    bench.bring(
        elements, bench.file("connections.csv", "From,To,Type,Direction\nAda,Royal Society,member of,directed\n")
    )
    assert bench.said() == ["ada memberOf royal-society"]


NODE = {"x": 10, "y": 20, "image": None, "scale": 1}
OLIGRAPHER = {
    "nodes": {
        "1": {"id": "1", "name": "Ada", "url": "https://littlesis.org/person/1-Ada", **NODE},
        "2": {"id": "2", "name": "Big Firm", "url": "https://littlesis.org/org/2-Big_Firm", **NODE},
        "3": {"id": "3", "name": "Bo", **NODE},
    },
    "edges": {
        "7": {"id": "7", "node1_id": "1", "node2_id": "2", "label": "founded", "arrow": "1->2", "url": "https://littlesis.org/relationships/7"},
        "8": {"id": "8", "node1_id": "2", "node2_id": "3", "label": "worked at", "arrow": "2->1"},
        "9": {"id": "9", "node1_id": "1", "node2_id": "3", "label": "friend", "arrow": None, "dash": True},
    },
    "captions": {"c": {"id": "c", "text": "1999"}},
}  # fmt: skip
OLDER = {
    "nodes": {"1": {"id": 1, "display": {"name": "Ada", "x": 1, "y": 2}}, "2": {"id": 2, "display": {"name": "Bo", "x": 1, "y": 2}}},
    "edges": {"9": {"id": 9, "node1_id": 1, "node2_id": 2, "display": {"label": "teacher of", "arrow": True, "cx": 1}}},
}  # fmt: skip


def test_oligrapher(bench):
    told = bench.bring(bench.file("drawn.json", json.dumps(OLIGRAPHER)))
    assert bench.said() == ["ada founded big-firm", "ada friendOf bo", "bo worksAt big-firm"]
    for left in ("captions: left out", "line drawn with dashes: taken as any other"):
        assert f"1 × {left}" in told
    classes = {name: each.cls for name, each in bench.map().entities.items()}
    assert (classes["ada"], classes["big-firm"]) == ("Person", "Organization")
    assert "https://littlesis.org/relationships/7" in {each.url for each in bench.map().sources.values()}


def test_oligrapher_of_older_versions(bench):
    bench.bring(bench.file("drawn.json", json.dumps(OLDER)))
    assert bench.said() == ["ada teacherOf bo"]


ADA = """---
aliases: [Countess of Lovelace, "A. L."]
tags:
  - todo
  - person
born: 1815-12-10
knows: "[[Charles Babbage|Charles]]"
neighbour of: [[Annabella]]
cssclass: wide
address: {city: London}
---
# Ada
She wrote to [[Charles Babbage]] and read [[People/Sketch#Notes|a sketch]], see [a note](Charles%20Babbage.md).
educatedAt:: [[A school]]
- friend of:: [[Mary Somerville]], [[Charles Babbage]]
She was (member of:: [[Royal Club]], 1830-1832) for a while. ![[portrait.png]]
```
[[Nothing]]
```
"""


@pytest.fixture
def vault(bench):
    notes = {
        "People/Ada Lovelace.md": ADA,
        "People/Charles Babbage.md": "---\ntype: person\nsource: https://example.org/babbage\n---\nfounded:: [[Royal Club]]\n",
        "Old/Charles Babbage.md": "[diedOn:: 1871-10-18] knows no one\n",
        "portrait.png": "",
        "Mary Somerville.md": "---\nbad: [unclosed\n---\n",
        ".obsidian/hidden.md": "[[Hidden]]",
        ".trash/old.md": "knows:: [[Hidden]]",
    }
    for name, text in notes.items():
        path = bench.folder / "Vault" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return bench.folder / "Vault"


def test_a_vault_of_notes(bench, vault):
    told = bench.bring(vault)
    assert bench.said() == [
        "ada-lovelace bornOn 1815-12-10",
        "ada-lovelace educatedAt a-school",
        "ada-lovelace friendOf charles-babbage",
        "ada-lovelace friendOf mary-somerville",
        "ada-lovelace knows charles-babbage",
        "ada-lovelace linksTo sketch",
        "ada-lovelace memberOf royal-club",
        "ada-lovelace neighbourOf annabella",
        "charles-babbage diedOn 1871-10-18",
        "charles-babbage founded royal-club",
    ]
    for left in (
        "1 × properties of `Mary Somerville.md` that are no YAML: left out",
        "1 × something shown within a note: left out",
        "2 × notes of the name Charles Babbage: taken as one thing",
        "1 × file that is no note: left out",
        "1 × further tag of a note: left out",
        "1 × property within a property: left out",
        "1 × cssclass: left out",
    ):
        assert left in told
    gmap = bench.map()
    assert {each.note for each in gmap.claims.values()} == {"1830-1832", ""}
    assert gmap.entities["ada-lovelace"].cls == "Person"
    assert gmap.entities["ada-lovelace"].aliases == {"en": ("A. L.", "Countess of Lovelace")}
    (founded,) = (each for each in gmap.claims.values() if each.relation == "founded")
    assert gmap.sources[founded.citations[0].source].url == "https://example.org/babbage"
    assert (
        next(each for each in gmap.claims.values() if each.relation == "knows").citations[0].locator == "Ada Lovelace"
    )


def test_links_without_a_word_are_left_out_if_the_mapping_says_so(bench, vault):
    bench.bring(vault)
    mapping = bench.map_folder / "imports" / "vault.yaml"
    text = mapping.read_text("utf-8")
    assert "links to: linksTo" in text
    mapping.write_text(text.replace("links to: linksTo", "links to: skip"), "utf-8")
    told = bench.bring(vault)
    assert "1 × says `links to`, which the mapping leaves out" in told
    assert not [each for each in bench.said() if "linksTo" in each]


def test_a_folder_without_notes_is_told(bench):
    (bench.folder / "empty").mkdir()
    result = bench.run("import", bench.folder / "empty", "-o", bench.map_folder, "--yes")
    assert (result.exit_code, "there are no notes in this folder" in result.output) == (1, True)
