"""Sources as CSL-JSON, which Zotero and most others write and read (citationstyles.org, 1.0.2).

Authors are written as they stand in the map, as literal names: nobody's family name is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guanxi_graph.dates import parse_date
from guanxi_graph.model import Source
from guanxi_graph.references.publications import WITHIN, csl_type, kind_of

_PLAIN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<about>~?)")
_SEASON = re.compile(r"(?P<year>\d{4})-2(?P<season>[1-4])")
_HAN = re.compile("[\u3400-\u9fff]")


def to_csl(sources: Iterable[Source]) -> str:
    return json.dumps([item_of(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def item_of(source: Source) -> dict[str, Any]:
    kind = csl_type(source.kind)
    fields = {
        "id": source.id,
        "type": kind,
        "genre": "" if kind_of(kind) == source.kind else source.kind,
        "title": source.title,
        "author": [{"literal": name} for name in source.authors],
        "container-title" if kind in WITHIN else "publisher": source.publisher,
        "issued": _issued(str(source.published)) if source.published else {},
        "URL": source.url,
        "language": source.language,
        "note": source.note,
    }
    return {name: value for name, value in fields.items() if value}


def row_of(item: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a source that an item has, without an id. Raises ValueError where it has no title."""
    title = _text(item.get("title"))
    if not title:
        raise ValueError("it has no title")
    kind = _text(item.get("type"))
    within, publisher = _text(item.get("container-title")), _text(item.get("publisher"))
    doi = _text(item.get("DOI"))
    fields = {
        "kind": _kind(kind, _text(item.get("genre"))),
        "title": title,
        "authors": [name for each in _list(item.get("author")) if (name := _name(each))],
        "publisher": (within or publisher) if kind in WITHIN else (publisher or within),
        "published": _published(item.get("issued")),
        "url": _text(item.get("URL")) or (f"https://doi.org/{doi}" if doi else ""),
        "language": _text(item.get("language")),
        "note": _text(item.get("note")),
    }
    return {name: value for name, value in fields.items() if value}


def _kind(kind: str, genre: str) -> str:
    return genre if kind == "document" and genre else kind_of(kind, genre)


def _issued(text: str) -> dict[str, Any]:
    if season := _SEASON.fullmatch(text):
        return {"date-parts": [[int(season["year"])]], "season": int(season["season"])}
    if match := _PLAIN.fullmatch(text):
        parts = [int(part) for part in match.group("year", "month", "day") if part]
        return {"date-parts": [parts], **({"circa": True} if match["about"] else {})}
    return {"literal": text}


def _published(issued: Any) -> str:
    if not isinstance(issued, Mapping):
        return _dated(_text(issued))
    parts = next(iter(_list(issued.get("date-parts"))), None)
    if not isinstance(parts, Sequence) or not parts:
        return _dated(_text(issued.get("literal")) or _text(issued.get("raw")))
    try:
        numbers = [int(part) for part in parts if part not in ("", None)]
    except (TypeError, ValueError):
        return ""
    if season := issued.get("season"):
        return _dated(f"{numbers[0]:04d}-2{season}") or _dated(f"{numbers[0]:04d}")
    text = "-".join(f"{number:0{4 if place == 0 else 2}d}" for place, number in enumerate(numbers))
    return _dated(text + ("~" if issued.get("circa") else ""))


def _dated(text: str) -> str:
    try:
        return "" if text == ".." else str(parse_date(text))
    except ValueError:
        return ""


def _name(author: Any) -> str:
    if not isinstance(author, Mapping):
        return ""
    if literal := _text(author.get("literal")):
        return literal
    family = " ".join(filter(None, (_text(author.get("non-dropping-particle")), _text(author.get("family")))))
    given = " ".join(filter(None, (_text(author.get("given")), _text(author.get("dropping-particle")))))
    if _HAN.search(family + given):
        return family + given
    return " ".join(filter(None, (given, family, _text(author.get("suffix")))))


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else []
