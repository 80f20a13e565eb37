"""``guanxi build``: from a map to its Turtle and its page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.by_parts import FORMS, PACKED, Wanted, folder_writer, writer
from guanxi_graph.cli.common import MapCommand, count, find_map, misused, problems_reported, say
from guanxi_graph.cli.engines import BUILDING, MEMORY, WRITING
from guanxi_graph.cli.page import page_of, read_whole
from guanxi_graph.cli.watching import progress_shown

if TYPE_CHECKING:
    from guanxi_graph.cli.page import Told
    from guanxi_graph.cli.unedited import Files
    from guanxi_graph.map import Map


@click.command(cls=MapCommand)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to write. Default: MAP/export, or here.",
)
@click.option("--no-page", is_flag=True, help="Leave the page out.")
@click.option(
    "--engine",
    type=click.Choice([MEMORY, *WRITING, *BUILDING]),
    default=MEMORY,
    show_default=True,
    help="disk, spark: the triples alone, with memory that does not grow with the claims.",
)
@click.option("--as", "form", type=click.Choice(list(FORMS)), help="What the engine disk writes.  [turtle]")
@click.option("--compress", type=click.Choice(list(PACKED)), help="How disk compresses it.")
def build(
    map_path: Path | None, output: Path | None, *, no_page: bool, engine: str, form: str | None, compress: str | None
) -> None:
    """Build MAP: guanxi.ttl, ontology.ttl, the page index.html and its card."""
    from guanxi_graph.cli.unedited import unedited

    if engine not in WRITING and (form or compress):
        misused(f"--as and --compress are for --engine {' or '.join(WRITING)}; `guanxi export` has other formats")
    source = find_map(map_path)
    folder = output or (source / "export" if source.is_dir() else Path())
    # The ontology belongs beside the map that uses it.
    ontology = (source if source.is_dir() and output is None else folder) / "ontology.ttl"
    with problems_reported():
        if engine == MEMORY:
            gmap, told, state = unedited(source, _read)
            with progress_shown():
                written = [*_write(gmap, folder, ontology, None if no_page else told), state]
        elif engine in BUILDING:
            written = unedited(source, folder_writer(engine, folder, ontology))
        else:
            written = unedited(source, writer(Wanted(engine, form or "turtle", compress), folder, ontology))
    for path in written:
        say(path)


def _read(files: Files) -> tuple[Map, Told, str]:
    gmap, told = read_whole(files.source)
    return gmap, told, f"{count(len(files.paths), 'file')}, state {files.digest()[:12]}"


def _write(gmap: Map, folder: Path, ontology: Path, told: Told | None) -> list[Path | str]:
    """All files as one, without a page when nothing is told on it. Returns what is to be looked at or known."""
    from guanxi_graph.formats import check_turtle, checked_ontology, to_turtle
    from guanxi_graph.together import replacing_together

    facts, terms = to_turtle(gmap), checked_ontology(gmap.vocabulary, gmap.info.base, ontology)
    check_turtle(facts, str(folder / "guanxi.ttl"))
    turtle, page = folder / "guanxi.ttl", folder / "index.html"
    with replacing_together(folder) as together:
        with together.replacing(turtle) as stream:
            stream.write(facts)
        together.write_text(ontology, terms)
        if told is None:
            return [turtle, ontology]
        from guanxi_graph.page import CARD_FILE, POSITIONS_FILE, positions_json

        made = page_of(gmap, told, folder, with_card=True)
        together.write_text(page, made.html)
        together.write_text(folder / POSITIONS_FILE, positions_json(made.positions))
        if made.card:
            with together.replacing(folder / CARD_FILE) as stream:
                stream.write(made.card)
    return [turtle, ontology, page, *filter(None, [made.no_card])]
