"""A text that is a list of records of one kind, such as the rules that ship."""

from __future__ import annotations

from typing import TypeVar

from guanxi_graph.problems import MapError
from guanxi_graph.reading.records import Record, typed
from guanxi_graph.reading.yaml_records import parse_records

RowT = TypeVar("RowT")


def records_of(text: str, name: str, row: type[RowT]) -> list[Record[RowT]]:
    """The records of a YAML text. Raises MapError with all that is wrong with their shape."""
    items, slips = parse_records(text, name, row)
    records, problems = typed(items, row)
    if slips or problems:
        raise MapError([*slips, *problems])
    return records
