"""RDF files in a store: in memory, or the one on disk that they were put into before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from guanxi_graph.nesting import TOO_DEEP, file_nests_too_deep
from guanxi_graph.query.messages import Data, File

_XML = frozenset({".rdf", ".owl", ".xml"})  # which nests no triples, and where quotes end elsewhere


def open_data(data: Data) -> tuple[ox.Store, dict[str, str]]:
    """The store and the prefixes that its files declare. Raises OSError, SyntaxError, ValueError."""
    if data.store:
        return ox.Store.read_only(data.store), data.prefixes
    store = ox.Store()
    return store, load_all(store, data.files)


def load_all(store: ox.Store, files: Iterable[File]) -> dict[str, str]:
    """Load files and return their prefixes; where two declare the same one, the first counts."""
    prefixes: dict[str, str] = {}
    for file in files:
        prefixes = load(store, file) | prefixes
    return prefixes


def load(store: ox.Store, file: File) -> dict[str, str]:
    """Load a file and return its prefixes. Raises OSError, SyntaxError, ValueError for what the parser would die of."""
    path = Path(file.path)
    if path.suffix not in _XML and file_nests_too_deep(path):
        raise ValueError(f"{path}: {TOO_DEEP}; flatten them")
    base = file.base or f"file://{file.path}"
    store.bulk_load(path=file.path, base_iri=base, to_graph=ox.NamedNode(file.graph) if file.graph else None)
    parsed = ox.parse(path=file.path, base_iri=base)
    next(parsed, None)
    return dict(parsed.prefixes)
