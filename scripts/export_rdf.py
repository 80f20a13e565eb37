#!/usr/bin/env python3
"""Write a map as RDF Turtle.

usage: scripts/export_rdf.py [MAP] [-o FILE.ttl]        (default: graph, to graph/export/guanxi.ttl)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import guanxi_graph
from guanxi_graph.files import replacing
from guanxi_graph.formats import write_turtle


def main() -> int:
    parser = argparse.ArgumentParser(description="Write a map as RDF Turtle.")
    parser.add_argument("map", nargs="?", type=Path, default=Path("graph"))
    parser.add_argument("-o", "--output", type=Path, help="default: MAP/export/guanxi.ttl")
    arguments = parser.parse_args()
    output = arguments.output or arguments.map / "export" / "guanxi.ttl"
    try:
        graph = guanxi_graph.load(arguments.map)
        with replacing(output) as stream:
            write_turtle(graph, stream)
    except (guanxi_graph.MapError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    print(output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
