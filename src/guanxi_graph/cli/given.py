"""A file of others that is named on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

from guanxi_graph.importers.articles import MOST_BYTES


def read_file(name: str) -> bytes:
    """What the file holds, or what is piped in; no more than can be read. Raises OSError."""
    if name == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(name).open("rb") as stream:
        return stream.read(MOST_BYTES + 1)
