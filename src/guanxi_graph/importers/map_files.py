"""Rows into the files of a map: CSV, which programs read fast, and YAML where CSV cannot say it. All or none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from guanxi_graph.files import named
from guanxi_graph.importers import Imported, Row
from guanxi_graph.importers.foreign_table import unreadable
from guanxi_graph.importers.kept_ids import IDS, KeptIds
from guanxi_graph.importers.mapping import ImportMapping
from guanxi_graph.importers.new_terms import with_terms_added
from guanxi_graph.reading.folder import IMPORTS, INFO_FILE, VOCABULARY_FILE
from guanxi_graph.reading.utf8 import read_utf8
from guanxi_graph.together import replacing_together
from guanxi_graph.writing.imported_files import IMPORTED, digest, import_of, imported_files, imported_text
from guanxi_graph.writing.yaml_text import flow

_ROWS = 100_000  # of a file: a map's files are at most 16 MB


def files_of(imported: Imported, mapping: ImportMapping) -> dict[str, str]:
    """The files of the rows by their places in the map's folder."""
    name = mapping.name
    files = {f"sources/{name}.yaml": _yaml(imported.sources)} if imported.sources else {}
    listed = any(";" in each for row in imported.entities for names in _aliases(row) for each in names)
    for number, rows in enumerate(_parts(imported.entities)):
        place = f"entities/{_numbered(name, number)}"
        files[f"{place}.yaml" if listed else f"{place}.csv"] = _yaml(rows) if listed else _csv(rows, _ENTITY)
    quoted = any(map(_is_for_yaml, imported.claims))
    for number, rows in enumerate(_parts(imported.claims)):
        place = f"claims/{_numbered(name, number)}"
        if quoted:
            files[f"{place}.yaml"] = _yaml([_in_yaml(row) for row in rows])
        else:
            files[f"{place}.csv"] = _csv(rows, _CLAIM)
    return files


def info_text(mapping: ImportMapping, imported: Imported) -> str:
    """A map.toml to begin with."""
    languages = dict.fromkeys(tag for row in imported.entities for tag in row["labels"])
    ordered = sorted(languages, key=lambda tag: tag != mapping.language) or [mapping.language]
    title = json.dumps(mapping.source.title, ensure_ascii=False)
    return (
        f"title = {{{json.dumps(ordered[0])} = {title}}}\n"
        "# All ids hang on this address. Choose one that you control.\n"
        f'base = "https://example.org/{mapping.name}/"\n'
        f"languages = {json.dumps(ordered)}\n"
    )


class MapFiles:
    """The folder of a map that files are imported into. Files that were changed by hand since are not written over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written = imported_files(folder)

    def text(self, place: str) -> str:
        """What stands there; nothing where there is no such file."""
        path = self.folder / place
        return read_utf8(path, str(path)) if path.exists() else ""

    def write(self, files: Mapping[str, str], imported: Imported, mapping: ImportMapping, kept: KeptIds) -> list[Path]:
        """Write what differs, and return it. Raises MapError where somebody else's work would be lost, and OSError."""
        for place in files:
            self._require_ours(place)
        others = {
            VOCABULARY_FILE: with_terms_added(self.text(VOCABULARY_FILE), imported.terms)
            if any(imported.terms.values())
            else "",
            INFO_FILE: "" if self.text(INFO_FILE) else info_text(mapping, imported),
            IDS: kept.text,
        }
        gone = self._gone(files, mapping.name)
        digests = {place: each for place, each in self.written.items() if place not in gone} | {
            place: digest(text) for place, text in files.items()
        }
        others[IMPORTED] = imported_text(digests)
        texts = {self.folder / place: text for place, text in {**files, **others}.items() if text}
        changed = {
            path: text for path, text in texts.items() if not path.exists() or path.read_bytes() != text.encode()
        }
        with replacing_together(self.folder) as together:
            for path, text in changed.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                together.write_text(path, text)
        for place in gone:
            with named(self.folder / place):
                (self.folder / place).unlink(missing_ok=True)
        return list(changed)

    def _require_ours(self, place: str) -> None:
        text = self.text(place)
        if text and digest(text) != self.written.get(place):
            hint = "keep your changes in a file of another name and remove this one, or give the import another `name`"
            raise unreadable(str(self.folder / place), "it was changed since it was imported", hint)

    def _gone(self, files: Mapping[str, str], name: str) -> set[str]:
        """What an earlier import of this name wrote, and this one does not."""
        rows = (place for place in self.written if not place.startswith(f"{IMPORTS}/"))
        ours = (place for place in rows if place not in files and import_of(place) == name)
        return {place for place in ours if digest(self.text(place)) == self.written[place]}


def _numbered(name: str, number: int) -> str:
    return f"{name}.{number + 1}" if number else name


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))


_ENTITY = (
    *("id", "class", "labels", "aliases", "description", "same_as", "different_from", "coordinates", "living"),
    "image",
)
_CLAIM = (
    "subject",
    "relation",
    "object",
    "value",
    "start",
    "end",
    "at",
    "qualifiers",
    "weight",
    "sources",
    "confidence",
    "rank",
    "denied",
    "reason",
    "note",
)


def _csv(rows: Sequence[Row], order: Sequence[str]) -> str:
    """The rows as a table, with a column for every field that any of them has."""
    found = sorted(dict.fromkeys(chain.from_iterable(rows)), key=order.index)
    columns = dict(chain.from_iterable(_columns(field, [row.get(field, "") for row in rows]) for field in found))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return out.getvalue()


def _columns(field: str, values: Sequence[Any]) -> Iterator[tuple[str, Sequence[str]]]:
    """The columns of a field: names that have names of their own are parted by a dot."""
    if field == "sources":
        written = {
            cited: _cell([f"{source} {locator}".rstrip() for source, locator, *_ in cited]) for cited in {*values}
        }
        yield field, [written[cited] for cited in values]
    elif names := dict.fromkeys(chain.from_iterable(each for each in values if isinstance(each, dict))):
        for name in names:
            yield f"{field}.{name}", [_cell(each.get(name, "")) if each else "" for each in values]
    else:
        yield field, list(map(_cell, values))


def _cell(value: str | Sequence[str]) -> str:
    """A semicolon parts the members of a list; where one holds a semicolon, the file is YAML."""
    return value if isinstance(value, str) else "; ".join(value)


def _aliases(row: Row) -> Iterable[Sequence[str]]:
    return row["aliases"].values() if "aliases" in row else ()


def _is_for_yaml(claim: Row) -> bool:
    """Has it words of a source or a link, or a semicolon in a cell that may be a list?"""
    cited = any(quote or link or ";" in locator for _, locator, quote, link in claim["sources"])
    return cited or any(";" in text for said in claim.get("qualifiers", {}).values() for text in said)


def _in_yaml(row: Row) -> Row:
    cited = []
    for source, locator, quote, link in row["sources"]:
        whole = {"source": source, "locator": locator, "quote": quote, "link": link}
        told = {name: text for name, text in whole.items() if text}
        cited.append(told if quote or link else f"{source} {locator}".rstrip())
    return {**row, "sources": cited}


def _yaml(rows: Sequence[Row]) -> str:
    return "".join(f"- {flow(row)}\n" for row in rows)
