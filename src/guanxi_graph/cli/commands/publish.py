"""``guanxi publish``: a map on another SPARQL server."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from guanxi_graph.cli.common import MapCommand, say


@click.command(cls=MapCommand)
@click.option("--endpoint", required=True, metavar="URL", help="Where the server answers queries.")
@click.option("--store", metavar="URL", help="Its graph store (GSP). Default: looked for beside the endpoint.")
@click.option("--update", metavar="URL", help="Where it takes SPARQL Update, to use that instead.")
@click.option("--user", default="", help="To sign in; the password is read from GUANXI_PASSWORD.")
@click.option("--timeout", default=300.0, show_default=True, help="Seconds that each request may take.")
def publish(
    map_path: Path | None, endpoint: str, store: str | None, update: str | None, user: str, *, timeout: float
) -> None:
    """Put a map on another SPARQL server.

    The map becomes the graph of its base IRI and the vocabulary that of its own, in place of what was there; the count
    is checked after. When something fails, what was there before is there again, or the message says that it is not.
    """
    from guanxi_graph.cli.querying import data_of
    from guanxi_graph.query.limits import Limits, QueryError
    from guanxi_graph.remote.publish import graph_store_of, put_graph, update_graph
    from guanxi_graph.remote.remote import Server

    server = Server(Limits(seconds=timeout, size=1 << 40), user, os.environ.get("GUANXI_PASSWORD", ""))
    held = data_of(map_path)
    files = [file for file in held().files if file.graph]
    try:
        if not update:
            store = store or graph_store_of(server, endpoint)
            if not store:
                raise click.UsageError(f"no graph store found beside {endpoint}; name it with --store, or use --update")
        for file in files:
            sent = (
                update_graph(server, endpoint, update, file)
                if update
                else put_graph(server, endpoint, store or "", file)
            )
            say(f"{file.graph}  {sent:,} triples")
    except QueryError as error:
        say(f"error[{error.code}]: {error.message}", err=True)
        sys.exit(1)
