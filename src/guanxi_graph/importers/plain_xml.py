"""XML from anybody, made safe to parse: no entities of its own, not too deep, not too large."""

from __future__ import annotations

import xml.parsers.expat
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree as ET

from guanxi_graph.importers.foreign_table import unreadable

_LARGEST = 1 << 29
_DEEPEST = 100


def plain_xml(path: Path) -> bytes:
    """The file, once it is known to be XML that no parser suffers from. Raises MapError with the place, and OSError."""
    if path.stat().st_size > _LARGEST:
        raise unreadable(str(path), "it is larger than 512 MB", "split it")
    data = path.read_bytes()
    _look_through(data, str(path))
    return data


def parsed_xml(path: Path) -> ET.Element:
    """Its root. Raises MapError with the place, and OSError."""
    return ET.fromstring(plain_xml(path))  # noqa: S314


def _look_through(data: bytes, name: str) -> None:
    parser = xml.parsers.expat.ParserCreate()
    depth = 0

    def refuse(message: str, hint: str) -> NoReturn:
        raise unreadable(name, message, hint, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def declared(*_: object) -> None:
        refuse("it declares entities, which can be made to grow without end", "write the texts out")

    def started(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            refuse(f"it is nested deeper than {_DEEPEST}", "no network needs that: mend the file")

    def ended(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.EntityDeclHandler, parser.StartElementHandler, parser.EndElementHandler = declared, started, ended
    try:
        parser.Parse(data, True)
    except xml.parsers.expat.ExpatError as error:
        message = f"this is not XML: {xml.parsers.expat.ErrorString(error.code)}"
        raise unreadable(name, message, "export it anew", error.lineno, error.offset + 1) from error
