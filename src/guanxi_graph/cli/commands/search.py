"""``guanxi search``: what a map has of a name."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import MapCommand, console, look_at_map, misused, say, styled

if TYPE_CHECKING:
    from rich.text import Text

    from guanxi_graph.map import Map
    from guanxi_graph.model import Source
    from guanxi_graph.search import Hit

_SUGGESTED = 3


@click.command(cls=MapCommand)
@click.argument("text", nargs=-1)
@click.option("-k", "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def search(text: tuple[str, ...], limit: int, map_path: Path | None, *, as_json: bool) -> None:
    """Find entities and sources by whatever they are called.

    TEXT is a name or a part of one, in any script and order, pinyin (with or without spaces), initials, an id, an
    author, a title, an address or a DOI. Slips are allowed for where nothing is found without.
    """
    wanted = " ".join(text).strip()
    if not wanted:
        misused("write what to look for, for example `guanxi search wang xing`")
    from guanxi_graph.map.called import things_of

    gmap = look_at_map(map_path)
    searcher = things_of(gmap)
    found = searcher.find(wanted)
    near = [] if found else searcher.near(wanted)[:_SUGGESTED]
    if as_json:
        _print_json(gmap, wanted, found, near, limit)
    elif found:
        _print(gmap, found, limit)
    else:
        names = " or ".join(f"`{hit.id}` ({_name(gmap, hit)})" for hit in near)
        say(f"nothing is called `{wanted}`" + (f"; did you mean {names}?" if near else ""), err=True)
    sys.exit(0 if found else 1)


def _print(gmap: Map, found: Sequence[Hit], limit: int) -> None:
    screen = console()
    for hit in found[:limit]:
        for line in _lines(gmap, hit):
            screen.print(line)
    if (more := len(found) - limit) > 0:
        screen.print(styled((f"{more:,} more; see them with -k {len(found)}", "dim")))


def _lines(gmap: Map, hit: Hit) -> Iterator[Text]:
    name = _name(gmap, hit)
    yield styled((name, "bold"), (f"  {_kind(gmap, hit)}", ""), (f"  {hit.id}", "cyan"))
    about = [_described(gmap.sources[hit.id])] if hit.kind == "source" else []
    if hit.text != hit.id and hit.text not in " ".join((*about, name)):
        about.append(_why(hit))
    if told := "; ".join(filter(None, about)):
        yield styled((f"    {told}", "dim"))


def _print_json(gmap: Map, wanted: str, found: Sequence[Hit], near: Sequence[Hit], limit: int) -> None:
    import json

    from guanxi_graph.problems import printable_json

    body = {
        "query": wanted,
        "count": len(found),
        "results": [_as_dict(gmap, hit) for hit in found[:limit]],
        "near": [_as_dict(gmap, hit) for hit in near],
    }
    click.echo(printable_json(json.dumps(body, ensure_ascii=False, indent=2)))


def _as_dict(gmap: Map, hit: Hit) -> dict[str, object]:
    is_entity = hit.kind == "entity"
    return {
        "kind": hit.kind,
        "id": hit.id,
        "name": _name(gmap, hit),
        "class": gmap.entities[hit.id].cls if is_entity else gmap.sources[hit.id].kind,
        "by": hit.what,
        "text": hit.text,
        "nearness": hit.nearness.name.lower(),
    }


def _name(gmap: Map, hit: Hit) -> str:
    from guanxi_graph.map.told import name_in

    return name_in(gmap, hit.id) if hit.kind == "entity" else gmap.sources[hit.id].title


def _kind(gmap: Map, hit: Hit) -> str:
    from guanxi_graph.model import names_in

    if hit.kind == "entity":
        return names_in(gmap.vocabulary.classes[gmap.entities[hit.id].cls].labels, gmap.info.languages)
    return f"source, {gmap.sources[hit.id].kind}"


def _described(source: Source) -> str:
    """Who published it and when, and where it can be read."""
    return ", ".join(filter(None, (*source.authors, source.publisher, str(source.published or ""), source.url)))


def _why(hit: Hit) -> str:
    """By what it was found: ``alias Pony Ma``, ``initials, reading 马化腾: ma hua teng``."""
    from guanxi_graph.search import Nearness

    how = {Nearness.INITIALS: "initials, ", Nearness.SLIP: "but for a slip, "}.get(hit.nearness, "")
    return f"{how}{hit.what} {hit.text}"
