"""What rows of things and rows of ties have in common: dates, values, sources."""

from __future__ import annotations

from guanxi_graph.importers.cell_values import is_address, parts_of
from guanxi_graph.importers.foreign_table import ForeignTable
from guanxi_graph.importers.gathered import Cited, Gathered, Tie
from guanxi_graph.importers.mapping import Placed, columns_found
from guanxi_graph.importers.table_rows import Row, TableRows, header_of
from guanxi_graph.progress import each_told
from guanxi_graph.spelled_dates import says_more, spelled_date
from guanxi_graph.vocabulary import Relation, Vocabulary


class RowReader:
    """One table, read by its part of the mapping into what is found."""

    def __init__(
        self, table: ForeignTable, placed: Placed, number: int, vocabulary: Vocabulary, found: Gathered
    ) -> None:
        """Raises MapError for a column of the mapping that is not there."""
        self.settings, self.found, self.vocabulary = placed.mapping.tables[number], found, vocabulary
        self.relations, self._nil = placed.mapping.relations, placed.mapping.nil
        header = header_of(table, self.settings.header)
        places = columns_found(placed, number, header)
        columns = ((heading, self.settings.columns[heading], place) for heading, place in places.items())
        self.rows = TableRows(table, self.settings.header, columns)
        self._is_cited = bool(self.rows.told("source", "locator", "url", "quote", "link"))

    def read(self) -> None:
        rows = self.rows.read(self._nil, self.found)
        for row in each_told(rows, "taking in", len(self.rows), "rows"):
            self.take(row)
            for reason in row.left:
                self.found.leave(reason, row.place)

    def take(self, row: Row) -> None:
        raise NotImplementedError

    def parts(self, text: str) -> list[str]:
        return parts_of(text, self.settings.separator)

    def date(self, text: str) -> str | None:
        return spelled_date(text, self.settings.dates, self.settings.calendar)

    def says_more(self, text: str) -> bool:
        """Whether a date says what its form in a map does not."""
        return bool(self.settings.calendar) or says_more(text)

    def read_value(self, tie: Tie, relation: Relation | None, heading: str) -> None:
        if relation is not None and relation.value == "date":
            self.found.date(tie, heading, self.date(tie.value), says_more=self.says_more(tie.value))

    def cited(self, row: Row) -> list[Cited]:
        """The sources that the row names; none for the default one."""
        if not self._is_cited:
            return []
        locator, quote, address, link = map(row.get, ("locator", "quote", "url", "link"))
        texts = self.parts(source) if (source := row.get("source")) else [""]
        if not (locator or quote or address or link or texts != [""]):
            return []
        if address and not is_address(address):
            locator, address = " ".join(filter(None, (locator, address))), ""
        if link and not is_address(link):
            row.left.append("has a link that is no web address: it was left out")
            link = ""
        return [
            Cited("", text, locator, quote, link) if is_address(text) else Cited(text, address, locator, quote, link)
            for text in texts
        ]
