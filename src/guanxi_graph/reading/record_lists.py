"""A text that is a list of records of one kind, such as the rules that ship."""

from __future__ import annotations

from typing import TypeVar

from guanxi_graph.problems import MapError
from guanxi_graph.reading.located import Items
from guanxi_graph.reading.records import Record, typed
from guanxi_graph.reading.yaml import parse_yaml

RowT = TypeVar("RowT")


def records_of(text: str, name: str, row: type[RowT]) -> list[Record[RowT]]:
    """The records of a YAML text. Raises MapError with all that is wrong with their shape."""
    root = parse_yaml(text, name)
    records, problems = typed(root.values if isinstance(root, Items) else [], row)
    if problems:
        raise MapError(problems)
    return records
