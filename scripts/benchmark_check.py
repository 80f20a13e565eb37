#!/usr/bin/env python3
"""Checking a large map: reading and all checks, against a library that only reads the same files.

usage: scripts/benchmark_check.py [--claims N] [--redactions N] [--format csv|jsonl|parquet] [--profile]

CPU seconds of this process (100,000 claims in CSV, nothing held back). The map is made up in a temporary
folder: a claim has two dates, a role, a note and a citation; there is a person to five claims, and 200 sources.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guanxi_graph.cli.engines import ENGINES, MEMORY
from guanxi_graph.reading import read_map

RELATIONS = ("knows", "friendOf", "classmateOf", "colleagueOf", "patronOf")
SOURCES = 200
LISTS = ("sources",)
Row = Sequence[object]
Write = Callable[[Path, Row, Iterator[Row]], None]


def write_map(folder: Path, claims: int, redactions: int, write: Write) -> None:
    people = max(10, claims // 5)
    (folder / "map.toml").write_text('title = {en = "A made-up map"}\n', "utf-8")
    persons = ((f"person-{n}", "Person", f"Person {n}", f"关系人{n}", "true") for n in range(people))
    write(folder / "people", ("id", "class", "labels.en", "labels.zh-Hans", "living"), persons)
    sources = ((f"source-{n}", f"Source {n}", f"https://example.org/{n}", "2012-03") for n in range(SOURCES))
    write(folder / "sources", ("id", "title", "url", "published"), sources)
    header = ("subject", "relation", "object", "start", "end", "qualifiers.role", "note", "sources")
    write(folder / "claims", header, _ties(people, claims))
    if redactions:
        write(folder / "redactions", ("entity",), ((f"person-{n}",) for n in range(redactions)))


def _ties(people: int, claims: int) -> Iterator[Row]:
    chance = random.Random(1)  # noqa: S311
    for number in range(claims):
        one, other = chance.sample(range(people), 2)
        year = chance.randrange(1980, 2005)
        yield (
            *(f"person-{one}", chance.choice(RELATIONS), f"person-{other}"),
            *(f"{year}-{chance.randrange(1, 13):02d}", str(year + chance.randrange(1, 9))),
            *(f"role {number % 50}", "As both of them say, 关系.", f"source-{number % SOURCES} p. {number % 300}"),
        )


def _write_csv(path: Path, header: Row, rows: Iterator[Row]) -> None:
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])


def _write_lines(path: Path, header: Row, rows: Iterator[Row]) -> None:
    with path.with_suffix(".jsonl").open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(f"{json.dumps(_named(header, row), ensure_ascii=False)}\n")


def _write_parquet(path: Path, header: Row, rows: Iterator[Row]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    columns = zip(header, zip(*rows, strict=True), strict=True)
    cells = {str(name): [[cell] for cell in column] if name in LISTS else column for name, column in columns}
    parquet.write_table(pa.table(cells), path.with_suffix(".parquet"))


def _named(header: Row, row: Row) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name, cell in zip(header, row, strict=True):
        field, _, member = str(name).partition(".")
        if member:
            record.setdefault(field, {})[member] = cell
        else:
            record[field] = [cell] if field in LISTS else cell
    return record


def checked(folder: Path) -> None:
    counts, problems = ENGINES[MEMORY].check(folder, False)
    errors = [problem for problem in problems if problem.severity == "error"]
    print(f"{counts.claims:,} claims, {counts.entities:,} entities, {len(errors)} errors")


def _read_csv(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            list(csv.reader(stream))


def _read_lines(folder: Path) -> None:
    for path in folder.glob("*.jsonl"):
        with path.open(encoding="utf-8") as stream:
            list(map(json.loads, stream))


def _read_parquet(folder: Path) -> None:
    from pyarrow import parquet

    for path in folder.glob("*.parquet"):
        parquet.read_table(path).to_pylist()


# How a map is written in a format, and what only reads it.
FORMATS: Mapping[str, tuple[Write, Callable[[Path], object], str]] = {
    "csv": (_write_csv, _read_csv, "csv.reader"),
    "jsonl": (_write_lines, _read_lines, "json.loads"),
    "parquet": (_write_parquet, _read_parquet, "pyarrow to Python"),
}


def seconds(work: Callable[[Path], object], folder: Path) -> float:
    start = time.process_time()
    work(folder)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--redactions", type=int, default=0, help="Hold back so many people.")
    parser.add_argument("--format", choices=FORMATS, default="csv")
    parser.add_argument("--profile", action="store_true", help="Print where the time goes.")
    options = parser.parse_args()
    write, read, peer = FORMATS[options.format]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_map(folder, options.claims, options.redactions, write)
        if options.profile:
            cProfile.runctx("checked(folder)", globals(), locals(), sort="tottime")
            return
        reading, whole, theirs = (seconds(work, folder) for work in (read_map, checked, read))
    print(
        f"check: {whole:.1f} s, of it reading {reading:.1f} s; {peer} alone: {theirs:.2f} s; ratio {whole / theirs:.2f}"
    )


if __name__ == "__main__":
    main()
