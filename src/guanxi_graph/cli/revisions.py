"""The states of a map that is kept in git."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click


def git(directory: Path, *arguments: str) -> bytes | None:
    """What git prints in the map's folder, or None when it fails."""
    try:
        done = subprocess.run(["git", "-C", str(directory), *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise click.UsageError("this needs git, which is not installed") from error
    return done.stdout if done.returncode == 0 else None


def commit_of(directory: Path, revision: str) -> str:
    """Raises UsageError where git knows no such revision, or nothing of the folder."""
    commit = git(directory, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is not None:
        return commit.decode().strip()
    if git(directory, "rev-parse", "--git-dir") is None:
        raise click.UsageError(f"{directory} is not kept in git, whose revisions this compares; begin with `git init`")
    raise click.UsageError(f"git knows no revision `{revision}` of {directory}")


@contextmanager
def checked_out(directory: Path, commit: str, paths: Sequence[str] = (".",)) -> Iterator[Path]:
    """The map's folder as of the commit, or these paths of it, in a temporary place.

    Raises UsageError where the commit has them not.
    """
    archive = git(directory, "archive", "--format=zip", commit, "--", *paths)
    if archive is None:
        raise click.UsageError(f"{directory} is not part of the revision `{commit}`")
    with tempfile.TemporaryDirectory(prefix="guanxi-") as place:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:  # which keeps every path inside the folder
            files.extractall(place)
        yield Path(place)
