"""Where the subjects of a Turtle file stand, for messages about it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SUBJECT = re.compile(rb"<(?P<iri>[^<>\s]*)>|(?P<prefix>[A-Za-z][\w.-]*)?:(?P<name>\S*)")


def lines_of(turtle: bytes, prefixes: Mapping[str, str]) -> dict[str, int]:
    """The first line that begins with each subject, by its IRI. Lines count from 1."""
    found: dict[str, int] = {}
    for number, line in enumerate(turtle.split(b"\n"), 1):
        if match := _SUBJECT.match(line):
            found.setdefault(_iri(match, prefixes), number)
    return found


def _iri(match: re.Match[bytes], prefixes: Mapping[str, str]) -> str:
    written = {name: (part or b"").decode("utf-8", "replace") for name, part in match.groupdict().items()}
    return written["iri"] or prefixes.get(written["prefix"], "") + written["name"]
