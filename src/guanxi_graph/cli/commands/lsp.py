"""``guanxi lsp``: a language server for editors."""

from __future__ import annotations

from pathlib import Path

import click

from guanxi_graph.cli.common import MapCommand, misused


@click.command(cls=MapCommand)
def lsp(map_path: Path | None) -> None:
    """Help an editor write a map (a language server).

    Problems as you type, ids by any name, hover, go to, find and rename. An editor starts it, and asks it over standard
    input and output; see docs/maps.md.
    """
    try:
        from guanxi_graph.lsp.language_server import make_server
    except ModuleNotFoundError as error:
        misused(f"{error.name} is not installed; run `pip install 'guanxi-graph[lsp]'`")
    make_server(map_path).start_io()
