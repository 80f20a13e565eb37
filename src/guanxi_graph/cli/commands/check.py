"""``guanxi check``: every problem of every file, in one run."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from guanxi_graph.cli.common import MapCommand, count, find_map, problems_reported, report, say, tallied

if TYPE_CHECKING:
    from guanxi_graph.problems import Problem
    from guanxi_graph.reading import Draft

# Seconds between two looks at the files.
_PAUSE = 0.3


@click.command(cls=MapCommand)
@click.option("--draft", is_flag=True, help="A claim without a source is only a warning.")
@click.option("--errors-only", is_flag=True, help="Leave the warnings out.")
@click.option("-q", "--quiet", is_flag=True, help="Only say how many there are.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print them as SARIF 2.1.0, for editors and build servers.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl+C.")
def check(
    map_path: Path | None,
    *,
    draft: bool,
    errors_only: bool,
    quiet: bool,
    as_json: bool,
    as_sarif: bool,
    watch: bool,
) -> None:
    """Check a map: every problem, its place and what to write."""
    from guanxi_graph.problems import has_errors

    if as_json and as_sarif:
        raise click.UsageError("--json and --sarif are two forms of one answer: leave one of them out")
    form = "json" if as_json else "sarif" if as_sarif else None
    with problems_reported():
        source = find_map(map_path)
        if watch:
            _watch(source, draft=draft, errors_only=errors_only, quiet=quiet, form=form)
        sys.exit(1 if has_errors(_check(source, draft=draft, errors_only=errors_only, quiet=quiet, form=form)) else 0)


def _watch(source: Path, *, draft: bool, errors_only: bool, quiet: bool, form: str | None) -> NoReturn:
    from guanxi_graph.cli.unedited import state_of

    try:
        while True:
            seen = state_of(source)
            click.clear()
            _check(source, draft=draft, errors_only=errors_only, quiet=quiet, form=form)
            sys.stdout.flush()
            while state_of(source) == seen:
                time.sleep(_PAUSE)
    except KeyboardInterrupt:  # how it is ended, and no mishap
        sys.exit(128 + signal.SIGINT)


def _check(source: Path, *, draft: bool, errors_only: bool, quiet: bool, form: str | None) -> Sequence[Problem]:
    """Print what is wrong, in the form that is wanted, and return it."""
    written, problems = _found(source, draft=draft)
    if errors_only:
        problems = [problem for problem in problems if problem.severity == "error"]
    if form:
        _print_data(problems, form)
    elif quiet:
        say(tallied(problems))
    else:
        report(problems, err=False)
        _print_counts(written, problems)
    return problems


def _found(source: Path, *, draft: bool) -> tuple[Draft | None, list[Problem]]:
    """What the files say, unless there is no map, and all that is wrong with it."""
    from guanxi_graph.cli.unedited import unedited
    from guanxi_graph.problems import MapError
    from guanxi_graph.reading import read_map
    from guanxi_graph.redaction import problems_of

    try:
        written = unedited(source, lambda files: read_map(files.source))
        return written, problems_of(written, drafting=draft)
    except MapError as error:
        return None, list(error.problems)


def _print_data(problems: Sequence[Problem], form: str) -> None:
    import msgspec

    from guanxi_graph.cli.sarif import sarif
    from guanxi_graph.problems import printable_json

    data = sarif(problems) if form == "sarif" else [msgspec.to_builtins(problem) for problem in problems]
    click.echo(printable_json(json.dumps(data, ensure_ascii=False, indent=2)))


def _print_counts(written: Draft | None, problems: Sequence[Problem]) -> None:
    from guanxi_graph.problems import has_errors

    if written is not None and not has_errors(problems):
        entities = count(len(written.entities), "entity", "entities")
        claims, sources = count(len(written.claims), "claim"), count(len(written.sources), "source")
        say(f"{entities}, {claims}, {sources}: all in order")
