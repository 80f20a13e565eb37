"""The text of a file of a map, never believed: its size and its encoding are looked at first."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from guanxi_graph.encodings import ENCODINGS, encoding_of
from guanxi_graph.problems import Span, refusal

MAX_BYTES = 16 * 1024 * 1024
# Of a file of lines, of which each is no longer than that.
MAX_LINED = 2 * 1024 * 1024 * 1024


def read_utf8(path: Path, name: str, most: int = MAX_BYTES) -> str:
    """The file's text. Raises MapError when it is no file, larger than ``most`` bytes, unreadable or not UTF-8.

    ``name`` is the file's name in messages.
    """
    data = _bytes(path, name, most)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        guess = encoding_of(data)
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        message += f"; the file seems to be in {ENCODINGS[guess]}" if guess != "utf-8" else ""
        hint = 'save the file as UTF-8 (in a spreadsheet: "CSV UTF-8")'
        raise refusal("not-utf8", message, Span(name, before.count(b"\n") + 1, column), hint) from error


def _bytes(path: Path, name: str, most: int) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise refusal("unreadable-file", "this is not a file", Span(name), "put a file in its place")
        if found.st_size > most:
            message = f"the file is larger than {f'{most >> 20} MB' if most >> 20 else f'{most >> 10} KB'}"
            hint = "split it into several files" if most >= MAX_BYTES else "make it shorter"
            raise refusal("file-too-large", message, Span(name), hint)
        if found.st_size <= MAX_BYTES:
            return path.read_bytes()
        with path.open("rb") as stream:
            return b"".join(_stretches(stream, name))
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "mend its permissions, or remove it from the map's folder"
        raise refusal("unreadable-file", f"the file cannot be read: {reason}", Span(name), hint) from error


def _stretches(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """What the file holds, read on only while lines end."""
    line = 1
    while stretch := stream.read(MAX_BYTES):
        if len(stretch) == MAX_BYTES and not (b"\n" in stretch or b"\r" in stretch):
            message = f"this line is longer than {MAX_BYTES >> 20} MB"
            raise refusal("file-too-large", message, Span(name, line), "part the lines, or leave the file out")
        line += stretch.count(b"\n")
        yield stretch
