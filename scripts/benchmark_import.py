"""How long importing takes, beside reading the file with the fastest library, checking the map and building it.

    python scripts/benchmark_import.py FILE…        files of your own, each of any kind that `guanxi import` reads
    python scripts/benchmark_import.py              a made network of 15,788 people and 34,362 ties, as CSV

Prints a line a file: rows, entities, claims, processor seconds of each step, and how many times the reading the
import takes.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from guanxi_graph.formats import to_turtle
from guanxi_graph.importers.bringing_in import Bringing
from guanxi_graph.importers.foreign_table import How
from guanxi_graph.importers.readers import read_tables
from guanxi_graph.map.loading import from_draft
from guanxi_graph.problems import has_errors
from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of

_PEOPLE, _TIES = 15_788, 34_362
ResultT = TypeVar("ResultT")


def main(paths: list[Path]) -> None:
    """Measure each file, or the made one."""
    steps = ("rows", "entities", "claims", "read", "import", "check", "build")
    print(f"{'file':32}", " ".join(f"{each:>{8 if place < 3 else 7}}" for place, each in enumerate(steps)), " ratio")
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(paths or [_made(Path(folder) / "made.csv")]):
            _measure(path, Path(folder) / f"map-{number}")


def _measure(path: Path, folder: Path) -> None:
    read, tables = _timed(lambda: read_tables(path, How()))
    imported, bringing = _timed(lambda: _import(path, folder))
    checked, draft = _timed(lambda: read_map(folder))
    problems, found = _timed(lambda: problems_of(draft))
    built, _ = _timed(lambda: to_turtle(from_draft(draft)))
    wrong = ", with errors" if has_errors(found) else ""
    rows = sum(len(table.rows) for table in tables)
    counts = f"{rows:8,} {len(bringing.imported.entities):8,} {len(bringing.imported.claims):8,}"
    times = f"{read:6.2f}s {imported:6.2f}s {checked + problems:6.2f}s {built:6.2f}s"
    print(f"{path.name[:32]:32} {counts} {times} {imported / max(read, 0.001):6.1f}{wrong}")


def _import(path: Path, folder: Path) -> Bringing:
    bringing = Bringing([path], folder)
    bringing.write()
    return bringing


def _timed(work: Callable[[], ResultT]) -> tuple[float, ResultT]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def _made(path: Path) -> Path:
    """Ties between people whose names are three Chinese characters."""
    chance = random.Random(1)  # noqa: S311
    given = [chr(0x4E00 + number) for number in range(2000)]
    people = [
        chance.choice("王李张刘陈杨赵黄周吴") + chance.choice(given) + chance.choice(given) for _ in range(_PEOPLE)
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Source", "SourceLabel", "Target", "TargetLabel", "Relation", "Date", "Page"])
        for _ in range(_TIES):
            one, other = chance.sample(range(_PEOPLE), 2)
            relation, year = chance.choice(["师生", "朋友", "法嗣"]), chance.randrange(1600, 1700)
            writer.writerow([f"A{one}", people[one], f"A{other}", people[other], relation, year, f"p. {year}"])
    return path


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
