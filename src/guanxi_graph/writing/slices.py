"""Where the records of a YAML file stand in its text, so that one is replaced or added and all else stays.

Places are offsets in characters. The text must have been read without a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, NodeEvent, ScalarEvent, SequenceStartEvent

from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.writing.yaml_text import Written, block, flow, plain_of

_Parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WIDEST = 120
_BREAK = re.compile(r"[\r\n]")


class Slice(msgspec.Struct, frozen=True):
    """A record's letters. ``after`` is where a line that follows it may begin; ``is_flow``, whether it is in braces."""

    start: int
    end: int
    after: int
    is_flow: bool


class Inserted(msgspec.Struct, frozen=True):
    """A text with a record added, the record as it is written there, and the line that it starts on."""

    text: str
    written: str
    line: int


class Root(msgspec.Struct, frozen=True):
    """The list that a file is: where it stands, in brackets or not, and its members."""

    start: int
    end: int
    is_flow: bool
    slices: tuple[Slice, ...]


def slices_of(text: str) -> tuple[Slice, ...]:
    """The records of a file, in their order."""
    root = root_of(text)
    return root.slices if root else ()


def replaced(text: str, number: int, record: Mapping[str, Written], name: str) -> str:
    """The text with a record in place of the one of this number, from 0, and written as that one was.

    Raises MapError where that cannot be without touching what is around; ``name`` is the file's in the message.
    """
    members = members_of(plain_of(text, name))
    at = slices_of(text)[number]
    column = at.start - line_start(text, at.start)
    written = flow(record) if at.is_flow else block(record, " " * column, newline_of(text))
    changed = text[: at.start] + written + text[at.end :]
    if says(changed, [*members[:number], record, *members[number + 1 :]]):
        return changed
    raise refused("this record cannot be replaced without touching what is around it", name)


def inserted(text: str, record: Mapping[str, Written], name: str) -> Inserted:
    """The text with a record behind the last.

    Raises MapError where it cannot be added without touching what is there; ``name`` is the file's in the message.
    """
    wanted = [*members_of(plain_of(text, name)), record]
    for place, written in _ways(text, record):
        changed = text[: place.start] + written + text[place.stop :]
        if says(changed, wanted):
            start = place.start + len(written) - len(written.lstrip("\r\n"))
            return Inserted(changed, written.lstrip(", \r\n").rstrip("\r\n"), 1 + changed[:start].count("\n"))
    raise refused("a record cannot be added here without touching what is there", name)


def says(text: str, wanted: object) -> bool:
    try:
        return plain_of(text, "") == wanted
    except MapError:
        return False


def refused(message: str, name: str) -> MapError:
    return MapError([Problem("not-writable", message, Span(name), "write it by hand, or in another file")])


def _ways(text: str, record: Mapping[str, Written]) -> Iterator[tuple[slice, str]]:
    """What may be written in place of which part of the text, the best first."""
    root, newline = root_of(text), newline_of(text)
    if root is None:
        gap = newline if text and not text.endswith(("\n", "\r")) else ""
        yield slice(len(text), len(text)), f"{gap}- {_record(record, '  ', newline)}{newline}"
    elif not root.is_flow:
        last = root.slices[-1]
        column = root.start - line_start(text, root.start)
        indent = " " * column
        in_flow = any(each.is_flow for each in root.slices)
        written = _record(record, f"{indent}  ", newline, in_flow=in_flow)
        gap = "" if last.after and text[last.after - 1] in "\r\n" else newline
        yield slice(last.after, last.after), f"{gap}{indent}- {written}{'' if gap else newline}"
    else:
        if not root.slices:
            yield slice(root.start, root.end), f"- {_record(record, '  ', newline)}"
        behind = root.slices[-1].end if root.slices else root.start + 1
        yield slice(behind, behind), (", " if root.slices else "") + flow(record)


def _record(record: Mapping[str, Written], indent: str, newline: str, *, in_flow: bool = True) -> str:
    """On one line where that is wanted and not too wide."""
    line = flow(record)
    return line if in_flow and len(indent) + len(line) <= _WIDEST else block(record, indent, newline)


def members_of(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def newline_of(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _line_end(text: str, place: int) -> int:
    found = _BREAK.search(text, place)
    return found.start() if found else len(text)


def line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def root_of(text: str) -> Root | None:
    """The list of a file; None of a file that is empty, or no list."""
    events: list[Any] = [event for event in _events(text) if isinstance(event, NodeEvent | CollectionEndEvent)]
    if not events or not isinstance(events[0], SequenceStartEvent):
        return None
    slices = tuple(_slice(text, group) for group in _grouped(events[1:-1]))
    start: Any = events[0]
    return Root(start.start_mark.index, events[-1].end_mark.index, bool(start.flow_style), slices)


def _grouped(events: Iterable[Any]) -> Iterator[list[Any]]:
    """The events of each member of the list."""
    group: list[Any] = []
    depth = 0
    for event in events:
        group.append(event)
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth == 0:
            yield group
            group = []


def _slice(text: str, events: Sequence[Any]) -> Slice:
    """What is not in brackets is said to end where the next thing starts, so its own end is that of its last word."""
    first: Any = events[0]
    start = first.start_mark.index
    last: Any = max(filter(_has_end, events), key=lambda event: event.end_mark.index)
    end = start + len(text[start : last.end_mark.index].rstrip())
    after = last.end_mark.index if getattr(last, "style", None) in {"|", ">"} else _line_end(text, end)
    return Slice(start, end, after, bool(getattr(first, "flow_style", False)))


def _has_end(event: Any) -> bool:
    return isinstance(event, ScalarEvent) or event.end_mark.index > event.start_mark.index


def _events(text: str) -> Iterator[Any]:
    loader = _Parser(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()
