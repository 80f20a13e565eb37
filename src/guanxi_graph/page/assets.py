"""The page's parts as they stand in this folder: template, styles, modules, vendored files.

The modules are plain ES modules that import each other by name; ``script`` joins them into one, so
that the page needs no server and no bundler: each becomes a function that returns what it exports.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib import resources

ENTRY = "main.js"

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(?P<name>[\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function|class) (?P<name>\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_BLANK = re.compile(r"\n{2,}")


def text(path: str) -> str:
    """A file of this package."""
    return resources.files("guanxi_graph.page").joinpath(path).read_text("utf-8")


def vendored(name: str) -> str:
    return text(f"vendor/{name}")


@lru_cache(maxsize=1)
def script() -> str:
    """All modules as one, each after those that it imports. Raises ValueError for what cannot be joined."""
    joined: dict[str, str] = {}
    _join(ENTRY, joined, ())
    return _BLANK.sub("\n", "".join(joined.values()))


def _join(name: str, joined: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"modules import each other: {' → '.join((*above, name))}")
    if name in joined:
        return
    source = text(f"scripts/{name}")
    for needed in _IMPORT.finditer(source):
        _join(needed["name"], joined, (*above, name))
    bare = _COMMENT.sub("", _IMPORT.sub("", source))
    exports = ", ".join(found["name"] for found in _EXPORT.finditer(bare))
    body = _EXPORT.sub("", bare)
    if other := _OTHER.search(body):
        raise ValueError(f'{name}: write `import {{ a }} from "./b.js";` and `export function`, not `{other[0]}`')
    if name == ENTRY:  # it may wait, and nothing is imported from it
        joined[name] = f"{{\n{body}}}\n"
        return
    joined[name] = f"const {{ {exports} }} = (() => {{\n{body}return {{ {exports} }};\n}})();\n"


@lru_cache(maxsize=1)
def style() -> str:
    """All styles as one, in the order of their names."""
    folder = resources.files("guanxi_graph.page").joinpath("styles")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".css"))
    return "".join(text(f"styles/{name}") for name in names)


def digest(content: str) -> str:
    """The content as a content-security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
