"""Which reader reads a file: by what its name ends with, and for text by how it begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from guanxi_graph.importers.delimited import read_delimited
from guanxi_graph.importers.foreign_table import ForeignTable, How, unreadable
from guanxi_graph.importers.sheets import read_sheets


class Reader(msgspec.Struct, frozen=True):
    """A kind of file: what it is called, and how it is read. ``read`` raises MapError with the place, and OSError."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, How], list[ForeignTable]]


READERS = (
    Reader("CSV or another table of text", (".csv", ".tsv", ".tab", ".txt"), read_delimited),
    Reader("a spreadsheet", (".xlsx", ".xlsm", ".xls", ".ods"), read_sheets),
)
BY_SUFFIX: Mapping[str, Reader] = {suffix: reader for reader in READERS for suffix in reader.suffixes}


def read_tables(path: Path, how: How) -> list[ForeignTable]:
    """The tables of a file of any kind that is known. Raises MapError and OSError."""
    reader = BY_SUFFIX.get(path.suffix.casefold())
    if reader is None:
        hint = f"files end with {', '.join(BY_SUFFIX)}; save it as one of these"
        raise unreadable(path.name, "this is no kind of file that is read", hint)
    tables = reader.read(path, how)
    if not tables or not any(table.rows for table in tables):
        raise unreadable(path.name, "there is nothing in it", "name a file with rows")
    return tables
