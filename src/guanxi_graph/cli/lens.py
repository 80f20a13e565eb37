"""What every analysis' command shares: which map, seen as of when and on whose word, and how it is printed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from guanxi_graph.cli.common import MapCommand, entity_id, look_at_map, misused, problems_reported
from guanxi_graph.cli.output import Answer, Id, Told, print_csv, print_json, print_table
from guanxi_graph.cli.watching import progress_shown

if TYPE_CHECKING:
    from guanxi_graph.dates import Day
    from guanxi_graph.map import Left, Map
    from guanxi_graph.model import Parameters


class Lens(NamedTuple):
    """A map looked at: ``whole`` as it is, ``gmap`` as of the day and on the evidence asked for."""

    whole: Map
    gmap: Map
    remarks: list[str]

    @property
    def parameters(self) -> Parameters:
        return self.gmap.info.analysis

    def name(self, entity: str) -> str:
        """The entity's name in the map's first languages."""
        from guanxi_graph.map.told import name_in

        return name_in(self.whole, entity)

    def told(self, claim: str) -> str:
        """A claim's id, which a table tells in words; what is no claim stays."""
        from guanxi_graph.map.told import sentence

        found = self.whole.claims.get(claim)
        return Told(claim, sentence(self.whole, found)) if found else claim

    def entity(self, text: str) -> str:
        """The id of the entity of this id or name. Ends the command when there is none, or several."""
        return entity_id(self.whole, text)

    def relation(self, text: str) -> str:
        """The id of the relation of this id; the second name of an inverse pair stands for the first."""
        from guanxi_graph.map.called import relation_called

        try:
            return relation_called(self.whole, text)
        except LookupError as error:
            return misused(str(error))


def last_day(_: click.Context, param: click.Parameter, value: str | None) -> Day | None:
    """The last day of a date such as 2005, 2005-12 or 2005-12-08."""
    from guanxi_graph.dates import parse_date

    if value is None:
        return None
    try:
        latest = parse_date(value).latest
    except ValueError as error:
        raise click.BadParameter(str(error), param=param) from error
    if latest is None:
        raise click.BadParameter("write a date, for example 2005-12", param=param)
    return latest


OPTIONS = (
    click.option(
        "--as-of", metavar="DATE", callback=last_day, help="Only what had begun by then. Default: the map's latest day."
    ),
    click.option("--known-by", metavar="DATE", callback=last_day, help="Only what sources published by then say."),
    click.option(
        "--min-sources",
        type=click.IntRange(0),
        default=0,
        help="Only claims that at least this many independent sources make.",
    ),
    click.option("--undated/--no-undated", default=True, help="Count claims without dates in (the default) or out."),
    click.option("--inferred", is_flag=True, help="Count ties in that rules derive from shared bases."),
    click.option("--wide", is_flag=True, help="Show all columns of the table."),
    click.option("--json", "as_json", is_flag=True, help="Print JSON."),
    click.option("--csv", "as_csv", is_flag=True, help="Print CSV."),
)


def lens_command(ask: Callable[..., Answer]) -> click.Command:
    """The command that prints what ``ask(lens, …)`` answers; ``ask`` has its own options already."""

    @functools.wraps(ask)
    def command(
        map_path: Path | None,
        as_of: Day | None,
        known_by: Day | None,
        *,
        min_sources: int,
        undated: bool,
        inferred: bool,
        wide: bool,
        as_json: bool,
        as_csv: bool,
        **own: Any,
    ) -> None:
        if as_json and as_csv:
            raise click.UsageError("choose one of --json and --csv")
        with problems_reported():
            lens = look(map_path, as_of, known_by, min_sources=min_sources, undated=undated, inferred=inferred)
            with progress_shown():
                answer = ask(lens, **own)
        answer.remarks = [*answer.remarks, *lens.remarks]
        answer.facts = {"as_of": str(lens.gmap.today or ""), **answer.facts}
        if as_json:
            print_json(answer)
        elif as_csv:
            print_csv(answer)
        else:
            print_table(answer, lens.name, wide=wide)

    for option in reversed(OPTIONS):
        option(command)
    return click.command(cls=MapCommand)(command)


def look(
    map_path: Path | None, as_of: Day | None, known_by: Day | None, *, min_sources: int, undated: bool, inferred: bool
) -> Lens:
    whole = look_at_map(map_path)
    gmap = whole.view(as_of=as_of, known_by=known_by, min_sources=min_sources, undated=undated, inferred=inferred)
    remarks = [_day(whole, as_of), *_said(gmap.left, known_by, min_sources)]
    if inferred:
        remarks.append("Inferred ties are counted in; they are potential, not facts.")
    return Lens(whole, gmap, remarks)


def _day(gmap: Map, as_of: Day | None) -> str:
    """As of when, and who says so."""
    if as_of is not None:
        return f"As of {as_of}."
    if gmap.today is None:
        return "The map has no dates."
    why = "the day that map.toml names" if gmap.info.as_of else "the latest day on which something in the map began"
    return f"As of {gmap.today}, {why}."


def _said(left: Left, known_by: Day | None, min_sources: int) -> list[str]:
    """What a view left out, in sentences."""
    how = "counted in" if left.undated_in else "left out"
    counts = {
        f"Claims without dates, {how}": left.undated,
        "Claims of a later time, left out": left.later,
        f"Claims that no source had published by {known_by}, left out": left.unsourced,
        "Sources without a date of publication, left out": left.sources_without_date,
        f"Claims of fewer than {min_sources} independent sources, left out": left.too_few_sources,
        "Derived claims that lost a premise, left out": left.baseless,
    }
    return [f"{what}: {count}." for what, count in counts.items() if count]


def ids(names: Any) -> tuple[Id, ...]:
    return tuple(Id(name) for name in names)
