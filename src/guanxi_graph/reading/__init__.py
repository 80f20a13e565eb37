"""Files → records. ``read_map`` reads a map's directory; nothing here knows of graphs."""

from guanxi_graph.reading.draft import Draft, read_map

__all__ = ["Draft", "read_map"]
