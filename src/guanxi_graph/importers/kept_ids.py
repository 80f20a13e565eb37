"""The ids that an import gave, kept beside the map: a second import gives the same ones.

An id is read from the name: as it is in Latin letters, in pinyin where it is Chinese; ``-2`` parts namesakes.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from guanxi_graph.names import has_han
from guanxi_graph.pinyin import usual_reading
from guanxi_graph.reading.folder import IMPORTS
from guanxi_graph.reading.utf8 import read_utf8
from guanxi_graph.text import slug

IDS = f"{IMPORTS}/ids.csv"
_HEADER = ("import", "kind", "key", "id")
# Whether a name is Chinese and short enough to be a person's: the surname, then the rest in one.
_LONGEST_NAME = 4


# An import, the kind of thing, what the tables call it, and its id.
Kept = tuple[str, str, str, str]


class KeptIds:
    """Ids by import, kind and key. ``taken`` are those that the map has from elsewhere.

    ``now`` leads from an id that was given up for another to that one, by the kind of thing.
    """

    def __init__(
        self, rows: Iterable[Kept], name: str, taken: Iterable[str], now: Mapping[tuple[str, str], str]
    ) -> None:
        self._rows = {row[:3]: row[3] for row in rows}
        self._name, self._now = name, now
        self._taken = {*taken, *self._rows.values()}
        self._last: Counter[str] = Counter()

    def of(self, kind: str, key: str, *names: str, person: bool = False) -> str:
        """The id that was given to this key, else one made from the first of the names that letters can spell."""
        found = self._rows.get((self._name, kind, key))
        if found is None:
            spellings = (spelled(name, person=person) for name in (*names, key))
            found = self._free(next(filter(None, spellings), kind))
            self._rows[self._name, kind, key] = found
        return self._now.get((kind, found), found)

    def _free(self, stem: str) -> str:
        found = stem
        while found in self._taken:
            self._last[stem] += 1
            found = f"{stem}-{self._last[stem] + 1}"
        self._taken.add(found)
        return found

    @property
    def text(self) -> str:
        """The table as a file."""
        return kept_text((*place, given) for place, given in self._rows.items())


def kept_text(rows: Iterable[Sequence[str]]) -> str:
    """The table of ids as a file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_HEADER, *rows])
    return out.getvalue()


def read_kept(path: Path) -> list[Kept]:
    """The rows of the file; none where there is none. Raises MapError and OSError."""
    if not path.exists():
        return []
    rows = csv.reader(io.StringIO(read_utf8(path, str(path))))
    return [(row[0], row[1], row[2], row[3]) for row in list(rows)[1:] if len(row) == len(_HEADER)]


def spelled(name: str, *, person: bool = False) -> str:
    """A name as an id; empty where neither letters nor pinyin spell it."""
    if not has_han(name):
        return slug(name)
    reading = usual_reading(name)
    syllables = reading.split()
    if person and len(syllables) == len(name) <= _LONGEST_NAME:
        return slug(f"{syllables[0]} {''.join(syllables[1:])}")
    return slug(reading)
