"""Checks of the pictures of things: what is published with a map must be there, and under a licence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from guanxi_graph.checks.related import no_licence, no_web_address
from guanxi_graph.model import Entity
from guanxi_graph.problems import Problem, Span
from guanxi_graph.reading import Draft
from guanxi_graph.reading.portraits import HELD, MOST_BYTES, is_within, media_type
from guanxi_graph.reading.records import Record
from guanxi_graph.text import is_web_address

# What browsers show; and no file of another kind is published by calling it a picture.
_SUFFIXES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


def bad_image(draft: Draft) -> Iterator[Problem]:
    for record in draft.entities:
        image = record.row.image
        if image is None:
            continue
        if image.is_local:
            yield from _bad_file(draft, record, image.file)
        elif not is_web_address(image.file):
            yield no_web_address(image.file, record.span("image", "file"))
        if image.source and not is_web_address(image.source):
            yield no_web_address(image.source, record.span("image", "source"))
        yield from no_licence(image.licence, record, "image", "licence")
        if image.is_local and not image.licence:
            message = f"the picture of `{record.row.id}` is in the map's folder, and no licence is given"
            hint = "write what it is under, such as `licence: CC-BY-SA-4.0`; without one give the address where it is"
            yield Problem("no-licence", message, record.span("image"), hint)


def _bad_file(draft: Draft, record: Record[Entity], file: str) -> Iterator[Problem]:
    """Whether a map read from its folder has the file; of one from Turtle only the name is known."""
    span, path = record.span("image", "file"), PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or "\\" in file or path.suffix.lower() not in _SUFFIXES:
        hint = f"write a place in the map's folder, such as images/{record.row.id}.jpg ({', '.join(_SUFFIXES)})"
        yield Problem("no-image", f"`{file}` names no picture", span, hint)
    elif draft.directory.is_dir():
        yield from _bad_content(draft.directory, file, span)


def _bad_content(directory: Path, file: str, span: Span) -> Iterator[Problem]:
    path = directory / file
    if not path.is_file():
        hint = "put it there, or name the place where it is; its web address will do"
        yield Problem("no-image", f"there is no file `{file}` in the map's folder", span, hint)
    elif not is_within(directory, file):
        yield Problem("no-image", f"`{file}` leads out of the map's folder", span, "put the file itself there, no link")
    elif not (kind := media_type(path)):
        hint = "save it anew as PNG, JPEG or WebP"
        yield Problem("no-image", f"`{file}` is no picture: it does not begin like one", span, hint)
    elif kind in HELD and (size := path.stat().st_size) > MOST_BYTES:
        message = f"`{file}` has {size // 1000:,} kB, and the page holds no picture of more than {MOST_BYTES // 1000}"
        hint = "make it smaller: 400 pixels are enough"
        yield Problem("no-image", message, span, hint, "warning")
