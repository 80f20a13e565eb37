"""The page: one offline HTML file, made with pyvis, in which every line tells who says so.

``render_page`` gives it as text; ``layout`` gives the positions, to be kept beside the export so
that the next build starts from them.
"""

from guanxi_graph.page.layout import layout
from guanxi_graph.page.render import render_page

__all__ = ["layout", "render_page"]
