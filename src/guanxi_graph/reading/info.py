"""``map.toml``: what a map says of itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

import msgspec

from guanxi_graph.model import MapInfo, Parameters
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading.located import parse_path
from guanxi_graph.reading.records import expected, fields_of
from guanxi_graph.text import nearest

INFO_FILE = "map.toml"


def parse_info(text: str, name: str) -> MapInfo:
    """What ``map.toml`` says. Raises MapError with one problem."""
    try:
        values = tomllib.loads(text)
        return msgspec.convert(values, MapInfo)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        span = Span(name, int(place[1]), int(place[2])) if place else Span(name)
        message = f"this is not TOML: {str(error).partition(' (at')[0]}"
        raise MapError(
            [Problem("toml-syntax", message, span, 'texts stand in double quotes: licence = "…"')]
        ) from error
    except msgspec.ValidationError as error:
        raise MapError([_info_problem(str(error), text, name)]) from error


def info_span(text: str, name: str, field: str) -> Span:
    """Where ``map.toml`` sets the field; the TOML reader keeps no places."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"""[\["']*{re.escape(field)}\b""", line):
            return Span(name, number, 1, max(1, len(field)))
    return Span(name)


def _info_problem(message: str, text: str, name: str) -> Problem:
    steps = [step for step in parse_path(message.partition(" - at `")[2].rstrip("`")) if isinstance(step, str)]
    if unknown := re.search(r"unknown field `(.*?)`", message):
        known = fields_of(Parameters if steps else MapInfo)
        close = nearest(unknown[1], known)
        hint = f"did you mean `{close}`?" if close else f"the fields are {', '.join(known)}"
        span = info_span(text, name, unknown[1])
        return Problem("unknown-field", f"there is no field `{unknown[1]}` here", span, hint)
    span = info_span(text, name, _written(steps, text))
    what = f"`{_written(steps, text) or 'this'}` must be {expected(message)}"
    return Problem("wrong-shape", what, span, "see `guanxi init` for an example")


def _written(steps: Sequence[str], text: str) -> str:
    """The innermost of the steps that stands in the file; ``[...]`` in a path hides a table's key."""
    lines = text.splitlines()
    written = (step for step in reversed(steps) if any(re.match(rf"[\[\"'\w.]*\b{step}\b", line) for line in lines))
    return next(written, "")
