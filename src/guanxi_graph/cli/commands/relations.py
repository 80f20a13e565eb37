"""``guanxi relations``: what claims may say, and of whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from guanxi_graph.cli.common import MapCommand, console, look_at_map, misused, styled
from guanxi_graph.cli.tables import tell

if TYPE_CHECKING:
    from rich.text import Text

    from guanxi_graph.map import Map
    from guanxi_graph.model import Claim
    from guanxi_graph.vocabulary import Relation


class Use(NamedTuple):
    """A relation, and the claims of the map that use it."""

    relation: Relation
    claims: Sequence[Claim]


class Section(NamedTuple):
    """Relations under one heading."""

    title: str
    uses: Sequence[Use]


@click.command(cls=MapCommand)
@click.argument("one", metavar="[CLASS", required=False)
@click.argument("other", metavar="CLASS]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def relations(one: str | None, other: str | None, map_path: Path | None, *, as_json: bool) -> None:
    """List the relations that a map may use, and what they mean.

    All of them; those from a CLASS and to it; or those between two, in either direction. With what they lead from and
    to, and an example from the map.
    """
    gmap = look_at_map(map_path)
    classes = [_class(gmap, name) for name in (one, other) if name]
    sections = [section for section in _sections(gmap, classes) if section.uses]
    if as_json:
        _print_json(gmap, sections)
        return
    screen = console()
    for section in sections:
        screen.print(styled((section.title, "bold"), (f"  {len(section.uses)}", "dim")))
        for use in section.uses:
            for line in _lines(gmap, use):
                tell(screen, line)
        screen.print()
    if not sections:
        screen.print(f"no relation leads from {classes[0]} to {classes[-1]}, or back")


def _class(gmap: Map, text: str) -> str:
    """The id of the class that is called so."""
    from guanxi_graph.search import WHOLE, Searcher, called_term

    hits = Searcher(tuple(map(called_term, gmap.vocabulary.classes.values()))).find(text)
    if hits and hits[0].nearness is WHOLE:
        return hits[0].id
    unknown = f"there is no class `{text}`"
    return misused(unknown, hits[0].id) if hits else misused(f"{unknown}; see `guanxi classes`")


def _sections(gmap: Map, classes: Sequence[str]) -> Iterator[Section]:
    stated = [relation for relation in gmap.vocabulary.relations.values() if not relation.inverted]
    if not classes:
        ties = [relation for relation in stated if not relation.value]
        yield _section(gmap, "Ties", [relation for relation in ties if not relation.derived])
        yield _section(gmap, "Figures, texts and dates", [relation for relation in stated if relation.value])
        yield _section(gmap, "Ties that are only inferred", [relation for relation in ties if relation.derived])
        return
    start, end = classes[0], (classes[1] if len(classes) > 1 else "")
    yield _from_to(gmap, stated, start, end)
    if start != end:
        yield _from_to(gmap, stated, end, start)


def _from_to(gmap: Map, relations: Iterable[Relation], start: str, end: str) -> Section:
    """Those from the one class to the other; an empty one stands for any."""
    found = [
        relation
        for relation in relations
        if _meets(gmap, start, relation.domain) and _meets(gmap, end, relation.range) and not (end and relation.value)
    ]
    title = " ".join(filter(None, (f"from {start}" if start else "", f"to {end}" if end else "")))
    return _section(gmap, title[0].upper() + title[1:], found, start, end)


def _meets(gmap: Map, cls: str, allowed: Sequence[str]) -> bool:
    """Whether something of the class may stand there: of the class itself, or of a narrower one."""
    is_a = gmap.vocabulary.is_a
    return not cls or is_a(cls, allowed) or any(is_a(each, [cls]) for each in allowed)


def _section(gmap: Map, title: str, relations: Iterable[Relation], start: str = "", end: str = "") -> Section:
    """The relations with their claims between the classes, the most used first where these are given."""
    claims: dict[str, list[Claim]] = {}
    for claim in gmap.claims.values():
        if claim.id in gmap.truthy and _is_between(gmap, claim, start, end):
            claims.setdefault(claim.relation, []).append(claim)
    uses = [Use(relation, claims.get(relation.id, ())) for relation in relations]
    return Section(title, sorted(uses, key=lambda use: -len(use.claims)) if start or end else uses)


def _is_between(gmap: Map, claim: Claim, start: str, end: str) -> bool:
    return (not start or gmap.is_a(claim.subject, [start])) and (
        not end or (claim.is_tie and gmap.is_a(claim.object, [end]))
    )


def _lines(gmap: Map, use: Use) -> Iterator[Text]:
    from guanxi_graph.cli.common import count
    from guanxi_graph.map.told import sentence
    from guanxi_graph.model import label_of, names_in

    relation, languages = use.relation, gmap.info.languages
    leads = f"{', '.join(relation.domain)} → {_leads_to(relation)}"
    yield styled((f"  {relation.id}", "cyan"), (f"  {names_in(relation.labels, languages)}", ""), (f"  {leads}", "dim"))
    if definition := label_of(relation.definition, *languages):
        yield styled((f"      {definition}", ""))
    if remarks := "; ".join(_remarks(relation)):
        yield styled((f"      {remarks}", "dim"))
    if use.claims:
        told = f"{count(len(use.claims), 'claim')}, for example: {sentence(gmap, use.claims[0])}"
        yield styled((f"      {told}", "dim"))


def _leads_to(relation: Relation) -> str:
    if relation.value:
        return f"a {relation.value}" + (f" ({', '.join(relation.units)})" if relation.units else "")
    return ", ".join(relation.range)


def _remarks(relation: Relation) -> Iterator[str]:
    if relation.inverse:
        yield f"from the other end: {relation.inverse}"
    if relation.symmetric:
        yield "without direction"
    if relation.to_itself:
        yield "also to itself"
    if relation.event:
        yield "an event"
    if relation.derived:
        yield "never stated, see `guanxi infer`"


def _print_json(gmap: Map, sections: Iterable[Section]) -> None:
    from guanxi_graph.problems import printable_json

    found = [{"section": section.title, **_as_dict(gmap, use)} for section in sections for use in section.uses]
    click.echo(printable_json(json.dumps(found, ensure_ascii=False, indent=2)))


def _as_dict(gmap: Map, use: Use) -> dict[str, object]:
    from guanxi_graph.map.told import sentence

    kept = ("id", "labels", "definition", "domain", "range", "value", "units", "inverse", "synonyms")
    flags = ("symmetric", "to_itself", "event", "derived", "local")
    example = use.claims[0] if use.claims else None
    return {
        **{name: getattr(use.relation, name) for name in (*kept, *flags)},
        "claims": len(use.claims),
        "example": example and {"claim": example.id, "text": sentence(gmap, example)},
    }
