"""The map as one SQLite database: the flat tables, two views, and full-text search.

Datasette finds the search by itself. ``words`` is what a node is found by in any script: SQLite takes a run of
Chinese for one word, so it holds the parts of Chinese names too, and how they are read in pinyin.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby

from guanxi_graph.formats.flat import Cell, Column, Table, tables
from guanxi_graph.map import Map
from guanxi_graph.model import Entity
from guanxi_graph.names import is_han
from guanxi_graph.pinyin import readings

_TYPES = {str: "TEXT", float: "NUMERIC", bool: "INTEGER"}
_LONGEST = 4  # of the parts of a Chinese name, in characters
_INDEXED = {"edges": ("source", "target", "relation"), "attributes": ("node",), "citations": ("claim", "source")}
_SEARCHED = {"nodes": "label, aliases, description, words", "sources": "title, authors, note", "edges": "note, cited"}
_VIEWS = """
CREATE VIEW claims AS
  SELECT e.id, s.label AS subject, e.label AS relation, o.label AS object, "start", "end", "at", plain_fact, e.denied,
         e.rank, confidence, cited FROM edges e JOIN nodes s ON s.id = e.source JOIN nodes o ON o.id = e.target
  UNION ALL
  SELECT a.id, n.label, a.label, trim(value || ' ' || unit), "start", "end", "at", plain_fact, a.denied,
         a.rank, confidence, cited
  FROM attributes a JOIN nodes n ON n.id = a.node;
CREATE VIEW evidence AS
  SELECT c.claim, k.subject, k.relation, k.object, s.title AS source, c.locator, c.quote, c.evidence, s.url
  FROM citations c JOIN claims k ON k.id = c.claim JOIN sources s ON s.id = c.source;
"""


def to_sqlite(gmap: Map) -> bytes:
    """The database file. Foreign keys hold; an empty text is NULL."""
    with closing(sqlite3.connect(":memory:")) as database:
        for table in tables(gmap):
            _add(database, _with_words(table, gmap) if table.name == "nodes" else table)
        database.executescript(_VIEWS)
        for name, columns in _SEARCHED.items():
            database.execute(f'CREATE VIRTUAL TABLE {name}_fts USING fts5({columns}, content="{name}")')
            database.execute(f"INSERT INTO {name}_fts({name}_fts) VALUES ('rebuild')")  # noqa: S608 - names are ours
        database.commit()
        return database.serialize()


def _add(database: sqlite3.Connection, table: Table) -> None:
    columns = ", ".join(_declared(column) for column in table.columns)
    database.execute(f'CREATE TABLE "{table.name}" ({columns})')
    marks = ", ".join("?" * len(table.columns))
    rows = (tuple(None if cell == "" else cell for cell in row) for row in table.rows)
    database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608 - names are ours
    for column in _INDEXED.get(table.name, ()):
        database.execute(f'CREATE INDEX "{table.name}_{column}" ON "{table.name}" ("{column}")')


def _declared(column: Column) -> str:
    key = " PRIMARY KEY" if column.name == "id" else ""
    reference = f' REFERENCES "{column.table}" (id) DEFERRABLE INITIALLY DEFERRED' if column.table else ""
    return f'"{column.name}" {_TYPES[column.type]}{key}{reference}'


def _with_words(nodes: Table, gmap: Map) -> Table:
    rows: Sequence[Sequence[Cell]] = [
        (*row, " ".join(dict.fromkeys(_words(entity))))
        for row, entity in zip(nodes.rows, gmap.entities.values(), strict=True)
    ]
    return Table(nodes.name, (*nodes.columns, Column("words")), rows)


def _words(entity: Entity) -> Iterator[str]:
    for name in entity.names:
        yield from _parts(name)
        for reading in readings(name):
            yield from (reading, reading.replace(" ", ""))


def _parts(text: str) -> Iterable[str]:
    """The text, and of its Chinese every run of up to four characters."""
    yield text
    for han, run in groupby(text, is_han):
        if han:
            chars = "".join(run)
            yield from (chars[at : at + size] for size in range(1, _LONGEST + 1) for at in range(len(chars) - size + 1))
