"""``guanxi source``: the sources of a map: their texts, and references in and out."""

from __future__ import annotations

import click

from guanxi_graph.cli.commands.source.adding import add


@click.group()
def source() -> None:
    """Keep the texts of sources, and bring references in and out.

    Nothing is ever fetched: save the page or the PDF yourself, and name the file.
    """


source.add_command(add)
