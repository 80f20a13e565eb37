#!/usr/bin/env python3
"""Checking and writing maps of growing size: time and memory, each measured in a process of its own.

usage: scripts/benchmark_scale.py [--sizes N …] [--writers N] [--picture FILE.svg]

CPU seconds and the largest memory of the process. The maps are those of benchmark_check.py, as JSON Lines. Below them:
how well a straight line fits; writers of Turtle on one map in memory, that of benchmark_turtle.py (rdflib gets a tenth,
scaled up); and the bytes that the graph takes beside what networkx needs for the same edges.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

SIZES = (10_000, 100_000, 1_000_000)


def check_memory(folder: Path) -> None:
    from guanxi_graph.cli.engines import ENGINES, MEMORY

    ENGINES[MEMORY].check(folder, False)


def check_disk(folder: Path) -> None:
    from guanxi_graph.bulk.on_disk import check_on_disk

    check_on_disk(folder)


def turtle_disk(folder: Path) -> None:
    from guanxi_graph.bulk.on_disk import write_on_disk

    with (folder / "out").open("wb") as stream:
        write_on_disk(folder, stream)


def lines_disk(folder: Path) -> None:
    from guanxi_graph.bulk.on_disk import write_on_disk

    with (folder / "out").open("wb") as stream:
        write_on_disk(folder, stream, lines=True)


WORKS: Mapping[str, Callable[[Path], None]] = {
    "check, memory": check_memory,
    "check, disk": check_disk,
    "Turtle, disk": turtle_disk,
    "N-Triples, disk": lines_disk,
}


class Cost(NamedTuple):
    """CPU seconds, and megabytes of memory at most."""

    seconds: float
    megabytes: float


def made(claims: int, folder: Path) -> None:
    import benchmark_check

    benchmark_check.write_map(folder, claims, 0, benchmark_check.FORMATS["jsonl"][0])


def writers(claims: int) -> dict[str, float]:
    """CPU seconds of each writer, from a map in memory to bytes."""
    from bare_turtle import copied, formatted
    from benchmark_turtle import agree, best_of, by_oxigraph, by_rdflib, cpu_seconds, synthetic_map
    from guanxi_graph.formats import to_turtle
    from guanxi_graph.formats.turtle import blocks_of

    gmap, tenth = synthetic_map(claims), synthetic_map(claims // 10)
    head, *things = blocks_of(gmap)
    blocks = ["".join(head), *(block for _, block in chain(*things))]
    if formatted(gmap, blocks[0]) != to_turtle(gmap):
        raise SystemExit("the bare writer does not write the same bytes")
    if not agree():
        raise SystemExit("the writers do not write the same triples")
    works: dict[str, Callable[[], object]] = {
        "guanxi-graph": lambda: to_turtle(gmap),
        "pyoxigraph.serialize": lambda: by_oxigraph(gmap),
        "bare f-strings": lambda: formatted(gmap, blocks[0]),
        "texts that stand ready": lambda: copied(blocks),
    }
    return {**best_of(5, **works), "rdflib": 10 * cpu_seconds(lambda: by_rdflib(tenth))}


def edges(claims: int) -> dict[str, float]:
    """Bytes an edge: of our graph, and of one of networkx with the same edges and keys, with claims and without."""
    import networkx as nx

    from benchmark_turtle import synthetic_map
    from guanxi_graph.map.graph import graph_of

    gmap = synthetic_map(claims)

    def plain(*, with_claims: bool) -> Any:
        graph: Any = nx.MultiDiGraph()
        graph.add_nodes_from(gmap.entities)
        for claim in gmap.claims.values():
            graph.add_edge(claim.subject, claim.object, key=claim.id, **({"claim": claim} if with_claims else {}))
        return graph

    made = {
        "networkx": lambda: plain(with_claims=False),
        "networkx with claims": lambda: plain(with_claims=True),
        "ours": lambda: graph_of(gmap.entities.values(), gmap.claims.values()),
    }
    return {name: grown(make) / claims for name, make in made.items()}


def grown(make: Callable[[], object]) -> int:
    """The bytes that what is made takes."""
    gc.collect()
    tracemalloc.start()
    kept = make()
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    return taken


def measured(work: str, folder: str) -> Cost:
    """In this process."""
    WORKS[work](Path(folder))
    used = resource.getrusage(resource.RUSAGE_SELF)
    return Cost(time.process_time(), used.ru_maxrss / 1024)


ALONE: Mapping[str, Callable[..., Any]] = {
    "made": lambda claims, folder: made(int(claims), Path(folder)),
    "measured": measured,
    "writers": lambda claims: writers(int(claims)),
    "edges": lambda claims: edges(int(claims)),
}


def alone(what: str, *arguments: object) -> Any:
    """What one of ``ALONE`` returns, in a process of its own."""
    command = [sys.executable, __file__, "--alone", what, *map(str, arguments)]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(run.stdout)


def fitted(sizes: Sequence[int], values: Sequence[float]) -> str:
    """The straight line through the largest sizes, and how far it misses the worst of all."""
    slope, start = np.polyfit(sizes, values, 1)
    worst = max(abs(start + slope * size - value) for size, value in zip(sizes, values, strict=True))
    return f"{start:.2f} + {slope * 1e5:.2f} a 100,000 claims, off by at most {worst:.2f}"


def picture(sizes: Sequence[int], costs: Mapping[str, Sequence[Cost]]) -> str:
    """Memory by size, both in powers of ten, as SVG."""
    width, height, left, low, high = 640, 360, 60, 10**1.5, 10**4.5
    span = np.log10(sizes[-1] / sizes[0]) or 1.0

    def place(size: float, megabytes: float) -> tuple[float, float]:
        across = left + (width - left - 150) * np.log10(size / sizes[0]) / span
        return round(across, 1), round(
            height - 40 - (height - 70) * np.log10(megabytes / low) / np.log10(high / low), 1
        )

    parts = [f'<text x="{left}" y="18">Largest memory by number of claims</text>']
    for megabytes, told in ((100, "100 MB"), (1_000, "1 GB"), (10_000, "10 GB")):
        _, down = place(sizes[0], megabytes)
        parts.append(f'<path d="M{left} {down}H{width - 150}" stroke="#ccc"/><text x="4" y="{down + 4}">{told}</text>')
    names: list[tuple[float, str]] = []
    marks = [(size, place(size, low)[0]) for size in sizes]
    parts += [f'<text x="{at}" y="{height - 18}" text-anchor="middle">{size:,}</text>' for size, at in marks]
    for (name, found), colour in zip(costs.items(), ("#b3261e", "#1f5fa8", "#2e7d32", "#8a5a00"), strict=False):
        spots = [place(size, cost.megabytes) for size, cost in zip(sizes, found, strict=False)]
        line = " ".join(f"{across},{down}" for across, down in spots)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{across}" cy="{down}" r="3" fill="{colour}"/>' for across, down in spots]
        names.append((spots[-1][1] + 4, f'fill="{colour}">{name}</text>'))
    down = 0.0
    for wanted, text in sorted(names):
        down = max(wanted, down + 14)  # one below the other
        parts.append(f'<text x="{width - 142}" y="{down}" {text}')
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="12">\n<rect width="{width}" height="{height}" fill="#fff"/>\n{body}\n</svg>\n'
    )


def scale(sizes: Sequence[int]) -> dict[str, list[Cost]]:
    """What each work costs at each size; printed as it is known."""
    costs: dict[str, list[Cost]] = {name: [] for name in WORKS}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            alone("made", size, folder)
            for name, found in costs.items():
                found.append(Cost(*alone("measured", name, folder)))
                print(f"{name:16} {size:>10,} {found[-1].seconds:9.1f} s {found[-1].megabytes:9,.0f} MB", flush=True)
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--writers", type=int, default=100_000, help="Claims of the map in memory.")
    parser.add_argument("--picture", type=Path, help="Where to draw the memory.")
    parser.add_argument("--alone", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(ALONE[options.alone[0]](*options.alone[1:])))
        return
    sizes = sorted(options.sizes)
    costs = scale(sizes)
    if len(sizes) > 1:
        for name, found in costs.items():
            print(f"{name}: seconds {fitted(sizes, [cost.seconds for cost in found])}")
            print(f"{name}: megabytes {fitted(sizes, [cost.megabytes for cost in found])}")
    times = alone("writers", options.writers)
    print(f"Turtle of {options.writers:,} claims from memory, CPU seconds")
    for name, taken in times.items():
        print(f"  {name:22} {taken:8.2f} {taken / times['guanxi-graph']:6.1f}×")
    graph = alone("edges", options.writers)
    print("bytes an edge:", ", ".join(f"{name} {taken:.0f}" for name, taken in graph.items()))
    if options.picture:
        options.picture.write_text(picture(sizes, costs), "utf-8")


if __name__ == "__main__":
    main()
