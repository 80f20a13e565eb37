"""Changes to a text that a slip, a broken tool or a malicious hand makes."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

# Marks of YAML, TOML, CSV and SPARQL; what is no letter; numbers and names that mean something to somebody.
ODD = (
    *("\x00", "\x1b[2J", "\u202e", "\ufeff", "\u2028", "\ud800", "\ufffe", "e\u0301", "\U0001f468", "关系", "\t", "\r"),
    *(
        '"',
        "'",
        '"""',
        "\\",
        "\\u0000",
        "\n",
        "\n\n",
        "\n- ",
        "- ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "|",
        ">",
        "#",
        "&a ",
        "*a",
    ),
    *("<<: ", "!!python/object:os.system ", "? ", "---\n", "%", ",", ";", "=", "\n[a]\n", "[[[", "?x", "<", "SERVICE"),
    *(
        "~",
        "null",
        "",
        " ",
        "true",
        "nan",
        "-0",
        "1e999",
        "9" * 400,
        "0x1F",
        "..",
        "20XX",
        "2005-13",
        "-0044",
        "Y9999999",
    ),
    *(
        "http://e.org/[x]",
        "javascript:alert(1)",
        "https://e.org/%",
        "https://",
        "en us!",
        "zh-hans",
        "(a+)+b",
        "a" * 5000,
    ),
)


def changed(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """The bytes with one to five changes; ``others`` are files to take a piece from."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5))):
        data = chance.choice(_CHANGES)(data, others, chance)
    return data


def _odd(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    odd = chance.choice(ODD).encode("utf-8", "surrogatepass")
    return data[:at] + odd + data[at + chance.choice((0, 0, 1, 4, len(odd))) :]


def _word(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """A word, a number or a mark becomes something odd."""
    words = data.split(b" ")
    words[chance.randrange(len(words))] = chance.choice(ODD).encode("utf-8", "surrogatepass")
    return b" ".join(words)


def _swapped(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    words = data.split(b" ")
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return b" ".join(words)


def _line(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """A line is lost, stands twice, or stands elsewhere."""
    lines = data.split(b"\n")
    line = lines.pop(chance.randrange(len(lines)))
    for _again in range(chance.choice((0, 1, 2, 2))):
        lines.insert(chance.randint(0, len(lines)), line)
    return b"\n".join(lines)


def _piece(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others)
    start, at = chance.randint(0, len(other)), chance.randint(0, len(data))
    return data[:at] + other[start : start + chance.randrange(1, 300)] + data[at:]


def _cut(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start = chance.randint(0, len(data))
    return data[:start] + data[start + chance.randrange(1, 80) :]


def _bits(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    new = bytearray(data)
    for _again in range(chance.choice((1, 2, 10)) if new else 0):
        new[chance.randrange(len(new))] ^= 1 << chance.randrange(8)
    return bytes(new)


def _encoded(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    form = chance.choice(("utf-16", "gb18030", "utf-8-sig", "cp1252"))
    return data.decode("utf-8", "replace").encode(form, "replace")


_Change = Callable[[bytes, Sequence[bytes], random.Random], bytes]
_CHANGES: Sequence[_Change] = (
    *(_odd, _odd, _word, _word, _swapped, _swapped),
    *(_line, _line, _piece, _piece, _cut, _bits, _bits, _encoded),
)
