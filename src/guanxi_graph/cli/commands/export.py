"""``guanxi export``: a map in another format."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import MapCommand, entity_id, misused, open_map, problems_reported, say
from guanxi_graph.cli.watching import progress_shown
from guanxi_graph.exports import FORMATS, RDF12_FORMATS, Format
from guanxi_graph.formats import zipped
from guanxi_graph.text import nearest

if TYPE_CHECKING:
    from guanxi_graph.map import Map

_EACH = "\n".join(f"  {each.name:10}  {each.help}" for each in FORMATS.values())


@click.command(cls=MapCommand, epilog=f"\b\nFormats:\n{_EACH}")
@click.argument("chosen", metavar="[FORMAT]", required=False)
@click.option("-f", "--format", "form", type=click.Choice(list(FORMATS)), metavar="FORMAT", help="FORMAT, named early.")
@click.option("--rdf", type=click.Choice(["1.1", "1.2"]), default="1.1", show_default=True, help="1.2: with reifiers.")
@click.option("--around", metavar="ENTITY", help="Only ENTITY and what is near it; its dossier.")
@click.option("--depth", type=click.IntRange(1, 10), default=1, show_default=True, help="How many ties away is near.")
@click.option("--bom", is_flag=True, help="Begin texts of csv with the mark by which Excel knows UTF-8.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write, or the folder for several, or a .zip of them. Default: standard output (-).",
)
def export(
    map_path: Path | None,
    chosen: str | None,
    form: str | None,
    rdf: str,
    around: str | None,
    depth: int,
    bom: bool,
    output: Path | None,
) -> None:
    """Write a map in a format of other programs; without FORMAT as Turtle."""
    if chosen and chosen not in FORMATS and map_path is None and Path(chosen).exists():
        map_path, chosen = Path(chosen), None  # a map alone, without a format
    if chosen and form:
        misused("the format is named twice: name it first, or with -f")
    wanted = _format(chosen or form or "turtle")
    if rdf == "1.2" and wanted.write_rdf12 is None:
        misused(f"--rdf 1.2 is written as {' or '.join(RDF12_FORMATS)}")
    if bom and not wanted.takes_bom:
        misused(f"--bom is for {' and '.join(each.name for each in FORMATS.values() if each.takes_bom)}")
    gmap = open_map(map_path)
    with _refused():
        if around and wanted.write_of:
            _write(wanted.write_of(gmap, entity_id(gmap, around)), output)
            return
        gmap = _part(gmap, around, depth)
        if wanted.files is None:
            write = wanted.write_rdf12 if rdf == "1.2" and wanted.write_rdf12 else wanted.write
            with progress_shown():
                body = write(gmap)
            _write(body, output)
            return
        with progress_shown():
            files = {name: BOM_UTF8 + body if bom else body for name, body in wanted.files(gmap).items()}
        if output is None or output == Path("-") or output.suffix == ".zip":
            _write(zipped(files), output)
        else:
            _write_files(files, output)


@contextmanager
def _refused() -> Iterator[None]:
    """Turns what a format cannot hold, or needs, into a message."""
    try:
        yield
    except ImportError as error:
        misused(str(error))
    except OverflowError as error:
        say(f"error: {error}", err=True)
        sys.exit(1)


def _format(name: str) -> Format:
    if name not in FORMATS:
        misused(f"there is no format `{name}`; `guanxi export --help` lists them", nearest(name, FORMATS))
    return FORMATS[name]


def _part(gmap: Map, center: str | None, depth: int) -> Map:
    from guanxi_graph.map.around import around

    return gmap if center is None else around(gmap, entity_id(gmap, center), depth)


def _write(body: bytes, output: Path | None) -> None:
    from guanxi_graph.files import is_stdout, replacing

    if output is None or output == Path("-") or is_stdout(output):
        if sys.stdout.isatty() and b"\0" in body:
            misused("this is no text for a terminal: say with -o where to write it")
        sys.stdout.buffer.write(body)
        return
    with problems_reported():
        with replacing(output) as stream:
            stream.write(body)
        say(output)


def _write_files(files: Mapping[str, bytes], folder: Path) -> None:
    from guanxi_graph.together import replacing_together

    with problems_reported():
        with replacing_together(folder) as together:
            for name, body in files.items():
                with together.replacing(folder / name) as stream:
                    stream.write(body)
        for name in files:
            say(folder / name)
