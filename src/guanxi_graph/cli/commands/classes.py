"""``guanxi classes``: what kinds of things a map tells of."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import MapCommand, console, look_at_map, styled
from guanxi_graph.cli.tables import tell

if TYPE_CHECKING:
    from guanxi_graph.map import Map
    from guanxi_graph.vocabulary import Class


@click.command(cls=MapCommand)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def classes(map_path: Path | None, *, as_json: bool) -> None:
    """List the classes of things that a map may tell of.

    Each below the one it is a kind of, with how many things of it the map has, those of narrower classes included.
    """
    gmap = look_at_map(map_path)
    counts = Counter(broader for entity in gmap.entities.values() for broader in gmap.vocabulary.ancestors(entity.cls))
    if as_json:
        _print_json(gmap, counts)
    else:
        _print(gmap, counts)


def _print(gmap: Map, counts: Counter[str]) -> None:
    from guanxi_graph.model import label_of, names_in

    screen, languages = console(), gmap.info.languages
    for cls, depth in _tree(gmap, ""):
        indent = "  " * depth
        label = names_in(cls.labels, languages)
        tell(screen, styled((f"{indent}{cls.id}", "cyan"), (f"  {label}", ""), (f"  {counts[cls.id]:,}", "bold")))
        if definition := label_of(cls.definition, *languages):
            tell(screen, styled((f"{indent}    {definition}", "dim")))


def _tree(gmap: Map, parent: str, depth: int = 0) -> Iterator[tuple[Class, int]]:
    for cls in gmap.vocabulary.classes.values():
        if cls.parent == parent:
            yield cls, depth
            yield from _tree(gmap, cls.id, depth + 1)


def _print_json(gmap: Map, counts: Counter[str]) -> None:
    from guanxi_graph.problems import printable_json

    kept = ("id", "parent", "abstract", "labels", "definition", "synonyms", "local")
    found = [{**{name: getattr(cls, name) for name in kept}, "count": counts[cls.id]} for cls, _ in _tree(gmap, "")]
    click.echo(printable_json(json.dumps(found, ensure_ascii=False, indent=2)))
