"""How long importing takes, beside reading the file into rows with the fastest library for its kind.

    python scripts/benchmark_import.py FILE…        files of your own: CSV, spreadsheets, GraphML, RDF
    python scripts/benchmark_import.py              a made network of 15,788 people and 34,362 ties, as all four

Prints a line a file, of two rounds the one with the worse ratio: claims, processor seconds of the other's reading, of
ours, of the import, of check and of the build with the page, and how many times the other's reading the import takes.
Each round runs in a process of its own, so that loading the libraries counts, as it does for their users.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from guanxi_graph.analysis.circles import circles_of
from guanxi_graph.formats import to_turtle
from guanxi_graph.importers.bringing_in import Bringing
from guanxi_graph.importers.foreign_table import How
from guanxi_graph.importers.readers import read_tables
from guanxi_graph.map.loading import from_draft
from guanxi_graph.page import render_page
from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of

_PEOPLE, _TIES = 15_788, 34_362
_STEPS = ("other", "read", "import", "check", "build")


def main(paths: list[Path]) -> None:
    """Measure each file, or the made ones."""
    print(f"{'file':32} {'claims':>8} ", " ".join(f"{step:>7}" for step in _STEPS), "  ratio")
    with tempfile.TemporaryDirectory() as folder:
        for path in paths or _made(Path(folder)):
            rounds = [_round(path) for _ in range(2)]
            worse = max(rounds, key=lambda each: each["import"] / each["other"])
            times = " ".join(f"{worse[step]:6.2f}s" for step in _STEPS)
            print(f"{path.name[:32]:32} {worse['claims']:8,.0f}  {times} {worse['import'] / worse['other']:7.1f}")


def _round(path: Path) -> dict[str, float]:
    run = subprocess.run([sys.executable, __file__, "--round", str(path)], capture_output=True, text=True, check=True)
    return dict(json.loads(run.stdout))


def measured(path: Path) -> dict[str, float]:
    """Seconds of each step, and the number of claims."""
    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("other", lambda: _OTHERS[path.suffix](path)),
            ("read", lambda: read_tables(path, How())),
            ("import", lambda: Bringing([path], Path(folder)).write()),
            ("check", lambda: problems_of(read_map(Path(folder)))),
            ("build", lambda: _build(Path(folder))),
        )
        for step, work in steps:
            start = time.process_time()
            work()
            times[step] = time.process_time() - start
        return {**times, "claims": len(read_map(Path(folder)).claims)}


def _build(folder: Path) -> None:
    gmap = from_draft(read_map(folder))
    to_turtle(gmap)
    render_page(gmap, circles=[circle.members for circle in circles_of(gmap)])


def _csv_rows(path: Path) -> object:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _sheet_rows(path: Path) -> object:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _network(path: Path) -> object:
    import networkx as nx

    return nx.read_graphml(path)


def _triples(path: Path) -> object:
    import pyoxigraph as ox

    return list(ox.parse(path=path))


# No other library for Python gives a CSV file's rows by their headings faster than its own, which is written in C.
_OTHERS: dict[str, Callable[[Path], object]] = {
    ".csv": _csv_rows,
    **dict.fromkeys((".xlsx", ".ods", ".xls"), _sheet_rows),
    **dict.fromkeys((".graphml", ".xml"), _network),
    **dict.fromkeys((".ttl", ".nt", ".rdf"), _triples),
}


def _made(folder: Path) -> list[Path]:
    """Ties between people whose names are three Chinese characters, in four kinds of files."""
    import networkx as nx
    import xlsxwriter

    rows = list(_rows())
    table, sheet, network, linked = (folder / f"made.{suffix}" for suffix in ("csv", "xlsx", "graphml", "nt"))
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    with xlsxwriter.Workbook(sheet) as book:
        page = book.add_worksheet("ties")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for one, name, other, other_name, relation, date, place in rows[1:]:
        graph.add_node(one, label=name)
        graph.add_node(other, label=other_name)
        graph.add_edge(one, other, Relation=relation, Date=date, Page=place)
    nx.write_graphml(graph, network)
    linked.write_text("".join(_said(rows[1:])), "utf-8")
    return [table, sheet, network, linked]


def _said(rows: list[list[str]]) -> Iterator[str]:
    """The ties and the names as triples, which have no dates."""
    for one, name, other, other_name, relation, *_ in rows:
        ends = [f"<http://example.org/{key}>" for key in (one, other)]
        for key, label in zip(ends, (name, other_name), strict=True):
            yield f'{key} <http://www.w3.org/2000/01/rdf-schema#label> "{label}" .\n'
        yield f"{ends[0]} <http://example.org/{relation}> {ends[1]} .\n"


def _rows() -> Iterator[list[str]]:
    chance = random.Random(1)  # noqa: S311
    given = [chr(0x4E00 + number) for number in range(2000)]
    people = [
        chance.choice("王李张刘陈杨赵黄周吴") + chance.choice(given) + chance.choice(given) for _ in range(_PEOPLE)
    ]
    yield ["Source", "SourceLabel", "Target", "TargetLabel", "Relation", "Date", "Page"]
    for _ in range(_TIES):
        one, other = chance.sample(range(_PEOPLE), 2)
        relation, year = chance.choice(["师生", "朋友", "法嗣"]), chance.randrange(1600, 1700)
        yield [f"A{one}", people[one], f"A{other}", people[other], relation, str(year), f"p. {year}"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--round", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.round:
        print(json.dumps(measured(options.files[0])))
    else:
        main(options.files)
