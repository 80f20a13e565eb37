"""What git keeps of a map's past. Only what a commit changed is read, so that a long history costs little."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from guanxi_graph.cli.revisions import checked_out, git

if TYPE_CHECKING:
    from guanxi_graph.map import Map
    from guanxi_graph.sites import Change
    from guanxi_graph.sites.history import Records, Step

_NOT_BUILT = (".", ":(exclude)export")
_MOST_NAMED = 500  # files in one call of git


def changes_in_git(directory: Path, gmap: Map, most: int) -> Sequence[Change] | None:
    """The last changes, the newest first, or None where the map is not kept in git.

    A state that cannot be read is passed over. The first commit is no change.
    """
    from guanxi_graph.reading import read_map
    from guanxi_graph.sites.history import changes_of

    if directory.is_file() or not (log := _log(directory)):
        return None
    steps = list(islice(_steps(directory, log), most))
    return list(changes_of(gmap, read_map(directory), steps)) if steps else []


def _log(directory: Path) -> Sequence[tuple[str, str]]:
    """The commits that touched the map's files, the newest first, and when they were made."""
    if shutil.which("git") is None:
        return []
    printed = git(directory, "log", "--first-parent", "--format=%H %ct", "--", *_NOT_BUILT)
    lines = (line.split() for line in (printed or b"").decode().splitlines())
    return [(name, f"{datetime.fromtimestamp(int(time), UTC):%Y-%m-%dT%H:%M:%SZ}") for name, time in lines]


def _steps(directory: Path, log: Sequence[tuple[str, str]]) -> Iterator[Step]:
    from guanxi_graph.sites.history import step

    later, *earlier = log
    for commit in earlier:
        paths = _names(directory, "diff-tree", "-r", "--no-renames", "--relative", commit[0], later[0])
        after = _records(directory, later[0], paths)
        before = _records(directory, commit[0], paths) if after else None
        if after and before:
            taken = step(*later, before, after)
            yield from [taken] if taken.differences else []
        if before or not after:
            later = commit


def _records(directory: Path, commit: str, paths: set[str]) -> Records | None:
    """What these files said then, with the settings and the vocabulary; None where they cannot be read."""
    from guanxi_graph.problems import has_errors
    from guanxi_graph.reading.draft import read_some
    from guanxi_graph.reading.folder import file_of
    from guanxi_graph.sites.history import records_of

    there = _names(directory, "ls-tree", "-r", commit)
    settings = {name for name in there if file_of(directory / name, directory).role in {"info", "vocabulary"}}
    if not settings:
        return None
    wanted = sorted((paths & there) | settings)
    with checked_out(directory, commit, wanted if len(wanted) <= _MOST_NAMED else (".",)) as place:
        draft = read_some(place)
        return None if has_errors(draft.problems) else records_of(draft)


def _names(directory: Path, *asked: str) -> set[str]:
    """The files that git names."""
    printed = git(directory, *asked[:1], "-z", "--name-only", *asked[1:])
    return set(filter(None, os.fsdecode(printed or b"").split("\0")))
