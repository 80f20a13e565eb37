"""``guanxi schema``: the JSON Schema of a map's files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from guanxi_graph.cli.common import MapCommand, find_map, problems_reported, say

KINDS = ("entities", "sources", "claims")


@click.command(cls=MapCommand)
@click.argument("kind", type=click.Choice(KINDS), required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write all three into this folder.")
def schema(kind: str | None, output: Path | None, map_path: Path | None) -> None:
    """Print the JSON Schema of a kind of file, for editors.

    They complete and check YAML by it. In VS Code, with schemas in ./schema, the first line of a file may be:
    # yaml-language-server: $schema=schema/claims.json
    """
    from guanxi_graph.files import write_text
    from guanxi_graph.problems import printable_json
    from guanxi_graph.reading.draft import read_vocabulary
    from guanxi_graph.reading.schema import file_schema

    if (kind is None) == (output is None):
        raise click.UsageError("name a kind to print it, or --output to write all of them")
    with problems_reported():
        vocabulary = read_vocabulary(find_map(map_path))
        for each in KINDS if output else (kind or "",):
            text = json.dumps(file_schema(each, vocabulary), ensure_ascii=False, indent=2) + "\n"
            if output:
                write_text(output / f"{each}.json", text)
                say(output / f"{each}.json")
            else:
                click.echo(printable_json(text), nl=False)
