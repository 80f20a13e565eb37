"""A map that is queried or served, as a whole: for what a store of triples cannot be asked."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from guanxi_graph.problems import MapError

if TYPE_CHECKING:
    from guanxi_graph.map.guanxi_map import Map


class WholeMap:
    """Read when somebody first asks for it, and then kept. It may be asked in any thread."""

    def __init__(self, load: Callable[[], Map] | None = None) -> None:
        """``load`` raises MapError for what is not a whole map."""
        self._load = load
        self._reading = Lock()
        self._map: Map | None = None

    def get(self) -> Map | None:
        """None where there is no whole map."""
        with self._reading:
            if self._map is None and self._load:
                try:
                    self._map = self._load()
                except MapError:
                    self._load = None
            return self._map
