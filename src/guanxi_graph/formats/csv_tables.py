"""The map as CSV files for a spreadsheet or a data frame (RFC 4180)."""

from __future__ import annotations

import csv
import io

from guanxi_graph.formats.flat import Cell, Table, tables
from guanxi_graph.map import Map
from guanxi_graph.text import defused


def csv_files(gmap: Map) -> dict[str, bytes]:
    """A file a table, in UTF-8; no cell is a formula to a spreadsheet."""
    return {f"{table.name}.csv": _written(table) for table in tables(gmap)}


def _written(table: Table) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode()


def _cell(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else defused(str(cell))
