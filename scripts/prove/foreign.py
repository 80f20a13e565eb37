"""Files and folders of every name and kind are put into a map: each is read, or named."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from examples import copy, example
from forked import load_all
from outcome import Outcome

from guanxi_graph.problems import MapError, Problem, has_errors
from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of, redacted

PROMISE = "unreadable, linked, oddly named and foreign files and folders, redactions first"
FIGURE = "each is read, or named as not read; an error where something of the map could be missing; never a smaller map"

_NOBODY = 65534
_YAML = {
    "people": "- {id: new-person, class: Person, labels: {en: New Person}}\n",
    "sources": "- {id: new-person, kind: book, title: New}\n",
    "claims": "- {id: new-person, subject: su-shi, relation: knows, object: su-zhe, sources: [song-shi]}\n",
    "redactions": "- {entity: su-zhe, reason: at his request}\n",
}
_CSV = {
    "people": "id,class,labels.en\nnew-person,Person,New Person\n",
    "sources": "id,kind,title\nnew-person,book,New\n",
    "claims": "id,subject,relation,object,sources\nnew-person,su-shi,knows,su-zhe,song-shi\n",
    "redactions": "entity,reason\nsu-zhe,at his request\n",
}
_SUFFIXES = (
    *(".yaml", ".yml", ".YAML", ".Yml", ".csv", ".CSV"),
    *(".tsv", ".json", ".jsonl", ".xlsx", ".ods", ".parquet", ".sqlite", ".yaml.txt", ".csv.txt"),
)
# Of redactions, whatever they are called: a person would be published.
_REDACTIONS_ONLY = ("", ".txt", ".md", ".yaml.bak", ".yaml.orig", ".toml", ".yaml.gz")
_NAMES = (
    "关系",
    "with space",
    "new\nline",
    "\u202ereversed",
    "a" * 200,
    "-o",
    "*",
    "🀄",
    os.fsdecode(b"\xff\xfe"),
    "UPPER",
)
_FOLDERS = ("{}/new", "{}/deep/er/new", "{}/new.yaml/new", "{}/export/new", "{}/queries/new")

# Into a path of a map, a record of a kind; what a link leads to is put elsewhere.
Put = Callable[[Path, str, Path], None]


def run(scale: float) -> Outcome:
    load_all()
    faults: list[str] = []
    count = 0
    with tempfile.TemporaryDirectory(prefix="guanxi-prove-") as place:
        Path(place).chmod(0o755)
        base = example(Path(place) / "base")
        for count, (kind, name, put) in enumerate(list(_cases())[:: 1 if scale >= 0.1 else 5], 1):
            folder = copy(base, Path(place) / f"map{count}")
            far = Path(place) / f"far{count}"
            far.mkdir()
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(folder / name, ignore_errors=True)
            put(folder / name, kind, far)
            said = f"{kind} as {name!r}, {put.__name__.strip('_').replace('_', ' ')}"
            faults += (f"{said}: {fault}" for fault in _tried(folder, kind, name))
    return Outcome(f"{count} files and folders, {len(faults)} left out in silence", tuple(faults))


def _cases() -> Iterator[tuple[str, str, Put]]:
    for kind in _YAML:
        yield from ((kind, f"{kind}{suffix}", _file) for suffix in _SUFFIXES)
        yield from ((kind, f"{kind}/new{suffix}", _file) for suffix in _SUFFIXES)
        yield from ((kind, f"{kind}/{name}.yaml", _file) for name in _NAMES)
        yield from ((kind, f"{folder.format(kind)}.yaml", _file) for folder in _FOLDERS)
        yield from ((kind, f"{kind.upper()}/new{suffix}", _file) for suffix in (".yaml", ".CSV"))
        for put in _KINDS:
            yield kind, f"{kind}/new.yaml", put
            yield kind, f"{kind}/sub/new", put
            yield kind, kind, put
    yield from (("redactions", f"redactions{suffix}", _file) for suffix in _REDACTIONS_ONLY)
    yield from (("redactions", f"redactions/new{suffix}", _file) for suffix in _REDACTIONS_ONLY)


def _tried(folder: Path, kind: str, name: str) -> Iterator[str]:
    """Faults: the record is not in the map, and its file is not named, with an error where the map could be smaller."""
    with _as_nobody():
        try:
            draft = read_map(folder)
            problems = problems_of(draft)
            shown = redacted(draft)
        except MapError as error:
            if not _named(error.problems, folder, name):
                yield "refused for another reason"
            return
    if kind == "redactions":
        inside = "su-zhe" not in shown.entity_by_id
    else:
        ids = {each.row.id for each in draft.entities} | {each.row.id for each in draft.sources}
        ids |= {each.row.id for each in draft.claims}
        inside = "new-person" in ids
    if inside:
        return
    said = _named(problems, folder, name)
    if not said:
        yield "neither read nor named"
    elif not has_errors(said) and (kind == "redactions" or any(each.code != "not-read" for each in said)):
        yield f"only a warning: {said[0].message}"


def _named(problems: Iterable[Problem], folder: Path, name: str) -> list[Problem]:
    """The problems of the file, of a file in it, or of a folder that it stands in."""
    around = {str(folder / name), *(str(folder / parent) for parent in Path(name).parents if parent != Path())}
    below = f"{folder / name}/"
    return [each for each in problems if each.span.file in around or each.span.file.startswith(below)]


# What may stand under a name


def _file(path: Path, kind: str, _: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    is_csv = path.suffix.casefold() in {".csv", ".tsv"} or path.name.endswith(".csv.txt")
    path.write_text((_CSV if is_csv else _YAML)[kind])


def _unreadable(path: Path, kind: str, far: Path) -> None:
    _file(path, kind, far)
    path.chmod(0)


def _in_utf16(path: Path, kind: str, far: Path) -> None:
    _file(path, kind, far)
    path.write_text(_YAML[kind], "utf-16")


def _link_to_a_file(path: Path, kind: str, far: Path) -> None:
    _file(far / "far.yaml", kind, far)
    path.symlink_to(far / "far.yaml")


def _link_to_nowhere(path: Path, _: str, far: Path) -> None:
    path.symlink_to(far / "nowhere.yaml")


def _link_to_itself(path: Path, _: str, _far: Path) -> None:
    path.symlink_to(path)


def _link_to_a_device(path: Path, _: str, _far: Path) -> None:
    path.symlink_to("/dev/zero")


def _pipe(path: Path, _: str, _far: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path, _: str, far: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(far / "socket"))
    (far / "socket").rename(path)


def _folder(path: Path, kind: str, far: Path) -> None:
    _file(path / "new.yaml", kind, far)


def _folder_that_cannot_be_read(path: Path, kind: str, far: Path) -> None:
    _file(path / "new.yaml", kind, far)
    path.chmod(0)


def _folder_that_cannot_be_entered(path: Path, kind: str, far: Path) -> None:
    _file(path / "new.yaml", kind, far)
    path.chmod(0o444)


def _link_to_a_folder(path: Path, kind: str, far: Path) -> None:
    _file(far / "new.yaml", kind, far)
    path.symlink_to(far)


def _link_to_the_folder_above(path: Path, _: str, _far: Path) -> None:
    path.symlink_to(path.parent)


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Root can read everything."""
    if os.geteuid():
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


_KINDS: tuple[Put, ...] = (
    *(_unreadable, _in_utf16, _link_to_a_file, _link_to_nowhere, _link_to_itself, _link_to_a_device, _pipe, _socket),
    *(_folder, _folder_that_cannot_be_read, _folder_that_cannot_be_entered, _link_to_a_folder),
    _link_to_the_folder_above,
)
