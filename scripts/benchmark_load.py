#!/usr/bin/env python3
"""Loading the N-Triples of a made-up map in bulk: into Oxigraph, and into Virtuoso where that is installed.

usage: scripts/benchmark_load.py [--claims N] [--files N]        (default 100000 and 8)

Seconds by the clock, and triples a second, with as many files as named. Each must then count what was written.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from benchmark_check import FORMATS, write_map
from guanxi_graph.bulk.on_disk import write_on_disk

GRAPH = "https://example.org/graph"
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
SETTINGS = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = {port}
DirsAllowed = {folder}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
"""


def written(folder: Path, claims: int, files: int) -> int:
    """How many triples stand in the files."""
    source = folder / "map"
    source.mkdir()
    write_map(source, claims, 0, FORMATS["jsonl"][0])
    with (folder / "whole").open("wb") as stream:
        write_on_disk(source, stream, lines=True)
    with (folder / "whole").open("rb") as stream:
        total = sum(1 for _ in stream)
    with (folder / "whole").open("rb") as stream:
        for number in range(files):
            with (folder / f"part-{number:05}.nt").open("wb") as part:
                part.writelines(islice(stream, -(-total // files)))
    (folder / "whole").unlink()
    return total


def into_oxigraph(folder: Path) -> Callable[[], int]:
    store = folder / "oxigraph"
    command = [str(Path(sys.executable).with_name("oxigraph")), "load", "--location", str(store), "--graph", GRAPH]
    files = [each for path in sorted(folder.glob("part-*.nt")) for each in ("--file", str(path))]
    subprocess.run([*command, *files], check=True, capture_output=True)
    return lambda: _number(ox.Store.read_only(str(store)))


def _number(store: ox.Store) -> int:
    found = store.query(COUNT)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101
    return int(next(found)["n"].value)


class Virtuoso:
    """One of its own, in a folder."""

    def __init__(self, folder: Path, port: int = 11118) -> None:
        self.folder, self.port = folder, port
        (folder / "virtuoso.ini").write_text(SETTINGS.format(folder=folder, port=port))
        command = ["virtuoso-t", "+configfile", str(folder / "virtuoso.ini"), "+foreground"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            if self._run("status();").returncode == 0:
                return
            time.sleep(0.2)
        raise SystemExit("Virtuoso did not start")

    def _run(self, text: str) -> subprocess.CompletedProcess[str]:
        command = ["isql-vt", f"127.0.0.1:{self.port}", "dba", "dba", "VERBOSE=OFF", f"EXEC={text}"]
        return subprocess.run(command, check=False, capture_output=True, text=True)

    def said(self, text: str) -> str:
        run = self._run(text)
        if run.returncode:
            raise SystemExit(f"Virtuoso: {run.stderr}")
        return run.stdout

    def load(self) -> Callable[[], int]:
        """Both processors load, as its handbook tells."""
        self.said(f"ld_dir('{self.folder}', 'part-*.nt', '{GRAPH}');")
        runs = [subprocess.Popen(self._loader(), stdout=subprocess.DEVNULL) for _ in range(2)]
        for run in runs:
            run.wait()
        self.said("checkpoint;")
        return lambda: int(self.said(f"SPARQL SELECT COUNT(*) {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }};").split()[-1])

    def _loader(self) -> list[str]:
        return ["isql-vt", f"127.0.0.1:{self.port}", "dba", "dba", "EXEC=rdf_loader_run();"]

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(60)


def tell(name: str, load: Callable[[], Callable[[], int]], triples: int) -> None:
    start = time.monotonic()
    count = load()
    took = time.monotonic() - start
    found = count()
    print(
        f"{name:10} {took:8.1f} s {triples / took:12,.0f} triples a second", "" if found == triples else f"has {found}!"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=8)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        triples = written(folder, options.claims, options.files)
        size = sum(path.stat().st_size for path in folder.glob("part-*.nt"))
        print(f"{triples:,} triples of {options.claims:,} claims, {size / 1e6:,.0f} MB in {options.files} files")
        tell("Oxigraph", lambda: into_oxigraph(folder), triples)
        if shutil.which("virtuoso-t"):
            server = Virtuoso(folder)
            try:
                tell("Virtuoso", server.load, triples)
            finally:
                server.end()


if __name__ == "__main__":
    main()
