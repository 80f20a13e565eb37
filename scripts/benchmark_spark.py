#!/usr/bin/env python3
"""Building N-Triples by one process and by Apache Spark on the processors of this machine, in one run.

usage: scripts/benchmark_spark.py [--sizes N …] [--engines disk spark]        (default 100000 1000000, both)

For each the seconds that went by, CPU seconds and the largest memory of all processes together (what they share is
counted once), then what a claim took. The maps are those of benchmark_check.py, as JSON Lines.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmark_check import FORMATS, write_map

FORM = {"disk": ("--as", "ntriples"), "spark": ()}


class Cost(NamedTuple):
    """Seconds by the clock and of CPU, and megabytes at most."""

    clock: float
    seconds: float
    megabytes: float


def family(root: int) -> Iterator[int]:
    """A process and all that it started."""
    above: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        above.setdefault(parent, []).append(int(place.name))
    waiting = [root]
    while waiting:
        yield (process := waiting.pop())
        waiting += above.get(process, ())


def megabytes_of(process: int) -> float:
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("Pss:")), 0.0)


def seconds_of(process: int) -> float:
    """CPU seconds so far, without those of children."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def cost_of(command: Sequence[str | Path]) -> Cost:
    """As seen twice a second: what a process did after it was last seen is missed. Raises CalledProcessError."""
    start = time.monotonic()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    megabytes, seconds = 0.0, dict[int, float]()
    while run.poll() is None:
        seen = list(family(run.pid))
        megabytes = max(megabytes, sum(map(megabytes_of, seen)))
        seconds |= {process: spent for process in seen if (spent := seconds_of(process))}
        time.sleep(0.5)
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, list(map(str, command)))
    return Cost(time.monotonic() - start, sum(seconds.values()), megabytes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--engines", choices=list(FORM), nargs="+", default=list(FORM))
    options = parser.parse_args()
    print(f"{os.cpu_count()} processors\n")
    print(f"{'claims':>10} {'engine':8} {'s':>8} {'CPU s':>8} {'MB':>8} {'CPU µs a claim':>16}")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            source = Path(name, "map")
            source.mkdir()
            write_map(source, size, 0, FORMATS["jsonl"][0])
            for engine in options.engines:
                command = [sys.executable, "-m", "guanxi_graph", "build", "--engine", engine, *FORM[engine]]
                cost = cost_of([*command, source, "-o", Path(name, engine)])
                told = f"{cost.clock:8.0f} {cost.seconds:8.0f} {cost.megabytes:8.0f} {cost.seconds / size * 1e6:16.0f}"
                print(f"{size:10,} {engine:8} {told}", flush=True)


if __name__ == "__main__":
    main()
