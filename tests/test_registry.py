"""One table of formats, which the command line and the documents read."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from guanxi_graph import Map, load
from guanxi_graph.cli.commands.source.bringing import FORMATS as FORMS
from guanxi_graph.exports import FORMATS, RDF12_FORMATS
from guanxi_graph.importers import Imported
from guanxi_graph.importers.readers import BY_SUFFIX
from guanxi_graph.importers.references import IMPORTERS
from guanxi_graph.media_types import RDF_MEDIA_TYPES
from places import ROOT, SHIPPED

BASE = ROOT / "tests" / "base"
read = cache(load)


@cache
def from_turtle(folder: Path) -> Map:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "map.ttl"
        path.write_bytes(FORMATS["turtle"].write(read(folder)))
        return load(path)


@pytest.mark.parametrize("name", [*RDF_MEDIA_TYPES, "shacl", "void"])
def test_each_format_of_rdf_is_written_as_what_its_media_type_says(name: str) -> None:
    chosen = FORMATS[name]
    body = chosen.write(read(SHIPPED))
    assert len(list(ox.parse(body, format=ox.RdfFormat.from_media_type(chosen.media_type)))) > 50


def test_the_documents_list_each_format_with_what_it_cannot_carry() -> None:
    told = re.findall(r"^\| `(.+)` \| (.+) \| (.+) \|$", (ROOT / "docs" / "export.md").read_text("utf-8"), re.MULTILINE)
    assert told == [(each.name, each.help, each.lost) for each in FORMATS.values()]


def test_what_is_several_files_is_an_archive_of_them(write_map) -> None:
    gmap = load(write_map())
    for chosen in (each for each in FORMATS.values() if each.files):
        with zipfile.ZipFile(io.BytesIO(chosen.write(gmap))) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == chosen.files(gmap)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_map_gives_the_same_bytes(name: str, write_map) -> None:
    write, directory = FORMATS[name].write, write_map()
    assert write(load(directory)) == write(load(directory))


SLOW = ("dossier", "docx", "png", "svg", "trig", "xlsx")  # half a second and more for a map like the one that ships


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        pytest.param(folder, name, marks=[pytest.mark.trial] if folder == SHIPPED and name in SLOW else [])
        for folder in (BASE, SHIPPED)
        for name in FORMATS
        if name != "context"
    ],
)
def test_a_map_read_back_from_turtle_gives_the_same_bytes(folder: Path, name: str) -> None:
    assert FORMATS[name].write(from_turtle(folder)) == FORMATS[name].write(read(folder))


HELD_BACK = {"redactions.yaml": "- {entity: ma-huateng, reason: at his request}\n"}
NAMES = ("ma-huateng", "Ma Huateng", "马化腾", "Pony Ma", "mahuateng", "fannin", "Silicon Dragon", "at his request")


def files_of(body: bytes) -> list[bytes]:
    """The body itself, or what is in the archive that it is."""
    if not body.startswith(b"PK"):
        return [body]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return [archive.read(name) for name in archive.namelist()] + [name.encode() for name in archive.namelist()]


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_held_back_is_in_no_format(name: str, write_map) -> None:
    written = files_of(FORMATS[name].write(load(write_map(HELD_BACK))))
    for each in NAMES:
        forms = (each.encode(), json.dumps(each)[1:-1].encode())
        assert not [form for body in written for form in forms if form in body], each


def test_the_syntaxes_of_rdf_are_among_them_under_the_same_names() -> None:
    assert {name: FORMATS[name].media_type for name in RDF_MEDIA_TYPES} == RDF_MEDIA_TYPES


def test_rdf_1_2_names_its_version_where_oxigraph_reads_it() -> None:
    assert RDF12_FORMATS == ("turtle", "ntriples")
    assert FORMATS["turtle"].write_rdf12(read(BASE)).startswith(b'VERSION "1.2"\n@prefix ')


def test_the_table_alone_loads_no_rdf_library() -> None:
    script = "import sys, guanxi_graph.exports; print({'pyoxigraph', 'rdflib', 'networkx'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert loaded == "set()\n"


def test_each_importer_is_in_the_documents_and_can_be_asked_for() -> None:
    words = (ROOT / "docs" / "evidence.md").read_text("utf-8")
    assert tuple(IMPORTERS) == FORMS
    assert all(f"`{suffix}`" in words for each in IMPORTERS.values() for suffix in each.suffixes)


def test_nothing_imported_is_nothing() -> None:
    assert Imported() == Imported(entities=(), sources=(), claims=(), report=())


def test_each_kind_of_file_that_is_read_is_in_the_documents() -> None:
    text = (ROOT / "docs" / "import.md").read_text("utf-8")
    assert [suffix for suffix in BY_SUFFIX if f"`{suffix}`" not in text] == []
