"""An RO-Crate, opened by the library of those who made the format."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from rocrate.rocrate import ROCrate

from guanxi_graph import load
from guanxi_graph.exports import FORMATS
from guanxi_graph.formats import csv_files, to_turtle

SETTINGS = """\
title = {en = "A small map", zh-Hans = "小图"}
base = "https://example.org/small/"
licence = "https://creativecommons.org/licenses/by/4.0/"
authors = ["Li Wei <https://orcid.org/0000-0002-1825-0097>", "The lab <https://ror.org/05gq02987>", "Somebody"]
"""
MORE = """\
- {id: free, title: Free, published: 2024-05-06, licence: CC-BY-SA-4.0, lineage: asprec-2012, url: "https://example.org/"}
"""
CLAIM = '- {subject: wang-xing, relation: friendOf, object: ma-huateng, note: "=2+2", sources: [free]}\n'


@pytest.fixture
def written(write_map, guanxi, tmp_path: Path) -> tuple[Path, Path]:
    """The map's folder, and that of its crate."""
    folder = write_map({"map.toml": SETTINGS, "sources/more.yaml": MORE, "claims/more.yaml": CLAIM})
    guanxi("export", "rocrate", folder, "-o", tmp_path / "crate")
    return folder, tmp_path / "crate"


@pytest.fixture
def crate(written: tuple[Path, Path]) -> Any:
    return ROCrate(written[1])


def test_the_crate_says_what_it_is_and_who_made_it(crate) -> None:
    assert (crate.name, crate.root_dataset["identifier"]) == ("A small map", "https://example.org/small/")
    assert crate.license.id == "https://creativecommons.org/licenses/by/4.0/"
    assert f"{crate.datePublished:%Y-%m-%d}" == "2024-05-06"
    li, lab, somebody = crate.root_dataset["author"]
    assert (li.id, li.type, li["name"]) == ("https://orcid.org/0000-0002-1825-0097", "Person", "Li Wei")
    assert (lab.type, lab["name"], somebody) == ("Organization", "The lab", "Somebody")


def test_every_file_is_told_of_with_its_size_and_checksum(written, crate) -> None:
    files = {path.relative_to(written[1]).as_posix() for path in written[1].rglob("*") if path.is_file()}
    told = {each.id: each for each in crate.data_entities}
    assert files == {*told, "ro-crate-metadata.json", "SHA256SUMS"}
    for name, each in told.items():
        body = (written[1] / name).read_bytes()
        assert (each["contentSize"], each["sha256"]) == (str(len(body)), hashlib.sha256(body).hexdigest())


def test_every_source_is_a_citation_under_its_own_licence(written, crate) -> None:
    cited = {each.id.rpartition("/")[2]: each for each in crate.root_dataset["citation"]}
    assert set(cited) == set(load(written[0]).sources)
    free = cited["free"]
    assert (free["name"], free["datePublished"], free["creditText"]) == (
        "Free", "2024-05-06", "Free (2024-05-06). https://example.org/",
    )  # fmt: skip
    assert free["license"].id == "https://spdx.org/licenses/CC-BY-SA-4.0"
    assert free["isBasedOn"].id == cited["asprec-2012"].id


def test_every_link_within_leads_somewhere(written) -> None:
    nodes = json.loads((written[1] / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    links = [
        link for node in nodes for value in node.values() for link in (value if isinstance(value, list) else [value])
    ]
    targets = {link["@id"] for link in links if isinstance(link, dict)}
    names = [node["@id"] for node in nodes]
    assert len(names) == len(set(names))
    assert targets - {*names} == {"https://w3id.org/ro/crate/1.1"}


def test_the_whole_map_is_in_it(written) -> None:
    """As Turtle that reads back equal; no cell of a table is a formula."""
    gmap = load(written[0])
    assert load(written[1] / "map.ttl") == gmap
    assert (written[1] / "map.ttl").read_bytes() == to_turtle(gmap)
    assert (written[1] / "tables" / "edges.csv").read_bytes() == csv_files(gmap)["edges.csv"]
    assert b",'=2+2" in (written[1] / "tables" / "edges.csv").read_bytes()


def test_a_map_that_says_little_of_itself_is_one_too(write_map, tmp_path: Path) -> None:
    files = {"map.toml": 'base = "https://example.org/bare/"\n'}
    for name, body in FORMATS["rocrate"].files(load(write_map(files))).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(body)
    crate = ROCrate(tmp_path)
    assert (crate.name, crate.license) == ("https://example.org/bare/", "no licence is stated")
