"""``guanxi show``: one entity, with everything that its sources say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import MapCommand, console, entity_id, look_at_map, styled
from guanxi_graph.cli.tables import tell

if TYPE_CHECKING:
    from rich.text import Text

    from guanxi_graph.map import Map
    from guanxi_graph.model import Claim, Entity


@click.command(cls=MapCommand)
@click.argument("entity")
def show(entity: str, map_path: Path | None) -> None:
    """Show who or what ENTITY is, with ties, figures and sources.

    Ids that it had before count, and so do ids of claims.
    """
    gmap = look_at_map(map_path)
    screen = console()
    for line in _claim_or_entity(gmap, entity):
        tell(screen, line)


def _claim_or_entity(gmap: Map, text: str) -> Iterator[Text]:
    from guanxi_graph.map.called import claim_called

    with suppress(LookupError):
        if "." in text:
            return _one(gmap, gmap.claims[claim_called(gmap, text)])
    return _portrait(gmap, entity_id(gmap, text))


def _portrait(gmap: Map, name: str) -> Iterator[Text]:
    from guanxi_graph.languages import spoken
    from guanxi_graph.map import told

    headings = {language.tag: language["sources"] for language in spoken(gmap.info.languages)}
    claims = [*gmap.ties_of(name), *gmap.values_of(name).values()]
    yield from _heading(gmap, gmap.entities[name])
    kind = partial(told.titled, gmap, name)
    for title, group in groupby(sorted(claims, key=lambda claim: (kind(claim), *told.by_time(claim))), key=kind):
        members = list(group)
        yield styled(("\n" + title, "bold"), (f"  {len(members)}", "dim"))
        for claim in members:
            yield from _claim(gmap, name, claim)
    yield styled(("\n" + told.named(gmap, headings), "bold"))
    yield from _sources(gmap, claims)


def _one(gmap: Map, claim: Claim) -> Iterator[Text]:
    """A claim alone."""
    from guanxi_graph.map import told

    yield from _heading(gmap, gmap.entities[claim.subject])
    yield styled((told.titled(gmap, claim.subject, claim), "bold"), (f"  {claim.id}", "dim"))
    yield from _claim(gmap, claim.subject, claim)
    yield from _sources(gmap, [claim])


def _heading(gmap: Map, entity: Entity) -> Iterator[Text]:
    from guanxi_graph.map import told
    from guanxi_graph.model import names_by

    cls = gmap.vocabulary.classes[entity.cls]
    living = {True: " · living", False: " · deceased", None: ""}[entity.living]
    yield styled((" ".join(names_by(entity.labels, gmap.info.languages)), "bold cyan"))
    yield styled((f"{told.named(gmap, cls.labels)}{living} · {entity.id}", "dim"))
    if entity.aliases:
        yield styled(("also " + ", ".join(alias for names in entity.aliases.values() for alias in names), ""))
    for text in names_by(entity.description, gmap.info.languages):
        yield styled((text, ""))
    if entity.same_as:
        yield styled((", ".join(entity.same_as), "dim"))


def _claim(gmap: Map, name: str, claim: Claim) -> Iterator[Text]:
    from guanxi_graph.map import told
    from guanxi_graph.model import is_upheld

    what, more = told.other_end(gmap, name, claim), told.qualified(gmap, claim)
    standing = claim.confidence if claim.rank == "normal" else f"{claim.confidence}, {claim.rank}: {claim.reason}"
    if claim.denied:
        standing = f"{told.denied(gmap)}, {standing}"
    style = "" if is_upheld(claim) else "strike dim"
    dates = f"  {_when(claim, event=gmap.relation(claim).event)}" if claim.is_dated else ""
    yield styled(("  ", ""), (what, style), (dates, "green"), ("".join(f"  {text}" for text in more), ""))
    yield styled((f"    {standing} · {_cited(gmap, claim)}", "dim"))
    if claim.note:
        yield styled((f"    {claim.note}", "dim italic"))


def _cited(gmap: Map, claim: Claim) -> str:
    """Who says so, and in a map whose evidence was looked up, what was found of it."""
    states = (f" ({gmap.evidence_of(claim.id, cited).state})" if gmap.evidence else "" for cited in claim.citations)
    cited = "; ".join(f"{each}{state}" for each, state in zip(claim.citations, states, strict=True))
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


def _sources(gmap: Map, claims: Iterable[Claim]) -> Iterator[Text]:
    from guanxi_graph.references.formatted import reference

    cited = sorted({cited.source for claim in claims for cited in claim.citations})
    for name in cited:
        yield styled((f"  {name}  ", "cyan"), (reference(gmap.sources[name]), ""))
