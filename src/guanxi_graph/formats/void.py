"""A data set described for machines that collect them: VoID and DCAT 3."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox

from guanxi_graph.formats import terms
from guanxi_graph.formats.triples import full
from guanxi_graph.text import canonical_language

_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": terms.PREFIXES["dct"],
    "gx": terms.PREFIXES["gx"],
    "void": terms.PREFIXES["void"],
}
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/text/turtle"
_VOCABULARIES = ("gx", "prov", "schema", "skos", "wikibase")


def to_void(turtle: Path | bytes, base: str, endpoint: str = "", download: str = "") -> bytes:
    """The description of a map's Turtle, as Turtle. ``endpoint`` and ``download`` are where it can be asked and got.

    Raises OSError, and SyntaxError for what is not Turtle.
    """
    found = _Counted(turtle, base)
    statements: list[tuple[str, list[str]]] = [
        ("a", ["void:Dataset", "dcat:Dataset"]),
        ("dct:title", found.said("schema:name")),
        ("dct:description", found.said("schema:description")),
        ("dct:license", found.said("schema:license")),
        ("void:uriSpace", [terms.literal(f"{base}id/")]),
        ("void:triples", [str(found.triples)]),
        ("void:distinctSubjects", [str(found.subjects)]),
        ("void:classes", [str(len(found.classes))]),
        ("void:properties", [str(len(found.properties))]),
        ("void:vocabulary", [terms.iri(terms.PREFIXES[name]) for name in _VOCABULARIES]),
        ("void:classPartition", [terms.iri(f"{base}void/class/{place}") for place in range(1, len(found.classes) + 1)]),
        ("void:sparqlEndpoint", [terms.iri(endpoint)] if endpoint else []),
        ("void:dataDump", [terms.iri(download)] if download else []),
        ("dcat:distribution", [terms.iri(f"{base}void/turtle")]),
    ]
    parts = [terms.header(_PREFIXES), "\n", terms.block(terms.iri(base), statements), _distribution(base, download)]
    for place, (cls, number) in enumerate(sorted(found.classes.items()), 1):
        partition = terms.iri(f"{base}void/class/{place}")
        parts.append(terms.block(partition, (("void:class", [terms.iri(cls)]), ("void:entities", [str(number)]))))
    return "".join(parts).encode()


def _distribution(base: str, download: str) -> str:
    return terms.block(
        terms.iri(f"{base}void/turtle"),
        (
            ("a", ["dcat:Distribution"]),
            ("dcat:mediaType", [terms.iri(_MEDIA_TYPE)]),
            ("dcat:downloadURL", [terms.iri(download)] if download else []),
        ),
    )


class _Counted:
    """What is in a file, in one pass, and what it says of its data set."""

    def __init__(self, turtle: Path | bytes, base: str) -> None:
        dataset, kind = ox.NamedNode(base), ox.NamedNode(full("rdf:type"))
        self.triples = 0
        self.classes: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()
        self.about: list[ox.Triple] = []
        subjects = set()
        quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE) if isinstance(turtle, bytes) else ox.parse(path=turtle)
        for quad in quads:
            self.triples += 1
            subjects.add(quad.subject)
            self.properties[quad.predicate.value] += 1
            if quad.predicate == kind and isinstance(quad.object, ox.NamedNode):
                self.classes[quad.object.value] += 1
            if quad.subject == dataset:
                self.about.append(quad.triple)
        self.subjects = len(subjects)

    def said(self, predicate: str) -> list[str]:
        wanted = full(predicate)
        return sorted(_written(triple.object) for triple in self.about if triple.predicate.value == wanted)


def _written(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return terms.iri(term.value)
    if isinstance(term, ox.Literal):
        return terms.literal(term.value, canonical_language(term.language or ""))
    raise ValueError(f"{term} cannot be written here")
