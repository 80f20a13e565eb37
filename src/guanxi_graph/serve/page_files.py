"""The files that a page of the server is made of. Nothing comes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from importlib import resources

from guanxi_graph.languages import Language

_KEY = re.compile(r"\{\{(\w+)\}\}")


def filled(package: str, path: str, language: Language) -> bytes:
    """A page in a language: ``{{key}}`` stands for one of its texts."""
    said = {"tag": language.tag, "direction": language.direction, **language.texts}
    return _KEY.sub(lambda found: escape(said[found[1]]), _read(package, path).decode()).encode()


def part_of(parts: Mapping[str, tuple[str, str, str]], name: str) -> tuple[bytes, str] | None:
    """A file's bytes and media type, or None when the page has no such file. Parts have package, path and type."""
    if name not in parts:
        return None
    package, path, media_type = parts[name]
    return _read(package, path), media_type


def _read(package: str, path: str) -> bytes:
    return resources.files(package).joinpath(path).read_bytes()
