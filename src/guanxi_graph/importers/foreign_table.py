"""What every reader makes of a file of others: tables of texts, and where each row stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from guanxi_graph.problems import MapError, Problem, Span


class ForeignTable(msgspec.Struct, kw_only=True):
    """The rows of a file, a sheet, or one kind of record, the header among them.

    ``lines`` tells for each row where it stands in the file, counted from 1. ``header`` is the number of the row
    that names the columns: 0 for none, -1 where it is still to be found. ``encoding`` and ``delimiter`` are what a
    file of text was read by. ``default`` is the class of things of which nothing is told,
    ``separator`` parts several values in a cell, and ``remarks`` count what of the file is not in its tables.
    """

    file: str
    sheet: str = ""
    rows: Sequence[Sequence[str]]
    lines: Sequence[int] = ()
    header: int = -1
    encoding: str = ""
    delimiter: str = ""
    default: str = "Person"
    separator: str = ""
    remarks: Mapping[str, int] = {}

    @property
    def name(self) -> str:
        return f"{self.file} ({self.sheet})" if self.sheet else self.file

    def line(self, row: int) -> int:
        """Where the row of this index stands."""
        return self.lines[row] if self.lines else row + 1


class How(msgspec.Struct, frozen=True, kw_only=True):
    """What a file of text is to be read by; guessed where it is empty."""

    encoding: str = ""
    delimiter: str = ""


def table_of(
    file: str, sheet: str, records: Sequence[dict[str, str]], lines: Sequence[int] = (), default: str = "Person"
) -> ForeignTable:
    """Records with named fields as a table; a column for every name, in the order in which they come first."""
    names = list(dict.fromkeys(name for record in records for name in record))
    rows = [names, *([record.get(name, "") for name in names] for record in records)]
    return ForeignTable(
        file=file, sheet=sheet, rows=rows, lines=[0, *lines] if lines else (), header=1, default=default
    )


def unreadable(file: str, message: str, hint: str, line: int = 1, column: int = 1) -> MapError:
    """The one problem of a file that cannot be read."""
    return MapError([Problem("cannot-import", message, Span(file, line, column), hint)])
