"""A graph for those who want to go on in rdflib."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from guanxi_graph.formats.turtle import to_turtle
from guanxi_graph.map import Map

if TYPE_CHECKING:
    import rdflib


def to_rdflib(gmap: Map) -> rdflib.Graph:
    """The same triples as an ``rdflib.Graph``, prefixes bound. Slow: about 40 s a 100,000 claims.

    Days before the year 1 or after 9999 keep their text and their datatype, but Python has no such
    dates: their ``value`` is None, and queries in rdflib cannot compare them.
    """
    import rdflib

    with _no_word_of_dates():
        return rdflib.Graph().parse(data=to_turtle(gmap), format="turtle")


@contextmanager
def _no_word_of_dates() -> Iterator[None]:
    """Rdflib logs a traceback for each date that Python does not have; ours are right by XML Schema 1.1."""
    logger = logging.getLogger("rdflib.term")
    logger.addFilter(_is_no_date)
    try:
        yield
    finally:
        logger.removeFilter(_is_no_date)


def _is_no_date(record: logging.LogRecord) -> bool:
    return "XMLSchema#date," not in record.getMessage()
