#!/usr/bin/env python3
"""Speed and size as ratios against peers, measured in one run.

usage: scripts/benchmark.py [NAME ...]        (default: all; the names are those of scripts/benchmark_NAME.py)
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).parent


def main() -> int:
    known = sorted(path.stem.removeprefix("benchmark_") for path in SCRIPTS.glob("benchmark_*.py"))
    parser = argparse.ArgumentParser(description="Speed and size as ratios against peers, measured in one run.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(known)}; default: all")
    names = parser.parse_args().names or known
    if unknown := set(names) - set(known):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; choose from {', '.join(known)}")
    codes = []
    for name in names:
        print(f"\n== {name}", flush=True)
        codes.append(subprocess.run([sys.executable, SCRIPTS / f"benchmark_{name}.py"], check=False).returncode)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
