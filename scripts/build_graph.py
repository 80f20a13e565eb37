#!/usr/bin/env python3
"""Check a map, build its graph, and say what it holds.

usage: scripts/build_graph.py [MAP]        (MAP is a directory or a Turtle file; default: graph)
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import guanxi_graph


def main() -> int:
    parser = argparse.ArgumentParser(description="Check a map, build its graph, and say what it holds.")
    parser.add_argument("map", nargs="?", type=Path, default=Path("graph"))
    path = parser.parse_args().map
    try:
        gmap = guanxi_graph.load(path)
    except (guanxi_graph.MapError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    graph = gmap.graph
    classes = Counter(data["entity"].cls for _, data in graph.nodes(data=True))
    values = sum(len(data["values"]) for _, data in graph.nodes(data=True))
    print(f"{len(graph)} entities, {graph.number_of_edges()} ties, {values} figures and texts")
    for cls, count in classes.most_common():
        print(f"  {count:4} {cls}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
