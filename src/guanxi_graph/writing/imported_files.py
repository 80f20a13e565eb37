"""Which files of a map an import wrote, by their digests: one that was changed by hand is never written over."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

from guanxi_graph.reading.folder import IMPORTS
from guanxi_graph.reading.utf8 import read_utf8

IMPORTED = f"{IMPORTS}/written.csv"
Digests = Mapping[str, str]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def imported_files(folder: Path) -> dict[str, str]:
    """The digest with which each file was imported, by its place. Raises MapError and OSError."""
    path = folder / IMPORTED
    text = read_utf8(path, str(path)) if path.exists() else ""
    return {row[0]: row[1] for row in csv.reader(io.StringIO(text)) if len(row) == 2}


def import_of(place: str) -> str:
    """The name of the import that writes a file: ``letters`` of claims/letters.2.csv."""
    stem, _, number = Path(place).stem.rpartition(".")
    return stem if number.isdigit() else Path(place).stem


def imported_text(digests: Digests) -> str:
    return "".join(f"{place},{each}\n" for place, each in sorted(digests.items()))


def still_imported(folder: Path, texts: Mapping[str, str]) -> dict[str, str]:
    """The digests where a command gives files other texts, by their places.

    What it changes in a file that is as it was imported, an import may change again; a file that somebody else had
    changed stays theirs.
    """
    digests = imported_files(folder)
    for place, text in texts.items():
        if place in digests and digest(_now(folder / place)) == digests[place]:
            digests[place] = digest(text)
    return digests


def _now(path: Path) -> str:
    return read_utf8(path, str(path)) if path.exists() else ""
