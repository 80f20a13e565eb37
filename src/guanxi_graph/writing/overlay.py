"""A map's folder as it would be: texts that are open in an editor, or about to be written, in place of their files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from guanxi_graph.problems import Problem, Span
from guanxi_graph.reading.folder import look_into


class Overlay:
    """A folder of links to the map's files, and of the texts that are not saved yet.

    The readers and checks see a map's folder like any other. Close it when it is not needed any more.
    """

    def __init__(self, source: Path) -> None:
        self.source = source
        self._parent = TemporaryDirectory(prefix="guanxi-open-")
        self.directory = Path(self._parent.name) / "map"

    def close(self) -> None:
        self._parent.cleanup()

    def lay(self, texts: Mapping[Path, str]) -> Path:
        """The folder with these texts in it, by their paths in the map's folder; others are left out."""
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir()
        for path in {file.path for file in look_into(self.source).files} - texts.keys():
            self._within(path).symlink_to(path.absolute())
        for path, text in texts.items():
            if path.is_relative_to(self.source):
                self._within(path).write_text(text, "utf-8", newline="")
        return self.directory

    def _within(self, path: Path) -> Path:
        place = self.directory / path.relative_to(self.source)
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def place_of(self, span: Span) -> Span:
        """The place in the map's own file."""
        path = Path(span.file)
        if not path.is_relative_to(self.directory):
            return span
        return msgspec.structs.replace(span, file=str(self.source / path.relative_to(self.directory)))

    def problem_of(self, problem: Problem) -> Problem:
        """The problem with its places, those that it speaks of too, in the map's own files."""
        folder, source = f"{self.directory}{os.sep}", str(self.source / "_")[:-1]
        return msgspec.structs.replace(
            problem,
            span=self.place_of(problem.span),
            other=self.place_of(problem.other) if problem.other else None,
            message=problem.message.replace(folder, source),
            hint=problem.hint.replace(folder, source),
        )
