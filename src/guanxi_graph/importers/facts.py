"""What formats of records say, as two tables: things, and claims on them with their sources."""

from __future__ import annotations

from collections import Counter

from guanxi_graph.importers.foreign_table import ForeignTable, table_of

SEPARATOR = " | "


class Facts:
    """Collects things and claims. The headings are those that are known; ``relation`` is the format's own word.

    Several values of a cell are parted by ``SEPARATOR``. ``left`` counts what is not brought in, by the reason why.
    """

    def __init__(self, file: str, default: str = "Person") -> None:
        self._file, self._default = file, default
        self._things: dict[str, dict[str, str]] = {}
        self._claims: list[dict[str, str]] = []
        self._lines: tuple[list[int], list[int]] = ([], [])
        self.left: Counter[str] = Counter()

    def thing(self, key: str, line: int, **said: str) -> None:
        """A thing with what is said of it: label, cls, aliases, description, and identifiers by their scheme."""
        if key not in self._things:
            self._things[key] = {"Id": key}
            self._lines[0].append(line)
        names = {"label": "Label", "cls": "Class", "aliases": "Aliases", "description": "Description"}
        self._things[key] |= {names.get(name, name): text for name, text in said.items() if text}

    def claim(self, subject: str, relation: str, line: int, **said: str) -> None:
        """A claim: ``object`` or ``value``; dates, source, locator and qualifiers by their headings."""
        row = {"subject": subject, "relation": relation, "object": "", "value": ""}
        self._claims.append(row | {name: text for name, text in said.items() if text})
        self._lines[1].append(line)

    @property
    def tables(self) -> list[ForeignTable]:
        found = (("things", list(self._things.values())), ("claims", self._claims))
        tables = [
            table_of(self._file, name, rows, lines, self._default)
            for (name, rows), lines in zip(found, self._lines, strict=True)
            if rows
        ]
        for table in tables:
            table.separator = SEPARATOR
        if tables:
            tables[0].remarks = dict(self.left)
        return tables
