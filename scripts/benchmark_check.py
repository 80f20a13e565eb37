#!/usr/bin/env python3
"""Checking a map in CSV: reading and all checks, against the csv module that only reads the same files.

usage: scripts/benchmark_check.py [--claims N] [--redactions N] [--profile]        (default 100000 and 0)

CPU seconds of this process. The map is made up in a temporary folder: a claim has two dates, a role,
a note and a citation; there is a person to five claims, and 200 sources.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of

RELATIONS = ("knows", "friendOf", "classmateOf", "colleagueOf", "patronOf")
SOURCES = 200
Row = Sequence[object]


def write_map(folder: Path, claims: int, redactions: int) -> None:
    people = max(10, claims // 5)
    (folder / "map.toml").write_text('title = {en = "A made-up map"}\n', "utf-8")
    persons = ((f"person-{n}", "Person", f"Person {n}", f"关系人{n}", "true") for n in range(people))
    _write(folder / "people.csv", ("id", "class", "labels.en", "labels.zh-Hans", "living"), persons)
    sources = ((f"source-{n}", f"Source {n}", f"https://example.org/{n}", "2012-03") for n in range(SOURCES))
    _write(folder / "sources.csv", ("id", "title", "url", "published"), sources)
    header = ("subject", "relation", "object", "start", "end", "qualifiers.role", "note", "sources")
    _write(folder / "claims.csv", header, _ties(people, claims))
    if redactions:
        _write(folder / "redactions.csv", ("entity",), ((f"person-{n}",) for n in range(redactions)))


def _ties(people: int, claims: int) -> Iterator[Row]:
    chance = random.Random(1)  # noqa: S311
    for number in range(claims):
        one, other = chance.sample(range(people), 2)
        year = chance.randrange(1980, 2005)
        yield (
            *(f"person-{one}", chance.choice(RELATIONS), f"person-{other}"),
            *(f"{year}-{chance.randrange(1, 13):02d}", year + chance.randrange(1, 9)),
            *(f"role {number % 50}", "As both of them say, 关系.", f"source-{number % SOURCES} p. {number % 300}"),
        )


def _write(path: Path, header: Row, rows: Iterator[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])


def checked(folder: Path) -> None:
    draft = read_map(folder)
    problems = problems_of(draft)
    errors = [problem for problem in problems if problem.severity == "error"]
    print(f"{len(draft.claims):,} claims, {len(draft.entities):,} entities, {len(errors)} errors")


def only_read(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            list(csv.reader(stream))


def seconds(work: Callable[[Path], None], folder: Path) -> float:
    start = time.process_time()
    work(folder)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--redactions", type=int, default=0, help="Hold back so many people.")
    parser.add_argument("--profile", action="store_true", help="Print where the time goes.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_map(folder, options.claims, options.redactions)
        if options.profile:
            cProfile.runctx("checked(folder)", globals(), locals(), sort="tottime")
            return
        ours, theirs = seconds(checked, folder), seconds(only_read, folder)
    print(f"check: {ours:.1f} s; csv.reader alone: {theirs:.2f} s; ratio {ours / theirs:.0f}")


if __name__ == "__main__":
    main()
