"""The terms that an import brings, written into the map's vocabulary beside what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from guanxi_graph.importers.foreign_table import unreadable
from guanxi_graph.names import has_han
from guanxi_graph.reading.folder import VOCABULARY_FILE
from guanxi_graph.writing.yaml_text import Written, flow

Terms = Mapping[str, Sequence[Mapping[str, Written]]]

_HEAD = "# Terms that this map adds to the package's own. Give them domains, a strength, a definition; docs/maps.md.\n"


def label(name: str) -> Mapping[str, str]:
    return {"zh-Hans" if has_han(name) else "en": name}


def new_class(term: str, name: str, parent: str) -> Mapping[str, Written]:
    return {"id": term, "parent": parent, "labels": label(name)}


def new_relation(
    term: str, name: str, *, symmetric: bool = False, to_itself: bool = False, value: str = ""
) -> Mapping[str, Written]:
    """A weak tie between any two things, or a text on any thing."""
    ends: Mapping[str, Written] = {"value": value} if value else {"range": ["Thing"], "strength": "D"}
    more: dict[str, Written] = {"symmetric": "true"} if symmetric else {}
    more |= {"to_itself": "true"} if to_itself else {}
    return {"id": term, "labels": label(name), "domain": ["Thing"], **ends, **more}


def new_qualifier(term: str, name: str, value: str) -> Mapping[str, Written]:
    return {"id": term, "labels": label(name), "value": value}


def with_terms_added(text: str, terms: Terms) -> str:
    """The vocabulary file with the terms at the beginning of their sections; all else is as it was."""
    text = text or _HEAD
    for section, rows in terms.items():
        text = _with_section(text, section, rows) if rows else text
    return text


def _with_section(text: str, section: str, rows: Iterable[Mapping[str, Written]]) -> str:
    found = re.search(rf"^{section}:[ \t]*(\S.*)?$", text, re.MULTILINE)
    if found is None:
        joint = "" if text.endswith("\n") else "\n"
        return f"{text}{joint}\n{section}:\n" + "".join(f"  - {flow(row)}\n" for row in rows)
    if found[1] and not found[1].startswith("#"):
        line = text.count("\n", 0, found.start()) + 1
        hint = f"write `{section}:` alone on its line, and each term below it behind `- `"
        raise unreadable(VOCABULARY_FILE, f"new {section} cannot be added here", hint, line)
    dash = re.search(r"^([ \t]*)- ", text[found.end() :], re.MULTILINE)
    indent = dash[1] if dash else "  "
    added = "".join(f"\n{indent}- {flow(row)}" for row in rows)
    return text[: found.end()] + added + text[found.end() :]
