"""``guanxi site``: a map as a web site of plain files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import click

from guanxi_graph.cli.common import MapCommand, count, find_map, problems_reported, say

if TYPE_CHECKING:
    from guanxi_graph.cli.page import Page
    from guanxi_graph.cli.unedited import Files
    from guanxi_graph.map import Map
    from guanxi_graph.query import Engine, SavedQuery
    from guanxi_graph.sites import Answered, Change

_MOST_ROWS = 1000  # of an answer on a page


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
        gmap, page, told = unedited(source, partial(_read, most=changes))
        address = address or (urljoin(gmap.info.page, ".") if gmap.info.page else "")
        questions = list(_answered(gmap, queries))
        written = write_site(output, site_files(gmap, page.html, questions, address, page.card, told or ()))
    say(output / "index.html")
    say(f"{count(written.files, 'file')}, {written.changed:,} written, {written.gone:,} taken away")
    if changes and told is None:
        say(f"no list of changes: {source} is not kept in git")


def _read(files: Files, most: int) -> tuple[Map, Page, Sequence[Change] | None]:
    """The map, its page, and its last changes where git keeps it."""
    from guanxi_graph.cli.map_in_git import changes_in_git
    from guanxi_graph.cli.page import page_of, read_whole

    gmap, stories, languages = read_whole(files.source)
    folder = files.source / "export" if files.source.is_dir() else files.source.parent
    page = page_of(gmap, stories, languages, folder, with_card=True)
    return gmap, page, changes_in_git(files.source, gmap, most) if most else None


def _answered(gmap: Map, queries: Mapping[str, SavedQuery]) -> Iterator[Answered]:
    """Each question with the answer of this state of the map, where that is a table within the limits."""
    from guanxi_graph.asking import write_map
    from guanxi_graph.query import Data, Engine, Limits
    from guanxi_graph.query.entry import placed

    with TemporaryDirectory(prefix="guanxi-") as place:
        data = placed(Path(place), Data(files=write_map(gmap, Path(place))))
        with Engine(data, Limits(rows=_MOST_ROWS)) as engine:
            yield from (_answer(engine, query) for query in queries.values())


def _answer(engine: Engine, query: SavedQuery) -> Answered:
    from guanxi_graph.query import QueryError
    from guanxi_graph.query.labels import labels_of
    from guanxi_graph.sites import Answered

    asked = Answered(query.name, query.title, query.description, query.text)
    try:
        found = json.loads(engine.query(query.text, "json").body)
    except QueryError as error:
        return asked._replace(remark=error.message)
    if "results" not in found:
        return asked._replace(remark="yes" if found["boolean"] else "no")
    rows = found["results"]["bindings"]
    iris = (term["value"] for row in rows for term in row.values() if term["type"] == "uri")
    return asked._replace(columns=found["head"]["vars"], rows=rows, labels=labels_of(iris, engine.values))
