"""Records of a map by their places in its files, and the files with some of them changed or gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guanxi_graph.reading import Draft
from guanxi_graph.reading.folder import YAML, file_of
from guanxi_graph.reading.records import Record
from guanxi_graph.writing.revising import appended, revised, without_lines, without_rows

# A file, and the how-manieth record of it.
Place = tuple[str, int]
# The new record of each place; None where it goes.
Changes = dict[Place, dict[str, Any] | None]

_JOINED = "joined.yaml"


def places(records: Iterable[Record[Any]]) -> Iterator[tuple[Place, Record[Any]]]:
    """Each record with its file and the how-manieth it is in it, from 0."""
    counted: dict[str, int] = {}
    for record in records:
        file = record.file
        number = counted.get(file, 0)
        counted[file] = number + 1
        yield (file, number), record


def with_changes(
    texts: Mapping[Path, str], folder: Path, draft: Draft, changes: Changes, imported: Collection[str]
) -> dict[Path, str]:
    """The texts, by their places in the folder that the draft was read from, with the changes made.

    What is changed in a table or JSON Lines, or in a file that an import may write anew, moves to
    ``joined.yaml`` beside it. ``imported`` are the places of these. Raises MapError.
    """
    after = dict(texts)
    by_file: dict[str, dict[int, dict[str, Any] | None]] = {}
    for (file, number), record in changes.items():
        by_file.setdefault(file, {})[number] = record
    starts = _rows_of_tables(draft, by_file)
    for file, changed in sorted(by_file.items()):
        place = Path(file).relative_to(folder)
        if place.suffix.casefold() not in YAML:
            lines = {starts[file, number] for number in changed}
            without = without_rows if place.suffix.casefold() == ".csv" else without_lines
            after[place] = without(after[place], lines)
        elif str(place) in imported:
            after[place] = revised(after[place], dict.fromkeys(changed), str(place))
        else:
            after[place] = revised(after[place], changed, str(place))
            continue
        moved = [changed[number] for number in sorted(changed)]
        if records := [record for record in moved if record is not None]:
            beside = _beside(place)
            after[beside] = appended(after.get(beside, ""), records, str(beside))
    return after


def _rows_of_tables(draft: Draft, files: Mapping[str, object]) -> dict[Place, int]:
    lists: tuple[Sequence[Record[Any]], ...] = (draft.entities, draft.sources, draft.claims, draft.renamed)
    lists = (*lists, draft.redactions, draft.judgements)
    return {place: record.fields.span.line for each in lists for place, record in places(each) if place[0] in files}


def _beside(place: Path) -> Path:
    """Where records of the same kind may be written as YAML."""
    kind = file_of(place, Path()).kind
    return Path(kind) / _JOINED
