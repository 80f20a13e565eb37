"""Which field of a record the cursor stands in, by the text before it: what is being written need not be YAML yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TYPED = re.compile(r"[^\s,\[\]{}:\"']*\Z")
_IN_BRACES = re.compile(r"(?P<field>[\w-]+):[ \t]*[\"']?[^,{}\[\]:]*\Z")
_IN_BRACKETS = re.compile(r"(?P<field>[\w-]+):[ \t]*\[[^\[\]{}]*\Z")
_ON_A_LINE = re.compile(r"[ \t]*(?:- )?(?P<field>[\w-]+):(?:[ \t]|\Z)")
_MEMBER = re.compile(r"(?P<before>[ \t]*)- [\"']?[^:]*\Z")


def field_at(lines: Sequence[str], line: int, column: int) -> tuple[str, str]:
    """The name of the field that a value is written in, and what is typed of the word so far; names may be empty.

    Line and column count from 0.
    """
    before = lines[line][:column] if line < len(lines) else ""
    typed = _typed(before)
    for pattern in (_IN_BRACKETS, _IN_BRACES):
        if found := pattern.search(before):
            return found["field"], typed
    if member := _MEMBER.fullmatch(before):
        return _over(lines[:line], len(member["before"].expandtabs())), typed
    return "", typed


def _typed(before: str) -> str:
    found = _TYPED.search(before)
    return found[0] if found else ""


def _over(lines: Sequence[str], indent: int) -> str:
    """The field whose list has a member at this indent."""
    for line in map(str.rstrip, reversed(lines)):
        depth = len(line) - len(line.lstrip())
        if line.strip().startswith("- ") and depth == indent:
            continue
        found = _ON_A_LINE.match(line)
        return found["field"] if found and line.endswith(":") else ""
    return ""
