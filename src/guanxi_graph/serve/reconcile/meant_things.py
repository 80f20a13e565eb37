"""The things that a row of a table may mean, with how likely each is.

The score is a convention of ours, from 0 to 100: how near the name comes, and where details are given, three parts in
ten for the share of them that agree. A thing is a sure match when it is the only one of that very name, or of that
identifier, and no detail speaks against it. How a Chinese name is read is never enough for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from guanxi_graph.map import Map
from guanxi_graph.map.called import entities_of
from guanxi_graph.model import label_of
from guanxi_graph.search import Hit, Nearness
from guanxi_graph.serve.reconcile.properties import agrees, term_name, values_of
from guanxi_graph.serve.reconcile.wanted import Detail, Wanted

# No standard has these: the protocol leaves scores to the service. Their order is the search's own.
_SCORES: Mapping[Nearness, float] = {
    Nearness.WHOLE: 100,
    Nearness.BEGINS: 80,
    Nearness.WORDS: 75,
    Nearness.STARTS: 65,
    Nearness.SLIP: 60,
    Nearness.INITIALS: 50,
    Nearness.INSIDE: 40,
}
_READING = 90  # at most, of a name that is only read so
_FOR_DETAILS = 0.3  # of the score
_OF_ANOTHER_CLASS = 0.8  # of the score is left


class Named(msgspec.Struct, frozen=True):
    """A class, as the protocol names one."""

    id: str
    name: str


class Feature(msgspec.Struct, frozen=True):
    """What the score is made of: ``name``, and each property with the values that agree among those given."""

    id: str
    value: float | bool


class Candidate(msgspec.Struct, frozen=True):
    """A thing that may be meant: its ``score`` is from 0 to 100, and it is a ``match`` when it surely is."""

    id: str
    name: str
    description: str
    type: tuple[Named, ...]
    score: float
    match: bool
    features: tuple[Feature, ...]


class _Weighed(msgspec.Struct, frozen=True):
    """What speaks for an entity. ``details``: by property whether it agrees, None where the map has no value."""

    id: str
    name: float
    is_certain: bool
    fits: bool
    details: Mapping[str, bool | None]

    @property
    def score(self) -> float:
        agreeing = sum(map(bool, self.details.values())) / len(self.details) if self.details else 0.0
        share = _FOR_DETAILS if self.details else 0.0
        score = (1 - share) * self.name + share * 100 * agreeing
        return round(score if self.fits else score * _OF_ANOTHER_CLASS, 1)


def candidates(gmap: Map, wanted: Wanted) -> list[Candidate]:
    """The likeliest first, at most as many as are wanted."""
    weighed = [each for each in _weighed(gmap, wanted) if each.fits or wanted.type_strict == "should"]
    weighed.sort(key=lambda each: -each.score)  # of equal score as the search has them
    sure = _sure(weighed)
    return [_candidate(gmap, each, is_match=each is sure) for each in weighed[: wanted.limit]]


def _sure(weighed: list[_Weighed]) -> _Weighed | None:
    """The only one that it can be; of several of one name the one of which all details agree."""
    certain = [each for each in weighed if each.is_certain and each.fits and False not in each.details.values()]
    agreeing = [each for each in certain if each.details and all(each.details.values())]
    for only in (certain, agreeing):
        if len(only) == 1:
            return only[0]
    return None


def _weighed(gmap: Map, wanted: Wanted) -> Iterator[_Weighed]:
    hits = entities_of(gmap).find(wanted.query) if wanted.query.strip() else None
    for name in gmap.entities if hits is None else ():
        details = _agreeing(gmap, name, wanted.properties)
        if any(details.values()):
            yield _Weighed(name, 100.0, all(details.values()), _fits(gmap, name, wanted), details)
    for hit in hits or ():
        details = _agreeing(gmap, hit.id, wanted.properties)
        is_certain = hit.nearness is Nearness.WHOLE and hit.what != "reading"
        yield _Weighed(hit.id, _name_score(hit), is_certain, _fits(gmap, hit.id, wanted), details)


def _name_score(hit: Hit) -> float:
    score = _SCORES[hit.nearness] - hit.slip
    return max(1.0, min(score, _READING) if hit.what == "reading" else score)


def _agreeing(gmap: Map, entity: str, details: tuple[Detail, ...]) -> dict[str, bool | None]:
    found: dict[str, bool | None] = {}
    for detail in details:
        had = values_of(gmap, entity, detail.pid)
        found[detail.pid] = agrees(gmap, detail.values, detail.pid, had) if had else None
    return found


def _fits(gmap: Map, entity: str, wanted: Wanted) -> bool:
    if wanted.type_strict == "all":
        return all(gmap.is_a(entity, [each]) for each in wanted.types)
    return not wanted.types or gmap.is_a(entity, wanted.types)


def _candidate(gmap: Map, weighed: _Weighed, *, is_match: bool) -> Candidate:
    details = (Feature(name, bool(agrees_)) for name, agrees_ in weighed.details.items())
    return Candidate(
        id=weighed.id,
        name=gmap.entities[weighed.id].label(*gmap.info.languages),
        description=label_of(gmap.entities[weighed.id].description, *gmap.info.languages),
        type=classes_of(gmap, weighed.id),
        score=weighed.score,
        match=is_match,
        features=(Feature("name", weighed.name), *details),
    )


def classes_of(gmap: Map, entity: str) -> tuple[Named, ...]:
    """Its class and all that it is a kind of, the nearest first."""
    names = gmap.vocabulary.ancestors(gmap.entities[entity].cls)
    return tuple(Named(name, term_name(gmap, name)) for name in names)
