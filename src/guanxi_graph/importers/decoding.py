"""Bytes → text: by the encoding that is asked for, else a declared one, else UTF-8, else a guess that is shown."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from guanxi_graph.encodings import ENCODINGS, MARKS, encoding_of
from guanxi_graph.importers.article import UnreadableError

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
# What is said, and what is meant: as browsers read it (WHATWG Encoding, §4.2).
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252", "big5": "big5hkscs"}


def declared_in_html(data: bytes) -> str:
    """The encoding that a web page states of itself, or an empty text."""
    match = _DECLARED.search(data[:4096])
    return match[1].decode("ascii") if match else ""


def decoded(data: bytes, asked: str = "", declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text, and remarks on its encoding where it is a guess. Raises UnreadableError."""
    if asked:
        return _as_asked(data, asked), ()
    for encoding in _candidates(data, declared):
        try:
            return data.decode(encoding).replace("\0", ""), ()
        except UnicodeDecodeError:
            continue
    guess = encoding_of(data)
    if guess == "utf-8":
        raise UnreadableError("it is not UTF-8, and says no encoding", "name its encoding: --encoding big5")
    text = data.decode(guess, "replace")
    return text, (f"the encoding is taken for {ENCODINGS[guess]}: look whether names are right, else use --encoding",)


def _as_asked(data: bytes, asked: str) -> str:
    try:
        return data.decode(codecs.lookup(asked).name)
    except LookupError as error:
        raise UnreadableError(f"there is no encoding `{asked}`", "write, for example, utf-8, gb18030, big5") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"it is not in the encoding `{asked}`", "leave --encoding out, or name another"
        ) from error


def _candidates(data: bytes, declared: str) -> Iterator[str]:
    yield from (encoding for mark, encoding in MARKS if data.startswith(mark))
    try:
        name = codecs.lookup(declared).name if declared else ""
        if name and "".encode(name) is not None:
            yield _MEANT.get(name, name)
    except (LookupError, TypeError):
        pass
    yield "utf-8"
