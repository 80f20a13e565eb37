"""The text of a file of a map, never believed: its size and its encoding are looked at first."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from guanxi_graph.encodings import ENCODINGS, encoding_of
from guanxi_graph.problems import Span, refusal
from guanxi_graph.progress import done

MAX_BYTES = 16 * 1024 * 1024
# Of a file of lines, of which each is no longer than that.
MAX_LINED = 2 * 1024 * 1024 * 1024


def read_utf8(path: Path, name: str, most: int = MAX_BYTES) -> str:
    """The file's text. Raises MapError when it is no file, larger than ``most`` bytes, unreadable or not UTF-8.

    ``name`` is the file's name in messages.
    """
    return "".join(text for _, text in stretches(path, name, most))


def stretches(path: Path, name: str, most: int = MAX_LINED) -> Iterator[tuple[int, str]]:
    """The file's text, many whole lines at a time, with the number of the first. Raises as ``read_utf8`` does."""
    try:
        _require_file(path, name, most)
        with path.open("rb") as stream:
            for line, data in _whole_lines(stream, name):
                yield line, _text(data, name, line)
                done("reading", len(data))
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "mend its permissions, or remove it from the map's folder"
        raise refusal("unreadable-file", f"the file cannot be read: {reason}", Span(name), hint) from error


def _require_file(path: Path, name: str, most: int) -> None:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise refusal("unreadable-file", "this is not a file", Span(name), "put a file in its place")
    if found.st_size > most:
        message = f"the file is larger than {f'{most >> 20} MB' if most >> 20 else f'{most >> 10} KB'}"
        hint = "split it into several files" if most >= MAX_BYTES else "make it shorter"
        raise refusal("file-too-large", message, Span(name), hint)


def _whole_lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """What the file holds, cut where lines end."""
    line, left = 1, b""
    while stretch := stream.read(MAX_BYTES + 1):
        stretch = left + stretch
        end = len(stretch)
        if end > MAX_BYTES and not (end := max(stretch.rfind(b"\n"), stretch.rfind(b"\r")) + 1):
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
