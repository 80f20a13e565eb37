"""A part as a map: its claims, those they name, and what must be known of all claims to say when each held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

import msgspec

from guanxi_graph import collector
from guanxi_graph.bulk.part import Known, Part
from guanxi_graph.bulk.routing import home
from guanxi_graph.dates import Date
from guanxi_graph.evidence import Lock
from guanxi_graph.map import Map
from guanxi_graph.map.truthy import truthy
from guanxi_graph.model import Claim, MapInfo
from guanxi_graph.reading import Draft
from guanxi_graph.reading.rows import claim
from guanxi_graph.spans import Life, lives_of, written_span


class Frame(msgspec.Struct, kw_only=True, frozen=True):
    """What all parts agree on: the settings with the day that counts as today, and the lives that claims tell."""

    info: MapInfo
    lives: Mapping[str, Life]
    lock: Lock

    @classmethod
    def of(cls, rest: Draft, lock: Lock) -> Frame:
        """Of a draft without claims, which is told what these tell together."""
        day = rest.together.latest_sure_day
        as_of = rest.info.as_of or (Date(str(day), day, day) if day else None)
        return cls(info=msgspec.structs.replace(rest.info, as_of=as_of), lives=_lives(rest), lock=lock)


def _lives(rest: Draft) -> Mapping[str, Life]:
    """As ``Map.lives`` has them: a claim competes with such as tell of the same life, so all its rivals are here."""
    relations = rest.vocabulary.relations
    rows = {id(record): record.row for records in rest.together.tellers.values() for record in records}
    told = [
        claim(msgspec.structs.replace(row, id=str(number)), rest.vocabulary) for number, row in enumerate(rows.values())
    ]
    spans = {each.id: written_span(each, event=relations[each.relation].event) for each in told}
    stand = truthy(told, relations, spans)
    return lives_of((each for each in told if each.id in stand), relations)


@collector.at_rest()
def map_of_part(part: Part, frame: Frame) -> Map:
    """The map of a part in which no errors were found, with the entities at home in it and all that its claims name.

    Without the claims that are at home elsewhere and have errors, which are found there.
    """
    known = part.known
    claims = list(_sound_claims(part))
    names = _named(claims, known).union(known.entities_at_home(part.number, part.parts))
    gmap = Map.of(
        frame.info,
        known.rest.vocabulary,
        entities=(known.entities[name].row for name in names),
        sources=(known.sources[name].row for name in _cited(claims, known)),
        claims=claims,
        lock=frame.lock,
    )
    vars(gmap)["lives"] = frame.lives
    return gmap


def _sound_claims(part: Part) -> Iterator[Claim]:
    entities, vocabulary = part.known.entities, part.known.rest.vocabulary
    for row in (record.row for record in part.claims):
        if row.subject in entities and (row.object in entities or not row.object):
            with suppress(KeyError, ValueError):
                yield claim(row, vocabulary)


def claims_at_home(part: Part) -> frozenset[str]:
    """The ids of the claims that the part writes."""
    return frozenset(record.row.id for record in part.claims if home(record.row, part.parts) == part.number)


def _cited(claims: list[Claim], known: Known) -> set[str]:
    return {cited.source for each in claims for cited in each.citations} & known.sources.keys()


def _named(claims: list[Claim], known: Known) -> set[str]:
    """The entities that these claims refer to."""
    names = {name for each in claims for name in (each.subject, each.object)}
    names |= {value for each in claims for values in each.qualifiers.values() for value in values}
    return names & known.entities.keys()
