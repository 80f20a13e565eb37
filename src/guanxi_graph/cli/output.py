"""What an analysis answers, as a table for people, as CSV, or as JSON."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any, Self

import click
import msgspec

from guanxi_graph.cli.common import console, say
from guanxi_graph.cli.tables import draw, tell
from guanxi_graph.problems import printable, printable_json, printable_lines
from guanxi_graph.text import defused, three_digits

_LISTED, _FEW = 12, 3  # of a list in a table that is wide, and that is not; JSON and CSV have them all


Cell = Any  # an Id, a text, a number, None, or a sequence of these


class Id(str):
    """An entity's id: tables show its names instead."""

    __slots__ = ()


class Told(str):
    """An id or a code: tables show it in words instead."""

    __slots__ = ("words",)
    words: str

    def __new__(cls, text: str, words: str) -> Self:
        told = super().__new__(cls, text)
        told.words = words
        return told


class Answer(msgspec.Struct, kw_only=True):
    """``results`` is what the analysis returned; the rows are the same for reading, row by row.

    ``remarks`` say what was counted in or left out; ``text`` stands in a terminal in place of rows. A table has the
    columns ``more`` only when it is asked to be wide.
    """

    results: Any
    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    more: Sequence[str] = ()
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


def print_table(answer: Answer, name: Callable[[str], str], *, wide: bool = True) -> None:
    """``name`` turns an entity's id into its names. All columns when ``wide``, else those that fit."""
    from rich.text import Text

    out = console()
    left_out = () if wide else answer.more
    if answer.text:
        tell(out, Text(printable_lines(answer.text)))
    elif answer.rows:
        tell(out, Text(printable(answer.title), "bold"))
        columns = zip(answer.headers, zip(*answer.rows, strict=True), strict=True)
        shown = {header: _counts(cells) for header, cells in columns if header not in left_out}
        listed = _LISTED if wide else _FEW
        draw(
            out,
            list(shown),
            [[printable(_shown(cell, name, listed)) for cell in row] for row in zip(*shown.values(), strict=True)],
            [all(map(_is_number, cells)) for cells in shown.values()],
        )
    else:
        tell(out, Text(f"{printable(answer.title)}: none"))
    for remark in (*answer.remarks, *_of_more(answer, left_out)):
        tell(out, Text(printable(remark)))


def _of_more(answer: Answer, left_out: Sequence[str]) -> list[str]:
    return [f"--wide shows also: {', '.join(left_out)}."] if left_out and answer.rows and not answer.text else []


def _counts(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Measures that are whole numbers in every row as such: 5, not 5.00."""
    if any(isinstance(cell, float) and not cell.is_integer() for cell in cells):
        return cells
    return [int(cell) if isinstance(cell, float) else cell for cell in cells]


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


def _shown(cell: Cell, name: Callable[[str], str], listed: int) -> str:
    if isinstance(cell, Id):
        return name(cell)
    if isinstance(cell, Told):
        return cell.words
    if isinstance(cell, float):
        return three_digits(cell)
    if isinstance(cell, Sequence) and not isinstance(cell, str):
        more = [f"and {len(cell) - listed} more"] if len(cell) > listed else []
        return ", ".join([*(_shown(each, name, listed) for each in cell[:listed]), *more])
    return _exact(cell)
