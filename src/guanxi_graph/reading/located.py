"""Parsed text that still knows where it stood: what YAML and CSV files are read into.

A large map has millions of these. They never refer to themselves, so the collector need not track them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from guanxi_graph.problems import Span


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """A piece of text as it was written; nothing is guessed from its look."""

    value: str
    span: Span
    is_null: bool = False


class Items(msgspec.Struct, frozen=True, gc=False):
    """A list of values."""

    values: Sequence[Located]
    span: Span


class Fields(msgspec.Struct, frozen=True, gc=False):
    """Named values. ``keys`` holds where each name stands."""

    values: Mapping[str, Located]
    keys: Mapping[str, Span]
    span: Span


Located = Scalar | Items | Fields


def plain(located: Located) -> Any:
    """The same without places: str, None, list and dict."""
    if isinstance(located, Scalar):
        return None if located.is_null else located.value
    match located:
        case Items(values=values):
            return [plain(value) for value in values]
        case Fields(values=named):
            return {name: plain(value) for name, value in named.items()}


def span_of(located: Located, path: Iterable[str | int]) -> Span:
    """Where the value at the path stands; the nearest thing around it when it is not there."""
    for step in path:
        match located, step:
            case Items(values=values), int() if step < len(values):
                located = values[step]
            case Fields(values=named), str() if step in named:
                located = named[step]
            case _:
                break
    return located.span
