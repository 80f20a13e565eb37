"""The flat tables as Parquet files, for data frames and DuckDB."""

from __future__ import annotations

from typing import Any

from guanxi_graph.formats.flat import Column, Table, tables
from guanxi_graph.formats.needed import needed
from guanxi_graph.map import Map


def parquet_files(gmap: Map) -> dict[str, bytes]:
    """A file a table; an empty text is null. Raises ImportError without pyarrow."""
    return {f"{table.name}.parquet": _written(table) for table in tables(gmap)}


def _written(table: Table) -> bytes:
    arrow, parquet = needed("pyarrow", "parquet"), needed("pyarrow.parquet", "parquet")
    types = {str: arrow.string(), float: arrow.float64(), bool: arrow.bool_()}
    columns = {
        column.name: arrow.array([_cell(row[place], column) for row in table.rows], types[column.type])
        for place, column in enumerate(table.columns)
    }
    sink = arrow.BufferOutputStream()
    parquet.write_table(arrow.table(columns), sink)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def _cell(cell: Any, column: Column) -> Any:
    if column.type is float and cell is not None:
        return float(cell)
    return None if cell == "" else cell
