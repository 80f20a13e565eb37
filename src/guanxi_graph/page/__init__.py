"""The page: one offline HTML file, made with pyvis, in which every line tells who says so.

``render_page`` gives it as text. ``layout`` gives the positions; kept with ``positions_json`` and
read with ``read_positions``, they let the next build start from where the last one stood.
"""

from guanxi_graph.page.card import CARD_FILE
from guanxi_graph.page.layout import Position, layout
from guanxi_graph.page.positions import POSITIONS_FILE, positions_json, read_positions
from guanxi_graph.page.render import render_page

__all__ = ["CARD_FILE", "POSITIONS_FILE", "Position", "layout", "positions_json", "read_positions", "render_page"]
