"""A graph in RDF 1.2: each claim reifies the very statement that it makes.

``claim:… rdf:reifies <<( ent:wang-xing gx:founded ent:xiaonei )>>`` instead of ``rdf:subject``,
``rdf:predicate`` and ``rdf:object``. Oxigraph writes it; rdflib cannot read it yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from guanxi_graph.formats.conversion import triples_of
from guanxi_graph.formats.terms import prefixes_of
from guanxi_graph.formats.triples import full
from guanxi_graph.formats.turtle import to_turtle
from guanxi_graph.iris import Iris
from guanxi_graph.map import Map

_SYNTAXES = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}
# Readers of RDF 1.1 stop here instead of in the middle. In N-Triples, Oxigraph does not read a version yet.
_VERSIONS = {"turtle": b'VERSION "1.2"\n', "ntriples": b""}
_PARTS = tuple(ox.NamedNode(full(name)) for name in ("rdf:subject", "rdf:predicate", "rdf:object"))
_REIFIES = ox.NamedNode(full("rdf:reifies"))
_TYPE, _STATEMENT = ox.NamedNode(full("rdf:type")), ox.NamedNode(full("rdf:Statement"))


def to_rdf12(gmap: Map, form: str = "turtle") -> bytes:
    """The map as ``turtle`` or ``ntriples``, sorted."""
    prefixes = prefixes_of(Iris(gmap.info.base))
    triples = sorted(_reified(triples_of(to_turtle(gmap))), key=str)
    return _VERSIONS[form] + (ox.serialize(triples, format=_SYNTAXES[form], prefixes=prefixes) or b"")


def _reified(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    parts: defaultdict[ox.NamedNode | ox.BlankNode, dict[ox.NamedNode, object]] = defaultdict(dict)
    for triple in triples:
        if triple.predicate in _PARTS and not isinstance(triple.subject, ox.Triple):
            parts[triple.subject][triple.predicate] = triple.object
        elif (triple.predicate, triple.object) != (_TYPE, _STATEMENT):
            yield triple
    for claim, said in parts.items():
        subject, predicate, value = (said[part] for part in _PARTS)
        yield ox.Triple(claim, _REIFIES, ox.Triple(subject, predicate, value))  # type: ignore[arg-type]
