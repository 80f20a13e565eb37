"""Every kind of file that a text can be taken from. The command line and the documents read this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from guanxi_graph.evidence.stored import PAGE, normalised
from guanxi_graph.importers.article import Article, UnreadableError
from guanxi_graph.problems import MapError, Problem, Span

_MB = 1024 * 1024
MOST_BYTES = 64 * _MB


class ArticleReader(NamedTuple):
    """``module`` has the function that reads: it is imported when it is asked for, as some need heavy libraries."""

    name: str
    suffixes: tuple[str, ...]
    help: str
    module: str
    function: str = "read"
    most_bytes: int = 16 * _MB

    def read(self, data: bytes, encoding: str) -> Article:
        found: Callable[[bytes, str], Article] = getattr(
            import_module(f"guanxi_graph.importers.{self.module}"), self.function
        )
        return found(data, encoding)


_ALL = (
    ArticleReader("html", (".html", ".htm", ".xhtml"), "the article of a web page", "web_page"),
    ArticleReader("html-whole", (), "a web page with its menus and all", "html", "read_whole"),
    ArticleReader("mhtml", (".mhtml", ".mht"), "a web page saved as one file", "mhtml", most_bytes=MOST_BYTES),
    ArticleReader("pdf", (".pdf",), "a PDF that has text", "pdf", most_bytes=MOST_BYTES),
    ArticleReader("epub", (".epub",), "an electronic book", "epub", most_bytes=MOST_BYTES),
    ArticleReader("markdown", (".md", ".markdown"), "Markdown", "markdown"),
    ArticleReader("text", (".txt", ".text"), "plain text", "plain_text"),
)
ARTICLE_READERS: Mapping[str, ArticleReader] = {each.name: each for each in _ALL}


def read_article(data: bytes, name: str, *, form: str = "", encoding: str = "") -> Article:
    """The article in a file. Raises MapError, with what to do, when there is none to be read.

    ``form`` names a reader, else the file's first bytes and its name tell; ``encoding`` is said when no file says it.
    """
    reader = ARTICLE_READERS[form or form_of(data, name)]
    try:
        return _article(data, reader, encoding)
    except UnreadableError as error:
        raise _refused(str(error), name, error.hint) from error
    except ImportError as error:
        message = f"{reader.help} is read with `{error.name}`, which is not installed"
        raise _refused(message, name, "pip install 'guanxi-graph[texts]'") from error
    except Exception as error:  # a broken or hostile file may break a reader of others anywhere
        told = f"it cannot be read as {reader.name}: {type(error).__name__}"
        raise _refused(told, name, "open it, save it again, or name what it is with -f") from error


def _article(data: bytes, reader: ArticleReader, encoding: str) -> Article:
    if len(data) > reader.most_bytes:
        raise UnreadableError(f"it is larger than {reader.most_bytes // _MB} MB", "cut out what is cited")
    article = reader.read(data, encoding)
    if not any(line.strip() and not line.startswith(PAGE) for line in article.lines):
        raise UnreadableError("no text is found in it", "open it, and save what you see as text or HTML")
    return article


def stored_form(article: Article) -> str:
    """The text as it is kept in a map."""
    return normalised(iter(article.lines))


def form_of(data: bytes, name: str) -> str:
    """The reader that fits: what the file begins with, then how its name ends."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "epub"
    suffix = PurePath(name).suffix.casefold()
    named = next((each.name for each in _ALL if suffix in each.suffixes), "")
    if named in {"", "text"} and head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!-- saved from")):
        return "html"
    if named in {"", "html"} and b"\nmime-version:" in head:
        return "mhtml"
    return named or "text"


def _refused(message: str, name: str, hint: str) -> MapError:
    return MapError([Problem("unreadable-text", message, Span(name), hint)])
