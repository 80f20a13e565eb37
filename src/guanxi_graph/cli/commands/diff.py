"""``guanxi diff``: what changed between two states of a map kept in git."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
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
def diff(before: str, after: str | None, map_path: Path | None, *, as_json: bool, as_csv: bool) -> None:
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
    if as_json:
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
    with _checked_out(directory, revision) as found:
        return _load(found)


def _load(directory: Path) -> Map:
    """Also of a draft: what is compared need not be finished."""
    from guanxi_graph.map import load

    return load(directory, drafting=True)


@contextmanager
def _checked_out(directory: Path, revision: str) -> Iterator[Path]:
    """The map's folder as of the revision, in a temporary place."""
    commit = _git(directory, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        if _git(directory, "rev-parse", "--git-dir") is None:
            raise click.UsageError(
                f"{directory} is not kept in git, whose revisions this compares; begin with `git init`"
            )
        raise click.UsageError(f"git knows no revision `{revision}` of {directory}")
    archive = _git(directory, "archive", "--format=zip", commit.decode().strip(), ".")
    if archive is None:
        raise click.UsageError(f"{directory} is not part of the revision `{revision}`")
    with tempfile.TemporaryDirectory(prefix="guanxi-") as place:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:  # which keeps every path inside the folder
            files.extractall(place)
        yield Path(place)


def _git(directory: Path, *arguments: str) -> bytes | None:
    """What git prints, or None when it fails."""
    try:
        done = subprocess.run(["git", "-C", str(directory), *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise click.UsageError("this needs git, which is not installed") from error
    return done.stdout if done.returncode == 0 else None
