"""``guanxi show``: one entity, with everything that its sources say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import MapCommand, console, entity_id, look_at_map, styled

if TYPE_CHECKING:
    from rich.text import Text

    from guanxi_graph.map import Map
    from guanxi_graph.model import Claim, Entity, Source


@click.command(cls=MapCommand)
@click.argument("entity")
def show(entity: str, map_path: Path | None) -> None:
    """Show who or what ENTITY is, with ties, figures and sources."""
    gmap = look_at_map(map_path)
    screen = console()
    for line in _portrait(gmap, entity_id(gmap, entity)):
        screen.print(line)


def _portrait(gmap: Map, name: str) -> Iterator[Text]:
    from guanxi_graph.languages import spoken

    headings = {language.tag: language["sources"] for language in spoken(gmap.info.languages)}
    claims = [*gmap.ties_of(name), *gmap.values_of(name).values()]
    yield from _heading(gmap, gmap.entities[name])
    kind = partial(_title, gmap, name)
    for title, group in groupby(sorted(claims, key=lambda claim: (kind(claim), *_by_time(claim))), key=kind):
        members = list(group)
        yield styled(("\n" + title, "bold"), (f"  {len(members)}", "dim"))
        for claim in members:
            yield from _claim(gmap, name, claim)
    yield styled(("\n" + _named(gmap, headings), "bold"))
    yield from _sources(gmap, claims)


def _heading(gmap: Map, entity: Entity) -> Iterator[Text]:
    from guanxi_graph.model import names_by

    cls = gmap.vocabulary.classes[entity.cls]
    living = {True: " · living", False: " · deceased", None: ""}[entity.living]
    yield styled((" ".join(names_by(entity.labels, gmap.info.languages)), "bold cyan"))
    yield styled((f"{_named(gmap, cls.labels)}{living} · {entity.id}", "dim"))
    if entity.aliases:
        yield styled(("also " + ", ".join(alias for names in entity.aliases.values() for alias in names), ""))
    for text in names_by(entity.description, gmap.info.languages):
        yield styled((text, ""))
    if entity.same_as:
        yield styled((", ".join(entity.same_as), "dim"))


def _by_time(claim: Claim) -> tuple[str, str]:
    date = claim.start or claim.at or claim.end
    return (date.text if date else "~"), claim.id


def _title(gmap: Map, name: str, claim: Claim) -> str:
    """The relation as read from this entity: its inverse's name where the entity is the object."""
    relation = gmap.relation(claim)
    if claim.subject == name or relation.symmetric:
        return _named(gmap, relation.labels)
    inverse = gmap.vocabulary.relations.get(relation.inverse)
    if inverse:
        return _named(gmap, inverse.labels)
    return f"← {_named(gmap, relation.labels)}"


def _claim(gmap: Map, name: str, claim: Claim) -> Iterator[Text]:
    from guanxi_graph.map.in_words import name_in

    other = claim.object if claim.subject == name else claim.subject
    what = name_in(gmap, other) if claim.is_tie else _value(claim)
    more = [_names_of(gmap, key, value) for key, value in claim.qualifiers.items()]
    standing = claim.confidence if claim.rank == "normal" else f"{claim.confidence}, {claim.rank}: {claim.reason}"
    style = "strike dim" if claim.rank == "deprecated" else ""
    dates = f"  {_when(claim, event=gmap.relation(claim).event)}" if claim.is_dated else ""
    yield styled(("  ", ""), (what, style), (dates, "green"), ("".join(f"  {text}" for text in more), ""))
    yield styled((f"    {standing} · {_cited(gmap, claim)}", "dim"))
    if claim.note:
        yield styled((f"    {claim.note}", "dim italic"))


def _cited(gmap: Map, claim: Claim) -> str:
    """Who says so, and in a map whose evidence was looked up, what was found of it."""
    told = (f" ({gmap.evidence_of(claim.id, cited).state})" if gmap.evidence else "" for cited in claim.citations)
    cited = "; ".join(f"{each}{found}" for each, found in zip(claim.citations, told, strict=True))
    return cited or (f"rule {claim.rule}" if claim.rule else "no source")


def _when(claim: Claim, *, event: bool) -> str:
    """The claim's dates for a reader: 1999-09 – 2007, since 2005-12, until 2001-06, 2011-03."""
    if claim.at:
        return str(claim.at)
    if claim.end is None:
        return str(claim.start) if event else f"from {claim.start}"
    if claim.end.is_open:
        return f"since {claim.start}" if claim.start else "still"
    return f"{claim.start} – {claim.end}" if claim.start else f"until {claim.end}"


def _value(claim: Claim) -> str:
    from decimal import Decimal

    value = f"{claim.value:,}" if isinstance(claim.value, int | Decimal) else str(claim.value)
    return f"{value} {claim.unit}".rstrip()


def _named(gmap: Map, labels: Mapping[str, str]) -> str:
    from guanxi_graph.model import names_in

    return names_in(labels, gmap.info.languages)


def _names_of(gmap: Map, name: str, value: str) -> str:
    from guanxi_graph.map.in_words import name_in

    term = gmap.vocabulary.qualifiers[name]
    return f"{term.label(*gmap.info.languages)}: {name_in(gmap, value) if term.value == 'entity' else value}"


def _sources(gmap: Map, claims: Iterable[Claim]) -> Iterator[Text]:

    cited = sorted({cited.source for claim in claims for cited in claim.citations})
    for name in cited:
        yield styled((f"  {name}  ", "cyan"), (_described(gmap.sources[name]), ""))


def _described(source: Source) -> str:
    parts = (", ".join(source.authors), source.title, source.publisher, str(source.published or ""), source.url)
    return ". ".join(part for part in parts if part)
