"""What a thing has of a property: the facts by a relation, from either end, and its ids elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from guanxi_graph.dates import Date, apart, parse_date
from guanxi_graph.map import Map, kept
from guanxi_graph.model import Claim, Value, label_of
from guanxi_graph.search import called_entity
from guanxi_graph.search.spelling import spelled
from guanxi_graph.serve.reconcile.wanted import Given, Meant
from guanxi_graph.spelled_dates import spelled_date
from guanxi_graph.vocabulary import Relation


def values_of(gmap: Map, entity: str, name: str) -> tuple[Value, ...]:
    """The values of a property by its id, each once; the ids of things are texts."""
    if name in gmap.vocabulary.identifiers:
        return tuple(
            each.removeprefix(f"{name}:") for each in gmap.entities[entity].same_as if each.startswith(f"{name}:")
        )
    relation = gmap.vocabulary.relations.get(name)
    if relation is None:
        return ()
    found = (_value(claim, entity, relation) for claim in _facts_about(gmap, entity))
    return tuple(dict.fromkeys(value for value in found if value is not None))


def _value(claim: Claim, entity: str, relation: Relation) -> Value | None:
    """What the claim gives the entity for the relation; None where it says something else."""
    if claim.relation != (relation.inverse if relation.inverted else relation.id):
        return None
    if not claim.is_tie:
        return claim.value
    if claim.subject == entity and not relation.inverted:
        return claim.object
    return claim.subject if claim.object == entity and (relation.inverted or relation.symmetric) else None


def term_name(gmap: Map, name: str) -> str:
    """What a class, a relation or a scheme of identifiers is called in the map's languages."""
    vocabulary = gmap.vocabulary
    term = vocabulary.classes.get(name) or vocabulary.relations.get(name) or vocabulary.identifiers.get(name)
    return name if term is None else label_of(term.labels, *gmap.info.languages) or name


def leads_to_things(gmap: Map, name: str) -> bool:
    relation = gmap.vocabulary.relations.get(name)
    return relation is not None and relation.value is None


def agrees(gmap: Map, given: Iterable[Given], name: str, values: Iterable[Value]) -> bool:
    """Whether one of the values that are given may be one of those that the map has."""
    is_thing = leads_to_things(gmap, name)
    had = tuple(values)
    return any(_is_alike(gmap, each, value, is_thing=is_thing) for each in given for value in had)


def _is_alike(gmap: Map, given: Given, value: Value, *, is_thing: bool) -> bool:
    if isinstance(given, Meant):
        return given.id == value
    text = str(given).strip()
    if isinstance(value, Date):
        return _may_be(text, value)
    if isinstance(value, int | Decimal):
        return _number(text) == value
    if is_thing and value in gmap.entities:
        return text == value or spelled(text).run in {
            spelled(written).run for _, written in called_entity(gmap.entities[value]).names
        }
    return text.casefold() == value.casefold()


def _may_be(text: str, told: Date) -> bool:
    """Whether a date that is given, with a time of day or without, may be the one that is told."""
    written = spelled_date(text) or spelled_date(text.partition("T")[0])
    return written is not None and not apart(parse_date(written), told)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except ArithmeticError:
        return None


def _facts_about(gmap: Map, entity: str) -> Iterator[Claim]:
    for claim in (*gmap.ties_of(entity), *gmap.values_of(entity).values()):
        if claim.id in gmap.truthy:
            yield claim


@kept
def used_by(gmap: Map, cls: str) -> tuple[str, ...]:
    """The properties that things of a class have in this map, the most frequent first; of all things without one."""
    counted: Counter[str] = Counter()
    inverse = {each.inverse: name for name, each in gmap.vocabulary.relations.items() if each.inverted}
    for claim in gmap.claims.values():
        if claim.id not in gmap.truthy:
            continue
        if not cls or gmap.is_a(claim.subject, [cls]):
            counted[claim.relation] += 1
        if claim.is_tie and claim.relation in inverse and (not cls or gmap.is_a(claim.object, [cls])):
            counted[inverse[claim.relation]] += 1
    for entity in gmap.entities.values():
        if not cls or gmap.is_a(entity.id, [cls]):
            counted.update({each.partition(":")[0] for each in entity.same_as})
    return tuple(name for name, _ in counted.most_common())
