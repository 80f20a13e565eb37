"""Two records beside each other, with what is said of them, as wide as the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table

from guanxi_graph.cli.common import console, styled

if TYPE_CHECKING:
    from rich.text import Text

    from guanxi_graph.joining import Candidate
    from guanxi_graph.map import Map

_WIDEST, _USUAL = 120, 80
_CLAIMS = 8


def show_pair(pair: Candidate, gmap: Map, other: Map, place: str) -> None:
    """The pair with its reasons, each with its points."""
    screen = console()
    width = min(screen.width, _WIDEST) if screen.width < 1000 else _USUAL
    screen.print(styled((f"\n{place} · {pair.score} of 100", "bold")))
    for reason in pair.reasons:
        screen.print(styled((f"  {reason.points:+d} {reason.text}", "green" if reason.points > 0 else "yellow")))
    sides = _side(pair.kind, pair.one, gmap), _side(pair.kind, pair.other, other)
    table = Table.grid(padding=(0, 2, 0, 0), expand=False)
    for _ in sides:
        table.add_column(width=width // 2 - 2, overflow="fold")
    for cells in _rows(*(list(side) for side in sides)):
        table.add_row(*cells)
    screen.print(table, width=width, soft_wrap=False)


def _rows(left: list[Text], right: list[Text]) -> Iterator[tuple[Text, Text]]:
    empty = styled(("", ""))
    for number in range(max(len(left), len(right))):
        yield (left[number] if number < len(left) else empty, right[number] if number < len(right) else empty)


def _side(kind: str, name: str, gmap: Map) -> Iterator[Text]:
    return _entity(name, gmap) if kind == "entity" else _source(name, gmap)


def _entity(name: str, gmap: Map) -> Iterator[Text]:
    from guanxi_graph.map import told
    from guanxi_graph.model import names_by

    entity = gmap.entities[name]
    yield styled((" ".join(names_by(entity.labels, gmap.info.languages)), "bold cyan"))
    yield styled((f"{told.named(gmap, gmap.vocabulary.classes[entity.cls].labels)} · {name}", "dim"))
    yield styled((", ".join(alias for names in entity.aliases.values() for alias in names), ""))
    yield styled((", ".join(entity.same_as), "dim"))
    yield styled((next(iter(names_by(entity.description, gmap.info.languages)), ""), ""))
    claims = sorted((*gmap.values_of(name).values(), *gmap.ties_of(name)), key=told.by_time)
    for claim in claims[:_CLAIMS]:
        when = f" {claim.when}" if claim.is_dated else ""
        yield styled((f"{told.titled(gmap, name, claim)}: {told.other_end(gmap, name, claim)}", ""), (when, "green"))
    if len(claims) > _CLAIMS:
        yield styled((f"and {len(claims) - _CLAIMS} claims more", "dim"))


def _source(name: str, gmap: Map) -> Iterator[Text]:
    source = gmap.sources[name]
    cited = sum(any(each.source == name for each in claim.citations) for claim in gmap.claims.values())
    yield styled((source.title, "bold cyan"))
    yield styled((f"{source.kind} · {name}", "dim"))
    yield styled((", ".join((*source.authors, source.publisher, str(source.published or ""))).strip(", "), ""))
    yield styled((source.url or source.archived_url, "dim"))
    yield styled((f"cited by {cited:,} claims", ""))
