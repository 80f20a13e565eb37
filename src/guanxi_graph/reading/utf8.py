"""The text of a file of a map, never believed: its size and its encoding are looked at first."""

from __future__ import annotations

import stat
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from guanxi_graph.encodings import ENCODINGS, encoding_of
from guanxi_graph.problems import Span, refusal
from guanxi_graph.progress import done

MAX_BYTES = 16 * 1024 * 1024
# Of a file of lines, of which each is no longer than that.
MAX_LINED = 2 * 1024 * 1024 * 1024


class Cut(NamedTuple):
    """The bytes of a file between two lines, and the number of the line on which they begin."""

    start: int = 0
    end: int = sys.maxsize
    first: int = 1


WHOLE = Cut()


def read_utf8(path: Path, name: str, most: int = MAX_BYTES) -> str:
    """The file's text. Raises MapError when it is no file, larger than ``most`` bytes, unreadable or not UTF-8.

    ``name`` is the file's name in messages.
    """
    return "".join(_text(data, name, line) for line, data in _stretches(path, name, most, WHOLE))


def stretches(path: Path, name: str, most: int = MAX_LINED, cut: Cut = WHOLE) -> Iterator[tuple[int, bytes]]:
    """The file, many whole lines at a time, with the number of the first. Raises as ``read_utf8`` does."""
    for line, data in _stretches(path, name, most, cut):
        _text(data, name, line)
        yield line, data.removeprefix(BOM_UTF8) if line == 1 else data


def _stretches(path: Path, name: str, most: int, cut: Cut) -> Iterator[tuple[int, bytes]]:
    """The same of what need not be UTF-8. Raises MapError."""
    try:
        _require_file(path, name, most)
        with path.open("rb") as stream:
            stream.seek(cut.start)
            for line, data in _whole_lines(stream, name, cut):
                yield line, data
                done("reading", len(data))
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "mend its permissions, or remove it from the map's folder"
        raise refusal("unreadable-file", f"the file cannot be read: {reason}", Span(name), hint) from error


def cuts_of(path: Path, size: int) -> list[Cut]:
    """The file in cuts of some ``size`` bytes, between lines. Raises OSError."""
    ends, total = [0], path.stat().st_size
    with path.open("rb") as stream:
        while ends[-1] < total:
            stream.seek(min(ends[-1] + size, total))
            stream.readline()
            ends.append(stream.tell())
    return [Cut(start, end) for start, end in pairwise(ends)]


def lines_in(path: Path, cut: Cut) -> int:
    """How many lines end in the cut. Raises OSError."""
    left, found = cut.end - cut.start, 0
    with path.open("rb") as stream:
        stream.seek(cut.start)
        while left > 0 and (data := stream.read(min(left, MAX_BYTES))):
            left, found = left - len(data), found + data.count(b"\n")
    return found


def _require_file(path: Path, name: str, most: int) -> None:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise refusal("unreadable-file", "this is not a file", Span(name), "put a file in its place")
    if found.st_size > most:
        message = f"the file is larger than {f'{most >> 20} MB' if most >> 20 else f'{most >> 10} KB'}"
        hint = "split it into several files" if most >= MAX_BYTES else "make it shorter"
        raise refusal("file-too-large", message, Span(name), hint)


def _whole_lines(stream: BinaryIO, name: str, cut: Cut) -> Iterator[tuple[int, bytes]]:
    """What the cut holds, cut again where lines end. Of no more bytes at once, a line that is too long has no end."""
    line, left, ahead = cut.first, b"", cut.end - cut.start
    while stretch := stream.read(min(MAX_BYTES + 1 - len(left), ahead)):
        ahead -= len(stretch)
        stretch = left + stretch
        end = len(stretch)
        if end > MAX_BYTES and not (end := stretch.rfind(b"\n") + 1 or stretch.rfind(b"\r") + 1):
            message = f"this line is longer than {MAX_BYTES >> 20} MB"
            raise refusal("file-too-large", message, Span(name, line), "part the lines, or leave the file out")
        yield line, stretch[:end]
        line, left = line + stretch.count(b"\n", 0, end), stretch[end:]
    if left:
        yield line, left


def _text(data: bytes, name: str, line: int) -> str:
    try:
        return data.decode("utf-8-sig" if line == 1 else "utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        guess = encoding_of(data)
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        message += f"; the file seems to be in {ENCODINGS[guess]}" if guess != "utf-8" else ""
        hint = 'save the file as UTF-8 (in a spreadsheet: "CSV UTF-8")'
        raise refusal("not-utf8", message, Span(name, before.count(b"\n") + line, column), hint) from error
