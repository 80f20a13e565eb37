"""The pictures of things that lie in a map's folder, as pages hold them: an offline page asks for no file."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from guanxi_graph.model import Entity

# A page holds all of its pictures: 100 kB are a portrait of some 600 pixels.
MOST_BYTES = 100_000
_HEAD = 1024  # bytes
_BEGINS = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/avif": re.compile(rb".{4}ftypavi[fs]", re.DOTALL),
    "image/svg+xml": re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?=.*<svg\b|svg\b)", re.DOTALL),
}
# Those that do not move and ask for nothing else.
HELD = ("image/png", "image/jpeg", "image/webp")


def media_type(path: Path) -> str:
    """What kind of picture a file is by how it begins, whatever its name; empty where it is none, or not to be read."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return ""
    return next((name for name, begins in _BEGINS.items() if begins.match(head)), "")


def is_within(directory: Path, file: str) -> bool:
    """Whether a file is in the folder, and no link leads out of it."""
    return (directory / file).resolve().is_relative_to(directory.resolve())


def portraits(entities: Iterable[Entity], directory: Path) -> Mapping[str, str]:
    """The pictures under a licence that pages can hold, as ``data:`` addresses by the ids of the entities."""
    return dict(_portraits(entities, directory))


def _portraits(entities: Iterable[Entity], directory: Path) -> Iterator[tuple[str, str]]:
    for entity in entities:
        image = entity.image
        if image is None or not image.is_local or not image.licence or not is_within(directory, image.file):
            continue
        path = directory / image.file
        kind = media_type(path)
        if kind in HELD and path.stat().st_size <= MOST_BYTES:
            yield entity.id, f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
