"""The map in other formats, from the server."""

from __future__ import annotations

import io
import json

import networkx as nx

from guanxi_graph.exports import FORMATS
from guanxi_graph.map import Map


def test_the_server_lists_the_formats(server) -> None:
    listed = json.loads(server.get("/export").text)
    assert [(each["name"], each["mediaType"]) for each in listed] == [
        (each.name, each.media_type) for each in FORMATS.values()
    ]
    assert listed[0]["address"] == f"{server.url}/export/turtle"


def test_a_format_is_a_file_to_keep(server, shipped: Map) -> None:
    reply = server.get("/export/gexf")
    assert (reply.status, reply.type) == (200, "application/gexf+xml")
    assert reply.headers["content-disposition"] == 'attachment; filename="map.gexf"'
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert set(nx.read_gexf(io.BytesIO(reply.text.encode()))) == set(shipped.entities)


def test_it_is_what_the_command_writes(server, shipped: Map) -> None:
    """With what was verified of each citation."""
    for name in ("csv", "dossier", "turtle"):
        reply = server.ask("HEAD", f"/export/{name}")
        assert int(reply.headers["content-length"]) == len(FORMATS[name].write(shipped))


def test_an_unknown_format_is_told_the_known_ones(server) -> None:
    reply = server.get("/export/gefx")
    assert reply.status == 404
    assert "there is no format of that name; there are turtle, ntriples" in reply.text


def test_turtle_that_is_no_map_cannot_be_taken_along(serve, tmp_path) -> None:
    (tmp_path / "some.ttl").write_text("<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n")
    assert serve(tmp_path / "some.ttl").get("/export/gexf").status == 404
