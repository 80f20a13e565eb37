"""What is queried: a map's directory, its exported Turtle, or any RDF files.

Two graphs: the map at its base IRI, and the vocabulary at the vocabulary's. A query that names
none sees both.
"""

from __future__ import annotations

import atexit
import errno
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from guanxi_graph.asking import finder_of, write_map, write_vocabulary
from guanxi_graph.cli.common import find_map, look_at_map, nearest_map, problems_reported
from guanxi_graph.cli.later import ToBeKept, held_or_read, keep_later
from guanxi_graph.cli.snapshot import pack, snapshot
from guanxi_graph.cli.unedited import Files
from guanxi_graph.map.whole_map import WholeMap
from guanxi_graph.nesting import file_nests_too_deep
from guanxi_graph.opening import load
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.query.engine import Engine
from guanxi_graph.query.enough import EnoughEngine
from guanxi_graph.query.entry import placed
from guanxi_graph.query.held import Held
from guanxi_graph.query.messages import Data, File, Supply
from guanxi_graph.query.saved import FOLDER, SavedQuery, saved_queries, shipped_queries

if TYPE_CHECKING:
    from guanxi_graph.query.limits import Limits
    from guanxi_graph.query.touched import Touched


def data_of(map_path: Path | None, files: tuple[Path, ...] = ()) -> Supply:
    """What the options name, held as long as the result is. Exits with code 1 and the problems when it is unusable."""
    if not files:
        return held_map(find_map(map_path))
    with problems_reported():
        data = Data(files=tuple(File(str(_existing(path))) for path in files))
    return lambda: data


@contextmanager
def engine_to_ask(map_path: Path | None, files: tuple[Path, ...], limits: Limits) -> Iterator[Engine | EnoughEngine]:
    """An engine over the same, for whoever only looks: of a map with errors, over what they do not touch."""
    found = None if files else find_map(map_path)
    asked = _to_ask(found) if found else ToAsk(data_of(None, files), WholeMap())
    if isinstance(asked, ToAsk):
        with closing(_engine(asked, limits)) as engine:
            yield engine
        return
    with _enough(asked, limits) as engine:
        try:
            yield engine
        except SystemExit:  # answered, if with a no; after Ctrl-C nothing goes on
            keep_later(asked)
            raise
    keep_later(asked)


class ToAsk(NamedTuple):
    """Data, and the whole map whose they are, if there is one.

    ``ours`` are their files where they are nothing but Turtle that this package has written.
    """

    data: Supply
    map: WholeMap
    ours: Sequence[File] = ()


def _engine(asked: ToAsk, limits: Limits) -> Engine | EnoughEngine:
    """Over all that is in a store already, or may be written in any way; else over as much as is touched."""
    find = finder_of(asked.map)
    if not asked.ours:
        return Engine(asked.data, limits, find)
    return EnoughEngine(lambda touched: replace(asked.data(), touched=touched), _declared(asked.ours), limits, find)


def _to_ask(found: Path) -> ToAsk | ToBeKept:
    with problems_reported():
        try:
            held = held_or_read(found.resolve()) or hold(found)
        except MapError:
            if found.is_file():
                raise
            return _sound(found)
    if isinstance(held, ToBeKept):
        return held
    ours = held.data.files if found.is_dir() and not held.data.store else ()
    return ToAsk(held, WholeMap(lambda: load(held.path("guanxi.ttl"))), ours)


@contextmanager
def _enough(asked: ToBeKept, limits: Limits) -> Iterator[EnoughEngine]:
    """Over a large map of which nothing is kept yet."""
    from guanxi_graph.formats.terms import prefixes_of
    from guanxi_graph.iris import Iris

    with TemporaryDirectory(prefix="guanxi-") as name:
        folder = Path(name)

        def part(touched: Touched | None) -> Data:
            files = write_map(asked.map, folder, touched)
            return placed(folder, Data(files=files, touched=touched))

        prefixes = declared_in(folder / write_vocabulary(folder).path) | prefixes_of(Iris(asked.map.info.base))
        with closing(EnoughEngine(part, prefixes, limits, finder_of(WholeMap(lambda: asked.map)))) as engine:
            yield engine


