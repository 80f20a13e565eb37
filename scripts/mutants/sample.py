"""A sample of the small changes that mutmut makes, tried one after the other: is there a test that minds?

    python scripts/mutants/sample.py 'src/guanxi_graph/formats/*.py' --number 40 --seed 1 --tests tests/test_turtle*.py

Of all changes to the files that match, the seed draws some: the same code and seed give the same sample. Each is put
into a copy of the package, and the tests that are named run until the first one fails. What survives them may still be
killed by others: without ``--tests`` the whole suite runs, but the browser's tests. ``make mutants`` tries all.
"""

from __future__ import annotations

import argparse
import difflib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mutmut.mutation.file_mutation import create_mutations, deep_replace

ROOT = Path(__file__).parents[2]
_SLOWEST = 300  # seconds: a change may make a loop that has no end


class Mutant(NamedTuple):
    """A file of the package and its text with one change."""

    path: Path
    text: str

    def __str__(self) -> str:
        old, new = (self.path.read_text("utf-8").splitlines(), self.text.splitlines())
        changed = [line for line in difflib.unified_diff(old, new, lineterm="", n=0) if line[:3] not in ("---", "+++")]
        return f"{self.path.relative_to(ROOT / 'src' / 'guanxi_graph')} " + " ".join(" ".join(changed).split())


def main() -> int:
    parser = argparse.ArgumentParser(description="Try a sample of small changes.")
    parser.add_argument("pattern", nargs="+", help="the files, by their paths from the repository's root")
    parser.add_argument("--number", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs="+", default=["tests"])
    arguments = parser.parse_args()
    files = sorted(path for pattern in arguments.pattern for path in ROOT.glob(pattern))
    drawn = sampled(files, arguments.number, arguments.seed)
    survived = sum(not _tell(mutant, killed(mutant, arguments.tests)) for mutant in drawn)
    print(f"{len(drawn) - survived} of {len(drawn)} killed")
    return 0


def sampled(files: list[Path], number: int, seed: int) -> list[Mutant]:
    """As many of all changes to these files, or all when there are fewer."""
    every = [change for path in files for change in _changes(path)]
    drawn = random.Random(seed).sample(every, min(number, len(every)))  # noqa: S311
    return [
        Mutant(path, deep_replace(module, change.original_node, change.mutated_node).code)
        for path, module, change in drawn
    ]


def _changes(path: Path) -> Iterator[tuple[Path, Any, Any]]:
    module, mutations, *_ = create_mutations(str(path), path.read_text("utf-8"))
    # mutmut tries no others: they are seen when the module is loaded
    return ((path, module, each) for each in mutations if each.contained_by_top_level_function)


def killed(mutant: Mutant, tests: list[str]) -> bool:
    """Whether one of these tests fails, or does not end."""
    with tempfile.TemporaryDirectory(prefix="guanxi-mutant-") as place:
        source = shutil.copytree(ROOT / "src", Path(place) / "src")
        (source / mutant.path.relative_to(ROOT / "src")).write_text(mutant.text, "utf-8")
        options = ["-q", "-x", "-m", "not browser and not trial", "-n", "0", "-p", "no:cacheprovider"]
        command = [sys.executable, "-m", "pytest", *options]
        environment = os.environ | {"PYTHONPATH": str(source)}
        ran = subprocess.Popen(
            [*command, *tests], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )
        try:
            return ran.wait(_SLOWEST) != 0
        except subprocess.TimeoutExpired:
            return True
        finally:
            if ran.poll() is None:
                os.killpg(ran.pid, signal.SIGKILL)
                ran.wait()


def _tell(mutant: Mutant, was_killed: bool) -> bool:
    print(f"{'killed  ' if was_killed else 'SURVIVED'} {mutant}", flush=True)
    return was_killed


if __name__ == "__main__":
    sys.exit(main())
