"""References from other programs: BibTeX and CSL-JSON → sources."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from guanxi_graph.importers import Imported, Importer, Row
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading.utf8 import read_utf8
from guanxi_graph.references.bibtex import Entry, read_bibtex
from guanxi_graph.references.csl import row_of
from guanxi_graph.references.source_ids import source_id
from guanxi_graph.text import LANGUAGE_TAG, is_web_address


class References(msgspec.Struct, frozen=True, kw_only=True):
    """An importer of references. ``entries`` reads a text; its second argument is the file's name in messages."""

    name: str
    suffixes: tuple[str, ...]
    help: str
    entries: Callable[[str, str], Iterable[Entry]]

    def read(self, path: Path) -> Imported:
        """The sources of a file, with ids of their own. Raises MapError, with the place of what cannot be read."""
        text = read_utf8(path, str(path))
        rows: dict[str, Row] = {}
        report = []
        for entry in self.entries(text, str(path)):
            if entry.fault:
                report.append(f"{entry.key}: {entry.fault}")
                continue
            name = source_id(entry.key, entry.row, rows)
            rows[name] = {"id": name, **dict(_sound(entry.row))}
        return Imported(sources=tuple(rows.values()), report=tuple(report))


def _sound(row: Row) -> Iterator[tuple[str, object]]:
    """The fields, without an address or a language that no source can have."""
    for name, value in row.items():
        is_web = name == "url" and is_web_address(value)
        if name not in {"url", "language"} or is_web or (name == "language" and LANGUAGE_TAG.fullmatch(value)):
            yield name, value


def _bibtex(text: str, name: str) -> Iterable[Entry]:
    try:
        return read_bibtex(text)
    except ImportError as error:
        raise _refused("BibTeX is read with `bibtexparser`, which is not installed", name, _INSTALL) from error
    except Exception as error:
        raise _refused(f"it cannot be read as BibTeX: {type(error).__name__}", name, _HINT) from error


def _csl(text: str, name: str) -> Iterator[Entry]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = Span(name, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        raise MapError([Problem("unreadable-references", "this is not JSON", place, _HINT)]) from error
    items = found.get("items") if isinstance(found, dict) else found
    if not isinstance(items, list):
        raise _refused("it holds no list of references", name, _HINT)
    for number, item in enumerate(items, 1):
        key = str(item.get("citation-key") or item.get("id") or "") if isinstance(item, dict) else ""
        try:
            yield (
                Entry(key, row_of(item)) if isinstance(item, dict) else Entry(f"no. {number}", {}, "it is no reference")
            )
        except ValueError as error:
            yield Entry(key or f"no. {number}", {}, str(error))


_HINT = "export the references again, as BibTeX, biblatex or CSL JSON"
_INSTALL = "pip install 'guanxi-graph[texts]'"


def _refused(message: str, name: str, hint: str) -> MapError:
    return MapError([Problem("unreadable-references", message, Span(name), hint)])


BIBTEX = References(name="bibtex", suffixes=(".bib", ".bibtex"), help="BibTeX and biblatex", entries=_bibtex)
CSL = References(name="csl", suffixes=(".json",), help="CSL-JSON, as Zotero writes it", entries=_csl)
IMPORTERS: Mapping[str, Importer] = {each.name: each for each in (BIBTEX, CSL)}
