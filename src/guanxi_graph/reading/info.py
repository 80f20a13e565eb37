"""``map.toml``: what a map says of itself."""

from __future__ import annotations

from guanxi_graph.model import MapInfo
from guanxi_graph.problems import Problem, Span
from guanxi_graph.reading.located import Fields
from guanxi_graph.reading.records import Record, typed_record
from guanxi_graph.reading.toml import parse_toml

LONGEST_INFO = 256 * 1024


def parse_info(text: str, name: str) -> tuple[Record[MapInfo], list[Problem]]:
    """What ``map.toml`` says, and what is wrong in it. Raises MapError when it is not TOML."""
    fields = parse_toml(text, name)
    record, problems = typed_record(fields, MapInfo)
    return record or Record(MapInfo(), fields), problems


def no_info(name: str) -> Record[MapInfo]:
    """What a map is when its ``map.toml`` says nothing."""
    return Record(MapInfo(), Fields({}, {}, Span(name)))
