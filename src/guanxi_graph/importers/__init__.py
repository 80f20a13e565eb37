"""The way in for what others have: a file of theirs → tables → what they say → the files of a map.

A reader of one kind of file makes tables of it. A mapping tells what their columns and words are; it is guessed, shown,
kept, and can be edited. By it the tables become rows with the fields that a map's own files have. Nobody here judges
what they say: the rows become files, and `guanxi check` reads them like any others. References
(``references.IMPORTERS``) and articles (``articles``) have readers of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

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


class Importer(Protocol):
    """One kind of file that can be read."""

    @property
    def name(self) -> str: ...
    @property
    def suffixes(self) -> tuple[str, ...]:
        """How the names of such files end, with the dot."""

    @property
    def help(self) -> str:
        """One line on what is read."""

    def read(self, path: Path) -> Imported:
        """Read a file. Raises MapError with the place of what cannot be read, and OSError."""
