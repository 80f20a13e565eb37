"""Entities that travel with the claims that name them: each part is sent what its claims ask for, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from guanxi_graph.bulk.part import Claims
from guanxi_graph.bulk.routing import part_of, parts_of
from guanxi_graph.kinds import KINDS
from guanxi_graph.model import Entity
from guanxi_graph.problems import MOST_DESCRIBED
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.taken_together import Together
from guanxi_graph.spans import Life
from guanxi_graph.text import nearest
from guanxi_graph.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pyspark import RDD

# By name the parts that ask for it; none where it stands in a text, which only may be a name.
Asked = dict[str, set[int]]


class Thing(NamedTuple):
    """What is known of an entity: its record, the claims that tell of its beginning or end, and what they say."""

    entity: Record[Entity]
    tellers: Claims
    life: Life | None

    @property
    def name(self) -> str:
        return self.entity.row.id


class Met(NamedTuple):
    """A name where it is looked up: the entity of that name, if there is one, and who asks for it."""

    name: str
    thing: Thing | None
    is_used: bool
    asking: set[int]


def asked_by(claims: Claims, vocabulary: Vocabulary, parts: int, asked: Asked) -> None:
    """Add what the claims ask for."""
    relations = vocabulary.relations
    refers = {name for name, qualifier in vocabulary.qualifiers.items() if KINDS[qualifier.value].refers}
    for row in (record.row for record in claims):
        goes_to = parts_of(row, relations.get(row.relation), parts)
        for name in filter(None, (row.subject, row.object)):
            asked.setdefault(name, set()).update(goes_to)
        for qualifier, values in row.qualifiers.items():
            for name in values:
                asked.setdefault(name, set()).update(goes_to if qualifier in refers else ())


def things_of(rest: Draft, lives: Mapping[str, Life]) -> list[tuple[str, Thing]]:
    """All entities by name."""
    tellers = rest.together.tellers
    return [(name, Thing(each, tellers.get(name, []), lives.get(name))) for name, each in rest.entity_by_id.items()]


def met(asked: RDD[tuple[str, set[int]]], things: RDD[tuple[str, Thing]], parts: int) -> RDD[Met]:
    """Every name that is known or asked for, once."""
    home = partial(part_of, parts=parts)
    # Both are cut alike, so that they are put side by side without another pass through Python.
    return asked.partitionBy(parts, home).union(things.partitionBy(parts, home)).mapPartitions(_met)


def _met(found: Iterable[tuple[str, set[int] | Thing]]) -> Iterator[Met]:
    asked, things = Asked(), dict[str, Thing]()
    for name, each in found:
        if isinstance(each, Thing):
            things[name] = each
        else:
            asked.setdefault(name, set()).update(each)
    for name in {**things, **asked}:
        yield Met(name, things.get(name), name in asked, asked.get(name, set()))


def sent(each: Met, parts: int) -> Iterator[tuple[int, Thing]]:
    """The entity to the part in which it is at home, and to all that ask for it."""
    if each.thing:
        yield from ((part, each.thing) for part in {*each.asking, part_of(each.name, parts)})


def unused(names: RDD[Met]) -> set[str]:
    """The entities that no claim refers to."""
    return set(names.flatMap(lambda each: [] if each.is_used else [each.name]).collect())


def unknown(names: RDD[Met]) -> list[str]:
    """Names that are asked for and are no entity's; as many as are described at most."""
    found = names.flatMap(lambda each: [] if each.thing or not each.asking else [each.name])
    return found.take(MOST_DESCRIBED)


def meant(unknown: Iterable[str], rest: Draft) -> list[Record[Entity]]:
    """The entities that may be meant by names that are none's: all that a part must know to offer one of them."""
    found: set[str] = set()
    for name in unknown:
        found.update(sorted(rest.entities_by_name.get(name.casefold(), ()))[:2])  # of two neither is offered
        found.update(filter(None, [nearest(name, rest.entity_by_id)]))
    return [rest.entity_by_id[name] for name in sorted(found)]


def without_entities(rest: Draft) -> Draft:
    """What every part knows: all but entities and what claims tell of them; and nothing that no part looks at."""
    told = Together(vocabulary=rest.vocabulary, sure_days=rest.together.sure_days)
    return Draft(
        directory=rest.directory,
        vocabulary=rest.vocabulary,
        settings=rest.settings,
        sources=rest.sources,
        unread=rest.unread,
        misread=rest.misread,
        plain=rest.plain,
        told=told,
    )


def with_things(rest: Draft, things: Iterable[Thing], meant: Iterable[Record[Entity]]) -> Draft:
    """The same with what a part was sent."""
    by_name = {record.row.id: record for record in meant}
    by_name.update((thing.name, thing.entity) for thing in things)
    tellers = {thing.name: thing.tellers for thing in things if thing.tellers}
    told = msgspec.structs.replace(rest.together, tellers=tellers)
    return msgspec.structs.replace(rest, entities=list(by_name.values()), told=told)
