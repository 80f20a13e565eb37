#!/usr/bin/env python3
"""A Spark cluster of one master and two workers on this machine, one of which is killed at its work.

usage: scripts/try_spark.py [--claims N] [--log FILE]        (default 20000; `make spark` runs it)

`guanxi build` is submitted for a made-up map; a worker and all that it started are killed when the first parts are
written. The triples must be those that one process writes, the problems of a second map, in which mistakes are
planted, those that one process finds. The log has what the master said of the worker that it lost.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark

import guanxi_graph
from benchmark_check import FORMATS, write_map
from guanxi_graph.bulk.on_disk import check_on_disk, write_on_disk

SPARK_HOME = Path(pyspark.__file__).parent
COMMAND = Path(guanxi_graph.__file__).parent / "__main__.py"
HOST = ("--host", "127.0.0.1", "--webui-port", "0")
MISTAKES = (
    {"subject": "person-1", "relation": "knows", "object": "nobody", "sources": ["source-1"]},
    {"subject": "person-1", "relation": "likes", "object": "person-2", "sources": ["source-1"]},
    {"subject": "person-1", "relation": "founded", "object": "person-2", "sources": ["source-1"]},
    {
        "subject": "person-3",
        "relation": "knows",
        "object": "person-4",
        "start": "2009",
        "end": "2001",
        "sources": ["?"],
    },
    {"subject": "person-5", "relation": "knows", "object": "person-6", "note": "once", "sources": ["source-2"]},
    {"subject": "person-5", "relation": "knows", "object": "person-6", "note": "twice", "sources": ["source-3"]},
    {"subject": "person-6", "relation": "knows", "object": "person-5", "sources": ["source-3"]},
    {"subject": "person-7", "relation": "bornOn", "value": "1990", "sources": ["source-3"]},
    {"subject": "person-7", "relation": "knows", "object": "person-8", "start": "1970", "sources": ["source-3"]},
)


class Process:
    """One that is started in a group of its own, what it logs and answers in files."""

    def __init__(self, name: str, arguments: Sequence[str | Path], folder: Path) -> None:
        self.log, self.answer = folder / f"{name}.log", folder / f"{name}.out"
        with self.log.open("wb") as log, self.answer.open("wb") as answer:
            command = list(map(str, arguments))
            self.process = subprocess.Popen(command, stdout=answer, stderr=log, start_new_session=True)

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """It and all that it started."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
            self.process.wait(30)

    def waited_for(self, pattern: str) -> str:
        """What it says, when it has said that."""
        for _ in range(600):
            if found := re.search(pattern, self.log.read_text("utf-8", "replace")):
                return found[0]
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit(f"it did not say {pattern}:\n{self.log.read_text('utf-8', 'replace')}")


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, Process, list[Process]]]:
    """The master's address, the master, and two workers."""
    start = SPARK_HOME / "bin" / "spark-class"
    with ExitStack() as stack:

        def started(name: str, *arguments: str) -> Process:
            process = Process(name, [start, f"org.apache.spark.deploy.{arguments[0]}", *arguments[1:]], folder)
            stack.callback(process.end)
            return process

        master = started("master", "master.Master", *HOST, "--port", "0")
        address = master.waited_for(r"spark://127\.0\.0\.1:[1-9]\d+")
        size = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / "work"))
        workers = [started(f"worker-{n}", "worker.Worker", *HOST, *size, address) for n in (1, 2)]
        for worker in workers:
            worker.waited_for("Successfully registered with master")
        yield address, master, workers


def submitted(address: str, folder: Path, name: str, *arguments: str | Path) -> Process:
    options = ("--master", address, "--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.ui.enabled=false")
    limits = ("--conf", "spark.executor.memory=768m", "--conf", "spark.log.level=WARN")
    return Process(name, [SPARK_HOME / "bin" / "spark-submit", *options, *limits, COMMAND, *arguments], folder)


def kill_at_work(worker: Process, build: Process, target: Path) -> None:
    """When the first parts are written."""
    for _ in range(3000):
        if len(list(target.glob(".guanxi-*.folder/triples/part-*.nt"))) >= 2:
            worker.end(signal.SIGKILL)
            return
        if build.process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"nothing was written to kill a worker at:\n{build.log.read_text('utf-8', 'replace')}")


def lines_of(folder: Path) -> set[bytes]:
    return {line for path in folder.glob("*.nt") for line in path.read_bytes().splitlines(keepends=True)}


def alone(source: Path, file: Path) -> set[bytes]:
    with file.open("wb") as stream:
        write_on_disk(source, stream, lines=True)
    return set(file.read_bytes().splitlines(keepends=True))


def try_build(folder: Path, source: Path) -> str:
    """With a worker killed. What the master said of it."""
    target = folder / "out"
    target.mkdir()
    with cluster(folder) as (address, master, workers):
        start = time.monotonic()
        build = submitted(address, folder, "build", "build", "--engine", "spark", source, "-o", target)
        kill_at_work(workers[1], build, target)
        killed = time.monotonic() - start
        if build.process.wait(600):
            raise SystemExit(f"the build failed:\n{build.log.read_text('utf-8', 'replace')}")
        took = time.monotonic() - start
        said = [line for log in (master.log, build.log) for line in log.read_text("utf-8").splitlines()]
    found = lines_of(target / "spark" / "triples")
    if found != alone(source, folder / "alone.nt"):
        raise SystemExit("the triples are not those that one process writes")
    print(f"built in {took:.0f} s with a worker killed after {killed:.0f} s: {len(found):,} triples, all of them right")
    return "\n".join(line for line in said if re.search(r"lost|Lost|Removing worker|removed", line))


def try_check(folder: Path, source: Path) -> None:
    """With mistakes planted."""
    folder.mkdir()
    with (source / "claims.jsonl").open("a", encoding="utf-8") as stream:
        stream.writelines(json.dumps(mistake) + "\n" for mistake in MISTAKES)
    with cluster(folder) as (address, _, _):
        check = submitted(address, folder, "check", "check", "--engine", "spark", "--json", source)
        check.process.wait(600)
    if check.process.returncode != 1:
        raise SystemExit(f"the check failed:\n{check.log.read_text('utf-8', 'replace')}")
    told = json.loads(check.answer.read_text("utf-8"))
    _, problems = check_on_disk(source)
    places = [(each["code"], each["span"]["line"]) for each in told]
    if places != [(problem.code, problem.span.line) for problem in problems]:
        raise SystemExit(f"the problems are not those that one process finds: {places}")
    print(f"checked with mistakes planted: {len(told)} problems, those that one process finds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--log", type=Path, help="Write here what was said of the killed worker.")
    options = parser.parse_args()
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "map")
        source.mkdir()
        write_map(source, options.claims, 0, FORMATS["jsonl"][0])
        said = try_build(Path(name), source)
        try_check(Path(name, "checked"), source)
    print(said)
    if options.log:
        options.log.write_text(said + "\n", "utf-8")


if __name__ == "__main__":
    main()
