"""``guanxi export``: a map in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guanxi_graph.cli.common import MapCommand, open_map, problems_reported, say
from guanxi_graph.formats.registry import FORMATS, RDF12_FORMATS

_EACH = "; ".join(f"{each.name}: {each.help}" for each in FORMATS.values())


@click.command(cls=MapCommand)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="turtle",
    show_default=True,
    help=f"{_EACH}.",
)
@click.option("--rdf", type=click.Choice(["1.1", "1.2"]), default="1.1", show_default=True, help="1.2: with reifiers.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write. Default: standard output (-)."
)
def export(map_path: Path | None, form: str, rdf: str, output: Path | None) -> None:
    """Write a map as RDF of several kinds, its context or its shapes."""
    from guanxi_graph.files import is_stdout, replacing

    chosen = FORMATS[form]
    write = chosen.write if rdf == "1.1" else chosen.write_rdf12
    if write is None:
        raise click.UsageError(f"--rdf 1.2 is written as {' or '.join(RDF12_FORMATS)}")
    body = write(open_map(map_path))
    if output is None or output == Path("-") or is_stdout(output):
        sys.stdout.buffer.write(body)
        return
    with problems_reported():
        with replacing(output) as stream:
            stream.write(body)
        say(output)
