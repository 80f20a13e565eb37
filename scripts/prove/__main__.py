"""Try hard what the project promises, and print what was measured beside each promise.

Each trial is a module of this folder with ``PROMISE`` (what is tried), ``FIGURE`` (what is to be
reached) and ``run(scale) -> Outcome``: at scale 1 as hard as promised, at .01 for a first look.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module

# In the order of the table.
TRIALS: tuple[str, ...] = (
    "fuzz_files",
    "fuzz_turtle",
    "bombs",
    "targets",
    "printing",
    "kills",
    "states",
    "foreign",
    "reproducible",
    "audit",
    "hostile",
    "cache_trial",
    "soak",
    "held_back",
)
_FAULTS_SHOWN = 20


def main() -> int:
    parser = argparse.ArgumentParser(description="Try hard what the project promises.")
    parser.add_argument("trials", nargs="*", metavar="TRIAL", help=f"of {', '.join(TRIALS)}; default: all")
    parser.add_argument("--scale", type=float, default=1.0, help="how hard: 1 is what is promised")
    arguments = parser.parse_args()
    if unknown := set(arguments.trials) - set(TRIALS):
        parser.error(f"there is no trial {', '.join(sorted(unknown))}")
    kept = [tried(name, arguments.scale) for name in arguments.trials or TRIALS]
    return 0 if all(kept) else 1


def tried(name: str, scale: float) -> bool:
    """Run one trial and print its row."""
    trial = import_module(name)
    began = time.monotonic()
    outcome = trial.run(scale)
    print(f"| {trial.PROMISE} | {trial.FIGURE} | {outcome.measured} | {time.monotonic() - began:.0f} s |", flush=True)
    for fault in outcome.faults[:_FAULTS_SHOWN]:
        print(f"    FAULT {fault}", flush=True)
    return bool(outcome.kept)


if __name__ == "__main__":
    sys.exit(main())
