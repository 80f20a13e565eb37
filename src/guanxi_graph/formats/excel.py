"""The map as an Excel workbook: a sheet for each flat table. Texts are texts there, never formulas or links."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from guanxi_graph.formats.flat import Table, tables
from guanxi_graph.formats.needed import needed
from guanxi_graph.map import Map

_CREATED = datetime(1980, 1, 1, tzinfo=UTC)  # the same bytes for the same map


def to_xlsx(gmap: Map) -> bytes:
    """Raises ImportError without XlsxWriter, and OverflowError for what Excel cannot hold."""
    stream = io.BytesIO()
    with needed("xlsxwriter", "xlsx").Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        bold = book.add_format({"bold": True})
        for table in tables(gmap):
            _fill(book.add_worksheet(table.name), table, bold)
    return stream.getvalue()


def _fill(sheet: Any, table: Table, bold: Any) -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, bold)
    for number, row in enumerate(table.rows, 1):
        for place, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            write = {bool: sheet.write_boolean, str: sheet.write_string}.get(type(cell), sheet.write_number)
            if write(number, place, cell):
                told = f"row {number + 1:,}, column `{table.columns[place].name}`"
                raise OverflowError(f"Excel cannot hold `{table.name}`, {told}: `guanxi export csv` can")
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
