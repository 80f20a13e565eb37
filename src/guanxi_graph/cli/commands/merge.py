"""``guanxi merge``: two entities or sources of a map as one, or two maps as one."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import (
    MapCommand,
    count,
    draft_of,
    find_map,
    is_map,
    misused,
    problems_in,
    problems_reported,
    report,
    say,
)
from guanxi_graph.cli.watching import progress_shown

if TYPE_CHECKING:
    from guanxi_graph.reading import Draft
    from guanxi_graph.writing.moved_lock import Ids

_PLACE = click.Path(path_type=Path, file_okay=False)


@click.command(cls=MapCommand)
@click.argument("one", required=False)
@click.argument("other", required=False)
@click.option(
    "-o", "--output", type=_PLACE, help="Where the map of two maps is written: a folder that is new or empty."
)
@click.option("--judged", is_flag=True, help="All that `guanxi match` was told is the same, in place of ONE and OTHER.")
@click.option("--source", is_flag=True, help="ONE and OTHER are sources, where entities have these ids too.")
@click.option("--dry-run", is_flag=True, help="Print what would change, and write nothing.")
def merge(
    one: str | None,
    other: str | None,
    map_path: Path | None,
    *,
    output: Path | None,
    judged: bool,
    source: bool,
    dry_run: bool,
) -> None:
    r"""Make one of two entities or sources of a map, or of two maps.

    \b
    guanxi merge ONE OTHER -m MAP  ONE stays; what is said of OTHER is said of it
    guanxi merge --judged -m MAP   all that `guanxi match` was told is the same
    guanxi merge MAP MAP -o NEW    a new map of two; the first gives the ids

    Both accounts are kept where they differ, claims that say the same become one with the citations of both, and old
    ids lead on. In a map nothing is written that brings an error; a new map is checked.
    """
    with problems_reported():
        maps = _two_maps(one, other, map_path)
        if maps:
            _maps(*maps, output, dry_run=dry_run)
        elif output:
            misused("-o is for two maps: name the folders of both")
        elif judged or (one and other):
            _within(find_map(map_path), one or "", other or "", source=source, dry_run=dry_run)
        else:
            misused("name two things that are one, or two maps, or pass --judged")


def _two_maps(one: str | None, other: str | None, last: Path | None) -> tuple[Path, Path] | None:
    """The second of two maps is taken for the map that is named last."""
    second = Path(other) if other else last
    return (Path(one), second) if one and second and is_map(Path(one)) and is_map(second) else None


def _within(directory: Path, one: str, other: str, *, source: bool, dry_run: bool) -> None:
    from guanxi_graph.joining.within import merging

    draft = draft_of(directory)
    try:
        ids = _named(draft, one, other, source=source) if one else _judged(draft)
        with progress_shown():
            found = merging(draft, problems_in(draft), ids)
    except (LookupError, ValueError) as error:
        misused(str(error.args[0]))
    for (_, gone), kept in ids.items():
        say(f"{gone} → {kept}")
    _tell(found.told)
    if not dry_run:
        found.write()
    for file, _ in found.files:
        say(f"{file.path}")
    would = "would change" if dry_run else "changed"
    say(f"{count(len(found.files), 'file')} and {count(len(found.claims), 'claim id')} {would}; old ids lead on")
    if not dry_run:
        say(f"to take it back: `git checkout -- {directory}`, where the map is in git")


def _named(draft: Draft, one: str, other: str, *, source: bool) -> Ids:
    from guanxi_graph.writing.renaming import kind_of

    kinds = kind_of(draft, one, source=source), kind_of(draft, other, source=source)
    if kinds[0] != kinds[1]:
        raise ValueError(f"`{one}` is an {kinds[0]}, and `{other}` a {kinds[1]}".replace("an source", "a source"))
    return {(kinds[0], other): one}


def _judged(draft: Draft) -> Ids:
    from guanxi_graph.joining.judging import same_pairs
    from guanxi_graph.joining.within import joined_ids

    entities = joined_ids("entity", same_pairs(draft, "entity"))
    ids = {**entities, **joined_ids("source", same_pairs(draft, "source"))}
    if not ids:
        raise LookupError("nothing is judged the same and still two; decide with `guanxi match`")
    return ids


def _maps(one: Path, other: Path, output: Path | None, *, dry_run: bool) -> None:
    from guanxi_graph.joining.two_maps import joining

    if output is None:
        misused("where to? name a new folder for the map of both with -o")
    if output.exists() and any(output.iterdir()):
        misused(f"{output} is not empty; name a new folder")
    first, second = draft_of(one), draft_of(other)
    with progress_shown():
        found = joining(first, second)
    _tell(found.told)
    if dry_run:
        say("nothing is written")
        return
    found.write(output)
    problems = problems_in(draft_of(output))
    errors = [problem for problem in problems if problem.severity == "error"]
    say(f"{output}: {count(len(found.texts), 'file')}; {one} and {other} are as they were")
    if errors:
        report(errors)
        sys.exit(1)
    say(f"Next: guanxi check {output}")


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        say(f"  {line}")
