"""What the checks of claims share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.text import nearest
from guanxi_graph.vocabulary import Relation


def related(draft: Draft) -> Iterator[tuple[Record[ClaimRow], Relation]]:
    for record in draft.claims:
        if relation := draft.vocabulary.relations.get(record.row.relation):
            yield record, relation


def suggest(name: str, draft: Draft) -> str:
    close = nearest(name, draft.entity_by_id)
    if close is None:
        return f"add `{name}` to the entities"
    return f"did you mean `{close}` ({_names(draft.entity_by_id[close].row.labels.values())})?"


def _names(labels: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(labels))
