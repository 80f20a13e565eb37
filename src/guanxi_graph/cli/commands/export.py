"""``guanxi export``: a map in another format."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import open_map, problems_reported, say

if TYPE_CHECKING:
    from guanxi_graph.map import Map


def _turtle(gmap: Map) -> bytes:
    from guanxi_graph.formats import to_turtle

    return to_turtle(gmap)


def _ntriples(gmap: Map) -> bytes:
    from guanxi_graph.formats.conversion import converted

    return converted([_turtle(gmap)], "application/n-triples")


def _rdfxml(gmap: Map) -> bytes:
    from guanxi_graph.formats.conversion import converted

    return converted([_turtle(gmap)], "application/rdf+xml")


def _jsonld(gmap: Map) -> bytes:
    from guanxi_graph.formats import to_jsonld

    return to_jsonld(gmap)


def _context(gmap: Map) -> bytes:
    from guanxi_graph.formats import jsonld_context

    context = jsonld_context(gmap.vocabulary, gmap.info.base)
    return (json.dumps(context, ensure_ascii=False, indent=1) + "\n").encode()


def _shacl(gmap: Map) -> bytes:
    from guanxi_graph.formats import to_shacl

    return to_shacl(gmap.vocabulary, gmap.info.base)


def _void(gmap: Map) -> bytes:
    from guanxi_graph.formats import to_void

    return to_void(_turtle(gmap), gmap.info.base)


EXPORTS: dict[str, Callable[[Map], bytes]] = {
    "turtle": _turtle,
    "ntriples": _ntriples,
    "rdfxml": _rdfxml,
    "jsonld": _jsonld,
    "context": _context,
    "shacl": _shacl,
    "void": _void,
}
_RDF12 = ("turtle", "ntriples")


@click.command()
@click.argument("map_path", metavar="[MAP]", type=click.Path(path_type=Path), required=False)
@click.option("-f", "--format", "form", type=click.Choice(list(EXPORTS)), default="turtle", show_default=True)
@click.option("--rdf", type=click.Choice(["1.1", "1.2"]), default="1.1", show_default=True, help="1.2: with reifiers.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write. Default: standard output.")
def export(map_path: Path | None, form: str, rdf: str, output: Path | None) -> None:
    """Write MAP in another format: RDF of several kinds, its JSON-LD context, its shapes, its description.

    jsonld is compact; context is what it rests on; shacl are shapes made from the vocabulary; void describes the data
    set in VoID and DCAT.
    """
    from guanxi_graph.files import replacing

    if rdf == "1.2" and form not in _RDF12:
        raise click.UsageError(f"--rdf 1.2 is written as {' or '.join(_RDF12)}")
    gmap = open_map(map_path)
    if rdf == "1.2":
        from guanxi_graph.formats import to_rdf12

        body = to_rdf12(gmap, form)
    else:
        body = EXPORTS[form](gmap)
    if output is None:
        sys.stdout.buffer.write(body)
        return
    with problems_reported():
        with replacing(output) as stream:
            stream.write(body)
        say(output)
