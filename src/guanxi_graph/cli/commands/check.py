"""``guanxi check``: every problem of every file, in one run."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from guanxi_graph.cli.common import MapCommand, count, find_map, problems_reported, report, say, tallied
from guanxi_graph.cli.engines import AUTO, ENGINES, LARGE, REDACTED, chosen

if TYPE_CHECKING:
    from guanxi_graph.problems import Problem
    from guanxi_graph.reading.draft import Counts

# Seconds between two looks at the files.
_PAUSE = 0.3


@click.command(cls=MapCommand)
@click.option("--draft", is_flag=True, help="A claim without a source is only a warning.")
@click.option("--errors-only", is_flag=True, help="Leave the warnings out.")
@click.option("-q", "--quiet", is_flag=True, help="Only say how many there are.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print them as SARIF 2.1.0, for editors and build servers.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl+C.")
@click.option(
    "--engine",
    type=click.Choice([AUTO, *ENGINES]),
    default=AUTO,
    show_default=True,
    help=f"Where the claims are meanwhile; auto: on disk when their files exceed {LARGE // 1_000_000} MB.",
)
def check(
    map_path: Path | None,
    *,
    draft: bool,
    errors_only: bool,
    quiet: bool,
    as_json: bool,
    as_sarif: bool,
    watch: bool,
    engine: str,
) -> None:
    """Check a map: every problem, its place and what to write."""
    from guanxi_graph.problems import has_errors

    if as_json and as_sarif:
        raise click.UsageError("--json and --sarif are two forms of one answer: leave one of them out")
    form = "json" if as_json else "sarif" if as_sarif else "tally" if quiet else "text"
    with problems_reported():
        source = find_map(map_path)
        asked = _Asked(draft, errors_only, form, engine)
        if watch:
            _watch(source, asked)
        sys.exit(1 if has_errors(_check(source, asked)) else 0)


class _Asked(NamedTuple):
    """How to check, and what to tell of it: as text, tally, json or sarif."""

    draft: bool
    errors_only: bool
    form: str
    engine: str


def _watch(source: Path, asked: _Asked) -> NoReturn:
    from guanxi_graph.cli.unedited import state_of

    try:
        while True:
            seen = state_of(source)
            click.clear()
            _check(source, asked)
            sys.stdout.flush()
            while state_of(source) == seen:
                time.sleep(_PAUSE)
    except KeyboardInterrupt:  # how it is ended, and no mishap
        sys.exit(128 + signal.SIGINT)


def _check(source: Path, asked: _Asked) -> Sequence[Problem]:
    """Print what is wrong, in the form that is wanted, and return it."""
    counts, problems = _found(source, asked)
    if asked.errors_only:
        problems = [problem for problem in problems if problem.severity == "error"]
    if asked.form == "tally":
        say(tallied(problems))
    elif asked.form == "text":
        report(problems, err=False)
        _print_counts(counts, problems)
    else:
        _print_data(problems, asked.form)
    return problems


def _found(source: Path, asked: _Asked) -> tuple[Counts | None, list[Problem]]:
    """How much the files say, unless there is no map, and all that is wrong with it."""
    from guanxi_graph.cli.unedited import unedited
    from guanxi_graph.problems import MapError

    try:
        engine = chosen(source, asked.engine)
        if asked.engine not in {AUTO, engine}:
            say(f"checked with --engine {engine}: {REDACTED}", err=True)
        return unedited(source, lambda files: ENGINES[engine].check(files.source, asked.draft))
    except MapError as error:
        return None, list(error.problems)


def _print_data(problems: Sequence[Problem], form: str) -> None:
    import msgspec

    from guanxi_graph.cli.sarif import sarif
    from guanxi_graph.problems import printable_json

    data = sarif(problems) if form == "sarif" else [msgspec.to_builtins(problem) for problem in problems]
    click.echo(printable_json(json.dumps(data, ensure_ascii=False, indent=2)))


def _print_counts(counts: Counts | None, problems: Sequence[Problem]) -> None:
    from guanxi_graph.problems import has_errors

    if counts is not None and not has_errors(problems):
        entities, claims = count(counts.entities, "entity", "entities"), count(counts.claims, "claim")
        sources = count(counts.sources, "source")
        say(f"{entities}, {claims}, {sources}: all in order")
