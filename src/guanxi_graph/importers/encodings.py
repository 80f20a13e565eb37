"""In which encoding a file of text is written: by its mark, else by what its bytes can be."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A Chinese character of GB 2312 is two high bytes; a letter of a Western code page stands among plain ones.
_PAIRS, _HIGH = re.compile(rb"(?:[\xa1-\xfe]{2})+"), re.compile(rb"[\x80-\xff]+")
_MOSTLY = 0.8
_LOOKED_AT = 1 << 16

NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "gb18030": "GB18030", "cp1252": "Windows-1252"}


def encoding_of(data: bytes) -> str:
    """The likeliest of UTF-8, UTF-16, UTF-32, GB18030 and Windows-1252, as Python calls it."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if zeros := data[:_LOOKED_AT].count(0):
        return "utf-16-le" if data[1:_LOOKED_AT:2].count(0) * 2 >= zeros else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030" if _is_chinese(data) else "cp1252"
    return "utf-8"


def _is_chinese(data: bytes) -> bool:
    high = sum(map(len, _HIGH.findall(data)))
    paired = sum(map(len, _PAIRS.findall(data)))
    if paired < _MOSTLY * high:
        return False
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
