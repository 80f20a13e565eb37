"""In which encoding a text is saved: by its mark, else by what its bytes can be and how likely that reads.

UTF-8 is sure, since hardly anything else looks like it. Of the older encodings each that can be is read, and the
one wins in which most of what is not ASCII is what such texts are made of: characters that are common in it, or
letters that stand in words as letters do. Of two that read alike the first is taken.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping

import msgspec

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 1 << 16

# What a text may be saved as, by the codec that reads it.
ENCODINGS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "gb18030": "GB 18030 (Chinese)",
    "big5hkscs": "Big5 (traditional Chinese)",
    "cp1252": "Windows-1252 (Western European)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
}


def encoding_of(data: bytes) -> str:
    """The likeliest, as Python calls it; UTF-8 too where it can be none of those that are known here."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    if zeros := data[:_LOOKED_AT].count(0):
        return _wide(data, zeros)
    if _decoded(data, "utf-8") is not None:
        return "utf-8"
    head = data[:_LOOKED_AT]
    found = {each.name: each.likeliness(head) for each in _OLDER if _decoded(data, each.name) is not None}
    likeliest = max(found, key=found.__getitem__, default="")
    if likeliest and found[likeliest] > _BY_CHANCE:
        return likeliest
    return "cp1252" if "cp1252" in found else "utf-8"


def _wide(data: bytes, zeros: int) -> str:
    """Two bytes to a character, of which ASCII has zeros on one side."""
    name = "utf-16-le" if data[1:_LOOKED_AT:2].count(0) * 2 >= zeros else "utf-16-be"
    return "utf-8" if _decoded(data, name) is None else name


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


class _Older(msgspec.Struct, frozen=True):
    """``likeliness`` is how far what is not ASCII is what such texts are made of, from 0 to 1."""

    name: str
    likeliness: Callable[[bytes], float]


def _characters(common: bytes) -> Callable[[bytes], float]:
    """Chinese, two bytes to a character: those of every day count, the others half, and what is no pair not at all."""
    usual = re.compile(common)

    def likeliness(data: bytes) -> float:
        found = _PAIR.findall(data)
        points = (2 if usual.fullmatch(each) else len(each) - 1 for each in found)
        return sum(points) / (2 * max(len(found), 1))

    return likeliness


def _letters(name: str, letters: str, beside: str) -> Callable[[bytes], float]:
    """An alphabet, a byte to a letter: usual letters count where they stand beside others, capitals at the front."""
    capitals = letters.replace("ß", "").upper()
    in_words = re.compile(
        rf"(?<=[{beside}])[{letters}]|[{letters}](?=[{beside}])|(?<![{beside}{letters}])[{capitals}](?=[{beside}])",
    )

    def likeliness(data: bytes) -> float:
        text = _MARK.sub("", data.decode(name, "replace"))
        strange = sum(not char.isascii() for char in text)
        return len(in_words.findall(text)) / strange if strange else _ONLY_MARKS

    return likeliness


# A likeliness of any bytes, and of a text in which only quotation marks and the like are not ASCII.
_BY_CHANCE, _ONLY_MARKS = 0.5, 0.6
_PAIR = re.compile(rb"[\x81-\xfe][\x30-\xfe]|[\x80-\xff]")
_MARK = re.compile("[\u2013\u2014\u2018-\u201e\u2026\u00a0\u00ab\u00bb\u00a7\u00b7\u20ac\u2116\u00a9]")
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўј"
_OLDER = (
    _Older("cp1252", _letters("cp1252", "àáâãäåæçèéêëìíîïñòóôõöøùúûüœß", "A-Za-z")),
    _Older("cp1250", _letters("cp1250", "ąćęłńóśźżáčďéěíňřšťúůýžöüőűäßăâîşţôĺľŕđç", "A-Za-z")),
    _Older("cp1251", _letters("cp1251", _CYRILLIC, _CYRILLIC)),
    # The rows of GB 2312 with the characters of every day, and those with marks; likewise Big5.
    _Older("gb18030", _characters(rb"[\xa1\xa3\xb0-\xd7][\xa1-\xfe]")),
    _Older("big5hkscs", _characters(rb"[\xa1\xa4-\xc6][\x40-\x7e\xa1-\xfe]")),
)
