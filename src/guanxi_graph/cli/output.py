"""What an analysis answers, as a table for people, as CSV, or as JSON."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click
import msgspec

from guanxi_graph.cli.common import console, say
from guanxi_graph.problems import printable, printable_json, printable_lines
from guanxi_graph.text import defused, three_digits

_LISTED = 12  # of a list in a table; JSON and CSV have them all

Cell = Any  # an Id, a text, a number, None, or a sequence of these


class Id(str):
    """An entity's id: tables show its names instead."""

    __slots__ = ()


class Answer(msgspec.Struct, kw_only=True):
    """``results`` is what the analysis returned; the rows are the same for reading, row by row.

    ``remarks`` say what was counted in or left out; ``text`` stands in a terminal in place of rows.
    """

    results: Any
    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    remarks: list[str] = []
    text: str = ""
    facts: dict[str, Any] = {}


def print_json(answer: Answer) -> None:
    from guanxi_graph.analysis import as_dicts

    body = {**answer.facts, "remarks": answer.remarks, "results": answer.results}
    click.echo(printable_json(json.dumps(as_dicts(body), ensure_ascii=False, indent=2)))


def print_csv(answer: Answer) -> None:
    """Ids and exact numbers to standard output, remarks to standard error; no cell is a formula to a spreadsheet."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([header.replace(" ", "_") for header in answer.headers])
    writer.writerows([defused(printable_lines(_exact(cell))) for cell in row] for row in answer.rows)
    for remark in answer.remarks:
        say(remark, err=True)


def print_table(answer: Answer, name: Callable[[str], str]) -> None:
    """``name`` turns an entity's id into its names."""
    from rich.table import Table
    from rich.text import Text

    out = console()
    if answer.text:
        out.print(Text(printable_lines(answer.text)))
    elif answer.rows:
        table = Table(title=Text(printable(answer.title)), title_justify="left", header_style="bold")
        numeric = [all(_is_number(row[place]) for row in answer.rows) for place in range(len(answer.headers))]
        for header, is_number in zip(answer.headers, numeric, strict=True):
            table.add_column(header, justify="right" if is_number else "left", overflow="fold")
        for row in answer.rows:
            table.add_row(*(Text(printable(_shown(cell, name))) for cell in row))
        out.print(table)
    else:
        out.print(Text(f"{printable(answer.title)}: none"))
    for remark in answer.remarks:
        out.print(Text(printable(remark)))


def _is_number(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool))


def _exact(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Sequence) and not isinstance(cell, str):
        return "; ".join(_exact(each) for each in cell)
    return str(cell)


def _shown(cell: Cell, name: Callable[[str], str]) -> str:
    if isinstance(cell, Id):
        return name(cell)
    if isinstance(cell, float):
        return three_digits(cell)
    if isinstance(cell, Sequence) and not isinstance(cell, str):
        more = [f"and {len(cell) - _LISTED} more"] if len(cell) > _LISTED else []
        return ", ".join([*(_shown(each, name) for each in cell[:_LISTED]), *more])
    return _exact(cell)
