"""Spreadsheets: XLSX, XLS and ODS. Every sheet is a table; numbers and days are written as they are meant."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

from guanxi_graph.importers.foreign_table import ForeignTable, How, unreadable

# A spreadsheet is packed: a small file may unpack to more than the memory.
_LARGEST = 1 << 29


def read_sheets(path: Path, _: How) -> list[ForeignTable]:
    """The tables of all sheets that hold something. Raises MapError, and OSError."""
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(path)
    try:
        with path.open("rb") as stream:
            book = CalamineWorkbook.from_filelike(stream)
            sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except CalamineError as error:
        hint = "open it in a spreadsheet program and save it anew, or as CSV"
        raise unreadable(str(path), f"this spreadsheet cannot be read: {error}", hint) from error
    return [table for name, rows in sheets if (table := _table(path.name, name, rows)).rows]


def _table(file: str, sheet: str, rows: list[list[Any]]) -> ForeignTable:
    written = [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1)]
    held = [(number, row) for number, row in written if any(row)]
    return ForeignTable(file=file, sheet=sheet, rows=[row for _, row in held], lines=[number for number, _ in held])


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell).strip()


def _refuse_bomb(path: Path) -> None:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            size = sum(member.file_size for member in packed.infolist())
        if size > _LARGEST:
            hint = "save the sheets that you need as CSV"
            raise unreadable(str(path), f"it unpacks to {size >> 20:,} MB, more than 512 MB", hint)
