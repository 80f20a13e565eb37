"""``guanxi diff``: what changed between two states of a map kept in git."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import MapCommand, find_map, problems_reported
from guanxi_graph.cli.output import Answer, print_csv, print_json, print_table

if TYPE_CHECKING:
    from guanxi_graph.analysis.diff import Difference
    from guanxi_graph.map import Map


@click.command(cls=MapCommand)
@click.argument("before")
@click.argument("after", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print Markdown, as a comment on a pull request.")
def diff(
    before: str, after: str | None, map_path: Path | None, *, as_json: bool, as_csv: bool, as_markdown: bool
) -> None:
    """Compare two states of a map that is kept in git.

    From revision BEFORE to AFTER (default: the files as they are), in words.
    """
    from guanxi_graph.analysis.diff import diff as compare
    from guanxi_graph.analysis.diff import in_words

    directory = find_map(map_path)
    with problems_reported():
        old = _at(directory, before)
        new = _at(directory, after) if after else _load(directory)
        found = compare(old, new)
    answer = Answer(
        results=found,
        title=f"{before} to {after or 'the files as they are'}",
        headers=("what", "how", "id", "in words"),
        rows=[(each.what, each.how, each.id, in_words(each, old if each.how == "removed" else new)) for each in found],
        text="\n".join(_told(each, old if each.how == "removed" else new) for each in found),
        facts={"before": before, "after": after or ""},
    )
    if as_markdown:
        from guanxi_graph.cli.diff_markdown import in_markdown

        click.echo(in_markdown(found, old, new), nl=False)
    elif as_json:
        print_json(answer)
    elif as_csv:
        print_csv(answer)
    else:
        print_table(answer, str)


def _told(each: Difference, gmap: Map) -> str:
    signs = {"added": "+", "removed": "-", "changed": "~"}
    from guanxi_graph.analysis.diff import in_words

    return f"{signs[each.how]} {each.what}: {in_words(each, gmap)}"


def _at(directory: Path, revision: str) -> Map:
    from guanxi_graph.cli.revisions import checked_out, commit_of

    with checked_out(directory, commit_of(directory, revision)) as found:
        return _load(found)


def _load(directory: Path) -> Map:
    """Also of a draft: what is compared need not be finished."""
    from guanxi_graph.cli.unedited import unedited
    from guanxi_graph.map import load

    return unedited(directory, lambda files: load(files.source, drafting=True))
