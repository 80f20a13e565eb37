"""A map put on another server: each of its graphs takes the place of the one that was there.

By Graph Store Protocol where the server has it, else by SPARQL Update. What was there before is
kept until the new count is right: put back in the first case, not yet replaced in the second.

Killed at any moment, it leaves each graph as it was or new, where the server does a request wholly or not at all. One
of the two may be new and the other not, and by Update a part of the new one may stand beside, until it is run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from guanxi_graph.query.limits import QueryError
from guanxi_graph.query.messages import File
from guanxi_graph.remote.remote import Server, count_in

# The end of a query endpoint's path, and where its graph store is beside it: Oxigraph, Fuseki, Virtuoso.
GRAPH_STORES = (("/query", "/store"), ("/query", "/data"), ("/sparql", "/data"), ("/sparql", "/sparql-graph-crud-auth"))
_A_BATCH = 2000


def graph_store_of(server: Server, endpoint: str) -> str:
    """Where the server of an endpoint keeps its graph store; empty when it shows none."""
    stores = (endpoint.removesuffix(end) + other for end, other in GRAPH_STORES if endpoint.endswith(end))
    return next((store for store in stores if server.has_store(store)), "")


def put_graph(server: Server, endpoint: str, store: str, file: File) -> int:
    """Put a file's triples into its graph by Graph Store Protocol; how many they are.

    Raises QueryError; the graph that was there has then been put back, or the message says that it could not be.
    """
    body = Path(file.path).read_bytes()
    before = server.get_graph(store, file.graph)
    try:
        server.put_graph(store, file.graph, body, "text/turtle")
        return _counted(server, endpoint, file.graph, _expected(file))
    except QueryError as error:
        if error.code.startswith("http-4"):  # the server would have none of it
            raise QueryError(error.code, f"{error.message}; nothing was changed") from error
        raise _put_back(
            error, lambda: server.put_graph(store, file.graph, before or b"", "application/n-triples")
        ) from error


def update_graph(server: Server, endpoint: str, update: str, file: File) -> int:
    """Like ``put_graph``, by SPARQL Update: beside the old graph, and into its place when all has arrived."""
    beside = f"{file.graph}#being-published"
    server.update(update, f"DROP SILENT GRAPH <{beside}>")
    try:
        for batch in _batches(file):
            server.update(update, f"INSERT DATA {{ GRAPH <{beside}> {{ {batch} }} }}")
        _counted(server, endpoint, beside, _expected(file))
        server.update(update, f"MOVE GRAPH <{beside}> TO GRAPH <{file.graph}>")
        return _counted(server, endpoint, file.graph, _expected(file))
    except QueryError as error:
        raise _put_back(error, lambda: server.update(update, f"DROP SILENT GRAPH <{beside}>")) from error


def _triples(file: File) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path=file.path)}


def _expected(file: File) -> int:
    """Counted as a server holds them: equal numbers written differently are one."""
    store = ox.Store()
    store.bulk_load(path=file.path)
    return len(store)


def _batches(file: File) -> Iterator[str]:
    lines = iter(sorted(f"{triple} ." for triple in _triples(file)))
    while batch := list(islice(lines, _A_BATCH)):
        yield "\n".join(batch)


def _counted(server: Server, endpoint: str, graph: str, expected: int) -> int:
    count = count_in(server, endpoint, graph)
    if count != expected:
        raise QueryError("wrong-count", f"{graph} has {count:,} triples on the server instead of {expected:,}")
    return count


def _put_back(error: QueryError, restore: Callable[[], None]) -> QueryError:
    try:
        restore()
    except QueryError as second:
        return QueryError(error.code, f"{error.message}; what was there could not be put back ({second.message})")
    return QueryError(error.code, f"{error.message}; what was there before is there again")
