"""Questions to a map: introductions, brokers, circles, changes, doubts.

Each module answers one question: ``paths.routes``, ``brokers.brokers``, ``changes.changes``. They take a
map (``Map.view`` cuts it to a day or to better evidence), or the simple network under it
(``network.project``), and return frozen structs.
"""

from __future__ import annotations

from typing import Any

import msgspec


def as_dicts(result: Any) -> Any:
    """What an analysis returned, as lists and dicts of plain values; dates become the text that was written."""
    return msgspec.json.decode(msgspec.json.encode(result, enc_hook=str))


__all__ = ["as_dicts"]
