"""Which reader reads a file: by what its name ends with, and for text by how it begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from guanxi_graph.importers.dated_networks import read_gexf
from guanxi_graph.importers.delimited import read_delimited
from guanxi_graph.importers.foreign_table import ForeignTable, How, unreadable
from guanxi_graph.importers.gedcom import read_gedcom
from guanxi_graph.importers.graph_files import read_gml, read_graphml, read_pajek
from guanxi_graph.importers.json_files import read_json, read_json_lines
from guanxi_graph.importers.linked_data import read_linked_data
from guanxi_graph.importers.linked_terms import FORMATS
from guanxi_graph.importers.sheets import read_sheets
from guanxi_graph.importers.signatures import SPREADSHEETS, misnamed
from guanxi_graph.importers.vault import read_vault


class Reader(msgspec.Struct, frozen=True):
    """A kind of file: what it is called, and how it is read. ``read`` raises MapError with the place, and OSError."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, How], list[ForeignTable]]


def read_xml(path: Path, how: How) -> list[ForeignTable]:
    """What is only called XML, by its first element."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    read = {b"<graphml": read_graphml, b"<gexf": read_gexf, b"<rdf:RDF": read_linked_data}
    for mark, reader in read.items():
        if mark in head:
            return reader(path, how)
    raise unreadable(
        str(path), "this is XML, but neither GraphML, GEXF nor RDF/XML", "export it as one of these, or as a table"
    )


READERS = (
    Reader("a table of text", (".csv", ".tsv", ".tab", ".txt"), read_delimited),
    Reader("a spreadsheet", SPREADSHEETS, read_sheets),
    Reader("a network in GraphML", (".graphml",), read_graphml),
    Reader("a network in GEXF", (".gexf",), read_gexf),
    Reader("a network in GML", (".gml",), read_gml),
    Reader("a network of Pajek", (".net", ".paj"), read_pajek),
    Reader("a family tree in GEDCOM", (".ged",), read_gedcom),
    Reader("linked data", tuple(FORMATS), read_linked_data),
    Reader("JSON", (".json",), read_json),
    Reader("JSON Lines", (".jsonl", ".ndjson", ".ijson"), read_json_lines),
    Reader("XML", (".xml",), read_xml),
)
VAULT = Reader("a vault of notes", (), read_vault)
# What is read as a map before it is taken for anything else.
MAPS_TOO = frozenset({".ttl", ".nt"})
BY_SUFFIX: Mapping[str, Reader] = {suffix: reader for reader in READERS for suffix in reader.suffixes}


def read_tables(path: Path, how: How) -> list[ForeignTable]:
    """The tables of a file of any kind that is known, or of a folder of notes. Raises MapError and OSError."""
    reader = VAULT if path.is_dir() else BY_SUFFIX.get(path.suffix.casefold())
    if reader is not VAULT and (found := misnamed(path)):
        raise unreadable(str(path), f"this is {found.name}, whatever its name says", found.hint)
    if reader is None:
        hint = f"files end with {', '.join(BY_SUFFIX)}; save it as one of these"
        raise unreadable(str(path), "this is no kind of file that is read", hint)
    return [table for table in reader.read(path, how) if table.rows]
