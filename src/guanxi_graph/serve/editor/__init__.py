"""The editor at ``/query``: a page, and the files that it is made of. Nothing comes from elsewhere."""

from __future__ import annotations

import re
from html import escape
from importlib import resources

from guanxi_graph.languages import Language

# CodeMirror sizes its lines with style attributes.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_KEY = re.compile(r"\{\{(\w+)\}\}")
_PARTS = {
    "yasqe.js": ("vendor/yasqe.js", "text/javascript"),
    "yasqe.css": ("vendor/yasqe.css", "text/css"),
    "editor.js": ("editor.js", "text/javascript"),
    "drawing.js": ("drawing.js", "text/javascript"),
    "editor.css": ("editor.css", "text/css"),
}


def page(language: Language) -> bytes:
    """The page in a language: ``{{key}}`` stands for one of its texts."""
    said = {"tag": language.tag, **language.texts}
    return _KEY.sub(lambda found: escape(said[found[1]]), _read("editor.html").decode()).encode()


def part(name: str) -> tuple[bytes, str] | None:
    """A file's bytes and media type, or None when the page has no such file."""
    if name not in _PARTS:
        return None
    path, media_type = _PARTS[name]
    return _read(path), media_type


def _read(path: str) -> bytes:
    return resources.files("guanxi_graph.serve.editor").joinpath(path).read_bytes()
