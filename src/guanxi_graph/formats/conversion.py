"""Turtle in other formats.

Every format but Turtle is made by parsing the Turtle, so that one module alone decides what a map's triples are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox


def triples_of(turtle: bytes) -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))


def converted(turtles: Iterable[bytes], media_type: str) -> bytes:
    """All triples of some Turtle texts in the format of a media type. Raises ValueError for an unknown one."""
    form = ox.RdfFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(f"{media_type} is no format of RDF")
    parsers = [ox.parse(turtle, format=ox.RdfFormat.TURTLE) for turtle in turtles]
    prefixes: dict[str, str] = {}
    triples = []
    for parser in parsers:
        triples.append([quad.triple for quad in parser])
        prefixes = dict(parser.prefixes) | prefixes
    return ox.serialize(chain.from_iterable(triples), format=form, prefixes=prefixes) or b""
