"""From tables and a mapping to what they say, things before ties."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi_graph.importers.event_rows import EventRows
from guanxi_graph.importers.foreign_table import ForeignTable
from guanxi_graph.importers.gathered import Gathered
from guanxi_graph.importers.headings import Holds
from guanxi_graph.importers.mapping import Placed
from guanxi_graph.importers.row_reader import RowReader
from guanxi_graph.importers.thing_rows import ThingRows
from guanxi_graph.importers.tie_rows import TieRows
from guanxi_graph.vocabulary import Vocabulary

# Things first, so that events and ties find them.
_READERS: tuple[tuple[Holds, type[RowReader]], ...] = (
    *(("entities", ThingRows), ("events", EventRows), ("claims", TieRows)),
)


def gathered(tables: Sequence[ForeignTable], placed: Placed, vocabulary: Vocabulary) -> Gathered:
    """All that the tables say, which are those of the mapping, in its order.

    Raises MapError for columns that are not there.
    """
    found = Gathered()
    for kind, reader in _READERS:
        for number, (table, settings) in enumerate(zip(tables, placed.mapping.tables, strict=True)):
            if settings.holds == kind:
                reader(table, placed, number, vocabulary, found).read()
                found.rows[table.name] = max(0, len(table.rows) - settings.header)
                found.listed = found.listed or kind == "entities"
    return found