def held_map(found: Path) -> Held:
    """What a map's directory or Turtle file is queried by. Exits with code 1 and the problems when it is unusable."""
    with problems_reported():
        return hold(found)


def hold(found: Path) -> Held:
    """The same, as it is now. Raises MapError and OSError."""
    make = _from_turtle if found.is_file() else _from_directory
    try:
        return snapshot(found.resolve(), lambda folder, files: make(found, folder, files))
    except SyntaxError as error:
        said = str(error).partition(": ")[2] or str(error)
        place = Span(str(found), error.lineno or 1, error.offset or 1)
        raise MapError([Problem("turtle-syntax", f"this is not Turtle: {said}", place)]) from error


def _sound(directory: Path) -> ToAsk:
    """What no error of the map touches, in a folder that goes with the process: it is not worth keeping."""
    gmap = look_at_map(directory)
    folder = TemporaryDirectory(prefix="guanxi-")
    atexit.register(folder.cleanup)
    data = placed(Path(folder.name), Data(files=write_map(gmap, Path(folder.name))))
    return ToAsk(lambda: data, WholeMap(lambda: gmap))


def queries_of(map_path: Path | None) -> dict[str, SavedQuery]:
    """The saved queries of a map and, by other names, the package's.

    A map's own are those of the folder ``queries`` in it, or beside its Turtle's folder.
    """
    found = find_map(map_path)
    with problems_reported():
        return saved_with(found)


def saved_with(found: Path) -> dict[str, SavedQuery]:
    """The same of a directory or Turtle file. Raises MapError and OSError."""
    folders = [found] if found.is_dir() else [found.parent, found.parent.parent]
    own = next((saved for folder in folders if (saved := saved_queries(folder / FOLDER))), {})
    return {**own, **{name: query for name, query in shipped_queries().items() if name not in own}}


def lent_by(map_path: Path | None) -> tuple[dict[str, str], list[str]]:
    """The prefixes that a map declares and the names of its graphs; nothing when there is no map here."""
    if map_path is None and nearest_map() is None:
        return {}, []
    held = data_of(map_path)
    files = held().files
    return _declared(files), [file.graph for file in files if file.graph]


def _existing(path: Path) -> Path:
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise OSError(errno.EINVAL, "this is not a regular file", str(path))
    with path.open("rb"):
        return path.resolve()


def _from_directory(directory: Path, folder: Path, files: Files) -> tuple[File, ...]:
    from guanxi_graph.map import load

    written = write_map(load(directory), folder)
    pack(files, folder)
    return written


def _from_turtle(turtle: Path, folder: Path, _: Files) -> tuple[File, ...]:
    """The file as it is: it may be from another tool, or too large to be read into a graph."""
    from guanxi_graph.formats.triples import too_deep

    copy = shutil.copyfile(turtle, folder / "guanxi.ttl")
    if file_nests_too_deep(copy):
        raise MapError([too_deep(str(turtle))])
    return File("guanxi.ttl", _base(turtle), turtle.resolve().as_uri()), write_vocabulary(folder)


def _base(turtle: Path) -> str:
    """The base of a file that guanxi wrote: where its `ent:` hangs. Empty for another file."""
    return declared_in(turtle).get("ent", "").removesuffix("id/")


def _declared(files: Sequence[File]) -> dict[str, str]:
    """The prefixes that stand at the heads of several; where two declare one, the first counts."""
    return {name: iri for file in reversed(files) for name, iri in declared_in(Path(file.path)).items()}


def declared_in(turtle: Path) -> dict[str, str]:
    """The prefixes that stand at the head of a Turtle file."""
    prefixes = {}
    with turtle.open(encoding="utf-8", errors="replace") as stream:
        for line in stream:
            if not line.startswith("@prefix "):
                break
            name, _, iri = line.removeprefix("@prefix ").partition(": <")
            prefixes[name] = iri.partition(">")[0]
    return prefixes
