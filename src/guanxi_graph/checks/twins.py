"""Checks for two records of one thing: two entities of one name, two sources of one address or title.

They are never merged by it: two people may have one name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, repeat
from typing import TypeVar

from guanxi_graph.addresses import doi_in, plain_address
from guanxi_graph.checks.related import by_age, place
from guanxi_graph.model import Entity, Source
from guanxi_graph.names import forms, has_han
from guanxi_graph.namesakes import READ, WORTH, Called, read_alike, runs_of, shared_names, weight
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.text import nearest

KeyT = TypeVar("KeyT", bound=Hashable)
RowT = TypeVar("RowT", Entity, Source)
Seen = dict[KeyT, list[Record[RowT]]]
Shared = tuple[str, Record[Entity], Record[Entity]]

# A shorter title with a year is no sign: "Annual report", "Interview".
_SHORTEST_TITLE = 12
# With so many of one name or address a further one is compared, so that time grows with the map and no faster.
_COMPARED = 8


def same_name(draft: Draft) -> Iterator[Problem]:
    """Entities of one kind that share a name or an alias, or are read alike and tied to the same."""
    told: set[frozenset[str]] = set()
    for alike, one, other in _namesakes(draft):
        pair = frozenset((one.row.id, other.row.id))
        if pair in told:
            continue
        told.add(pair)
        old, new = by_age(one, other)
        message = f"`{new.row.id}` and `{old.row.id}`, {place(old.span('id'))}, {alike}"
        merge = f"`guanxi merge {old.row.id} {new.row.id}` makes them one"
        hint = f"{merge}; or write `different_from: [{old.row.id}]` if they are two"
        yield Problem("same-name", message, new.span("id"), hint, "warning", old.span("id"))


def same_identifier(draft: Draft) -> Iterator[Problem]:
    """An identifier elsewhere is of one thing."""
    seen: Seen[str, Entity] = {}
    for record in draft.entities:
        for written in record.row.same_as:
            for one in _before(seen, written, record):
                old, new = by_age(one, record)
                message = f"`{new.row.id}` has the identifier `{written}` of `{old.row.id}`, {place(old.span('id'))}"
                hint = f"make them one, mend the identifier, or write `different_from: [{old.row.id}]`"
                yield Problem("same-identifier", message, new.span("same_as"), hint, "warning", old.span("id"))


def same_source(draft: Draft) -> Iterator[Problem]:
    """Sources that share an address, a DOI, or title and year. One that repeats the other is known to be another."""
    seen: Seen[Hashable, Source] = {}
    told: set[frozenset[str]] = set()
    for record in draft.sources:
        for what, field, key in marks(record.row):
            for one in _before(seen, key, record):
                pair = frozenset((one.row.id, record.row.id))
                if pair not in told:
                    told.add(pair)
                    old, new = by_age(one, record)
                    message = f"`{new.row.id}` has the {what} of `{old.row.id}`, {place(old.span('id'))}"
                    hint = f"cite `{old.row.id}`; or write `different_from: [{old.row.id}]` if they are two"
                    yield Problem("same-source", message, new.span(field), hint, "warning", old.span("id"))


def unknown_other(draft: Draft) -> Iterator[Problem]:
    """What something is said to be different from must be there."""
    yield from _unknown(draft, draft.entities, draft.entity_by_id, "entity")
    yield from _unknown(draft, draft.sources, draft.source_by_id, "source")


def _unknown(
    draft: Draft, records: Iterable[Record[Entity]] | Iterable[Record[Source]], known: Mapping[str, object], what: str
) -> Iterator[Problem]:
    for record in records:
        for name in record.row.different_from:
            if name not in known and name not in draft.misread:
                close = nearest(name, known)
                hint = f"did you mean `{close}`?" if close else "remove it"
                message = f"there is no {what} `{name}`"
                yield Problem(f"unknown-{what}", message, record.span("different_from"), hint)


def _are_apart(one: Entity | Source, other: Entity | Source) -> bool:
    """Whether the map says that the two are two."""
    if isinstance(one, Source) and isinstance(other, Source) and (one.lineage == other.id or other.lineage == one.id):
        return True
    return other.id in one.different_from or one.id in other.different_from


def _before(seen: Seen[KeyT, RowT], key: KeyT, record: Record[RowT]) -> list[Record[RowT]]:
    """Others of this key that were read before, unless the map says that they are others."""
    earlier = seen.setdefault(key, [])
    found = [one for one in earlier if one.row.id != record.row.id and not _are_apart(one.row, record.row)]
    if len(earlier) < _COMPARED:
        earlier.append(record)
    return found


def _namesakes(draft: Draft) -> Iterator[Shared]:
    """Those of one kind that share a name; those only read alike where they are tied to the same besides."""
    for shared, read, one, record in _alike(draft):
        if shared:
            yield f"share the name `{shared}`", one, record
        elif _are_near(draft.tied, one.row.id, record.row.id):
            yield f"are read alike, `{read}`, and tied to the same", one, record


def read_as_others(draft: Draft) -> set[str]:
    """The entities that are only read like another: whether they are one depends on whom they are tied to."""
    return {each.row.id for shared, _, one, other in _alike(draft) if not shared for each in (one, other)}


def _alike(draft: Draft) -> Iterator[tuple[str, str, Record[Entity], Record[Entity]]]:
    """Two of one kind with the name that they share, or none, and how both are read."""
    seen: Seen[tuple[str, str], Entity] = {}
    for kind, record, called, runs in _suspects(draft):
        for run in runs:
            for one in _before(seen, (kind, run), record):
                other = Called(one.row.names)
                if run in shared_names(other, called):
                    yield called.by_run[run].text, run, one, record
                elif run in read_alike(other, called):
                    yield "", run, one, record


def _suspects(draft: Draft) -> Iterator[tuple[str, Record[Entity], Called, Sequence[str]]]:
    """Those of whom another of their kind may share a name, or be read alike; few do."""
    kind_of = {cls: draft.vocabulary.kind_of(cls) for cls in {record.row.cls for record in draft.entities}}
    kinds = [kind_of[record.row.cls] for record in draft.entities]
    runs: list[Sequence[str]] = [runs_of(record.row.names) for record in draft.entities]
    unread = {kind for kind, each in zip(kinds, runs, strict=True) if not any(map(has_han, each))}
    for number, record in enumerate(draft.entities) if unread else ():
        if kinds[number] in unread:
            runs[number] = sorted({*runs[number], *Called(record.row.names).readings})
    if max(Counter(chain.from_iterable(runs)).values(), default=1) == 1:
        return
    bearers = Counter(chain.from_iterable(map(zip, map(repeat, kinds), runs)))
    for kind, record, each in zip(kinds, draft.entities, runs, strict=True):
        if any(bearers[kind, run] > 1 for run in each):
            yield kind, record, Called(record.row.names), each


def _are_near(tied: Mapping[str, AbstractSet[str]], one: str, other: str) -> bool:
    """Whether those that both are tied to speak loud enough for two that are read alike."""
    shared = tied.get(one, frozenset()) & tied.get(other, frozenset())
    return READ + sum(weight(each, tied) for each in shared) >= WORTH


def marks(source: Source) -> Iterator[tuple[str, str, Hashable]]:
    """By what a source is known again, and the field that says it."""
    for field in ("url", "archived_url"):
        if address := getattr(source, field):
            doi = doi_in(address)
            yield ("DOI" if doi else "address"), field, (doi is not None, plain_address(address))
    title = next(iter(forms(source.title)), "")
    if len(title) >= _SHORTEST_TITLE and source.published and source.published.earliest:
        yield "title and year", "title", (title, source.published.earliest.year)
