"""Reading a text into a map: what is proposed and written by hand is tried, then written in place or not at all."""

from __future__ import annotations

from guanxi_graph.reviewing.change import Change, State, added, edited, look
from guanxi_graph.reviewing.deciding import accepted, rejected

__all__ = ["Change", "State", "accepted", "added", "edited", "look", "rejected"]
