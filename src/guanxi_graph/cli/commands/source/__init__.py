"""``guanxi source``: the sources of a map: their texts, and references in and out."""

from __future__ import annotations

import click

from guanxi_graph.cli.commands.source.add_text import add
from guanxi_graph.cli.commands.source.bringing import bring
from guanxi_graph.cli.commands.source.giving import give


@click.group()
def source() -> None:
    """Keep the texts of sources, and bring references in and out.

    Nothing is ever fetched: save the page or the PDF yourself, and name the file.
    """


for command in (add, bring, give):
    source.add_command(command)
