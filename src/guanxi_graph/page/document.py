"""What the page is told: the whole map in columns, as plain values ready for JSON.

Entities and claims are numbered; everything else refers to them by number. A column that is mostly
empty is a mapping from number to value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from guanxi_graph.dates import Date, middle
from guanxi_graph.evidence import STATE_TEXTS, STATES
from guanxi_graph.iris import Iris
from guanxi_graph.languages import Language
from guanxi_graph.licences import licence_iri
from guanxi_graph.map import Map
from guanxi_graph.map.holdings import every_holding
from guanxi_graph.map.links import NEVER_BETWEEN
from guanxi_graph.model import RANKS, Claim, Entity, MapInfo, Source
from guanxi_graph.page.han import variants
from guanxi_graph.page.joins import joins
from guanxi_graph.page.looks import look_of
from guanxi_graph.page.whereabouts import whereabouts
from guanxi_graph.pinyin import readings
from guanxi_graph.reading.stories import Step, Story
from guanxi_graph.references.formatted import reference
from guanxi_graph.text import primary_language
from guanxi_graph.vocabulary import Relation, Term, Vocabulary

Plain = dict[str, Any]
Words = Callable[[Term], Mapping[str, str]]

CONFIDENCES = ("disputed", "reported", "confirmed")
# Of a claim of which no end is known.
FOREVER = 9999
# The band of years is no longer than this, however old the oldest claim.
_LONGEST_BAND = 3000
_PINYIN = "zh-Latn-pinyin"
_TEXTS = ("start", "end", "at", "unit", "reason", "note", "rule")


def document(
    gmap: Map,
    *,
    stories: Sequence[Story],
    circles: Sequence[Sequence[str]],
    points: Sequence[tuple[float, float]],
    circle_points: Sequence[tuple[float, float]] = (),
    languages: Sequence[Language] = (),
    portraits: Mapping[str, str] = {},
) -> Plain:
    """The map for the page; ``circles`` are the members of each, ``points`` in the order of the entities.

    ``circle_points`` are where each circle stands as one dot, in a map that is too large to be drawn whole.
    ``portraits`` are the addresses of pictures by the ids of the entities.
    """
    vocabulary = gmap.vocabulary
    entities = list(gmap.entities.values())
    numbers = {entity.id: number for number, entity in enumerate(entities)}
    classes = [name for name in vocabulary.classes if any(entity.cls == name for entity in entities)]
    claims = list(gmap.claims.values())
    place = {claim.id: number for number, claim in enumerate(claims)}
    used = {claim.relation for claim in claims}
    relations = [relation for relation in vocabulary.relations.values() if relation.id in used]
    words = _words(gmap.info.languages)
    return {
        "map": _map(gmap.info) | {"today": str(gmap.today or "")},
        "languages": [_language(language) for language in languages],
        "classes": [_class(name, gmap, words) for name in classes],
        "bases": [{"id": base.id, "labels": words(base)} for base in vocabulary.bases.values()],
        "relations": [_relation(relation, vocabulary, words) for relation in relations],
        "qualifiers": {q.id: {"labels": words(q), "value": q.value} for q in vocabulary.qualifiers.values()},
        "sources": [_source(source) for source in gmap.sources.values()],
        "entities": _entities(entities, classes, vocabulary, points)
        | {"portrait": _sparse([_portrait(entity, portraits) for entity in entities])},
        "claims": _claims(gmap, claims, numbers, relations),
        **joins(gmap, claims, numbers),
        **whereabouts(gmap, claims, numbers),
        "holdings": [[place[claim.id], int(lasts)] for claim, lasts in every_holding(gmap)],
        "conflicts": _conflicts(gmap, claims),
        "circles": [[numbers[name] for name in members] for members in circles],
        "circlePoints": [[int(x), int(y)] for x, y in circle_points],
        "years": _band(gmap),
        "variants": variants(name for entity in entities for name in _names(entity)),
        "stories": [_story(story) for story in stories],
    }


def _language(language: Language) -> Plain:
    """A language without what only the server says."""
    texts = {key: text for key, text in language.texts.items() if not key.startswith(("desk", "site"))}
    told: Plain = msgspec.to_builtins(msgspec.structs.replace(language, texts=texts))
    return told


def _map(info: MapInfo) -> Plain:
    told: Plain = msgspec.to_builtins(info, enc_hook=str)
    parameters = {name: told["analysis"][name] for name in ("introduction_decay", "intermediaries", "affiliation")}
    return told | {"claims": Iris(info.base).claims, "analysis": parameters}


def _words(languages: Sequence[str]) -> Words:
    """A term's names in the map's languages and in English: no other can be chosen on the page."""
    tongues = {primary_language(tag) for tag in (*languages, "en")}
    return lambda term: {tag: text for tag, text in term.labels.items() if primary_language(tag) in tongues}


def _class(name: str, gmap: Map, words: Words) -> Plain:
    vocabulary = gmap.vocabulary
    look = look_of(name, vocabulary)
    return {
        "id": name,
        "labels": words(vocabulary.classes[name]),
        "shape": look.shape,
        "colours": [look.light, look.dark],
        "between": vocabulary.is_a(name, gmap.info.analysis.go_betweens),
        "outside": vocabulary.is_a(name, NEVER_BETWEEN),
        "kinds": vocabulary.ancestors(name),
    }


def _relation(relation: Relation, vocabulary: Vocabulary, words: Words) -> Plain:
    inverse = vocabulary.relations.get(relation.inverse)
    return _filled(
        {
            "id": relation.id,
            "labels": words(relation),
            "inverse": words(inverse) if inverse else None,
            "symmetric": relation.symmetric,
            "event": relation.event,
            "base": relation.base,
            "value": relation.value,
            "affiliation": relation.is_affiliation,
            "holds": relation.holds,
        }
    )


def _source(source: Source) -> Plain:
    return _filled(msgspec.to_builtins(source, enc_hook=str)) | {"reference": reference(source, address=False)}


def _entities(
    entities: Sequence[Entity],
    classes: Sequence[str],
    vocabulary: Vocabulary,
    points: Sequence[tuple[float, float]],
) -> Plain:
    tags = sorted({tag for entity in entities for tag in entity.labels})
    described = sorted({tag for entity in entities for tag in entity.description})
    place = {name: number for number, name in enumerate(classes)}
    return {
        "id": [entity.id for entity in entities],
        "class": [place[entity.cls] for entity in entities],
        "labels": {tag: [entity.labels.get(tag, "") for entity in entities] for tag in tags},
        "aliases": _sparse([[name for names in entity.aliases.values() for name in names] for entity in entities]),
        "description": {tag: _sparse([entity.description.get(tag, "") for entity in entities]) for tag in described},
        "same": _sparse([[_iri(name, vocabulary) for name in entity.same_as] for entity in entities]),
        "readings": _sparse([_readings(entity) for entity in entities]),
        "x": [int(x) for x, _ in points],
        "y": [int(y) for _, y in points],
    }


def _portrait(entity: Entity, portraits: Mapping[str, str]) -> list[str]:
    """The picture with what its licence asks for: licence, the licence's address, who made it, where it is from."""
    image, address = entity.image, portraits.get(entity.id)
    if image is None or address is None:
        return []
    return [address, image.licence, licence_iri(image.licence), image.credit, image.source]


