"""Query results as a table for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from guanxi_graph.cli.common import count
from guanxi_graph.problems import printable, printable_lines

if TYPE_CHECKING:
    from rich.console import Console

_NUMBERS = ("integer", "decimal", "double", "float")


def print_results(body: bytes, prefixes: Mapping[str, str], screen: Console) -> None:
    """Draw a SPARQL JSON result: names with their prefixes, numbers to the right, yes or no for ASK."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    results = json.loads(body)
    if "boolean" in results:
        screen.print("yes" if results["boolean"] else "no")
        return
    names, rows = results["head"]["vars"], results["results"]["bindings"]
    longest_first = sorted(prefixes.items(), key=lambda pair: -len(pair[1]))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in names:
        numeric = rows and all(_is_number(row[name]) for row in rows if name in row)
        table.add_column(Text(printable(str(name))), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(row[name], longest_first) if name in row else "") for name in names))
    if names and rows:
        screen.print(table)
    screen.print(Text(f"\n{count(len(rows), 'row')}", "dim"))


def _shown(term: Mapping[str, str], prefixes: list[tuple[str, str]]) -> str:
    value = term["value"]
    if term["type"] == "uri":
        for prefix, iri in prefixes:
            if value.startswith(iri) and "/" not in value.removeprefix(iri):
                return printable(f"{prefix}:{value.removeprefix(iri)}")
        return printable(f"<{value}>")
    if term["type"] == "bnode":
        return printable(f"_:{value}")
    return printable_lines(str(value))


def _is_number(term: Mapping[str, str]) -> bool:
    return str(term.get("datatype", "")).rpartition("#")[2] in _NUMBERS
