"""``guanxi figures``: the numbers of an entity, by what they count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.lens import Lens, lens_command
from guanxi_graph.cli.output import Answer

if TYPE_CHECKING:
    from guanxi_graph.analysis.observations import Series

_WIDTH = 30
_EIGHTHS = " ▏▎▍▌▋▊▉"


@lens_command
@click.argument("entity")
def figures(lens: Lens, entity: str) -> Answer:
    """Chart the figures of ENTITY, each definition apart."""
    from guanxi_graph.analysis.observations import observations as series_of

    name = lens.entity(entity)
    found = series_of(lens.gmap, name)
    return Answer(
        results=found,
        title=f"Figures of {lens.name(name)}",
        headers=("definition", "unit", "at", "value", "rank", "sources"),
        rows=[
            (series.relation, series.unit, each.at, str(each.value), each.rank, each.sources)
            for series in found
            for each in series.observations
        ],
        text="\n\n".join("\n".join(_chart(lens, series)) for series in found),
    )


def _chart(lens: Lens, series: Series) -> Iterator[str]:
    from guanxi_graph.model import names_in

    names = names_in(lens.whole.vocabulary.relations[series.relation].labels, lens.whole.info.languages)
    yield f"{lens.name(series.subject)}, {names} ({series.unit})"
    largest = max((float(each.value) for each in series.observations), default=0.0)
    for each in series.observations:
        share = max(0.0, float(each.value)) / largest if largest > 0 else 0.0
        mark = "" if each.rank == "normal" else f" {each.rank}"
        yield f"  {each.at:<11} {_bar(share)} {each.value:,}{mark} [{', '.join(each.sources)}]"


def _bar(share: float) -> str:
    """A bar of ``_WIDTH`` columns in eighths."""
    whole, eighths = divmod(round(share * _WIDTH * 8), 8)
    bar = "█" * whole + (_EIGHTHS[eighths] if eighths else "")
    return f"{bar:<{_WIDTH}}"
