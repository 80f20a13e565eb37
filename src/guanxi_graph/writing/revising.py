"""Several records of a file changed or taken out at once; comments stay, those of a record above where it stood."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from guanxi_graph.problems import MapError
from guanxi_graph.reading.csv import row_places
from guanxi_graph.writing.letters import line_starts
from guanxi_graph.writing.slices import (
    Slice,
    line_start,
    members_of,
    newline_of,
    refused,
    root_of,
    says,
)
from guanxi_graph.writing.yaml_text import Written, block, flow, plain_of

Record = Mapping[str, Written]
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_END = re.compile(r"\r\n|[\r\n]")


def revised(text: str, changes: Mapping[int, Record | None], name: str) -> str:
    """The text of YAML with other records in place of those of these numbers, from 0; without those that are None.

    Raises MapError where that cannot be without touching what is around; ``name`` is the file's in the message.
    """
    members = [changes.get(number, each) for number, each in enumerate(members_of(plain_of(text, name)))]
    wanted = [each for each in members if each is not None]
    root = root_of(text)
    changed = text
    if root and root.is_flow:
        told = [_flow(text, each, changes.get(number, "")) for number, each in enumerate(root.slices)]
        changed = f"{text[: root.start]}[{', '.join(filter(None, told))}]{text[root.end :]}"
    elif root:
        for number in sorted(changes, reverse=True):
            changed = _with(text, changed, root.slices[number], changes[number])
    if says(changed, wanted) or (not wanted and says(changed, None)):
        return changed
    raise refused("a record cannot be changed here without touching what is around it", name)


def appended(text: str, records: Sequence[Record], name: str) -> str:
    """The text of YAML, or of no file yet, with a line for each record behind the last. Raises MapError."""
    newline = newline_of(text)
    gap = newline if text and not text.endswith(("\n", "\r")) else ""
    changed = f"{text}{gap}" + "".join(f"- {flow(record)}{newline}" for record in records)
    if says(changed, [*members_of(plain_of(text, name)), *records]):
        return changed
    raise refused("records cannot be added here without touching what is there", name)


def without_rows(text: str, lines: Collection[int]) -> str:
    """A text of CSV without the rows that begin on these lines, from 1."""
    starts = [*line_starts(text, ".csv"), len(text)]
    gone = [(starts[first - 1], starts[min(first - 1 + number, len(starts) - 1)]) for first, number in row_places(text)
            if first in lines]  # fmt: skip
    for start, end in reversed(gone):
        text = text[:start] + text[end:]
    return text


def without_lines(text: str, lines: Collection[int]) -> str:
    """A text without these lines, from 1."""
    return "\n".join(line for number, line in enumerate(text.split("\n"), 1) if number not in lines)


def _flow(text: str, at: Slice, record: Record | str | None) -> str:
    return text[at.start : at.end] if record == "" else flow(record) if record else ""


def _with(text: str, changed: str, at: Slice, record: Record | None) -> str:
    """``changed`` is the text of which all behind the record may be new."""
    newline = newline_of(text)
    first = line_start(text, text.rfind("-", 0, at.start))
    indent = text[first : text.rfind("-", 0, at.start)]
    within = text[at.start : at.after if record is None else at.end]
    column = at.start - line_start(text, at.start)
    comments = "".join(f"{indent}{each}{newline}" for each in _comments(" " * column + within))
    if record is None:
        return text[:first] + comments + changed[_next_line(text, at.after) :]
    written = flow(record) if at.is_flow else block(record, " " * column, newline)
    return text[:first] + comments + text[first : at.start] + written + changed[at.end :]


def _comments(record: str) -> Iterator[str]:
    """The comments among a record's letters."""
    if "#" not in record:
        return
    lines = record.split("\n")
    meant = _meant(lines)
    for number, line in enumerate(lines):
        found = _COMMENT.search(line)
        while found:
            shorter = [*lines[:number], line[: found.start()], *lines[number + 1 :]]
            if meant is not None and _meant(shorter) == meant:
                yield found[0].rstrip("\r")
                break
            found = _COMMENT.search(line, found.start() + 1)


def _meant(lines: Sequence[str]) -> object:
    try:
        return plain_of("\n".join(lines), "")
    except MapError:
        return None


def _next_line(text: str, place: int) -> int:
    """Past the end of the line, where the place is not at the start of one already."""
    if text[place - 1 : place] in {"\n", "\r"}:
        return place
    found = _END.match(text, place)
    return found.end() if found else place
