"""TriG: a named graph for each source, which holds what it says. What no source says is in the default graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from guanxi_graph.formats.conversion import triples_of
from guanxi_graph.formats.terms import prefixes_of
from guanxi_graph.formats.triples import full
from guanxi_graph.formats.turtle import to_turtle
from guanxi_graph.iris import Iris
from guanxi_graph.map import Map


def to_trig(gmap: Map) -> bytes:
    """Claims, the plain facts that they state and citations, each in the graph of its source, whose name is the source.

    What two sources say is in both graphs. All graphs together hold the triples of the Turtle.
    """
    iris = Iris(gmap.info.base)
    mutual = {ox.NamedNode(iris.term(each)) for each in gmap.vocabulary.relations.values() if each.symmetric}
    triples = list(triples_of(to_turtle(gmap)))
    said_in = _said_in(triples, mutual)
    quads = [
        ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        for triple in triples
        for graph in said_in.get(triple.subject) or said_in.get(tuple(triple)) or (ox.DefaultGraph(),)
    ]
    quads.sort(key=lambda quad: str(quad.graph_name))  # the default graph first; in each, as the Turtle has them
    return ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes_of(iris)) or b""


def _said_in(triples: Iterable[ox.Triple], mutual: Collection[ox.NamedNode]) -> Mapping[object, Iterable[ox.NamedNode]]:
    """The sources of each citation and claim, and of each plain fact; of a mutual one in both directions."""
    parts: dict[str, dict[Any, list[Any]]] = {}
    for triple in triples:
        parts.setdefault(triple.predicate.value, {}).setdefault(triple.subject, []).append(triple.object)
    source_of = parts.get(full("oa:hasSource"), {})
    found = {cited: dict.fromkeys(sources) for cited, sources in source_of.items()}
    subjects, predicates, objects = (parts.get(full(f"rdf:{name}"), {}) for name in ("subject", "predicate", "object"))
    for claim, citations in parts.get(full("prov:wasDerivedFrom"), {}).items():
        found[claim] = dict.fromkeys(source for cited in citations for source in source_of.get(cited, ()))
        (subject,), (predicate,), (value,) = subjects[claim], predicates[claim], objects[claim]
        found.setdefault((subject, predicate, value), {}).update(found[claim])
        if predicate in mutual:
            found.setdefault((value, predicate, subject), {}).update(found[claim])
    return found
