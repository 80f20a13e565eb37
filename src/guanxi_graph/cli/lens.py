"""What every analysis' command shares: which map, seen as of when and on whose word, and how it is printed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from guanxi_graph.cli.common import entity_id, map_option, misused, open_graph, problems_reported
from guanxi_graph.cli.output import Answer, Id, print_csv, print_json, print_table

if TYPE_CHECKING:
    from guanxi_graph.analysis.view import Left
    from guanxi_graph.dates import Day
    from guanxi_graph.graph import Graph
    from guanxi_graph.model import Claim, Parameters


class Lens(NamedTuple):
    """A map looked at: ``whole`` as it is, ``graph`` as of the day and on the evidence asked for."""

    whole: Graph
    graph: Graph
    parameters: Parameters
    as_of: Day
    remarks: list[str]

    def name(self, entity: str) -> str:
        """The entity's names in English and in Chinese."""
        return name_in(self.whole, entity)

    def entity(self, text: str) -> str:
        """The id of the entity of this id or name. Ends the command when there is none, or several."""
        return entity_id(self.whole, text)

    def relation(self, text: str) -> str:
        """The id of the relation of this id; the second name of an inverse pair stands for the first."""
        from guanxi_graph.graph import vocabulary_of
        from guanxi_graph.text import nearest

        relations = vocabulary_of(self.whole).relations
        if text not in relations:
            misused(f"there is no relation `{text}`", nearest(text, relations))
        return relations[text].inverse if relations[text].inverted else text


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
        raise click.BadParameter("write a date such as 2005-12", param=param)
    return latest


OPTIONS = (
    map_option,
    click.option(
        "--as-of", metavar="DATE", callback=last_day, help="Only what had begun by then. Default: the map's latest day."
    ),
    click.option("--known-by", metavar="DATE", callback=last_day, help="Only what sources published by then say."),
    click.option(
        "--min-sources", type=click.IntRange(0), default=0, help="Only claims of so many independent sources."
    ),
    click.option("--undated/--no-undated", default=True, help="Count claims without dates in (the default) or out."),
    click.option("--inferred", is_flag=True, help="Count ties in that rules derive from shared bases."),
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
        as_json: bool,
        as_csv: bool,
        **own: Any,
    ) -> None:
        if as_json and as_csv:
            raise click.UsageError("choose one of --json and --csv")
        with problems_reported():
            lens = look(map_path, as_of, known_by, min_sources=min_sources, undated=undated, inferred=inferred)
            answer = ask(lens, **own)
        answer.remarks = [*answer.remarks, *lens.remarks]
        answer.facts = {"as_of": str(lens.as_of), **answer.facts}
        if as_json:
            print_json(answer)
        elif as_csv:
            print_csv(answer)
        else:
            print_table(answer, lens.name)

    for option in reversed(OPTIONS):
        option(command)
    return click.command()(command)


def look(
    map_path: Path | None, as_of: Day | None, known_by: Day | None, *, min_sources: int, undated: bool, inferred: bool
) -> Lens:
    from guanxi_graph.analysis.inference import with_inferred
    from guanxi_graph.analysis.periods import latest_day
    from guanxi_graph.analysis.view import View, seen
    from guanxi_graph.dates import Day
    from guanxi_graph.graph import info_of

    whole = open_graph(map_path)
    day = as_of or latest_day(whole) or Day(1, 1, 1)
    graph, left = seen(whole, View(as_of=day, known_by=known_by, min_sources=min_sources, undated=undated))
    remarks = [f"As of {day}{'' if as_of else ', the latest day in the map'}.", *_said(left, known_by, min_sources)]
    if inferred:
        graph = with_inferred(graph, day)
        remarks.append("Inferred ties are counted in; they are potential, not facts.")
    return Lens(whole, graph, info_of(whole).analysis, day, remarks)


def _said(left: Left, known_by: Day | None, min_sources: int) -> list[str]:
    """What a view left out, in sentences."""
    how = "counted in" if left.undated_in else "left out"
    counts = {
        f"Claims without dates, {how}": left.undated,
        "Claims of a later time, left out": left.later,
        f"Claims that no source had published by {known_by}, left out": left.unsourced,
        "Sources without a date of publication, not heard": left.sources_without_date,
        f"Claims of fewer than {min_sources} independent sources, left out": left.too_few_sources,
        "Derived claims that lost a premise, left out": left.baseless,
    }
    return [f"{what}: {count}." for what, count in counts.items() if count]


def name_in(graph: Graph, entity: str) -> str:
    from guanxi_graph.graph import entity_of

    labels = entity_of(graph, entity).labels
    english = labels.get("en", "")
    chinese = next((labels[tag] for tag in labels if tag.startswith("zh") and "Latn" not in tag), "")
    return " ".join(dict.fromkeys(part for part in (english, chinese) if part)) or entity


def sentence(graph: Graph, claim: Claim) -> str:
    """The claim in words: Wang Xing 王兴 founded Meituan 美团 (2010-03-04)."""
    from guanxi_graph.analysis.periods import written_dates
    from guanxi_graph.graph import relation_of

    subject = name_in(graph, claim.subject)
    relation = relation_of(graph, claim).label("en")
    said = name_in(graph, claim.object) if claim.object else f"{claim.value} {claim.unit}".strip()
    when = written_dates(claim)
    more = [f"{name} {name_in(graph, value) if value in graph else value}" for name, value in claim.qualifiers.items()]
    aside = ", ".join(part for part in (when, *more) if part)
    linked = f"{subject} {relation} {said}" if claim.object else f"{subject}, {relation}: {said}"
    return f"{linked} ({aside})" if aside else linked


def ids(names: Any) -> tuple[Id, ...]:
    return tuple(Id(name) for name in names)
