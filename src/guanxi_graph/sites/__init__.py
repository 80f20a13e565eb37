"""A map as a web site of plain files: a page for everything in it, with its data beside, that needs no server."""

from __future__ import annotations

from guanxi_graph.sites.answered import Answered
from guanxi_graph.sites.history import Change
from guanxi_graph.sites.site_files import site_files

__all__ = ["Answered", "Change", "site_files"]
