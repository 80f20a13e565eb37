"""The one object in the middle: a ``Map``, checked, frozen, and agreed upon by all who ask it.

``load`` reads one from files. Everything that a map can be asked twice (when a claim held, which
claims are truthy, what contradicts what, how strong a tie is) is answered here, once.
"""

from guanxi_graph.map.graph import Graph
from guanxi_graph.map.guanxi_map import Left, Map
from guanxi_graph.map.kept import kept
from guanxi_graph.map.loading import from_draft, load

__all__ = ["Graph", "Left", "Map", "from_draft", "kept", "load"]
