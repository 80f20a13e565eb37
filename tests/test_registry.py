"""One table of formats, which the command line and the documents read."""

from __future__ import annotations

import subprocess
import sys

import pyoxigraph as ox
import pytest

from guanxi_graph import load
from guanxi_graph.formats.registry import FORMATS, RDF12_FORMATS
from guanxi_graph.importers.readers import BY_SUFFIX
from guanxi_graph.media_types import RDF_MEDIA_TYPES
from places import ROOT, SHIPPED


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written_as_what_its_media_type_says(name: str) -> None:
    chosen = FORMATS[name]
    body = chosen.write(load(SHIPPED))
    if name == "context":
        assert body.startswith(b"{")
    else:
        assert len(list(ox.parse(body, format=ox.RdfFormat.from_media_type(chosen.media_type)))) > 50


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_in_the_documents(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "rdf.md").read_text("utf-8")


def test_the_syntaxes_of_rdf_are_among_them_under_the_same_names() -> None:
    assert {name: FORMATS[name].media_type for name in RDF_MEDIA_TYPES} == RDF_MEDIA_TYPES


def test_rdf_1_2_names_its_version_where_oxigraph_reads_it() -> None:
    assert RDF12_FORMATS == ("turtle", "ntriples")
    assert FORMATS["turtle"].write_rdf12(load(SHIPPED)).startswith(b'VERSION "1.2"\n@prefix ')


def test_the_table_alone_loads_no_rdf_library() -> None:
    script = "import sys, guanxi_graph.formats.registry; print({'pyoxigraph', 'rdflib', 'networkx'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert loaded == "set()\n"


def test_each_kind_of_file_that_is_read_is_in_the_documents() -> None:
    text = (ROOT / "docs" / "import.md").read_text("utf-8")
    assert [suffix for suffix in BY_SUFFIX if f"`{suffix}`" not in text] == []
