"""Languages of the interface that a map brings: ``languages/<tag>.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from guanxi_graph.languages import Language
from guanxi_graph.problems import MapError, Problem
from guanxi_graph.reading.folder import look_into
from guanxi_graph.reading.records import Record, typed
from guanxi_graph.reading.yaml import read_yaml
from guanxi_graph.text import canonical_language


def read_language(path: Path) -> tuple[list[Record[Language]], list[Problem]]:
    """The language of a file, and what is wrong with its shape. Raises MapError when it is not YAML."""
    root = read_yaml(path, str(path))
    records, problems = typed([] if root is None else [root], Language)
    tag = canonical_language(path.stem)
    return [Record(msgspec.structs.replace(each.row, tag=tag), each.fields) for each in records], problems


def load_languages(directory: Path) -> Mapping[str, Language]:
    """The languages of a checked map by tag. Raises MapError with every problem of their shape."""
    read = [read_language(file.path) for file in look_into(directory).of("language")]
    if problems := [problem for _, found in read for problem in found]:
        raise MapError(problems)
    return {record.row.tag: record.row for records, _ in read for record in records}
