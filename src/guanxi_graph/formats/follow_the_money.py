"""FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph and OpenSanctions' tools (followthemoney.tech).

What a relation becomes is told by what the vocabulary says of it: who holds something owns it, a seat on a board
is a directorship, what rests on kinship is family; anything else is an unknown link with a role.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from guanxi_graph.dates import Date
from guanxi_graph.map import Map
from guanxi_graph.model import Claim, Entity
from guanxi_graph.vocabulary import SHARE, Relation

# By the nearest class that is listed. What is of no such class is left out.
_SCHEMATA = {
    "Person": "Person",
    "Company": "Company",
    "Fund": "Company",
    "GovernmentBody": "PublicBody",
    "Organization": "Organization",
    "Platform": "Asset",
    "Place": "Address",
    "Event": "Event",
    "Publication": "Document",
}
_ASSETS = {"Company", "Asset"}
_ORGANIZATIONS = {"Organization", "Company", "PublicBody"}
_PEOPLE = {"Person"}
_LEGAL = {*_PEOPLE, *_ORGANIZATIONS}
_IDENTIFIERS = {"wikidata": "wikidataId", "lei": "leiCode"}
_LIVES = {"Person": ("birthDate", "deathDate"), "Event": ("startDate", "endDate")}
_LIFE = ("incorporationDate", "dissolutionDate")
_DAY = re.compile(r"[1-9]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")


def _means(mapping: str) -> Callable[[Relation], bool]:
    return lambda relation: mapping in relation.mappings


class _Link(NamedTuple):
    """A schema that links two things: its properties for the ends and for how they are linked; and when it is meant."""

    schema: str
    source: str
    target: str
    said: str
    meant: Callable[[Relation], object]
    sources: Collection[str]
    targets: Collection[str]


_LINKS = (
    _Link("Ownership", "owner", "asset", "role", lambda relation: relation.holds, _LEGAL, _ASSETS),
    _Link("Directorship", "director", "organization", "role", lambda relation: relation.board, _LEGAL, _ORGANIZATIONS),
    _Link("Employment", "employee", "employer", "role", _means("schema:worksFor"), _PEOPLE, _ORGANIZATIONS),
    _Link("Membership", "member", "organization", "role", _means("org:memberOf"), _LEGAL, _ORGANIZATIONS),
    _Link("Family", "person", "relative", "relationship", lambda relation: relation.base == "kin", _PEOPLE, _PEOPLE),
    _Link("Associate", "person", "associate", "relationship", lambda relation: relation.base, _PEOPLE, _PEOPLE),
)
_OTHER = _Link("UnknownLink", "subject", "object", "role", lambda _: True, set(), set())


def to_ftm(gmap: Map) -> bytes:
    """The entities, then the plain facts between them; ids are the map's."""
    return "".join(_line(each) for each in _objects(gmap)).encode()


def _line(each: Mapping[str, object]) -> str:
    return json.dumps(each, ensure_ascii=False) + "\n"


def _objects(gmap: Map) -> Iterator[Mapping[str, object]]:
    schemata = {name: _schema(gmap, entity) for name, entity in gmap.entities.items()}
    for name, entity in gmap.entities.items():
        if schemata[name]:
            yield _object(name, schemata[name], _said_of(gmap, entity, schemata[name]))
    for claim in gmap.facts:
        ends = schemata[claim.subject], schemata[claim.object]
        if all(ends):
            link = _link(gmap.relation(claim), *ends)
            yield _object(claim.id, link.schema, _said_by(gmap, claim, link))


def _object(name: str, schema: str, properties: Mapping[str, Iterable[str]]) -> dict[str, object]:
    told = {key: found for key, values in properties.items() if (found := list(dict.fromkeys(filter(None, values))))}
    return {"id": name, "schema": schema, "properties": told}


def _schema(gmap: Map, entity: Entity) -> str:
    return next((_SCHEMATA[cls] for cls in gmap.vocabulary.ancestors(entity.cls) if cls in _SCHEMATA), "")


def _said_of(gmap: Map, entity: Entity, schema: str) -> dict[str, Iterable[str]]:
    properties: dict[str, list[str]] = {
        "name": list(entity.labels.values()),
        "alias": [alias for names in entity.aliases.values() for alias in names],
        "description": list(entity.description.values()),
    }
    for written in entity.same_as:
        scheme, _, identifier = written.partition(":")
        if scheme == "wikidata" or (scheme in _IDENTIFIERS and schema in _LEGAL):
            properties.setdefault(_IDENTIFIERS[scheme], []).append(identifier)
    if schema in _LEGAL or schema in _LIVES:
        began, ended = _LIVES.get(schema, _LIFE)
        properties |= {began: _lived(gmap, entity.id, begins=True), ended: _lived(gmap, entity.id, begins=False)}
    return dict(properties)


def _lived(gmap: Map, name: str, *, begins: bool) -> list[str]:
    """The dates that the map's facts give for the beginning or the end of an entity."""
    found = []
    for claim in gmap.values_of(name).values():
        relation = gmap.relation(claim)
        end = relation.begins if begins else relation.ends
        if end == "subject" and claim.id in gmap.truthy and isinstance(claim.value, Date):
            found.append(_day(claim.value))
    return found


def _link(relation: Relation, subject: str, object_: str) -> _Link:
    fit = (each for each in _LINKS if subject in each.sources and object_ in each.targets and each.meant(relation))
    return next(fit, _OTHER)


def _said_by(gmap: Map, claim: Claim, link: _Link) -> dict[str, Iterable[str]]:
    relation = gmap.relation(claim)
    sources = [gmap.sources[cited.source] for cited in claim.citations]
    share = [*claim.qualifiers.get(SHARE, ())] if link.schema == "Ownership" else []
    return {
        link.source: [claim.subject],
        link.target: [claim.object],
        link.said: [relation.label("en"), *claim.qualifiers.get("role", ())],
        "percentage": share,
        "startDate": [_day(claim.start)],
        "endDate": [_day(claim.end)],
        "date": [_day(claim.at)],
        "summary": [claim.note],
        "publisher": [source.publisher or source.title for source in sources],
        "sourceUrl": [source.url for source in sources if source.url.startswith("http")],
    }


def _day(date: Date | None) -> str:
    """The year, month or day, without doubts; empty for what is none, such as a decade or a year before 1000."""
    found = _DAY.match(date.text) if date is not None else None
    return found[0] if found else ""
