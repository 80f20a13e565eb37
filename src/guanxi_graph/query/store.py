"""RDF files in a store: in memory, or the one on disk that they were put into before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from guanxi_graph.nesting import TOO_DEEP, file_nests_too_deep
from guanxi_graph.query.messages import Data, File
from guanxi_graph.query.touched import TYPE, Touched
from guanxi_graph.turtle_lines import blocks_in, lines_with

_XML = frozenset({".rdf", ".owl", ".xml"})  # which nests no triples, and where quotes end elsewhere


def open_data(data: Data) -> tuple[ox.Store, dict[str, str]]:
    """The store and the prefixes that its files declare. Raises OSError, SyntaxError, ValueError."""
    if data.store:
        return ox.Store.read_only(data.store), data.prefixes
    store = ox.Store()
    return store, load_all(store, data.files, data.touched)


def load_all(store: ox.Store, files: Iterable[File], touched: Touched | None = None) -> dict[str, str]:
    """Load files, or what is touched of them, and return their prefixes; where two declare one, the first counts."""
    prefixes: dict[str, str] = {}
    for file in files:
        prefixes = load(store, file, touched) | prefixes
    return prefixes


def load(store: ox.Store, file: File, touched: Touched | None = None) -> dict[str, str]:
    """Load a file and return its prefixes. Raises OSError, SyntaxError, ValueError for what the parser would die of."""
    path = Path(file.path)
    if path.suffix not in _XML and file_nests_too_deep(path):
        raise ValueError(f"{path}: {TOO_DEEP}; flatten them")
    base = file.base or f"file://{file.path}"
    graph = ox.NamedNode(file.graph) if file.graph else None
    if touched is None:
        parsed = ox.parse(path=file.path, base_iri=base)
        store.bulk_load(path=file.path, base_iri=base, to_graph=graph)
        next(parsed, None)
    else:
        parsed = ox.parse(_lines(path, touched), ox.RdfFormat.TURTLE, base_iri=base)
        store.bulk_extend(_only(touched, parsed, graph))
    return dict(parsed.prefixes)


def _lines(path: Path, touched: Touched) -> bytes:
    """The lines that may say what is touched. In an encoding of single bytes: only ASCII is looked at."""
    words, names, turtle = touched.words(), touched.names(), path.read_bytes()
    if words is None or names is None:
        return turtle
    return "".join(lines_with(words, blocks_in(turtle.decode("latin-1")), names)).encode("latin-1")


def _only(touched: Touched, parsed: ox.QuadParser, graph: ox.NamedNode | None) -> Iterable[ox.Quad]:
    predicates = frozenset(map(ox.NamedNode, touched.predicates))
    classes, is_a = frozenset(map(ox.NamedNode, touched.classes)), ox.NamedNode(TYPE)
    things = frozenset(map(ox.NamedNode, touched.things))
    for quad in parsed:
        predicate = quad.predicate
        if (
            predicate in predicates
            or (predicate == is_a and quad.object in classes)
            or (things and (quad.subject in things or quad.object in things))
        ):
            yield ox.Quad(quad.subject, predicate, quad.object, graph) if graph else quad
