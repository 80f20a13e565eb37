"""Standard output is written whole, in UTF-8, or the command says that it was not."""

from __future__ import annotations

import errno
import io
import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

_STDOUT = 1
_MISSED = {errno.EBADF: "it is closed"}


class OutputError(Exception):
    """Standard output does not take more. No OSError, so that nobody takes it for a file's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Output(io.FileIO):
    """What the buffer over it writes to: it says how much was written, or why nothing was."""

    def write(self, data: object) -> int:
        while True:
            try:
                written = super().write(data)  # type: ignore[arg-type]
            except OSError as error:
                raise OutputError(error.errno or 0) from error
            if written is not None:
                return written
            select.select([], [self], [])  # it does not block, and is full now


@contextmanager
def whole_output() -> Iterator[None]:
    """Ends the command with an exit code that is not 0 when less than the whole could be written.

    Always through a buffer: without one (python -u) what a short write leaves over would be lost in silence. Where
    standard output is replaced (in tests), it is left alone.
    """
    _speak_utf8()
    before = sys.stdout
    if before is not sys.__stdout__:
        yield
        return
    _fill_gaps()
    output = io.BufferedWriter(_Output(_STDOUT, "w", closefd=False))
    sys.stdout = io.TextIOWrapper(output, "utf-8", "backslashreplace", line_buffering=output.isatty())
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OutputError as error:
        _end(error.number)
    finally:
        sys.stdout = before


def _end(number: int) -> NoReturn:
    """Quietly for a pipe that nobody reads any more, with the exit code of other tools."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), _STDOUT)  # what is left in the buffer
    if number == errno.EPIPE:
        sys.exit(128 + signal.SIGPIPE)
    reason = _MISSED.get(number) or os.strerror(number)
    click.echo(f"error: standard output was not written whole: {reason}", err=True)
    sys.exit(1)


def _fill_gaps() -> None:
    """Where a standard stream is closed, the next file that is opened would take its number, and its text."""
    for stream in range(3):
        try:
            os.fstat(stream)
        except OSError:
            os.open(os.devnull, os.O_RDONLY)  # takes the lowest number; writing to it fails


def _speak_utf8() -> None:
    """Whatever the terminal, the pipe or the file is taken for: names in any script are printed, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
