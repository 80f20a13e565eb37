"""Saved queries: ``.rq`` files with a title and a description in their first comments.

The first comment line is the title, the comment lines after it the description. A line
``VALUES ?person { ent:wang-xing }`` is an example to be replaced: ``person`` is a parameter, and
``UNDEF`` as its value leaves it open. Those of the package (``questions``) speak of no subject: every
map answers them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.query.limits import LONGEST_TEXT
from guanxi_graph.text import nearest

FOLDER = "queries"
OPEN = "UNDEF"

# On a line of its own; the rest of a query is not touched.
_PARAMETER = re.compile(
    r"^(?P<head>[ \t]*VALUES \?(?P<name>\w+) \{ ?)(?P<value>[^{}\n]*?)(?P<tail> ?\}[ \t]*)$", re.MULTILINE
)
_WRITTEN = r"""(?:<[^<>"{}|^`\\\x00-\x20]+> | \d{4}-\d\d-\d\d | [A-Za-z][\w.-]*:[\w.-]*\w | -?\d+(?:\.\d+)?
      | "(?:[^"\\\n]|\\.)*"(?:@[A-Za-z-]+|\^\^[A-Za-z][\w.-]*:\w+)?)"""
_TERM = re.compile(_WRITTEN, re.VERBOSE)
_TERMS = re.compile(rf"{_WRITTEN}(?:\s+{_WRITTEN})*", re.VERBOSE)
_PREFIX = re.compile(r"[A-Za-z][\w.-]*:")
_BARE = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class SavedQuery(msgspec.Struct, frozen=True):
    """A query of a file; its name is the file's without ``.rq``."""

    name: str
    title: str
    description: str
    text: str

    @property
    def parameters(self) -> dict[str, str]:
        """The values that stand in the text, by parameter."""
        return {match["name"]: match["value"] for match in _PARAMETER.finditer(self.text)}

    def with_values(self, values: Mapping[str, str]) -> str:
        """The text with other values. Raises ValueError that says what is wrong with one."""
        return with_values(self.text, values)


@cache
def shipped_queries() -> Mapping[str, SavedQuery]:
    """The package's own queries by name."""
    from importlib.resources import as_file, files

    with as_file(files("guanxi_graph.query").joinpath("questions")) as folder:
        return saved_queries(folder)


def shipped_as(text: str) -> SavedQuery | None:
    """The package's query that this is, whatever values it was given."""
    left_open = _opened(text)
    return next((each for each in shipped_queries().values() if _opened(each.text) == left_open), None)


def _opened(text: str) -> str:
    return _PARAMETER.sub(lambda at: at["head"] + at["tail"], text)


def saved_queries(folder: Path) -> dict[str, SavedQuery]:
    """The queries of a folder by name. Raises MapError with a problem for each file that cannot be read."""
    queries: dict[str, SavedQuery] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.rq")):
        try:
            queries[path.stem] = read_query(path.stem, _text(path))
        except MapError as error:
            problems += error.problems
    if problems:
        raise MapError(problems)
    return queries


def _text(path: Path) -> str:
    from guanxi_graph.reading.utf8 import read_utf8

    name = str(path)
    if path.is_file() and path.stat().st_size > LONGEST_TEXT:
        message = f"the query is longer than {LONGEST_TEXT // 1024} KB"
        raise MapError([Problem("file-too-large", message, Span(name), "ask for less at a time")])
    return read_utf8(path, name)


def read_query(name: str, text: str) -> SavedQuery:
    """A query from its text, with the title and description of its head."""
    comments = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comments.append(line.lstrip("#").strip())
    title = comments[0] if comments else name
    return SavedQuery(name, title, " ".join(comments[1:]).strip(), text)


def with_values(text: str, values: Mapping[str, str]) -> str:
    """The query with the values of its parameters replaced. Raises ValueError.

    A value is an IRI, ``prefix:name``, a number, a ``"text"``, a day, or a bare id, whose prefix is that of the
    example; or several of these, parted by spaces.
    """
    known = {match["name"]: match["value"] for match in _PARAMETER.finditer(text)}
    for name in values:
        if name not in known:
            close = nearest(name, known)
            hint = f"did you mean `{close}`?" if close else f"it has {', '.join(sorted(known)) or 'none'}"
            raise ValueError(f"the query has no parameter `{name}`; {hint}")
    terms = {name: _terms(value, known[name]) for name, value in values.items()}
    return _PARAMETER.sub(lambda at: at["head"] + terms.get(at["name"], at["value"]) + at["tail"], text)


def entities_wanted(text: str, values: Mapping[str, str]) -> dict[str, str]:
    """Of the values those that name an entity by what may be an id or a name."""
    examples = {match["name"]: match["value"] for match in _PARAMETER.finditer(text)}
    return {
        name: value
        for name, value in values.items()
        if examples.get(name, "").startswith(("ent:", OPEN)) and not _TERMS.fullmatch(value)
    }


def _terms(value: str, example: str) -> str:
    """Several terms in a row are several values."""
    if _TERMS.fullmatch(value):
        return _TERM.sub(lambda term: _dated(term[0]), value)
    if _BARE.fullmatch(value):
        prefix = _PREFIX.match(example)
        return f"{prefix[0] if prefix else 'ent:'}{value}"
    raise ValueError(f'`{value}` cannot be a value; write an entity\'s id, prefix:name, a number, a day or a "text"')


def _dated(term: str) -> str:
    return f'"{term}"^^xsd:date' if _DAY.fullmatch(term) else term
