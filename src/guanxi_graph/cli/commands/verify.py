"""``guanxi verify``: look every citation up in the stored texts, and keep what was found."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import MapCommand, count, find_map, problems_reported, report
from guanxi_graph.cli.output import Answer, print_json, print_table

if TYPE_CHECKING:
    from guanxi_graph.evidence import Found
    from guanxi_graph.map import Map
    from guanxi_graph.problems import Problem

_OURS = {"no-such-place", "quote-not-found", "changed-since", "not-verified"}


@click.command(cls=MapCommand)
@click.option("--details", is_flag=True, help="List what is not, or only half, mentioned, and what is missing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def verify(map_path: Path | None, *, details: bool, as_json: bool) -> None:
    """Look every citation up in the stored texts.

    A quote must stand where the citation says, exactly once, word by word. Without a quote, the names of both ends,
    the figures and the years of the claim are looked for there. What was found is kept in texts.lock, so that a copy
    of the map without the texts can say so too. That words stand in a source does not make them true.
    """
    from guanxi_graph.evidence import Known, Shelf, read_lock, renewed, verified, write_lock
    from guanxi_graph.map.in_words import name_in

    with problems_reported():
        directory = find_map(map_path)
        gmap, faults = _read(directory)
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


def _read(directory: Path) -> tuple[Map, list[Problem]]:
    """The map, and what its citations say of their sources that is not so. Raises MapError for all else."""
    from guanxi_graph.map.loading import from_draft
    from guanxi_graph.problems import MapError
    from guanxi_graph.reading import read_map
    from guanxi_graph.redaction import problems_of

    draft = read_map(directory)
    errors = [problem for problem in problems_of(draft) if problem.severity == "error"]
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
