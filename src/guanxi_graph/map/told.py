"""A map's things and claims in words, in the map's own languages: for a terminal and for documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from guanxi_graph.dates import Day, standing
from guanxi_graph.languages import spoken
from guanxi_graph.map.guanxi_map import Map
from guanxi_graph.model import Claim, names_in


def name_in(gmap: Map, entity: str) -> str:
    """The entity's name in the map's first languages: Wang Xing 王兴."""
    return named(gmap, gmap.entities[entity].labels) or entity


def named(gmap: Map, labels: Mapping[str, str]) -> str:
    return names_in(labels, gmap.info.languages)


def titled(gmap: Map, entity: str, claim: Claim) -> str:
    """The relation as read from this entity: its inverse's name where the entity is the object."""
    relation = gmap.relation(claim)
    if claim.subject == entity or relation.symmetric:
        return named(gmap, relation.labels)
    inverse = gmap.vocabulary.relations.get(relation.inverse)
    return named(gmap, inverse.labels) if inverse else f"← {named(gmap, relation.labels)}"


def other_end(gmap: Map, entity: str, claim: Claim) -> str:
    """Who or what a claim ties the entity to, or the value that it gives."""
    if claim.is_tie:
        return name_in(gmap, claim.object if claim.subject == entity else claim.subject)
    value = f"{claim.value:,}" if isinstance(claim.value, int | Decimal) else str(claim.value)
    return f"{value} {claim.unit}".rstrip()


def qualified(gmap: Map, claim: Claim) -> list[str]:
    """``×12``, ``role: chair``, ``through: Zhang Fei 张斐``; in one order, read from text or from Turtle."""
    terms = gmap.vocabulary.qualifiers
    said = [
        f"{terms[name].label(*gmap.info.languages)}: {_listed(gmap, values, names=terms[name].kind.refers)}"
        for name, values in sorted(claim.qualifiers.items())
    ]
    return [*filter(None, [claim.times]), *said]


def _listed(gmap: Map, values: Iterable[str], *, names: bool) -> str:
    return ", ".join(name_in(gmap, value) if names else value for value in values)


def by_time(claim: Claim) -> tuple[Day, str, str]:
    """To sort by: the undated last."""
    date = claim.start or claim.at or claim.end
    return standing(date), str(date or ""), claim.id


def denied(gmap: Map) -> str:
    """The word for what its sources say is not so, in the map's first language."""
    return spoken(gmap.info.languages)[0]["denied"]


def sentence(gmap: Map, claim: Claim) -> str:
    """The claim in words: Wang Xing 王兴 founded Meituan 美团 (2010-03-04); denied: … where it is not so."""
    subject = name_in(gmap, claim.subject)
    relation = gmap.relation(claim).label(*gmap.info.languages)
    said = other_end(gmap, claim.subject, claim)
    when = claim.when
    more = [
        f"{name} {', '.join(name_in(gmap, value) if value in gmap else value for value in values)}"
        for name, values in claim.qualifiers.items()
    ]
    aside = ", ".join(part for part in (when, claim.times, *more) if part)
    linked = f"{subject} {relation} {said}" if claim.object else f"{subject}, {relation}: {said}"
    whole = f"{linked} ({aside})" if aside else linked
    return f"{denied(gmap)}: {whole}" if claim.denied else whole
