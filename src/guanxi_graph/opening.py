"""A map from wherever it is: a folder of files, or a Turtle file that was written from one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guanxi_graph.map import Map


def load(path: Path | str, *, drafting: bool = False) -> Map:
    """The checked map of a folder, or of a Turtle file that guanxi wrote.

    Raises MapError with every problem that was found, and OSError. While ``drafting``, a claim
    without a source is no error.
    """
    if Path(path).is_file():
        from guanxi_graph.formats import from_turtle

        return from_turtle(Path(path), drafting=drafting)
    from guanxi_graph.map import load as load_folder

    return load_folder(path, drafting=drafting)
