"""``guanxi lsp``: a language server for editors."""

from __future__ import annotations

from pathlib import Path

import click

from guanxi_graph.cli.common import map_option, misused


@click.command()
@map_option
def lsp(map_path: Path | None) -> None:
    """Help an editor write a map: a language server on standard input and output.

    Problems as you type, ids by any name, hover, go to, find and rename. An editor starts it; see docs/maps.md.
    """
    try:
        from guanxi_graph.lsp.server import make_server
    except ModuleNotFoundError as error:
        misused(f"{error.name} is not installed; run `pip install 'guanxi-graph[lsp]'`")
    make_server(map_path).start_io()
