"""What a cell says where it must be of some kind: an address, a number, money, a place on earth, yes or no."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanxi_graph.kinds import parse_money, parse_number
from guanxi_graph.text import is_iri
from guanxi_graph.vocabulary import Vocabulary

UNDIRECTED = frozenset({"undirected", "mutual", "false", "无向"})
DIRECTED = frozenset({"directed", "true", "有向"})
_TRUE, _FALSE = frozenset({"true", "yes", "1", "是"}), frozenset({"false", "no", "0", "否"})
_ADDRESS = re.compile(r"https?://\S+")


def parts_of(text: str, separator: str) -> list[str]:
    """The values of a cell that may hold several."""
    parts = text.split(separator.strip()) if separator else [text]
    return [part.strip() for part in parts if part.strip()]


def plain_value(text: str, kind: str) -> str | None:
    """The text as a number, money or text; None where it is not."""
    if kind == "money":
        return text if _is_money(text) else None
    if kind == "number":
        try:
            return str(parse_number(text.replace(",", "").removesuffix("%").strip()))
        except ValueError:
            return None
    return text if kind == "text" else None


def is_address(text: str) -> bool:
    """What is no address by the rules is a title, or a place in a source."""
    return bool(text) and _ADDRESS.fullmatch(text) is not None and is_iri(text)


def is_direction(text: str) -> bool:
    return text.casefold() in UNDIRECTED | DIRECTED


def truth(text: str) -> str:
    """Whether it says yes or no, as a map writes it; empty where it says neither."""
    folded = text.casefold()
    return "true" if folded in _TRUE else "false" if folded in _FALSE else ""


def identifiers(parts: list[str], scheme: str, vocabulary: Vocabulary) -> Iterator[str | None]:
    """Each as an identifier of the scheme, of an address its last part; None for what has not the scheme's form."""
    known = vocabulary.identifiers.get(scheme)
    for part in parts:
        bare = part.rstrip("/").rpartition("/")[2] if _ADDRESS.fullmatch(part) and scheme != "doi" else part
        fits = known is not None and re.fullmatch(known.pattern, bare, re.ASCII)
        yield f"{scheme}:{bare}" if fits else None


def degrees(latitude: str, longitude: str) -> tuple[str, str] | None:
    """A place on earth; None where these are no degrees."""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return (str(north), str(east)) if abs(north) <= 90 and abs(east) <= 180 else None


def _is_money(text: str) -> bool:
    try:
        parse_money(text)
    except ValueError:
        return False
    return True
