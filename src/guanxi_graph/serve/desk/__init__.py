"""The reading desk at ``/desk``: a text on the left, its claims on the right, written into the map's own files.

Selecting words needs no library: the browser's selection gives the words, and the paragraph they stand in its number.
"""

from __future__ import annotations

import msgspec

from guanxi_graph.evidence import STATE_TEXTS
from guanxi_graph.languages import Language
from guanxi_graph.serve.page_files import filled, part_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)

_DESK, _PAGE = "guanxi_graph.serve.desk", "guanxi_graph.page"
_SCRIPTS = (
    *("article", "asking", "choosing", "beside", "claim-form", "completion", "main", "match"),
    *("new-thing", "outcome", "pair-list", "problems", "proposals", "qualifiers", "record", "words"),
)
_PARTS = {
    **{f"{name}.js": (_DESK, f"scripts/{name}.js", "text/javascript") for name in _SCRIPTS},
    **{name: (_PAGE, f"scripts/{name}", "text/javascript") for name in ("dom.js", "tongues.js")},
    **{name: (_DESK, name, "text/css") for name in ("desk.css", "match.css")},
}


def page(name: str, language: Language) -> bytes:
    """``desk.html``, at which texts are read, or ``match.html``, where pairs are decided."""
    return filled(_DESK, name, language)


def texts(language: Language) -> bytes:
    """What the scripts say, as JSON."""
    told = {key: text for key, text in language.texts.items() if key.startswith("desk")}
    states = {state: language[key] for state, key in STATE_TEXTS.items()}
    return msgspec.json.encode({"tag": language.tag, "texts": told, "states": states})


def part(name: str) -> tuple[bytes, str] | None:
    return part_of(_PARTS, name)
