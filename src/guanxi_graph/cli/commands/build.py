"""``guanxi build``: from a map to its Turtle and its page."""

from __future__ import annotations

from pathlib import Path

import click

from guanxi_graph.cli.common import find_map, open_map, problems_reported, say
from guanxi_graph.cli.page import page_of


@click.command()
@click.argument("map_path", metavar="[MAP]", type=click.Path(path_type=Path), required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to write. Default: MAP/export, or here.",
)
@click.option("--no-page", is_flag=True, help="Leave the page out.")
def build(map_path: Path | None, output: Path | None, *, no_page: bool) -> None:
    """Build MAP (a directory, or a Turtle file that guanxi wrote): guanxi.ttl, ontology.ttl and index.html."""
    from guanxi_graph.files import replacing, write_text
    from guanxi_graph.formats import ontology_turtle, write_turtle

    source = find_map(map_path)
    gmap = open_map(source)
    folder = output or (source / "export" if source.is_dir() else Path())
    with problems_reported():
        with replacing(folder / "guanxi.ttl") as stream:
            write_turtle(gmap, stream)
        say(folder / "guanxi.ttl")
        # The ontology belongs beside the map that uses it.
        ontology = (source if source.is_dir() and output is None else folder) / "ontology.ttl"
        write_text(ontology, ontology_turtle(gmap.vocabulary, gmap.info.base))
        say(ontology)
        if not no_page:
            from guanxi_graph.page import POSITIONS_FILE, positions_json

            page, positions = page_of(gmap, source, folder)
            write_text(folder / "index.html", page)
            write_text(folder / POSITIONS_FILE, positions_json(positions))
            say(folder / "index.html")
