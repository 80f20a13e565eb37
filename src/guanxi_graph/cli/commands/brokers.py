"""``guanxi brokers``: who spans structural holes."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.lens import Lens, ids, lens_command
from guanxi_graph.cli.output import Answer, Id
from guanxi_graph.cli.robustness import network_of, resampling, robust_answer, robust_options
from guanxi_graph.cli.structure import structure, structure_options
from guanxi_graph.text import three_digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from guanxi_graph.analysis.network import Network
    from guanxi_graph.analysis.robust import Resampling
    from guanxi_graph.map import Map


@lens_command
@structure_options
@robust_options
@click.option(
    "--by",
    default="circle",
    metavar="GROUPING",
    help="Groups for the roles: circle (the default), a relation such as educatedAt, or a CSV file of id,group.",
)
@click.option("--between", nargs=2, metavar="A B", help="Only who stands between the circle of A and that of B.")
@click.option("--top", type=click.IntRange(1), default=20, help="How many rows of the table. Default: 20.")
@click.option("--sample", type=click.IntRange(1), help="Estimate betweenness from this many nodes.")
def brokers(
    lens: Lens,
    classes: tuple[str, ...],
    *,
    ties_only: bool,
    by: str,
    between: tuple[str, str] | None,
    top: int,
    sample: int | None,
    robust: str | None,
    seed: int,
) -> Answer:
    """Rank who spans structural holes, with their brokerage roles.

    Betweenness, closeness, Burt's constraint, effective size, and the roles of Gould and Fernandez.
    """
    from guanxi_graph.analysis.brokers import brokers as measured

    network, remarks = structure(lens, classes, ties_only=ties_only)
    if robust and (between or sample):
        raise click.UsageError("--robust is of the whole ranking: leave out --between and --sample")
    if between:
        return _between(lens, network, between, top, remarks)
    if robust:
        return _robust(lens, network_of(lens, classes, ties_only=ties_only), resampling(robust, seed), top, remarks)
    found = measured(network, _groups(lens, network, by), sample=sample)
    if found.error:
        remarks.append(
            f"Betweenness is within {three_digits(found.error)} of the truth with {found.confidence:.0%} confidence."
        )
    if found.ungrouped:
        remarks.append(f"Entities in no group, which have no roles: {found.ungrouped}.")
    if len(found.brokers) > top:
        remarks.append(f"The first {top} of {len(found.brokers)}; --top shows more.")
    roles = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
    return Answer(
        results=found,
        title=f"Brokers, roles by {by}",
        headers=("broker", "betweenness", "closeness", "constraint", "effective size", "degree", *roles, "group"),
        more=("closeness", "effective size", *roles, "group"),
        rows=[
            (
                Id(each.name),
                each.betweenness,
                each.closeness,
                each.constraint,
                each.effective_size,
                each.degree,
                *(getattr(each.roles, role) for role in roles),
                Id(each.group) if each.group in lens.whole else each.group,
            )
            for each in found.brokers[:top]
        ],
        remarks=remarks,
    )


def _robust(lens: Lens, network_in: Callable[[Map], Network], how: Resampling, top: int, remarks: list[str]) -> Answer:
    from guanxi_graph.analysis.brokers import by_betweenness
    from guanxi_graph.analysis.robust import standings

    fared = standings(lens.gmap, lambda gmap: by_betweenness(network_in(gmap)), how, top=top)
    return robust_answer(fared, how, "Brokers", ("broker", "betweenness", f"in the top {top}"), remarks)


def _between(lens: Lens, network: Network, between: tuple[str, str], top: int, remarks: list[str]) -> Answer:
    from guanxi_graph.analysis.brokers import circle_of, spanning

    one, other = (lens.entity(name) for name in between)
    circles = [(name, circle_of(lens.gmap, name)) for name in (one, other)]
    remarks += [f"Members of the circle of {lens.name(name)}: {len(members)}." for name, members in circles]
    found = spanning(network, *circles)
    return Answer(
        results=found,
        title=f"Between {lens.name(one)} and {lens.name(other)}",
        headers=("broker", "pairs", "member of"),
        rows=[(Id(each.name), each.pairs, ids(each.member_of)) for each in found[:top]],
        remarks=remarks,
    )


def _groups(lens: Lens, network: Network, by: str) -> dict[str, str]:
    from guanxi_graph.analysis.brokers import groups_by_circle, groups_by_relation

    if by == "circle":
        return groups_by_circle(network)
    if by.endswith(".csv"):
        return _file(Path(by))
    return groups_by_relation(lens.gmap, lens.relation(by))


def _file(path: Path) -> dict[str, str]:
    from guanxi_graph.problems import MapError, Problem, Span
    from guanxi_graph.reading.utf8 import read_utf8

    rows = list(csv.reader(read_utf8(path, str(path)).splitlines()))
    if not rows or rows[0] != ["id", "group"] or any(len(row) != 2 for row in rows):
        message = "a file of groups has the two columns id and group"
        raise MapError([Problem("bad-groups", message, Span(str(path)), "write `id,group` as its first line")])
    return {row[0]: row[1] for row in rows[1:]}
