"""Values as YAML that reads back the same, with as few quotation marks as that takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from guanxi_graph.problems import MapError
from guanxi_graph.reading.located import plain
from guanxi_graph.reading.yaml import parse_yaml

Written = str | Sequence["Written"] | Mapping[str, "Written"]

# Texts here, something else to most other readers of YAML.
_MEANT_OTHERWISE = re.compile(r"(?:yes|no|on|off|null)", re.IGNORECASE)
_ESCAPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def flow(value: Written) -> str:
    """The value on one line: ``{subject: wang-xing, sources: [asprec-2012 ¶9]}``."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(name)}: {flow(each)}" for name, each in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def block(record: Mapping[str, Written], indent: str, newline: str) -> str:
    """The record with a field a line, each after the first behind the indent."""
    return f"{newline}{indent}".join(f"{scalar(name)}: {flow(value)}" for name, value in record.items())


def scalar(text: str) -> str:
    """The text, in quotation marks where it would not read back without."""
    if not _MEANT_OTHERWISE.fullmatch(text) and _reads_back(text):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _reads_back(text: str) -> bool:
    """Whether it stands for itself wherever it may be put: beside others on a line, as the last, and on its own."""
    if any(unicodedata.category(char) in _ESCAPED for char in text):
        return False
    try:
        return plain_of(f"- [{{a: {text}}}, {text}]\n- {text}", "") == [[{"a": text}, text], text]
    except MapError:
        return False


def plain_of(text: str, name: str) -> object:
    """What the YAML says, without places. Raises MapError; ``name`` is the file's in the message."""
    root = parse_yaml(text, name)
    return None if root is None else plain(root)


def _escaped(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if unicodedata.category(char) not in _ESCAPED:
        return char
    return f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}"
