"""The editor at ``/query``: a page, and the files that it is made of. Nothing comes from elsewhere."""

from __future__ import annotations

from guanxi_graph.languages import Language
from guanxi_graph.serve.page_files import filled, part_of

# CodeMirror sizes its lines with style attributes.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_HERE = "guanxi_graph.serve.editor"
_PARTS = {
    "yasqe.js": (_HERE, "vendor/yasqe.js", "text/javascript"),
    "yasqe.css": (_HERE, "vendor/yasqe.css", "text/css"),
    "editor.js": (_HERE, "editor.js", "text/javascript"),
    "vis-network.js": (_HERE, "vendor/vis-network.js", "text/javascript"),
    "completion.js": (_HERE, "completion.js", "text/javascript"),
    "drawing.js": (_HERE, "drawing.js", "text/javascript"),
    "marks.js": (_HERE, "marks.js", "text/javascript"),
    "editor.css": (_HERE, "editor.css", "text/css"),
}


def page(language: Language) -> bytes:
    return filled(_HERE, "editor.html", language)


def part(name: str) -> tuple[bytes, str] | None:
    return part_of(_PARTS, name)
