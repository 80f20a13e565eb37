"""By what a map is checked and its triples are written: all of it in memory, or a part at a time.

A new engine is a row of ``ENGINES``; the options of the commands come from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from guanxi_graph import collector

if TYPE_CHECKING:
    from guanxi_graph.problems import Problem
    from guanxi_graph.reading.draft import Counts, Draft

AUTO, MEMORY = "auto", "memory"
# Bytes of the files of claims, Parquet unpacked: beyond these, memory would hold several times as much.
LARGE = 100_000_000
REDACTED = "what a map holds back is looked for in all of it at once"


class Engine(NamedTuple):
    """``check`` is given a map's folder, and whether it is being drafted. Both raise MapError.

    ``write`` is given the folder, a stream, and whether to write N-Triples in place of Turtle; it returns the map but
    for its claims. ``build`` is given both folders and what is called before its many files take their place. Where
    both are None, `guanxi build` makes all of its files from the map in memory.
    """

    help: str
    check: Callable[[Path, bool], tuple[Counts, list[Problem]]]
    write: Callable[[Path, BinaryIO, bool], Draft] | None = None
    build: Callable[[Path, Path, Callable[[], None]], Draft] | None = None


@collector.at_rest()
def _check_in_memory(source: Path, drafting: bool) -> tuple[Counts, list[Problem]]:
    from guanxi_graph.reading import read_map
    from guanxi_graph.redaction import problems_of

    draft = read_map(source)
    return draft.counts, problems_of(draft, drafting=drafting)


def _check_on_disk(source: Path, drafting: bool) -> tuple[Counts, list[Problem]]:
    from guanxi_graph.bulk.on_disk import check_on_disk

    return check_on_disk(source, drafting=drafting)


def _write_on_disk(source: Path, stream: BinaryIO, lines: bool) -> Draft:
    from guanxi_graph.bulk.on_disk import write_on_disk

    return write_on_disk(source, stream, lines=lines)


def _check_on_spark(source: Path, drafting: bool) -> tuple[Counts, list[Problem]]:
    from guanxi_graph.cli.spark import check_on_spark

    return check_on_spark(source, drafting)


def _build_on_spark(source: Path, folder: Path, check: Callable[[], None]) -> Draft:
    from guanxi_graph.cli.spark import build_on_spark

    return build_on_spark(source, folder, check)


ENGINES: Mapping[str, Engine] = {
    MEMORY: Engine("all at once", _check_in_memory),
    "disk": Engine("a part at a time, the claims wait in TMPDIR", _check_on_disk, _write_on_disk),
    "spark": Engine("many parts at a time, by Apache Spark", _check_on_spark, build=_build_on_spark),
}
WRITING = tuple(name for name, engine in ENGINES.items() if engine.write)
BUILDING = tuple(name for name, engine in ENGINES.items() if engine.build)


def chosen(source: Path, wanted: str) -> str:
    """The engine that checks a map of which one is wanted: memory for what another cannot do."""
    if holds_back(source):
        return MEMORY
    if wanted != AUTO:
        return wanted
    from guanxi_graph.bulk.sizes import size_of

    return "disk" if size_of(_files(source, "claims")) > LARGE else MEMORY


def holds_back(source: Path) -> bool:
    """Whether there are redactions in the map's folder."""
    return any(_files(source, "redactions"))


def _files(source: Path, kind: str) -> Iterator[Path]:
    from guanxi_graph.reading.folder import look_into

    if source.is_dir():
        yield from (file.path for file in look_into(source).of("records") if file.kind == kind)
