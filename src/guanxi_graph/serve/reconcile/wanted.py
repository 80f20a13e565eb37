"""What a client asks: from JSON in a parameter to typed records. Fields of later versions are passed over."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from guanxi_graph.serve.protocol import ProtocolError

MOST_QUERIES = 200
DEFAULT_LIMIT = 10
AskedT = TypeVar("AskedT")
Limit = Annotated[int, Meta(ge=1, le=100)]


class Meant(msgspec.Struct, frozen=True):
    """A value that was reconciled before: the thing that it stands for."""

    id: str
    name: str = ""


Given = str | int | float | bool | Meant


class Detail(msgspec.Struct, frozen=True):
    """A further column of the row: a property and the values that it has there."""

    pid: str
    v: Given | tuple[Given, ...]

    @property
    def values(self) -> tuple[Given, ...]:
        return self.v if isinstance(self.v, tuple) else (self.v,)


class Wanted(msgspec.Struct, frozen=True):
    """One row to be matched: a name, classes, details, or some of these."""

    query: str = ""
    type: str | tuple[str, ...] = ()
    type_strict: Literal["any", "should", "all"] = "any"
    limit: Limit = DEFAULT_LIMIT
    properties: tuple[Detail, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        named = (self.type,) if isinstance(self.type, str) else self.type
        return tuple(name for name in named if name)


class Settings(msgspec.Struct, frozen=True):
    """Of a column: ``limit`` values at most a thing, 0 for all."""

    limit: Annotated[int, Meta(ge=0)] = 0


class Column(msgspec.Struct, frozen=True):
    """A property to be fetched."""

    id: str
    settings: Settings = Settings()


class Extension(msgspec.Struct, frozen=True):
    """Things that were matched, and what is wanted to know of each."""

    ids: tuple[str, ...]
    properties: tuple[Column, ...]


def queries(text: str) -> dict[str, Wanted]:
    """The rows of a batch by their keys. Raises ProtocolError."""
    asked = _decoded(text, dict[str, Wanted], "queries")
    if len(asked) > MOST_QUERIES:
        raise ProtocolError(413, f"a batch has at most {MOST_QUERIES} queries, not {len(asked)}")
    for key, wanted in asked.items():
        if not wanted.query.strip() and not wanted.properties:
            raise ProtocolError(400, f"`queries`: {key} has neither a `query` nor `properties`")
    return asked


def extension(text: str) -> Extension:
    """Raises ProtocolError."""
    return _decoded(text, Extension, "extend")


def _decoded(text: str, kind: type[AskedT], name: str) -> AskedT:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.MsgspecError as error:
        raise ProtocolError(400, f"`{name}` cannot be read: {error}") from error
