"""JSON and JSON Lines by shape: FollowTheMoney, BODS, Wikidata, answers of SPARQL, networks and maps, else records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guanxi_graph.encodings import encoding_of
from guanxi_graph.importers import followthemoney, oligrapher, ownership, wikidata
from guanxi_graph.importers.foreign_table import ForeignTable, How, table_of, unreadable
from guanxi_graph.importers.linked_data import read_linked_data
from guanxi_graph.importers.linked_terms import is_json_ld

Records = Sequence[tuple[int, Any]]

ReadRecords = Callable[[str, Records], list[ForeignTable]]

_SHAPES: tuple[tuple[Callable[[Any], bool], ReadRecords], ...] = (
    (followthemoney.is_entity, followthemoney.read_entities),
    (ownership.is_statement, ownership.read_statements),
    (wikidata.is_item, wikidata.read_items),
)
_NODES, _EDGES = ("nodes", "vertices", "elements"), ("edges", "links", "relationships", "connections")
# What only holds the cells of a record: of Cytoscape, of Kumu.
_HOLDERS = frozenset({"data", "attributes"})
_PLACE = "position"  # where it is drawn
_DEEPEST = 4


def read_json(path: Path, how: How) -> list[ForeignTable]:
    """Raises MapError with the place, and OSError."""
    text = _text(path)
    try:
        found = json.loads(text)
        if is_json_ld(found):
            return read_linked_data(path, how)
        return _of_whole(path.name, found)
    except RecursionError as error:
        raise unreadable(str(path), "it is nested too deep", "no records need that: mend the file") from error
    except json.JSONDecodeError as error:
        if error.lineno == 1 or "Extra data" not in error.msg:
            raise unreadable(
                str(path), f"this is not JSON: {error.msg}", "export it anew", error.lineno, error.colno
            ) from error
    return read_json_lines(path, How())


def read_json_lines(path: Path, _: How) -> list[ForeignTable]:
    """A record a line. Raises MapError with the place, and OSError."""
    records = []
    for number, line in enumerate(_text(path).splitlines(), 1):
        if bare := line.strip().rstrip(","):
            try:
                records.append((number, json.loads(bare)))
            except (json.JSONDecodeError, RecursionError) as error:
                hint = 'every line is one record, such as {"name": "Ada"}'
                raise unreadable(str(path), f"this line is not JSON: {error}", hint, number) from error
    return _of_records(path.name, records)


def _text(path: Path) -> str:
    data = path.read_bytes()
    encoding = encoding_of(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise unreadable(str(path), "the file is not written in UTF-8", "save it as UTF-8") from error


def _of_whole(file: str, found: Any) -> list[ForeignTable]:
    """The tables of one document."""
    if isinstance(found, list):
        return _of_records(file, [(number, each) for number, each in enumerate(found, 1)])
    if not isinstance(found, Mapping):
        raise unreadable(file, "there are no records in it", 'a file of records is a list of {"name": …}')
    if isinstance(found.get("entities"), Mapping):
        return _of_records(file, [(number, each) for number, each in enumerate(found["entities"].values(), 1)])
    answers, elements = found.get("results"), found.get("elements")
    if isinstance(answers, Mapping) and "bindings" in answers:
        return [table_of(file, "", [dict(_bound(each)) for each in answers["bindings"]])]
    if oligrapher.is_drawing(found):
        return _read(file, oligrapher.read_drawing, found)
    inner = elements if isinstance(elements, Mapping) else found
    lists = {name: inner[name] for name in (*_NODES, *_EDGES) if isinstance(inner.get(name), list)}
    if lists:
        tables = [table_of(file, name, [dict(_flat(each)) for each in rows]) for name, rows in lists.items() if rows]
        for table in tables[:1]:
            table.remarks = _beside(found, inner, lists)
        return tables
    return _of_records(file, [(1, found)])


def _beside(found: Mapping[str, Any], inner: Mapping[str, Any], taken: Mapping[str, list[Any]]) -> dict[str, int]:
    """What stands beside the tables of a network, such as how it is drawn."""
    records = [each for rows in taken.values() for each in rows if isinstance(each, Mapping)]
    placed = sum(isinstance(each.get(_PLACE), Mapping) for each in records)
    others = {
        name: len(each)
        for name, each in {**found, **inner}.items()
        if isinstance(each, list) and each and name not in taken
    }
    return {f"{name}: left out": number for name, number in {**others, _PLACE: placed}.items() if number}


def _of_records(file: str, records: Records) -> list[ForeignTable]:
    for is_shape, read in _SHAPES:
        if records and is_shape(records[0][1]):
            fitting = [(line, each) for line, each in records if is_shape(each)]
            tables = _read(file, read, fitting)
            if (others := len(records) - len(fitting)) and tables:
                tables[0].remarks = {**tables[0].remarks, "record has another shape: left out": others}
            return tables
    rows = [dict(_flat(each)) for _, each in records]
    return [table_of(file, "", rows, [line for line, _ in records])] if any(rows) else []


def _read(file: str, read: Callable[[str, Any], list[ForeignTable]], found: Any) -> list[ForeignTable]:
    """The tables. A record that only begins well ends the reading."""
    try:
        return read(file, found)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        message = f"a record is not as its format has it: {type(error).__name__} {error}"
        raise unreadable(file, message, "export it anew, or as a table") from error


def _bound(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A row of SPARQL's answers; items of Wikidata by their numbers."""
    for name, cell in row.items():
        yield name, str(cell.get("value", "")).removeprefix("http://www.wikidata.org/entity/")


def _flat(record: Any, stem: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The cells of a record: what is within another is named after both, but for what only holds the cells."""
    if not isinstance(record, Mapping):
        yield stem or "value", _cell(record)
        return
    for name, value in record.items():
        if name == _PLACE and isinstance(value, Mapping):
            continue
        if isinstance(value, Mapping) and depth < _DEEPEST:
            yield from _flat(value, "" if name in _HOLDERS else f"{stem}{name} ", depth + 1)
        else:
            yield f"{stem}{name}", _cell(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(each, list | Mapping) for each in value):
        return "; ".join(map(_cell, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
