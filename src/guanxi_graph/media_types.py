"""The names and media types of the syntaxes of RDF, the best first: what is exported, asked for and answered."""

from __future__ import annotations

from collections.abc import Mapping

RDF_MEDIA_TYPES: Mapping[str, str] = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
# How their files end, and addresses at which they are had.
RDF_SUFFIXES: Mapping[str, str] = {".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld", ".rdf": "rdfxml"}
