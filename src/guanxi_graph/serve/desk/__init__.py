"""The reading desk at ``/desk``: a text on the left, its claims on the right, written into the map's own files.

Selecting words needs no library: the browser's selection gives the words, and the paragraph they stand in its number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from importlib import resources

import msgspec

from guanxi_graph.evidence import State
from guanxi_graph.languages import Language

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)

_KEY = re.compile(r"\{\{(\w+)\}\}")
_DESK, _PAGE = "guanxi_graph.serve.desk", "guanxi_graph.page"
_SCRIPTS = (
    *("article", "asking", "choosing", "claim-form", "completion", "main", "new-thing", "outcome", "proposals"),
    *("qualifiers", "record", "words"),
)
_PARTS = {
    **{f"{name}.js": (_DESK, f"scripts/{name}.js", "text/javascript") for name in _SCRIPTS},
    "dom.js": (_PAGE, "scripts/dom.js", "text/javascript"),
    "desk.css": (_DESK, "desk.css", "text/css"),
}
# How a citation may stand, and the texts that say it.
_STATES: Mapping[State, str] = {
    "verified": "verified",
    "mentioned": "mentioned",
    "half mentioned": "halfMentioned",
    "not mentioned": "notMentioned",
    "changed": "changedSince",
    "not verified": "notVerified",
}


def page(language: Language) -> bytes:
    """The page in a language: ``{{key}}`` stands for one of its texts."""
    said = {"tag": language.tag, **language.texts}
    return _KEY.sub(lambda found: escape(said[found[1]]), _read(_DESK, "desk.html").decode()).encode()


def texts(language: Language) -> bytes:
    """What the scripts say, as JSON."""
    told = {key: text for key, text in language.texts.items() if key.startswith("desk")}
    states = {state: language[key] for state, key in _STATES.items()}
    return msgspec.json.encode({"tag": language.tag, "texts": told, "states": states})


def part(name: str) -> tuple[bytes, str] | None:
    """A file's bytes and media type, or None when the page has no such file."""
    if name not in _PARTS:
        return None
    package, path, media_type = _PARTS[name]
    return _read(package, path), media_type


def _read(package: str, path: str) -> bytes:
    return resources.files(package).joinpath(path).read_bytes()
