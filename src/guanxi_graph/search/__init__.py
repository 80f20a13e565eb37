"""Finding what is in a map by whatever it is called: one searcher for commands, messages and editors."""

from guanxi_graph.search.catalogue import called_entity, called_source, called_term
from guanxi_graph.search.searcher import Called, Hit, Searcher
from guanxi_graph.search.spelling import Nearness

WHOLE = Nearness.WHOLE

__all__ = ["WHOLE", "Called", "Hit", "Nearness", "Searcher", "called_entity", "called_source", "called_term"]
