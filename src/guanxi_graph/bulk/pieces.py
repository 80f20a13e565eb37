"""The files of claims cut into pieces that different machines read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from guanxi_graph.bulk.part import Claims
from guanxi_graph.reading.draft import Draft, records_of
from guanxi_graph.reading.folder import JSON_LINES, File
from guanxi_graph.reading.utf8 import WHOLE, Cut, cuts_of


class Piece(msgspec.Struct, frozen=True):
    """A cut of a file of lines, or a whole file of another kind; pieces are numbered in the order of reading."""

    number: int
    file: File
    cut: Cut = WHOLE

    @property
    def is_cut(self) -> bool:
        return self.cut != WHOLE


def pieces_of(files: Iterable[File], size: int) -> list[Piece]:
    """The files in pieces of some ``size`` bytes, where they are files of lines. Raises OSError.

    All begin with line 1 as yet: see ``numbered``.
    """
    found = ((file, cut) for file in files for cut in _cuts(file, size))
    return [Piece(number, file, cut) for number, (file, cut) in enumerate(found)]


def _cuts(file: File, size: int) -> Iterable[Cut]:
    return cuts_of(file.path, size) if file.path.suffix.casefold() in JSON_LINES else (WHOLE,)


def numbered(pieces: Iterable[Piece], lines: Iterable[int]) -> list[Piece]:
    """The pieces with their first lines, by how many lines end in each."""
    found: list[Piece] = []
    file, first = None, 1
    for piece, count in zip(pieces, lines, strict=True):
        first = first if piece.file == file else 1
        found.append(msgspec.structs.replace(piece, cut=piece.cut._replace(first=first)))
        file, first = piece.file, first + count
    return found


def records_in(piece: Piece, draft: Draft) -> Iterator[Claims]:
    """Its sound records, many at a time; what is wrong with the others is added to the draft's problems."""
    return records_of(piece.file, draft, piece.cut)
