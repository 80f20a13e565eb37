"""A map as it is served: its data, its pages, and what can be taken along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from guanxi_graph.languages import Language
from guanxi_graph.map.whole_map import WholeMap
from guanxi_graph.query.limits import QueryError
from guanxi_graph.query.messages import Supply
from guanxi_graph.query.saved import SavedQuery


@dataclass(frozen=True)
class Site:
    """What is served. ``page`` and ``about`` are asked once, when someone first wants what they make.

    ``export`` writes the map in the format of a name, ``map`` is the map itself, if it is one.
    ``languages`` are those that the map brings, ``portraits`` the pictures of its things as ``data:`` addresses.
    """

    data: Supply
    base: str = ""
    page: Callable[[], str] | None = None
    about: Callable[[str], bytes] | None = None
    export: Callable[[str], bytes] | None = None
    map: WholeMap = field(default_factory=WholeMap)
    queries: Mapping[str, SavedQuery] = field(default_factory=dict)
    languages: Callable[[], Mapping[str, Language]] = dict
    portraits: Callable[[], Mapping[str, str]] = dict

    @cached_property
    def graphs(self) -> list[str]:
        """The names of the graphs."""
        return [file.graph for file in self.data().files if file.graph]

    def turtle(self, graph: str | None) -> bytes:
        """A named graph, or all of them. Raises QueryError when the files are gone."""
        try:
            paths = [Path(file.path) for file in self.data().files if graph in (None, file.graph)]
            return b"\n".join(path.read_bytes() for path in paths)
        except OSError as error:
            raise QueryError("unusable-data", f"the graph cannot be read: {error}") from error
