"""Every format that a map is exported to. The command line and the documents read this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from guanxi_graph import formats
from guanxi_graph.media_types import RDF_MEDIA_TYPES

if TYPE_CHECKING:
    from guanxi_graph.map import Map

_TURTLE = RDF_MEDIA_TYPES["turtle"]


class Format(NamedTuple):
    """``write`` gives the whole file. ``write_rdf12`` does so in RDF 1.2, where the format has it."""

    name: str
    media_type: str
    suffix: str
    help: str
    write: Callable[[Map], bytes]
    write_rdf12: Callable[[Map], bytes] | None = None


def _converted(name: str) -> Callable[[Map], bytes]:
    return lambda gmap: formats.converted([formats.to_turtle(gmap)], RDF_MEDIA_TYPES[name])


# Lambdas, so that each function is looked up when it is called: a list of names should not load RDF libraries.
# ruff: noqa: PLW0108
_ALL = (
    Format(
        name="turtle",
        media_type=_TURTLE,
        suffix=".ttl",
        help="RDF as people read it",
        write=lambda gmap: formats.to_turtle(gmap),
        write_rdf12=lambda gmap: formats.to_rdf12(gmap, "turtle"),
    ),
    Format(
        name="ntriples",
        media_type=RDF_MEDIA_TYPES["ntriples"],
        suffix=".nt",
        help="RDF, a triple on each line",
        write=_converted("ntriples"),
        write_rdf12=lambda gmap: formats.to_rdf12(gmap, "ntriples"),
    ),
    Format(
        name="rdfxml",
        media_type=RDF_MEDIA_TYPES["rdfxml"],
        suffix=".rdf",
        help="RDF for older tools",
        write=_converted("rdfxml"),
    ),
    Format(
        name="jsonld",
        media_type=RDF_MEDIA_TYPES["jsonld"],
        suffix=".jsonld",
        help="RDF as compact JSON",
        write=lambda gmap: formats.to_jsonld(gmap),
    ),
    Format(
        name="context",
        media_type=RDF_MEDIA_TYPES["jsonld"],
        suffix=".jsonld",
        help="what the short names in jsonld stand for",
        write=lambda gmap: formats.context_json(gmap),
    ),
    Format(
        name="shacl",
        media_type=_TURTLE,
        suffix=".ttl",
        help="shapes to check the RDF with, made from the vocabulary",
        write=lambda gmap: formats.to_shacl(gmap.vocabulary, gmap.info.base),
    ),
    Format(
        name="void",
        media_type=_TURTLE,
        suffix=".ttl",
        help="a description of the data set in VoID and DCAT",
        write=lambda gmap: formats.to_void(formats.to_turtle(gmap), gmap.info.base),
    ),
)
FORMATS: Mapping[str, Format] = {each.name: each for each in _ALL}
RDF12_FORMATS = tuple(each.name for each in _ALL if each.write_rdf12)
