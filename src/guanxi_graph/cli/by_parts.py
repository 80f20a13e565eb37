"""The triples of a map that is too large for memory, with its ontology, as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from guanxi_graph.cli.common import count, misused
from guanxi_graph.cli.engines import ENGINES, REDACTED, holds_back

if TYPE_CHECKING:
    from guanxi_graph.cli.unedited import Files
    from guanxi_graph.reading import Draft

# What `--as` names, with the suffix of its file.
FORMS = {"turtle": ".ttl", "ntriples": ".nt"}
PACKED = {"gzip": ".gz", "zstd": ".zst"}


class Wanted(NamedTuple):
    """By which engine, in which of ``FORMS``, and as which of ``PACKED``."""

    engine: str
    form: str
    compression: str | None

    @property
    def file(self) -> str:
        return f"guanxi{FORMS[self.form]}{PACKED[self.compression] if self.compression else ''}"


def writer(wanted: Wanted, folder: Path, ontology: Path) -> Callable[[Files], list[Path | str]]:
    """What replaces the files as one by those of a map, and returns what is to be looked at or known."""

    def write(files: Files) -> list[Path | str]:
        from guanxi_graph.formats import checked_ontology
        from guanxi_graph.together import replacing_together

        _require_parts(files.source, wanted.engine)
        facts = folder / wanted.file
        with replacing_together(folder) as together:
            with together.replacing(facts) as stream, _around(stream, wanted.compression) as packed:
                rest = _write(wanted, files.source, packed)
            together.write_text(ontology, checked_ontology(rest.vocabulary, rest.info.base, ontology))
            files.check()
        state = f"{count(len(files.paths), 'file')}, state {files.digest()[:12]}"
        return [facts, ontology, f"no page: --engine {wanted.engine} writes triples", state]

    return write


def folder_writer(engine: str, folder: Path, ontology: Path) -> Callable[[Files], list[Path | str]]:
    """The same of an engine that fills a folder of its own."""

    def write(files: Files) -> list[Path | str]:
        from guanxi_graph.files import write_text
        from guanxi_graph.formats import checked_ontology

        _require_parts(files.source, engine)
        build = ENGINES[engine].build
        assert build is not None  # noqa: S101 - the option offers no other
        rest = build(files.source, folder / engine, files.check)
        write_text(ontology, checked_ontology(rest.vocabulary, rest.info.base, ontology))
        return [folder / engine, ontology, f"no page: --engine {engine} writes triples and tables"]

    return write


def _require_parts(source: Path, engine: str) -> None:
    """Ends the command where the map cannot be written by parts. Raises MapError where there is none."""
    if source.is_file():
        misused(f"--engine {engine} reads the folder of a map, and {source} is a file")
    if holds_back(source):
        misused(f"{REDACTED}: leave --engine {engine} out")


def _write(wanted: Wanted, source: Path, stream: BinaryIO) -> Draft:
    write = ENGINES[wanted.engine].write
    assert write is not None  # noqa: S101 - the option offers no other
    return write(source, stream, wanted.form == "ntriples")


@contextmanager
def _around(stream: BinaryIO, compression: str | None) -> Iterator[BinaryIO]:
    """The stream, or what compresses into it."""
    from guanxi_graph.formats.compressed import COMPRESSIONS

    with ExitStack() as stack:
        try:
            packed = stack.enter_context(COMPRESSIONS[compression](stream)) if compression else stream
        except ImportError as error:
            misused(str(error))
        yield packed
