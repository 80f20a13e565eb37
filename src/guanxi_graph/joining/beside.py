"""A record as it is shown beside another that may be the same thing: names, dates, what is said of it, and by whom."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from guanxi_graph.map import Map, told
from guanxi_graph.model import Claim, Kind, Source, names_by


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """A claim as read from one of its ends. ``end`` is the id of whom it is tied to, ``sources`` who says so."""

    what: str
    other: str
    when: str = ""
    end: str = ""
    sources: tuple[str, ...] = ()


class Shown(msgspec.Struct, frozen=True, omit_defaults=True):
    """A record of a pair. ``also`` are other names of an entity; of a source its authors, publisher and date."""

    id: str
    names: tuple[str, ...]
    kind: str
    also: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    about: str = ""
    said: tuple[Said, ...] = ()
    cited: int | None = None


def shown(kind: Kind, name: str, gmap: Map) -> Shown:
    """Raises KeyError when there is no such record."""
    return _entity(name, gmap) if kind == "entity" else _source(gmap.sources[name], gmap)


def _entity(name: str, gmap: Map) -> Shown:
    entity, languages = gmap.entities[name], gmap.info.languages
    claims = sorted((*gmap.values_of(name).values(), *gmap.ties_of(name)), key=told.by_time)
    return Shown(
        id=name,
        names=tuple(names_by(entity.labels, languages)),
        kind=told.named(gmap, gmap.vocabulary.classes[entity.cls].labels),
        also=tuple(alias for names in entity.aliases.values() for alias in names),
        elsewhere=entity.same_as,
        about=next(iter(names_by(entity.description, languages)), ""),
        said=tuple(_said(name, claim, gmap) for claim in claims),
    )


def _said(name: str, claim: Claim, gmap: Map) -> Said:
    return Said(
        what=told.titled(gmap, name, claim),
        other=told.other_end(gmap, name, claim),
        when=claim.when if claim.is_dated else "",
        end=(claim.object if claim.subject == name else claim.subject) if claim.is_tie else "",
        sources=tuple(dict.fromkeys(_sources(claim, gmap))),
    )


def _sources(claim: Claim, gmap: Map) -> Iterator[str]:
    for cited in claim.citations:
        source = gmap.sources.get(cited.source)
        yield f"{source.title if source else cited.source} {cited.locator}".rstrip()


def _source(source: Source, gmap: Map) -> Shown:
    cited = sum(any(each.source == source.id for each in claim.citations) for claim in gmap.claims.values())
    return Shown(
        id=source.id,
        names=(source.title,),
        kind=source.kind,
        also=tuple(filter(None, (*source.authors, source.publisher, str(source.published or "")))),
        elsewhere=tuple(filter(None, (source.url or source.archived_url,))),
        cited=cited,
    )
