"""What a shell offers for an argument: ids of the map that is found from here, looked up without reading it whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

_ID = re.compile(r"(?:^|[\s{,])[\"']?id[\"']?:[ \t]*[\"']?(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)")
_NO_NAMES = frozenset({"claims", "judgements", "redactions", "renamed"})


class Offered(click.types.StringParamType):
    """A text for which a shell offers what there is."""

    def __init__(self, offers: Callable[[Path, Sequence[str]], Iterator[str]]) -> None:
        self.offers = offers

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from guanxi_graph.cli.common import nearest_map

        words = [*_texts(ctx.params.get(param.name or "")), *_texts(ctx.params.get("map_argument"))]
        folder = ctx.params.get("map_path") or nearest_map()
        found: set[str] = set()
        with suppress(OSError, ValueError):
            found |= {each for each in self.offers(folder, words) if each.startswith(incomplete)} if folder else set()
        return [CompletionItem(each) for each in sorted(found)]


def offered(name: str) -> Offered | None:
    """The type of an argument or option of this name, where there is something to offer."""
    return _BY_NAME.get(name)


def _texts(value: Any) -> Sequence[str]:
    """What was typed for an argument before the word at hand."""
    return [str(each) for each in value] if isinstance(value, tuple) else [str(value)] if value else []


def _things(folder: Path, *, sources: bool) -> Iterator[str]:
    from guanxi_graph.reading.folder import PARQUET, look_into

    for file in look_into(folder).of("records"):
        if (
            file.path.suffix.casefold() not in PARQUET
            and file.kind not in _NO_NAMES
            and (file.kind == "sources") == sources
        ):
            text = file.path.read_text("utf-8", "replace")
            yield from _in_table(text) if file.path.suffix.casefold() == ".csv" else _ID.findall(text)


def _in_table(text: str) -> Iterator[str]:
    import csv

    lines = text.splitlines()
    mark = next((mark for mark in (",", ";", "\t") if mark in lines[0]), ",") if lines else ","
    yield from (row["id"] for row in csv.DictReader(lines, delimiter=mark) if row.get("id"))


def _entities(folder: Path, _: Sequence[str] = ()) -> Iterator[str]:
    return _things(folder, sources=False)


def _sources(folder: Path, _: Sequence[str] = ()) -> Iterator[str]:
    return _things(folder, sources=True)


def _both(folder: Path, _: Sequence[str]) -> Iterator[str]:
    yield from _entities(folder)
    yield from _sources(folder)


def _relations(folder: Path, _: Sequence[str] = ()) -> Iterator[str]:
    from guanxi_graph.problems import MapError
    from guanxi_graph.reading.draft import read_vocabulary
    from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

    try:
        yield from read_vocabulary(folder).relations
    except MapError:
        yield from built_in_vocabulary().relations


def _questions(folder: Path, _: Sequence[str]) -> Iterator[str]:
    from guanxi_graph.query.saved import shipped_queries

    yield from sorted({*shipped_queries(), *(path.stem for path in (folder / "queries").glob("*.rq"))})


def _line(folder: Path, words: Sequence[str]) -> Iterator[str]:
    """The next word of a line that is added. Bash parts words at ``@``."""
    from guanxi_graph.reading.draft import read_vocabulary

    match list(words):
        case []:
            yield from ("entity", "source")
            yield from _entities(folder)
        case ["entity", _]:
            yield from (term.id for term in read_vocabulary(folder).classes.values() if not term.abstract)
        case ["entity" | "source", *_]:
            return
        case [_]:
            relations = read_vocabulary(folder).relations.values()
            yield from (term.id for term in relations if not (term.inverted or term.derived))
        case [_, _]:
            yield from _entities(folder)
        case [*_, "@"]:
            yield from _sources(folder)
        case _:
            yield from (f"@{each}" for each in _sources(folder))
            yield from (f"{name}=" for name in ("start", "end", "at", *read_vocabulary(folder).qualifiers))


_BY_NAME = {
    **dict.fromkeys(("entity", "start", "end", "one", "other"), Offered(_entities)),
    **dict.fromkeys(("relations", "via"), Offered(_relations)),
    "source": Offered(_sources),
    "old": Offered(_both),
    "line": Offered(_line),
    "query": Offered(_questions),
}
