r"""Records in the YAML that people mostly write, read fast: what is not surely so is left to the exact reader.

A record is plain when it is a mapping in braces, or of fields a line each, in which every value is a text on one
line, or a short list or mapping of such. It is JSON but for quotation marks, commas and braces that are not written.

Lines end in ``\n``, and quoted texts hold no escapes: so what stands between two quotation marks is a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from guanxi_graph.reading.located import Fields, Items, Located
from guanxi_graph.reading.plain_json import RowReader, plainly
from guanxi_graph.reading.yaml import parse_yaml


class YamlRecord(msgspec.Struct, frozen=True, gc=False):
    """A plain record in UTF-8, as it is written and as JSON, and the line on which it begins.

    It is read again for whoever asks.
    """

    data: bytes
    json: bytes
    file: str
    number: int

    def plain(self) -> dict[str, Any]:
        """The fields without places: str, list and dict."""
        return plainly(self.json) or {}

    def has(self, field: str) -> bool:
        """Whether the field is written."""
        return field in self.plain()

    def text(self, field: str) -> str:
        """What is written for the field, where that is a text."""
        value = self.plain().get(field)
        return value if isinstance(value, str) else ""

    def fields(self) -> Fields:
        """The same with places."""
        (fields,) = _exactly(self.data, self.file, self.number)
        assert isinstance(fields, Fields)  # noqa: S101
        return fields

    @property
    def letters(self) -> str:
        """All letters of its texts, with what stands between them."""
        return self.data.decode().replace("\n", " ")


# With what it says: as the row that it is, else by name.
Plain = tuple[Any, YamlRecord]


def read_plainly(text: str, name: str, row: type[Any]) -> list[Located | Plain] | None:
    """The records of a list, the plain ones as a ``row`` or by name; None where its parts cannot be read each alone.

    Raises MapError for what the exact reader refuses in a part, of which it may say something else in the whole.
    """
    data = text.encode("utf-8", "surrogatepass").replace(b"\r\n", b"\n")
    begin = _BETWEEN.match(data).end()  # type: ignore[union-attr]
    if not _START.match(data, begin) or any(odd.search(data) for odd in _ODD):
        return None
    parts = list(_parts(data, begin))
    in_json = iter(_in_json([written for written, _, is_plain in parts if is_plain]))
    as_row = RowReader(row)
    found: list[Located | Plain] = []
    for written, number, is_plain in parts:
        line = next(in_json) if is_plain else b""
        if said := as_row(line) or plainly(line):
            found.append((said, YamlRecord(written, line, name, number)))
        else:
            found += _exactly(written, name, number)
    return found


def _exactly(data: bytes, name: str, number: int) -> Sequence[Located]:
    """Raises MapError."""
    root = parse_yaml(data.decode(), name, number)
    assert isinstance(root, Items)  # noqa: S101 - as it begins with a dash
    return root.values


def _parts(data: bytes, begin: int) -> Iterator[tuple[bytes, int, bool]]:
    """Plain records one by one, others together: what is written, the line on which it begins, whether it is plain."""
    number = 1 + data.count(b"\n", 0, begin)
    while begin < len(data):
        if plain := _PLAIN_RECORD.match(data, begin):
            end = plain.end()
            yield plain[1], number, True
        else:
            following = _START.search(data, begin + 1)
            end = following.start() if following else len(data)
            yield data[begin:end], number, False
        number += data.count(b"\n", begin, end)
        begin = end


# Other ends of lines, U+2028 and U+2029 among them, marks that begin or end a document, and what a file may not hold:
# U+0080 to U+009F, surrogates, U+FEFF, U+FFFE and U+FFFF. An expression that begins with one byte is looked for fast.
_ODD = [
    re.compile(each)
    for each in (
        rb"\r",
        rb"\n(?:---|\.\.\.|%)",
        rb"\xc2[\x80-\x9f]",
        rb"\xe2\x80[\xa8\xa9]",
        rb"\xed[\xa0-\xbf]",
        rb"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])",
    )
]
_START = re.compile(rb"^-(?=[ \n])", re.MULTILINE)


def _texts(never: str, first: str) -> str:
    """A text without quotation marks: words that hold no letter of ``never``, of which ``first`` may not begin one."""
    word = rf'[^ :#"\\\x00-\x1f\x7f{never}][^ :"\\\x00-\x1f\x7f{never}]*+(?::[^ :"\\\x00-\x1f\x7f{never}]++)*+'
    return rf"(?:(?![{first}])|(?=-[0-9A-Za-z])){word}(?: ++{word})*+"


def _mapping(value: str) -> str:
    return rf"\{{(?:{_KEY}: {value}(?:{_COMMA}(?!\}})|(?=\}})))*+\}}"


def _sequence(value: str) -> str:
    """Written once in it, ``value`` takes a third of the time to compile when it is in another one."""
    return rf"\[(?:{value}(?:{_COMMA}(?!\])|(?=\])))*+\]"


_KEY = r"[A-Za-z0-9_\x80-\xff][A-Za-z0-9_.\x80-\xff-]{0,99}+"
_COMMA = r",(?: |\n +)"
_QUOTED = r'"[^"\\\x00-\x1f\x7f]*+"'
_SPECIAL = "-?&*!|>'%@`"  # what begins something else than a text
_MARKS = r",?\[\]{}"  # and, within brackets, what ends one
_TEXT = rf"(?:{_QUOTED}|(?!(?:null|~)[,\]}}]){_texts(_MARKS, _SPECIAL)})"
_SHORT = rf"(?:{_sequence(rf'(?:{_TEXT}|{_mapping(_TEXT)})')}|{_mapping(rf'(?:{_TEXT}|{_sequence(_TEXT)})')})"
_END = r"(?:\n|\Z)"
_TO_END = rf"(?!(?:null|~){_END}){_texts('', _SPECIAL + _MARKS)}(?<![,\]}}])"
_FIELD = rf"{_KEY}: (?:{_QUOTED}|{_SHORT}|{_TO_END})"
_COMMENTS = r"(?: *+(?:#[^\x00-\x1f\x7f]*+)?\n)*+"
_BETWEEN = re.compile(_COMMENTS.encode())
_RECORD = rf"(?:{_mapping(rf'(?:{_TEXT}|{_SHORT})')}|{_FIELD}(?:\n  {_FIELD})*+)"
_PLAIN_RECORD = re.compile(rf"(- {_RECORD}){_END}{_COMMENTS}(?=-[ \n]|\Z)".encode())

_TO_THE_END_OF_A_LINE = re.compile(rb'(\n[- ] [^:\n{]++: )([^"\[{\n][^\n]*+)')
_CONTINUED = re.compile(rb",\n +")
# What parts names and texts, in YAML and in JSON.
_MARKS_IN_JSON = {b"\n  ": b",", b"\n- ": b"\n", b", ": b",", b": ": b":"}
_MARKS_IN_JSON |= {bracket: bracket for bracket in (b"{", b"}", b"[", b"]")}


def _in_json(records: Sequence[bytes]) -> Iterator[bytes]:
    """Each plain record as JSON, many at once."""
    text = _CONTINUED.sub(b", ", b"\n%b\n- " % b"\n".join(records))
    # What goes to the end of a line may hold such marks.
    pieces = _TO_THE_END_OF_A_LINE.sub(rb'\1"\2"', text).split(b'"')
    around = b"\x00".join(pieces[::2])
    # By each mark a name or a text ends and begins, but for those marks that stand side by side.
    for mark, in_json in _MARKS_IN_JSON.items():
        around = around.replace(mark, b'"%b"' % in_json)
    pieces[::2] = around.replace(b'""', b"").split(b"\x00")
    for line in b"".join(pieces).split(b"\n")[1:-1]:
        yield line if line.startswith(b"{") else b"{%b}" % line
