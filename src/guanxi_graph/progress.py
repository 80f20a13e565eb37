"""How far a long work has come: told by what does it to whoever watches, and to nobody unless somebody does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol, TypeVar

T = TypeVar("T")
_AT_ONCE = 1_000


class Watcher(Protocol):
    """Is told of each stage how much of it there is, and of each step how much is done."""

    def begin(self, stage: str, of: int, number: int, unit: str) -> None:
        """``number`` of claims, rows or the like; 0 as long as nobody knows how many there are."""

    def advance(self, stage: str, by: int, number: int) -> None:
        """``number`` of those were done, where ``begin`` could not tell how many there are."""


_WATCHER: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(by: Watcher) -> Iterator[None]:
    """What is done in the block is told to the watcher."""
    token = _WATCHER.set(by)
    try:
        yield
    finally:
        _WATCHER.reset(token)


def is_watched() -> bool:
    """Whether somebody is told already."""
    return _WATCHER.get() is not None


def begun(stage: str, of: int, number: int = 0, unit: str = "claims") -> None:
    """A stage begins, of so many bytes, checks or the like; one that went before is over."""
    if watcher := _WATCHER.get():
        watcher.begin(stage, of, number, unit)


def done(stage: str, by: int = 1, number: int = 0) -> None:
    """So much of the stage is done; nothing is, when it is not the one that has begun."""
    if watcher := _WATCHER.get():
        watcher.advance(stage, by, number)


def each_told(items: Iterable[T], stage: str, of: int, unit: str = "claims") -> Iterator[T]:
    """The items of a stage of their own, of which there are so many."""
    begun(stage, of, of, unit)
    step = max(1, min(_AT_ONCE, of // 100))
    for number, each in enumerate(items, 1):
        yield each
        if number % step == 0:
            done(stage, step)
