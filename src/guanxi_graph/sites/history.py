"""What changed in a map from state to state, in the words of the map as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import msgspec

from guanxi_graph.analysis.diff import Difference, What, changed, diff, named
from guanxi_graph.formats.dossier import HERE
from guanxi_graph.map import Map
from guanxi_graph.map.told import name_in
from guanxi_graph.model import Claim, Entity, MapInfo, Source
from guanxi_graph.problems import printable_lines
from guanxi_graph.reading import Draft
from guanxi_graph.reading.rows import claim
from guanxi_graph.sites.unspoken import Unspoken
from guanxi_graph.vocabulary import Vocabulary

_MOST_ROWS = 100  # of one change
_NAMED = 3  # in its title
_LONGEST = 600  # characters of a row: some notes are pages


class Records(msgspec.Struct, frozen=True, kw_only=True):
    """Some records of one state of a map, which need not stand alone."""

    info: MapInfo
    vocabulary: Vocabulary
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]


class Step(NamedTuple):
    """How two states that follow each other differ; ``entities`` are those that were read of both.

    ``name`` is the commit of the later, ``time`` when it was made.
    """

    name: str
    time: str
    differences: Sequence[Difference]
    entities: Sequence[Entity]


class Row(NamedTuple):
    """A record that was added, removed or changed, in words; what is there now has a page at ``to``."""

    how: str
    name: str
    changed: str
    to: str


class Change(NamedTuple):
    """What one commit did to the map; of a large one, ``more`` rows are left out. ``time`` is in UTC (RFC 3339)."""

    name: str
    time: str
    title: str
    rows: Sequence[Row]
    more: int


def records_of(draft: Draft) -> Records:
    """Of a draft that is not checked: a claim whose relation or value is unknown is left out."""
    claims: dict[str, Claim] = {}
    for record in draft.claims:
        with suppress(KeyError, ValueError):
            claims[record.row.id] = claim(record.row, draft.vocabulary)
    return Records(
        info=draft.info,
        vocabulary=draft.vocabulary,
        entities={record.row.id: record.row for record in draft.entities},
        sources={record.row.id: record.row for record in draft.sources},
        claims=claims,
    )


def step(name: str, time: str, before: Records, after: Records) -> Step:
    return Step(name, time, diff(before, after), [*before.entities.values(), *after.entities.values()])


def changes_of(gmap: Map, draft: Draft, steps: Sequence[Step]) -> Iterator[Change]:
    """In the order of the steps, without what must not be told. ``draft``: with what the map holds back."""
    unspoken = Unspoken(gmap, draft, (entity for each in steps for entity in each.entities))
    for taken in steps:
        if told := list(filter(unspoken.can_tell, taken.differences)):
            yield _change(gmap, taken, told)


def _change(gmap: Map, taken: Step, differences: Sequence[Difference]) -> Change:
    names = list(dict.fromkeys(_about(gmap, each) for each in differences))
    title = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    rows = [_row(gmap, each) for each in differences[:_MOST_ROWS]]
    return Change(taken.name, taken.time, title, rows, len(differences) - len(rows))


def _row(gmap: Map, each: Difference) -> Row:
    return Row(each.how, _short(named(each, gmap)), _short(changed(each)), _page(gmap, each))


def _about(gmap: Map, each: Difference) -> str:
    return name_in(gmap, each.claim.subject) if each.claim else named(each, gmap)


def _page(gmap: Map, each: Difference) -> str:
    """Of a claim that is no more: the page of whom it was about."""
    if each.claim:
        return HERE.claim(each.id) if each.id in gmap.claims else HERE.entity(each.claim.subject)
    pages: Mapping[What, str] = {"entity": HERE.entity(each.id), "source": HERE.source(each.id)}
    return pages.get(each.what, "")


def _short(text: str) -> str:
    text = printable_lines(text)  # an old state was not checked
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
