"""A map as pages that lead to each other, one for everything in it: as files, or one by one as they are asked for."""

from __future__ import annotations

from guanxi_graph.sites.answered import Answered
from guanxi_graph.sites.history import Change
from guanxi_graph.sites.site_files import site_files

__all__ = ["Answered", "Change", "site_files"]
