"""``guanxi verify``: look every citation up in the stored texts, and keep what was found."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from guanxi_graph.cli.common import (
    MapCommand,
    count,
    draft_of,
    find_map,
    misused,
    problems_in,
    problems_reported,
    report,
)
from guanxi_graph.cli.output import Answer, print_json, print_table

if TYPE_CHECKING:
    from guanxi_graph.evidence import Found
    from guanxi_graph.map import Map
    from guanxi_graph.problems import Problem

_OURS = {"no-such-place", "quote-not-found", "changed-since", "not-verified"}


@click.command(cls=MapCommand)
@click.option("--against", metavar="FILE", help="Tell what a new copy of a source has lost; nothing is written.")
@click.option("--source", "name", help="The source that it is a copy of, when its address does not tell.")
@click.option("--details", is_flag=True, help="List what is not, or only half, mentioned, and what is missing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def verify(map_path: Path | None, against: str | None, name: str | None, *, details: bool, as_json: bool) -> None:
    """Look every citation up in the stored texts.

    A quote must stand where the citation says, exactly once, word by word. Without a quote, the names of both ends,
    the figures and the years of the claim are looked for there. What was found is kept in texts.lock, so that a copy
    of the map without the texts can say so too. That words stand in a source does not make them true.
    """
    from guanxi_graph.evidence import Known, Shelf, read_lock, renewed, verified, write_lock
    from guanxi_graph.map.told import name_in

    if name and not against:
        misused("--source names what a copy is of: give the copy too, with --against FILE")
    with problems_reported():
        directory = find_map(map_path)
        gmap, faults = _read(directory)
        if against:
            _compare(directory, gmap, against, name, as_json=as_json)
        shelf = Shelf(directory, read_lock(directory))
        known = Known(gmap.entities, gmap.sources)
        found = sorted(verified(gmap.claims.values(), known, shelf), key=lambda each: (each[0].id, each[1]))
        lock = renewed(gmap.claims.values(), found, shelf)
        write_lock(directory, lock)
    answer = _answer(found, details=details)
    if as_json:
        print_json(answer)
    else:
        report(faults)
        print_table(answer, partial(name_in, gmap))
    sys.exit(1 if faults else 0)


def _compare(directory: Path, gmap: Map, against: str, name: str | None, *, as_json: bool) -> NoReturn:
    """Print what became of each citation. Exits with code 1 when something is lost."""
    from guanxi_graph.cli.newcopy import compared_with
    from guanxi_graph.map.told import name_in

    answer, is_lost = compared_with(directory, gmap, against, name)
    if as_json:
        print_json(answer)
    else:
        print_table(answer, partial(name_in, gmap))
    sys.exit(1 if is_lost else 0)


def _read(directory: Path) -> tuple[Map, list[Problem]]:
    """The map, and what its citations say of their sources that is not so. Raises MapError for all else."""
    from guanxi_graph.map.loading import from_draft
    from guanxi_graph.problems import MapError

    draft = draft_of(directory)
    errors = [problem for problem in problems_in(draft) if problem.severity == "error"]
    if any(problem.code not in _OURS for problem in errors):
        raise MapError(errors)
    return from_draft(draft), errors


def _answer(found: Sequence[Found], *, details: bool) -> Answer:
    from guanxi_graph.evidence import STATES

    results = [
        {"claim": claim.id, "source": cited.source, "locator": cited.locator, "quote": cited.quote}
        | {"found": each.state, "missing": list(each.missing), "fault": each.fault}
        for claim, cited, each in found
    ]
    if details:
        rows: list[tuple[object, ...]] = [
            (claim.id, str(cited), each.state, ", ".join(each.missing) or each.fault)
            for claim, cited, each in found
            if each.state not in {"verified", "mentioned"}
        ]
        headers: tuple[str, ...] = ("claim", "citation", "found", "missing")
    else:
        states = Counter(each.state for _, _, each in found)
        rows = [(state, states[state]) for state in STATES if states[state]]
        headers = ("found", "citations")
    return Answer(results=results, title=f"{count(len(found), 'citation')} looked up", headers=headers, rows=rows)
