"""What is queried: a map's directory, its exported Turtle, or any RDF files.

Two graphs: the map at its base IRI, and the vocabulary at the vocabulary's. A query that names
none sees both.
"""

from __future__ import annotations

from pathlib import Path

from guanxi_graph.cli.common import find_map, problems_reported
from guanxi_graph.query.cache import digest, kept
from guanxi_graph.query.messages import Data, File
from guanxi_graph.query.saved import FOLDER, SavedQuery, saved_queries

# Written by guanxi, or not read by it.
_OUTPUT_KINDS = frozenset({".ttl", ".html", ".rq"})


def data_of(map_path: Path | None, files: tuple[Path, ...] = ()) -> Data:
    """What the options name. Exits with code 1 and the problems when it cannot be used."""
    with problems_reported():
        if files:
            return Data(files=tuple(File(str(_existing(path))) for path in files))
        found = find_map(map_path)
        if found.is_file():
            return kept(digest([found.resolve()]), lambda folder: _from_turtle(found.resolve(), folder))
        return kept(digest(_inputs(found.resolve())), lambda folder: _from_directory(found, folder))


def queries_of(map_path: Path | None) -> dict[str, SavedQuery]:
    """The saved queries of a map: those of the folder ``queries`` in it, or beside its Turtle's folder."""
    found = find_map(map_path)
    folders = [found] if found.is_dir() else [found.parent, found.parent.parent]
    with problems_reported():
        return next((saved for folder in folders if (saved := saved_queries(folder / FOLDER))), {})


def prefixes_of(map_path: Path | None) -> dict[str, str]:
    """What a map declares; nothing when there is no map here."""
    found = find_map(map_path)
    if map_path is None and not (found / "map.toml").exists():
        return {}
    files = data_of(map_path).files
    return {name: iri for file in reversed(files) for name, iri in declared_in(Path(file.path)).items()}


def _existing(path: Path) -> Path:
    with path.open("rb"):
        return path.resolve()


def _inputs(directory: Path) -> list[Path]:
    """Every file that the map may be made of."""
    from guanxi_graph.reading.draft import NOT_RECORDS

    found = []
    for path in sorted(directory.rglob("*")):
        parts = path.relative_to(directory).parts
        if not (parts[0] in NOT_RECORDS or path.suffix in _OUTPUT_KINDS or not path.is_file()):
            found.append(path)
    return found


def _from_directory(directory: Path, folder: Path) -> tuple[File, ...]:
    from guanxi_graph.formats import write_turtle
    from guanxi_graph.map import load

    gmap = load(directory)
    with (folder / "guanxi.ttl").open("wb") as stream:
        write_turtle(gmap, stream)
    return File(str(folder / "guanxi.ttl"), gmap.info.base), _vocabulary(folder)


def _from_turtle(turtle: Path, folder: Path) -> tuple[File, ...]:
    """The file as it is: it may be from another tool, or too large to be read into a graph."""
    return File(str(turtle), _base(turtle)), _vocabulary(folder)


def _vocabulary(folder: Path) -> File:
    """The package's terms; those that a map adds stand in the map's own Turtle."""
    from guanxi_graph.formats import ontology_turtle
    from guanxi_graph.model import DEFAULT_BASE
    from guanxi_graph.reading.terms import built_in_vocabulary
    from guanxi_graph.vocabulary import NAMESPACE

    path = folder / "ontology.ttl"
    path.write_text(ontology_turtle(built_in_vocabulary(), DEFAULT_BASE), "utf-8", newline="\n")
    return File(str(path), NAMESPACE.removesuffix("#"))


def _base(turtle: Path) -> str:
    """The base of a file that guanxi wrote: where its `ent:` hangs. Empty for another file."""
    return declared_in(turtle).get("ent", "").removesuffix("id/")


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
