"""An EPUB: a zip of web pages, read in the order of its spine, and never unpacked to the disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from guanxi_graph.evidence.stored import PAGE
from guanxi_graph.importers.article import Article, UnreadableError, stated
from guanxi_graph.importers.decoding import declared_in_html, decoded
from guanxi_graph.importers.html import blocks_of

_CONTAINER = "META-INF/container.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
MOST_CHAPTERS = 5_000
MOST_BYTES = 64 * 1024 * 1024


class _Book:
    """The files in the zip, of which no more is read than a book can have."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.left = MOST_BYTES

    def read(self, name: str) -> bytes:
        with self.zip.open(name) as stream:
            content = stream.read(self.left + 1)
        self.left -= len(content)
        if self.left < 0:
            raise UnreadableError("it unpacks to more than a book can hold", "look where it comes from")
        return content

    def xml(self, name: str) -> ET.Element:
        content = self.read(name)
        if b"<!ENTITY" in content:
            raise UnreadableError(f"`{name}` in it declares entities", "look where it comes from")
        return ET.fromstring(content)  # noqa: S314 - without entities there is nothing to expand


def read(data: bytes, encoding: str) -> Article:
    try:
        book = _Book(data)
        root = book.xml(_CONTAINER).find(".//{*}rootfile")
        path = root.get("full-path", "") if root is not None else ""
        package = book.xml(path)
        lines = tuple(_lines(book, package, posixpath.dirname(path), encoding))
    except KeyError as error:
        raise UnreadableError(
            f"it is no EPUB: {error.args[0]}", "a zip of other files is not read: unpack it"
        ) from error
    about = {
        name: [(each.text or "") for each in package.iter(f"{_DC}{name}")]
        for name in ("title", "creator", "publisher", "date", "language")
    }
    fields = stated(
        title=next(iter(about["title"]), ""),
        authors=about["creator"],
        publisher=next(iter(about["publisher"]), ""),
        published=next(iter(about["date"]), ""),
        language=next(iter(about["language"]), ""),
    )
    return Article(lines=lines, about={"kind": "book", **fields})


def _lines(book: _Book, package: ET.Element, folder: str, encoding: str) -> Iterator[str]:
    files = {item.get("id"): item.get("href", "") for item in package.iter(f"{_OPF}item")}
    spine = [files[name] for item in package.iter(f"{_OPF}itemref") if (name := item.get("idref")) in files]
    if len(spine) > MOST_CHAPTERS:
        raise UnreadableError(f"it has more than {MOST_CHAPTERS:,} chapters", "look where it comes from")
    for href in dict.fromkeys(spine):
        content = book.read(posixpath.normpath(posixpath.join(folder, unquote(href))))
        text, _ = decoded(content, encoding, declared_in_html(content))
        yield from (line for line in blocks_of(text).lines if line != PAGE)
