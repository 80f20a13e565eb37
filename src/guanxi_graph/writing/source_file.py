"""A file as it was read: it is written again only if it still is so."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import msgspec

from guanxi_graph.files import replacing
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading.folder import PARQUET, YAML
from guanxi_graph.reading.utf8 import MAX_BYTES, MAX_LINED, read_utf8


class SourceFile(msgspec.Struct, frozen=True):
    """A file's text without its byte order mark, and the digest of its bytes; both empty where there is no file."""

    path: Path
    text: str
    digest: str
    mark: bytes = b""

    def encoded(self, text: str) -> bytes:
        """The text as it is written to the file, with the byte order mark that it had."""
        return self.mark + text.encode("utf-8")

    def write(self, text: str) -> None:
        """Put the text in its place, whole or not at all.

        Raises MapError when the file is no longer what was read, and OSError.
        """
        with replacing(self.path) as stream:
            stream.write(self.encoded(text))
            self.check()

    def require(self, digest: str) -> None:
        """Raises MapError when the file is not the one of this digest, which was shown."""
        if self.digest != digest:
            raise changed_since(self.path)

    def check(self) -> None:
        """Raises MapError when somebody changed the file meanwhile."""
        if digest_of(self.path) != self.digest:
            message = "the file was changed while it was being edited; nothing is written"
            raise MapError([Problem("edited-meanwhile", message, Span(str(self.path)), "do it again")])


def changed_since(path: Path) -> MapError:
    """The error of a file that somebody changed after it was shown."""
    message = "the file was changed since this was shown; nothing is written"
    return MapError([Problem("edited-meanwhile", message, Span(str(path)), "look at it again, then write")])


def source_file(path: Path) -> SourceFile:
    """The file as it is now. Raises MapError when it is no text."""
    if not path.exists():
        return SourceFile(path, "", "")
    if path.suffix.casefold() in PARQUET:
        hint = "change it in what writes it, or keep in YAML, CSV or JSON Lines what is to be changed here"
        raise MapError([Problem("not-writable", "a Parquet file is no text, and is not edited", Span(str(path)), hint)])
    text = read_utf8(path, str(path), MAX_BYTES if path.suffix.casefold() in YAML else MAX_LINED)
    with path.open("rb") as stream:
        mark = codecs.BOM_UTF8 if stream.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 else b""
    return SourceFile(path, text, hashlib.sha256(mark + text.encode("utf-8")).hexdigest(), mark)


def digest_of(path: Path) -> str:
    """SHA-256 of what the file holds; empty when there is none. Raises OSError."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
