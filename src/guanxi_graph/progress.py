"""How far a long work has come: told by what does it to whoever watches, and to nobody unless somebody does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol, TypeVar

T = TypeVar("T")
_AT_ONCE = 1_000


class Watcher(Protocol):
    """Is told of each stage how much of it there is, and of each step how much is done."""

    def begin(self, stage: str, of: int, claims: int) -> None:
        """``claims`` is 0 as long as nobody knows how many there are."""

    def advance(self, stage: str, by: int, claims: int) -> None:
        """``claims`` are those that were done, where ``begin`` could not tell how many there are."""


_WATCHER: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(by: Watcher) -> Iterator[None]:
    """What is done in the block is told to the watcher."""
    token = _WATCHER.set(by)
    try:
        yield
    finally:
        _WATCHER.reset(token)


def begun(stage: str, of: int, claims: int = 0) -> None:
    """A stage begins, of so many bytes, checks or the like; one that went before is over."""
    if watcher := _WATCHER.get():
        watcher.begin(stage, of, claims)


def done(stage: str, by: int = 1, claims: int = 0) -> None:
    """So much of the stage is done; nothing is, when it is not the one that has begun."""
    if watcher := _WATCHER.get():
        watcher.advance(stage, by, claims)


def each_told(claims: Sequence[T], stage: str) -> Iterator[T]:
    """The claims, or what becomes claims, of a stage of their own."""
    begun(stage, len(claims), len(claims))
    for number, each in enumerate(claims, 1):
        yield each
        if number % _AT_ONCE == 0:
            done(stage, _AT_ONCE)
