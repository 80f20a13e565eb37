"""An import as a whole: read, guess or take the mapping, draft; nothing is written before it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from guanxi_graph import collector
from guanxi_graph.importers import Imported
from guanxi_graph.importers.classes_meant import classes_meant
from guanxi_graph.importers.drafting import Drafting
from guanxi_graph.importers.elsewhere import Elsewhere, elsewhere
from guanxi_graph.importers.foreign_table import ForeignTable, How, unreadable
from guanxi_graph.importers.gathered import Gathered
from guanxi_graph.importers.gathering import gathered
from guanxi_graph.importers.guessing import guessed, name_of
from guanxi_graph.importers.kept_ids import IDS, KeptIds, read_kept
from guanxi_graph.importers.map_files import MapFiles, files_of
from guanxi_graph.importers.mapping import (
    ImportMapping,
    Placed,
    TableMapping,
    mapping_text,
    parse_mapping,
    read_mapping,
)
from guanxi_graph.importers.readers import read_tables
from guanxi_graph.importers.relations_meant import relations_meant
from guanxi_graph.reading import read_map
from guanxi_graph.reading.folder import IMPORTS, INFO_FILE
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary


class Bringing:
    """Files to be brought into a folder. ``placed`` is the mapping that is used; the words of cells are in it."""

    def __init__(self, paths: Sequence[Path], folder: Path, mapping: Path | None = None) -> None:
        """Read all. Raises MapError and OSError."""
        with collector.at_rest():
            self._read(paths, folder, mapping)

    def _read(self, paths: Sequence[Path], folder: Path, mapping: Path | None) -> None:
        self.folder = folder
        self.draft = read_map(folder) if (folder / INFO_FILE).exists() else None
        self.vocabulary = self.draft.vocabulary if self.draft else built_in_vocabulary()
        kept = folder / IMPORTS / f"{name_of(paths[0].name)}.yaml"
        self.mapping_file = mapping or (kept if kept.exists() else None)
        if self.mapping_file:
            self.placed = read_mapping(self.mapping_file)
            self.tables = _of_mapping(paths, self.placed)
        else:
            self.tables = _read(paths, ())
            self.placed = Placed(guessed(self.tables, name_of(paths[0].name), self.vocabulary))
        self.found: Gathered = gathered(self.tables, self.placed, self.vocabulary)
        self.placed = msgspec.structs.replace(self.placed, mapping=self._with_words(self.placed.mapping))

    @property
    def mapping(self) -> ImportMapping:
        return self.placed.mapping

    def _with_words(self, mapping: ImportMapping) -> ImportMapping:
        """The mapping with a meaning for each word of the cells; those that it tells stay."""
        kinds = Counter(thing.word for thing in self.found.things.values() if thing.word)
        told = {word: mapping.classes[word] for word in kinds if word in mapping.classes}
        classes = {**classes_meant(kinds.keys() - told.keys(), self.vocabulary), **told}
        meant = relations_meant(self.found, classes, self.vocabulary)
        relations = {word: mapping.relations.get(word, term) for word, term in meant.items()}
        words = Counter(tie.word for tie in self.found.ties if tie.word)
        self.counts: Mapping[str, int] = {**kinds, **words}
        self.unlisted = [word for word in relations if word not in mapping.relations] if self.mapping_file else []
        return msgspec.structs.replace(mapping, classes={word: classes[word] for word in kinds}, relations=relations)

    @cached_property
    def _elsewhere(self) -> Elsewhere:
        return elsewhere(self.draft, self.mapping.name) if self.draft else Elsewhere()

    @cached_property
    def kept(self) -> KeptIds:
        found = self._elsewhere
        return KeptIds(read_kept(self.folder / IDS), self.mapping.name, found.entities, found.now)

    @cached_property
    def imported(self) -> Imported:
        """The rows, drafted once."""
        with collector.at_rest():
            return Drafting(self.mapping, self.vocabulary, self.kept, self._elsewhere).imported(self.found)

    def write(self) -> list[Path]:
        """Write the map's files and, where it was guessed, the mapping. Raises MapError and OSError."""
        with collector.at_rest():
            files = files_of(self.imported, self.mapping)
        place = f"{IMPORTS}/{self.mapping.name}.yaml"
        if self.mapping_file is None:
            files[place] = mapping_text(self.mapping, self.counts)
            parse_mapping(files[place], place)  # what is kept can be read again
        elif not (self.folder / place).exists():
            files[place] = self.mapping_file.read_text("utf-8")
        return MapFiles(self.folder).write(files, self.imported, self.mapping, self.kept)


def _read(paths: Sequence[Path], how: Sequence[TableMapping]) -> list[ForeignTable]:
    names = [path.name for path in paths]
    for path in paths:
        if names.count(path.name) > 1:
            raise unreadable(
                str(path), "two of the files have this name", "rename one, as a mapping tells them by name"
            )
    settings = {table.file: How(encoding=table.encoding, delimiter=table.delimiter) for table in how}
    tables = [table for path in paths for table in read_tables(path, settings.get(path.name, How()))]
    if not tables:
        raise unreadable(str(paths[0]), "there is nothing in it", "name a file with rows")
    return tables


def _of_mapping(paths: Sequence[Path], placed: Placed) -> list[ForeignTable]:
    """The tables that the mapping tells of, in its order. Raises MapError for one that is not there."""
    found = {(table.file, table.sheet): table for table in _read(paths, placed.mapping.tables)}
    tables = []
    for number, settings in enumerate(placed.mapping.tables):
        table = found.pop((settings.file, settings.sheet), None)
        if table is None:
            there = ", ".join(dict.fromkeys(path.name for path in paths))
            hint = f"name it among the files to import, or remove it from the mapping; now there are {there}"
            span = placed.span("tables", number, "file")
            what = f"{settings.file} ({settings.sheet})" if settings.sheet else settings.file
            raise unreadable(span.file, f"`{what}` is not among the files", hint, span.line, span.column)
        tables.append(table)
    if found:
        name = next(iter(found.values())).name
        hint = "add it to its `tables`, or import it without `--map` to have it guessed"
        raise unreadable(placed.span().file, f"the mapping does not tell of {name}", hint)
    return tables