def _names(entity: Entity) -> Iterable[str]:
    yield from entity.labels.values()
    for names in entity.aliases.values():
        yield from names


def _readings(entity: Entity) -> Sequence[str]:
    """How its Chinese names are read, but for one whose pinyin is written."""
    labels = () if _PINYIN in entity.labels else (readings(entity.labels[tag]) for tag in _chinese(entity.labels))
    aliases = (readings(name) for tag in _chinese(entity.aliases) for name in entity.aliases[tag])
    found = [*next(filter(None, labels), ()), *(reading for each in aliases for reading in each)]
    return tuple(dict.fromkeys(found))


def _chinese(tags: Iterable[str]) -> Iterable[str]:
    return (tag for tag in tags if primary_language(tag) == "zh")


def _iri(name: str, vocabulary: Vocabulary) -> list[str]:
    """What is shown, and where it leads."""
    scheme, _, identifier = name.partition(":")
    known = vocabulary.identifiers.get(scheme)
    return [name, known.iri.replace("{}", identifier) if known else ""]


def _claims(
    gmap: Map,
    claims: Sequence[Claim],
    numbers: Mapping[str, int],
    relations: Sequence[Relation],
) -> Plain:
    place = {relation.id: number for number, relation in enumerate(relations)}
    cited = sorted({citation for claim in claims for citation in claim.citations})
    citation_number = {citation: number for number, citation in enumerate(cited)}
    source_number = {source: number for number, source in enumerate(gmap.sources)}
    strengths = {part.claim: part.value for link in gmap.links.values() for part in link.parts}
    spans = [_years(gmap, claim) for claim in claims]
    return {
        "id": [claim.id for claim in claims],
        "subject": [numbers[claim.subject] for claim in claims],
        "relation": [place[claim.relation] for claim in claims],
        "object": [numbers[claim.object] if claim.is_tie else -1 for claim in claims],
        "from": [first for first, _ in spans],
        "to": [last for _, last in spans],
        "sure": _sparse([gmap.spans[claim.id].sure_years(gmap.today) for claim in claims]),
        "strength": [round(strengths.get(claim.id, 0.0), 3) for claim in claims],
        "confidence": [CONFIDENCES.index(claim.confidence) for claim in claims],
        "rank": [RANKS.index(claim.rank) for claim in claims],
        "denied": _sparse([claim.denied for claim in claims]),
        "cites": [[citation_number[citation] for citation in claim.citations] for claim in claims],
        "states": list(STATE_TEXTS.values()),
        "found": _sparse([_found(gmap, claim) for claim in claims]),
        "citations": [[source_number[c.source], c.locator, c.quote, c.link] for c in cited],
        "middle": _sparse([_middle(claim) if gmap.relation(claim).is_observation else None for claim in claims]),
        "value": _sparse(["" if claim.value is None else str(claim.value) for claim in claims]),
        **{name: _told(claims, name) for name in _TEXTS},
        "qualifiers": _sparse([claim.qualified for claim in claims]),
        "weight": _sparse([claim.weight for claim in claims]),
        "premises": _sparse([list(claim.premises) for claim in claims]),
    }


