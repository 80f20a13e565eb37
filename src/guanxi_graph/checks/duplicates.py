"""The check for claims that say the same: one of them is too many."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi_graph.checks.related import by_age, place
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow

# What may differ between two claims that say the same.
_ASIDE = ("confidence", "rank", "reason", "note", "rule", "premises")


def duplicate_claim(draft: Draft) -> Iterator[Problem]:
    first: dict[str, Record[ClaimRow]] = {}
    for record in draft.across.of_one_id:
        old = first.setdefault(record.row.id, record)
        if old is not record:
            yield _problem(*by_age(old, record))


def _problem(old: Record[ClaimRow], new: Record[ClaimRow]) -> Problem:
    span = old.span("subject")
    at = place(span)
    if "id" in new.fields.values or "id" in old.fields.values:
        message = f"the claim at {at} has the id `{new.row.id}` too"
        return Problem("duplicate-claim", message, new.span("id"), "give one of them another `id`", other=span)
    aside = [name for name in _ASIDE if getattr(old.row, name) != getattr(new.row, name)]
    added = sorted({str(cited) for cited in new.row.citations} - {str(cited) for cited in old.row.citations})
    message = f"this claim says the same as the one at {at}: `{new.row.id}`"
    if added:
        hint = f"remove this one, and add {', '.join(f'`{cited}`' for cited in added)} to the `sources` of that one"
    elif aside:
        hint = f"the two differ in {', '.join(aside)} only: keep one of them, or give this one an `id`"
    else:
        hint = "it adds nothing: remove it"
    if added and aside:
        hint += f"; if both are meant (they differ in {', '.join(aside)}), give this one an `id`"
    return Problem("duplicate-claim", message, new.span("subject"), hint, other=span)
