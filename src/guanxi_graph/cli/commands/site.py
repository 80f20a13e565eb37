"""``guanxi site``: a map as a web site of plain files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import click

from guanxi_graph.cli.common import MapCommand, count, find_map, problems_reported, say
from guanxi_graph.cli.watching import progress_shown

if TYPE_CHECKING:
    from guanxi_graph.cli.page import Page, Told
    from guanxi_graph.cli.unedited import Files
    from guanxi_graph.map import Map
    from guanxi_graph.query import SavedQuery
    from guanxi_graph.sites import Answered, Change


def _address(_: click.Context, __: click.Parameter, text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s<>\"?#]+", text):
        raise click.BadParameter("write where the site will stand, for example https://example.org/map/")
    return f"{text.rstrip('/')}/" if text else ""


@click.command(cls=MapCommand)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The folder of the site.")
@click.option(
    "--address",
    default="",
    callback=_address,
    help="Where it will stand, for a sitemap and previews. Default: `page` of the map.",
)
@click.option(
    "--changes",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    help="How many of the last changes it tells of, from git.",
)
def site(map_path: Path | None, output: Path, address: str, changes: int) -> None:
    """Write MAP as a web site that needs no server.

    The map as a page, and a page for each entity, claim, source, circle and saved query, with Turtle and JSON-LD
    beside. All links are relative, so that it opens from a folder and from any address.
    """
    from guanxi_graph.cli.querying import queries_of
    from guanxi_graph.cli.unedited import unedited
    from guanxi_graph.sites import site_files
    from guanxi_graph.sites.site_folder import write_site

    source = find_map(map_path)
    queries = queries_of(source)
    with problems_reported():
        gmap, page, told, history = unedited(source, partial(_read, most=changes))
        address = address or (urljoin(gmap.info.page, ".") if gmap.info.page else "")
        with progress_shown():
            questions = list(_answers(gmap, queries))
        files = site_files(
            gmap,
            page.html,
            questions,
            address,
            page.card,
            history or (),
            own=told.languages,
            portraits=told.portraits,
        )
        with progress_shown():
            written = write_site(output, files)
    say(output / "index.html")
    say(f"{count(written.files, 'file')}, {written.changed:,} written, {written.gone:,} taken away")
    if changes and history is None:
        say(f"no list of changes: {source} is not kept in git")


def _read(files: Files, most: int) -> tuple[Map, Page, Told, Sequence[Change] | None]:
    """The map, its page, what is told beside it, and its last changes where git keeps it."""
    from guanxi_graph.cli.map_in_git import changes_in_git
    from guanxi_graph.cli.page import page_of, read_whole
    from guanxi_graph.sites.templated import FILES

    gmap, told = read_whole(files.source)
    folder = files.source / "export" if files.source.is_dir() else files.source.parent
    page = page_of(gmap, told, folder, with_card=True, pages=FILES.ending)
    return gmap, page, told, changes_in_git(files.source, gmap, most) if most else None


def _answers(gmap: Map, queries: Mapping[str, SavedQuery]) -> Iterator[Answered]:
    """Each question with the answer of this state of the map."""
    from guanxi_graph.asking import finder_of, write_map
    from guanxi_graph.map.whole_map import WholeMap
    from guanxi_graph.query import Data, Engine, Limits
    from guanxi_graph.query.entry import placed
    from guanxi_graph.sites.answered import MOST_ROWS, answered

    with TemporaryDirectory(prefix="guanxi-") as place:
        data = placed(Path(place), Data(files=write_map(gmap, Path(place))))
        with Engine(data, Limits(rows=MOST_ROWS), finder_of(WholeMap(lambda: gmap))) as engine:
            yield from (answered(query, engine) for query in queries.values())
