#!/usr/bin/env python3
"""Write a map as one offline page.

usage: scripts/render_html.py [MAP] [-o FILE.html]        (default: graph, to graph/export/index.html)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import guanxi_graph
from guanxi_graph.cli.page import page_of, read_whole
from guanxi_graph.files import write_text


def main() -> int:
    parser = argparse.ArgumentParser(description="Write a map as one offline page.")
    parser.add_argument("map", nargs="?", type=Path, default=Path("graph"))
    parser.add_argument("-o", "--output", type=Path, help="default: MAP/export/index.html")
    arguments = parser.parse_args()
    output = arguments.output or arguments.map / "export" / "index.html"
    try:
        page = page_of(*read_whole(arguments.map), output.parent)
        write_text(output, page.html)
    except (guanxi_graph.MapError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    print(output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
