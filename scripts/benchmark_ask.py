#!/usr/bin/env python3
"""Asking a map from the shell: ``guanxi query`` from its start to its end, with nothing kept of the map and then warm.

usage: scripts/benchmark_ask.py [--claims N] [--times N]

Seconds, and CPU seconds of the process and all that it waits for: the least of several times. Beside them a Python that
does nothing, and, in the same process, pyoxigraph's own load of the map's whole Turtle (100,000 claims made up as in
``benchmark_check.py``, three times).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from benchmark_check import FORMATS, write_map
from guanxi_graph.formats import write_turtle
from guanxi_graph.map import load

QUERIES = {
    "plain facts": "SELECT ?name { ent:person-1 skos:prefLabel ?name }",
    "all of a thing": "SELECT ?p ?o { ent:person-1 ?p ?o }",
    "everything": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
}
KEPT = "[0-9a-f]*-*"  # an entry of the cache that is done


class Took(NamedTuple):
    """Seconds by the clock, and of CPU."""

    seconds: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.seconds:>9.2f}{self.cpu:>9.2f}"


def main(claims: int, times: int) -> None:
    """Print all."""
    with tempfile.TemporaryDirectory() as name:
        folder, nowhere, cache = Path(name, "map"), Path(name, "no-folder"), Path(name, "cache")
        folder.mkdir()
        nowhere.touch()
        write_map(folder, claims, 0, FORMATS["jsonl"][0])
        print(f"{claims:,} claims{'seconds':>22}{'CPU':>9}")
        show("python -c pass", times, partial(ended, [sys.executable, "-c", "pass"]))
        for kind, query in QUERIES.items():
            show(f"cold, {kind}", times, partial(asked, folder, query, nowhere))
        show("pyoxigraph's load", times, partial(loaded, folder))
        asked(folder, QUERIES["plain facts"], cache)
        while not list(cache.glob(KEPT)):  # another process makes the store
            time.sleep(0.1)
        for kind, query in QUERIES.items():
            show(f"warm, {kind}", times, partial(asked, folder, query, cache))


def show(what: str, times: int, measure: Callable[[], Took]) -> None:
    found = [measure() for _ in range(times)]
    print(f"{what:24}{Took(min(each.seconds for each in found), min(each.cpu for each in found))}")


def asked(folder: Path, query: str, cache: Path) -> Took:
    command = [sys.executable, "-m", "guanxi_graph", "query", query, "-m", str(folder), "--timeout", "60"]
    return ended(command, {**os.environ, "GUANXI_CACHE": str(cache)})


def ended(command: list[str], environment: dict[str, str] | None = None) -> Took:
    """What a command took. Raises RuntimeError when it failed."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Took(time.perf_counter() - began, used.ru_utime + used.ru_stime)


def loaded(folder: Path) -> Took:
    """Into memory, of Turtle that stands ready."""
    turtle = folder.parent / "whole.ttl"
    if not turtle.exists():
        with turtle.open("wb") as stream:
            write_turtle(load(folder), stream)
    began = time.perf_counter(), time.process_time()
    ox.Store().bulk_load(path=turtle)
    return Took(time.perf_counter() - began[0], time.process_time() - began[1])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    main(given.claims, given.times)
