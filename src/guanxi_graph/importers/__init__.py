"""The way in for what others have: a file of theirs → rows → the files of a map.

An importer reads one kind of file into rows with the fields that a map's own files have. It does not
check what they say and writes nothing: the rows become files, and `guanxi check` judges them like any
others. ``references.IMPORTERS`` are those that are here. An article is no list of rows: ``articles`` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import msgspec

# The fields of an entity, a source or a claim as in a map's files (`guanxi schema` lists them), still unchecked.
Row = Mapping[str, Any]


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """The rows that were found; ``report`` is what people must know of it, such as what was left out."""

    entities: tuple[Row, ...] = ()
    sources: tuple[Row, ...] = ()
    claims: tuple[Row, ...] = ()
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
