"""``guanxi build``: from a map to its Turtle and its page."""

from __future__ import annotations

from pathlib import Path

import click

from guanxi_graph.cli.common import find_map, open_map, problems_reported
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
    from guanxi_graph.formats import check_turtle, ontology_turtle, to_turtle

    source = find_map(map_path)
    gmap = open_map(source)
    folder = output or (source / "export" if source.is_dir() else Path())
    # The ontology belongs beside the map that uses it.
    ontology = (source if source.is_dir() and output is None else folder) / "ontology.ttl"
    with problems_reported():
        turtle, terms = to_turtle(gmap), ontology_turtle(gmap.vocabulary, gmap.info.base)
        check_turtle(turtle, str(folder / "guanxi.ttl"))
        check_turtle(terms.encode(), str(ontology))
        with replacing(folder / "guanxi.ttl") as stream:
            stream.write(turtle)
        click.echo(folder / "guanxi.ttl")
        write_text(ontology, terms)
        click.echo(ontology)
        if not no_page:
            from guanxi_graph.page import POSITIONS_FILE, positions_json

            page, positions = page_of(gmap, source, folder)
            write_text(folder / "index.html", page)
            write_text(folder / POSITIONS_FILE, positions_json(positions))
            click.echo(folder / "index.html")
