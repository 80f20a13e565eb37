"""The way in for what others have: a file of theirs → tables → what they say → the files of a map.

A reader of one kind of file makes tables of it. A mapping tells what their columns and words are; it is guessed, shown,
kept, and can be edited. By it the tables become rows with the fields that a map's own files have. Nobody here judges
what they say: the rows become files, and `guanxi check` reads them like any others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

# The fields of an entity, a source or a claim as in a map's files (`guanxi schema` lists them), still unchecked.
Row = Mapping[str, Any]


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """The rows that were found. A claim's sources are triples of id, locator and quote.

    ``terms`` are those of the vocabulary's sections that are new; ``report`` is what people must know of it, such as
    what was left out.
    """

    entities: tuple[Row, ...] = ()
    sources: tuple[Row, ...] = ()
    claims: tuple[Row, ...] = ()
    terms: Mapping[str, Sequence[Row]] = {}
    report: tuple[str, ...] = ()
