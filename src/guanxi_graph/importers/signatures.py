"""What a file is by how it begins, whatever its name: a wrong name is told, and not read as something else."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

_HEAD = 4096  # bytes
_TABLE = "save what you want of it as a table, such as CSV"


class Signature(msgspec.Struct, frozen=True):
    """How a kind of file begins, and what its name may end with: nothing where it cannot be imported as it is."""

    name: str
    begins: re.Pattern[bytes]
    suffixes: tuple[str, ...] = ()
    otherwise: str = _TABLE

    @property
    def hint(self) -> str:
        return f"give it a name that ends with {self.suffixes[0]}, and import it" if self.suffixes else self.otherwise


def _begins(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:" + pattern + rb")", re.IGNORECASE | re.DOTALL)


# XML may be declared and commented before its first element. What is passed is not tried in another way.
_XML = rb"(?>(?:<\?.*?\?>|<!--.*?-->|<!\w[^>\[]*(?:\[[^\]]*\]\s*)?>)\s*)*+<"
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
SIGNATURES = (
    Signature("a family tree in GEDCOM", _begins(rb"0 HEAD\b"), (".ged",)),
    Signature("a network in GraphML", _begins(_XML + rb"graphml\b"), (".graphml", ".xml")),
    Signature("a network in GEXF", _begins(_XML + rb"gexf\b"), (".gexf", ".xml")),
    Signature("RDF/XML", _begins(_XML + rb"rdf:RDF\b"), (".rdf", ".owl", ".xml")),
    Signature("a web page", _begins(rb"<!doctype html|<html\b")),
    Signature("Turtle", _begins(rb"(?:#[^\n]*\n\s*)*@?prefix\s+[\w.-]*:\s*<"), (".ttl", ".trig")),
    Signature("JSON", _begins(rb'[\[{]\s*(?:[\[{]\s*)*"'), (".json", ".jsonl", ".ndjson", ".ijson", ".jsonld")),
    Signature("an older spreadsheet or document", re.compile(rb"\xd0\xcf\x11\xe0"), (".xls",)),
    Signature("a PDF", re.compile(rb"%PDF-")),
    Signature("a database of SQLite", re.compile(rb"SQLite format 3\0")),
    Signature("a table in Parquet", re.compile(rb"PAR1")),
)
_PACKED = Signature(
    "a spreadsheet or another packed file",
    re.compile(rb"PK\x03\x04"),
    otherwise="give a spreadsheet a name that ends with .xlsx or .ods; unpack any other, and import what is in it",
)


def misnamed(path: Path) -> Signature | None:
    """What the file is, where its name says something else. Raises OSError."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    suffix = path.suffix.casefold()
    if _PACKED.begins.match(head):
        return None if suffix in SPREADSHEETS else _PACKED
    found = next((each for each in SIGNATURES if each.begins.match(head)), None)
    return None if found is None or suffix in found.suffixes else found