def _found(gmap: Map, claim: Claim) -> list[int]:
    """What was found of each citation, as a place in the states; nothing in a map where none was looked up."""
    return [STATES.index(gmap.evidence_of(claim.id, cited).state) for cited in claim.citations if gmap.evidence]


def _told(claims: Sequence[Claim], name: str) -> Plain:
    """The texts of a field, by the number of the claim."""
    told = ((number, value) for number, claim in enumerate(claims) if (value := getattr(claim, name)))
    return {str(number): value.text if isinstance(value, Date) else str(value) for number, value in told}


def _years(gmap: Map, claim: Claim) -> tuple[int | None, int | None]:
    """The first and last year in which it may hold, None where nothing is said; FOREVER where no end is known."""
    span = gmap.spans[claim.id]
    if span.first is None and span.last is None and not claim.is_dated:
        return None, None
    return span.first.year if span.first else None, span.last.year if span.last else FOREVER


def _middle(claim: Claim) -> float | None:
    """The middle of the date, as a fractional year: where a figure stands on the axis of its chart."""
    date = claim.at or claim.start
    found = middle(date) if date else None
    return None if found is None else round(found, 3)


def _band(gmap: Map) -> list[int]:
    """The years that the slider spans: the middle of the dates, so that one dynasty does not flatten a decade."""
    told = [year for claim in gmap.claims.values() for year in _years(gmap, claim) if year not in (None, FOREVER)]
    years = sorted(year for year in told if year is not None)
    if not years:
        return [0, 0]
    last = min(years[-1], gmap.today.year) if gmap.today else years[-1]
    first = max(years[len(years) * 3 // 100], last - _LONGEST_BAND)
    return [min(first, last), last]


def _conflicts(gmap: Map, claims: Sequence[Claim]) -> list[Plain]:
    number = {claim.id: place for place, claim in enumerate(claims)}
    return [
        {"claims": [number[side.claim] for side in conflict.sides], "settled": conflict.settled}
        for conflict in gmap.conflicts
    ]


def _story(story: Story) -> Plain:
    told: Plain = _filled(msgspec.to_builtins(story, enc_hook=str))
    return told | {"steps": [_step(step) for step in story.steps]}


def _step(step: Step) -> Plain:
    """``years`` are the first and the last that its dates may mean; None of an open end."""
    told: Plain = msgspec.to_builtins(step, enc_hook=str)
    start, end = step.start, step.end
    first = start.earliest.year if start and start.earliest else None
    last = end.latest.year if end and end.latest else None
    years = None if (first, last) == (None, None) else [first, last]
    return _filled({name: value for name, value in told.items() if name not in ("start", "end")} | {"years": years})


def _sparse(column: Sequence[Any]) -> Plain:
    return {str(number): value for number, value in enumerate(column) if value}


def _filled(fields: Mapping[str, Any]) -> Plain:
    """Without what is empty."""
    return {name: _inner(value) for name, value in fields.items() if value or value == 0}


def _inner(value: Any) -> Any:
    if isinstance(value, dict):
        return _filled(value)
    return [_inner(each) for each in value] if isinstance(value, (list, tuple)) else value
