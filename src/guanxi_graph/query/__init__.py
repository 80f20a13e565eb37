"""SPARQL over a map: questions in, whole answers out, whatever the question.

Oxigraph answers; it runs in a worker process that is killed when a query takes too long.
"""

from guanxi_graph.query.engine import Engine
from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.query.messages import Answer, Data, File
from guanxi_graph.query.saved import SavedQuery, saved_queries

__all__ = ["Answer", "Data", "Engine", "File", "Limits", "QueryError", "SavedQuery", "saved_queries"]
