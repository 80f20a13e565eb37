"""Positions kept from build to build in a file beside the page, so that the map does not jump."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from guanxi_graph.page.layout import Position

POSITIONS_FILE = "positions.json"


def read_positions(path: Path) -> dict[str, Position]:
    """The positions of an earlier build. What is missing or broken is left out: it will be placed anew."""
    try:
        written = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    items = written.items() if isinstance(written, dict) else ()
    return {name: (float(place[0]), float(place[1])) for name, place in items if _is_position(place)}


def positions_json(positions: Mapping[str, Position]) -> str:
    """One entity a line, by id, so that a change shows as a change of its line."""
    rows = (f"{json.dumps(name, ensure_ascii=False)}: [{x:.0f}, {y:.0f}]" for name, (x, y) in sorted(positions.items()))
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _is_position(place: object) -> bool:
    return (
        isinstance(place, list)
        and len(place) == 2
        and all(isinstance(each, int | float) and math.isfinite(each) and abs(each) < 1e6 for each in place)
    )
