"""``guanxi check``: every problem of every file, in one run."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from guanxi_graph.cli.common import MapCommand, count, find_map, problems_reported, report, say


@click.command(cls=MapCommand)
@click.option("--draft", is_flag=True, help="A claim without a source is only a warning.")
@click.option("--errors-only", is_flag=True, help="Leave the warnings out.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def check(map_path: Path | None, *, draft: bool, errors_only: bool, as_json: bool) -> None:
    """Check a map: every problem, its place and what to write."""
    import msgspec

    from guanxi_graph.cli.unedited import unedited
    from guanxi_graph.problems import MapError, has_errors, printable_json
    from guanxi_graph.reading import read_map
    from guanxi_graph.redaction import problems_of

    with problems_reported():
        try:
            written = unedited(find_map(map_path), lambda files: read_map(files.source))
            problems = problems_of(written, drafting=draft)
        except MapError as error:
            if not as_json:
                raise
            written, problems = None, list(error.problems)
    if errors_only:
        problems = [problem for problem in problems if problem.severity == "error"]
    if as_json:
        found = [msgspec.to_builtins(problem) for problem in problems]
        click.echo(printable_json(json.dumps(found, ensure_ascii=False, indent=2)))
    else:
        report(problems, err=False)
        if written is not None and not has_errors(problems):
            entities = count(len(written.entities), "entity", "entities")
            claims, sources = count(len(written.claims), "claim"), count(len(written.sources), "source")
            say(f"{entities}, {claims}, {sources}: all in order")
    sys.exit(1 if has_errors(problems) else 0)
