"""The folder of a site. What it holds beside the site stays: a repository, a CNAME, what somebody put there."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from guanxi_graph.files import make_folder, write_text

LIST = ".guanxi-site.json"
_PART = ".guanxi-site.part"
# What hosts of sites and version control keep in a folder that is empty otherwise.
_MAY_BE_THERE = frozenset({".git", ".gitignore", ".nojekyll", "CNAME", LIST, _PART})


class Written(NamedTuple):
    """How many files a site has, how many of them were new or other than before, and how many went."""

    files: int
    changed: int
    gone: int


def write_site(folder: Path, files: Iterable[tuple[str, bytes]]) -> Written:
    """Write what changed, each file whole, and take away what the site no longer has.

    Raises OSError, also for a folder with files that are not a site's.
    """
    before = _before(folder)
    now: dict[str, str] = {}
    changed = 0
    made: set[str] = set()
    for name, body in files:
        now[name] = hashlib.blake2b(body, digest_size=12).hexdigest()
        path = os.path.join(folder, name)  # noqa: PTH118 - of 200,000 files, where a Path takes as long as to write one
        if before.get(name) == now[name] and os.path.isfile(path):  # noqa: PTH113
            continue
        changed += 1
        parent = path.rpartition("/")[0]
        if parent not in made:
            make_folder(Path(parent))
            made.add(parent)
        _put(path, body)
    gone = [name for name in before if name not in now]
    for name in gone:
        _take_away(folder, name)
    write_text(folder / LIST, json.dumps(now, indent=0, sort_keys=True) + "\n")
    return Written(len(now), changed, len(gone))


def _put(path: str, body: bytes) -> None:
    """A new file is written where it belongs, as there is none to lose; one that is there is replaced whole."""
    try:
        with open(path, "xb") as stream:  # noqa: PTH123
            stream.write(body)
    except FileExistsError:
        part = Path(path).with_name(_PART)
        part.write_bytes(body)
        part.replace(path)


def _before(folder: Path) -> Mapping[str, str]:
    """What a site had when it was last written here."""
    make_folder(folder)
    with suppress(FileNotFoundError):
        listed = _listed(json.loads((folder / LIST).read_text("utf-8")))
        return dict(listed)
    others = sorted(path.name for path in folder.iterdir() if path.name not in _MAY_BE_THERE)
    if others:
        what = f"it holds files that are no site's (`{others[0]}`); name an empty folder, or a new one"
        raise OSError(errno.ENOTEMPTY, what, str(folder))
    write_text(folder / LIST, "{}\n")  # so that a run which is broken off can be done again
    return {}


def _listed(found: object) -> Iterator[tuple[str, str]]:
    """The names that may be a site's: none leads out of it, whatever the list says."""
    for name, digest in found.items() if isinstance(found, dict) else ():
        if isinstance(digest, str) and not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts:
            yield name, digest


def _take_away(folder: Path, name: str) -> None:
    path = folder / name
    path.unlink(missing_ok=True)
    with suppress(OSError):  # it holds other files
        path.parent.rmdir()
