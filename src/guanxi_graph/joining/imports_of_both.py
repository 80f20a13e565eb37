"""The imports of two maps in the map of both, where they may be run again: with the ids that things have there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from guanxi_graph.importers.kept_ids import IDS, kept_text, read_kept
from guanxi_graph.importers.mapping import read_mapping
from guanxi_graph.joining.merging import Part
from guanxi_graph.reading.folder import IMPORTS
from guanxi_graph.reading.utf8 import read_utf8
from guanxi_graph.writing.imported_files import IMPORTED, import_of, imported_text, still_imported


def imports_of_both(one: Part, two: Part, texts: Mapping[Path, str], told: list[str]) -> dict[Path, str]:
    """The files about imports, by their places. ``texts`` are the files of both maps.

    An import of the second map is left out where the first has something else of its name. Raises MapError and OSError.
    """
    here, there = one.draft.directory, two.draft.directory
    mappings = dict(_carried(one, two, told))
    places = {str(place): text for place, text in texts.items()}
    digests = still_imported(there, places)
    digests = {place: each for place, each in digests.items() if import_of(place) in mappings}
    digests |= still_imported(here, places)
    now: dict[tuple[str, str], str] = {(thing, name): new for (thing, name), new in two.ids.items()}
    others = (row for row in read_kept(there / IDS) if row[0] in mappings)
    ids = [*read_kept(here / IDS), *((*row[:3], now.get((row[1], row[3]), row[3])) for row in others)]
    found = {f"{IMPORTS}/{name}.yaml": text for name, text in mappings.items()}
    found |= {IDS: kept_text(ids), IMPORTED: imported_text(digests)} if digests else {}
    return {Path(place): text for place, text in found.items()}


def _carried(one: Part, two: Part, told: list[str]) -> Iterator[tuple[str, str]]:
    """The mappings of the second map that mean the same in the map of both, by their names."""
    taken = {path.stem for path in (one.draft.directory / IMPORTS).glob("*.yaml")}
    taken |= {import_of(str(path)) for path, place in two.places.items() if place != Path()}
    for path in sorted((two.draft.directory / IMPORTS).glob("*.yaml")):
        source = read_mapping(path).mapping.source.id
        other = ("source", source) in two.ids and source in one.draft.source_by_id
        if path.stem in taken or other:
            told.append(f"{path}: left out, as the first map has something else of this name")
        else:
            yield path.stem, read_utf8(path, str(path))
