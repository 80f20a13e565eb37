"""Stories: ``stories/*.yaml`` of a map, each a walk through views of it with a text at every step."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from guanxi_graph.dates import Date
from guanxi_graph.model import Names
from guanxi_graph.problems import MapError, Problem
from guanxi_graph.reading.folder import look_into
from guanxi_graph.reading.records import Record, typed
from guanxi_graph.reading.yaml import read_yaml

DEEPEST_FOCUS = 3


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One view and what is said of it. What a step does not set is as when the page opens."""

    text: Names
    title: Names = {}
    select: Annotated[str, Meta(description="The entity or claim whose evidence is shown.")] = ""
    show: Annotated[tuple[str, ...], Meta(description="Only these entities are drawn.")] = ()
    focus: Annotated[str, Meta(description="Only the surroundings of this entity are drawn.")] = ""
    depth: Annotated[int, Meta(description="How many ties away the surroundings reach, 1 to 3.")] = 1
    camera: Annotated[tuple[str, ...], Meta(description="The camera looks at these entities.")] = ()
    connect: Annotated[tuple[str, ...], Meta(description="Two entities, to show their introductions.")] = ()
    classes: Annotated[tuple[str, ...], Meta(description="Only entities of these classes.")] = ()
    relations: Annotated[tuple[str, ...], Meta(description="Only ties of these relations.")] = ()
    start: Annotated[Date | None, Meta(description="Only ties that may hold in or after this year.")] = None
    end: Annotated[Date | None, Meta(description="Only ties that may hold in or before this year.")] = None


class Story(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A story. Its id is its file's name."""

    id: str = ""
    title: Names
    summary: Names = {}
    steps: tuple[Step, ...] = ()


def read_story(path: Path) -> tuple[list[Record[Story]], list[Problem]]:
    """The story of a file, and what is wrong with its shape. Raises MapError when it is not YAML."""
    root = read_yaml(path, str(path))
    records, problems = typed([] if root is None else [root], Story)
    return [_named(record, path.stem) for record in records], problems


def _named(record: Record[Story], name: str) -> Record[Story]:
    return Record(msgspec.structs.replace(record.row, id=record.row.id or name), record.fields)


def load_stories(directory: Path) -> list[Story]:
    """The stories of a checked map in the order of their names. Raises MapError with every problem of their shape."""
    read = [read_story(file.path) for file in look_into(directory).of("story")]
    if problems := [problem for _, found in read for problem in found]:
        raise MapError(problems)
    return [record.row for records, _ in read for record in records]
