"""What Spark makes of a map, as a folder: N-Triples in parts, and tables of entities and links."""

from __future__ import annotations

import codecs
import csv
import json
import secrets
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from guanxi_graph.bulk.on_spark import Outcome, run_on_spark
from guanxi_graph.files import replacing
from guanxi_graph.problems import has_errors, refusal

if TYPE_CHECKING:
    from pyspark import SparkContext


def build_on_spark(
    spark: SparkContext, directory: Path, folder: Path, parts: int = 0, *, check: Callable[[], None] = lambda: None
) -> Outcome:
    """Check a map and, where no error is found, write it to the folder, which is replaced whole. Raises MapError.

    ``triples/*.nt`` as ``run_on_spark`` writes them; ``entities.csv`` (entity, class, degree, component), ``links.csv``
    (one, other, strength: T) and ``counts.json`` (entities by class, claims by relation), all sorted.
    It takes its place when ``check`` has returned, which looks whether the map is still what was read.
    """
    with _staged(folder) as staged:
        (staged / "triples").mkdir()
        outcome = run_on_spark(spark, directory, staged / "triples", parts=parts)
        if not has_errors(outcome.problems):
            _require_weighed(outcome)
            _write_table(staged / "entities.csv", ("entity", "class", "degree", "component"), _entities(outcome))
            _write_table(staged / "links.csv", ("one", "other", "strength"), _links(outcome))
            _write_counts(staged / "counts.json", outcome)
            check()
            _take_place(staged, folder)
    return outcome


def _require_weighed(outcome: Outcome) -> None:
    """Raises MapError."""
    if outcome.unweighed:
        message = "how strong a tie is that rests on other claims is found where all of them are"
        hint = "build such a map by the engine `memory`, or by `disk`, which writes triples alone"
        raise refusal("not-in-parts", message, outcome.unweighed[0].span("premises"), hint)


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """A new folder beside its place; it goes if it has not taken that when this is left."""
    staged = folder.with_name(f".guanxi-{secrets.token_hex(4)}.folder")
    staged.mkdir(parents=True)
    try:
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _take_place(staged: Path, folder: Path) -> None:
    """Only what we have written before is replaced. Raises OSError where other files are in the way."""
    old = staged.with_suffix(".old")
    if folder.exists():
        if any(folder.iterdir()) and not (folder / "counts.json").is_file():
            raise FileExistsError(17, "this folder holds other things", str(folder))
        folder.rename(old)
    staged.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _entities(outcome: Outcome) -> Iterator[Sequence[object]]:
    components, known = outcome.components, outcome.rest.entity_by_id
    name: str
    degree: int
    for name, degree in outcome.degrees.sortByKey().toLocalIterator():
        yield name, known[name].row.cls, degree, components[name]


def _links(outcome: Outcome) -> Iterator[Sequence[object]]:
    ends: tuple[str, str]
    strength: float
    for ends, strength in outcome.links.sortByKey().toLocalIterator():
        yield *ends, repr(strength)


def _write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with replacing(path) as stream:
        table = csv.writer(codecs.getwriter("utf-8")(stream), lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def _write_counts(path: Path, outcome: Outcome) -> None:
    classes = Counter(record.row.cls for record in outcome.rest.entities)
    told = {"entities": dict(sorted(classes.items())), "claims": dict(sorted(outcome.relations.items()))}
    with replacing(path) as stream:
        stream.write(json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n")
