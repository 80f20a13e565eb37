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
    from guanxi_graph.model import Kind

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


def _side(kind: Kind, name: str, gmap: Map) -> Iterator[Text]:
    from guanxi_graph.joining.beside import shown

    record = shown(kind, name, gmap)
    yield styled((" ".join(record.names), "bold cyan"))
    yield styled((f"{record.kind} · {name}", "dim"))
    yield styled((", ".join(record.also), ""))
    yield styled((", ".join(record.elsewhere), "dim"))
    if record.cited is not None:
        yield styled((f"cited by {record.cited:,} claims", ""))
        return
    yield styled((record.about, ""))
    for each in record.said[:_CLAIMS]:
        yield styled((f"{each.what}: {each.other}", ""), (f" {each.when}" if each.when else "", "green"))
    if len(record.said) > _CLAIMS:
        yield styled((f"and {len(record.said) - _CLAIMS} claims more", "dim"))
