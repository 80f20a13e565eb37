"""Sources as BibTeX, as biblatex extends it: dates as EDTF, the address, the language, the kind.

Names are written in braces, as the map writes them: nobody's family name is guessed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import msgspec

from guanxi_graph.dates import parse_date
from guanxi_graph.model import Source
from guanxi_graph.references.publications import WITHIN, bibtex_type, kind_of

_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}"}
_SPECIAL |= {"^": r"\textasciicircum{}", **{char: f"\\{char}" for char in "&%$#_"}}
# What TeX would join: each is parted from what follows.
_JOINED = frozenset("-'`,<>!?")
# What pylatexenc does not know, or takes for another character.
_UNKNOWN = {r"\textbraceleft{}": r"\{", r"\textbraceright{}": r"\}", r"\textasciicircum{}": "^"}
_LATEX = re.compile(r"[\\{}~$`'-]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HAN = re.compile("[\u3400-\u9fff]")
_IN_BRACES = re.compile(r"\{(?P<words>.*)\}", re.DOTALL)

Decode = Callable[[str], str]


class Entry(msgspec.Struct, frozen=True):
    """What was read: a source's fields without an id, and its key; or, without fields, why not."""

    key: str
    row: Mapping[str, Any]
    fault: str = ""


def to_bibtex(sources: Iterable[Source]) -> str:
    return "\n".join(map(_written, sources))


def read_bibtex(text: str) -> list[Entry]:
    """Every entry of the text. Raises ImportError without bibtexparser."""
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    library = parse_string(text)
    entries = [
        _entry(
            each.key,
            each.entry_type.lower(),
            {name.lower(): str(field.value) for name, field in each.fields_dict.items()},
        )
        for each in library.entries
    ]
    return [
        *entries,
        *(Entry(f"line {block.start_line or 0}", {}, "it cannot be read") for block in library.failed_blocks),
    ]


def _written(source: Source) -> str:
    kind = bibtex_type(source.kind)
    date = str(source.published or "")
    fields = {
        "title": f"{{{_escaped(source.title)}}}",
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in source.authors),
        "journaltitle" if kind in WITHIN else "publisher": _escaped(source.publisher),
        "date": date,
        "year": date if date.isdigit() else date[:4] if re.match(r"\d{4}-", date) else "",
        "url": source.url.replace("{", "%7B").replace("}", "%7D"),
        "langid": source.language,
        "entrysubtype": "" if kind_of(kind) == source.kind else _escaped(source.kind),
        "note": _escaped(source.note),
    }
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{source.id},\n{''.join(lines)}}}\n"


def _escaped(text: str) -> str:
    kept = []
    for char, after in pairwise(f"{text}\0"):
        kept.append(_SPECIAL.get(char, char))
        if char in _JOINED and after in _JOINED:
            kept.append("{}")
    return "".join(kept)


def _entry(key: str, kind: str, fields: Mapping[str, str]) -> Entry:
    decode = _decoder()
    title = decode(fields.get("title", ""))
    if not title:
        return Entry(key, {}, "it has no title")
    within = next((decode(fields[name]) for name in ("journaltitle", "journal", "booktitle") if fields.get(name)), "")
    houses = ("publisher", "institution", "organization", "school")
    house = next((decode(fields[name]) for name in houses if fields.get(name)), "")
    doi = fields.get("doi", "")
    row = {
        "kind": _kind(kind, decode(fields.get("entrysubtype", ""))),
        "title": title,
        "authors": list(_authors(fields.get("author") or fields.get("editor", ""), decode)),
        "publisher": (within or house) if kind in WITHIN else (house or within),
        "published": _published(fields),
        "url": fields.get("url", "").replace("\\", "") or (f"https://doi.org/{doi}" if doi else ""),
        "language": fields.get("langid") or fields.get("language", ""),
        "note": decode(fields.get("note") or fields.get("annotation", "")),
    }
    return Entry(key, {name: value for name, value in row.items() if value})


def _kind(kind: str, told: str) -> str:
    return told if kind == "misc" and told else kind_of(kind, told)


def _authors(text: str, decode: Decode) -> Iterator[str]:
    for name in _parted(text, r"\s+and\s+"):
        if name in {"", "others"}:
            continue
        last, *rest = _parted(name, r"\s*,\s*")
        first, younger = (rest[-1], rest[:-1]) if rest else ("", [])
        parts = [last, first] if _HAN.search(name) else [first, last]
        yield decode(("" if _HAN.search(name) else " ").join(filter(None, (*parts, *younger))))


def _parted(text: str, edge: str) -> list[str]:
    """The text parted where the edge stands outside of braces."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"\\.|[{{}}]|{edge}", text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and re.fullmatch(edge, match[0]):
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [*parts, text[start:].strip()]


def _published(fields: Mapping[str, str]) -> str:
    month = fields.get("month", "").lower()[:3]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
    year = fields.get("year", "")
    for text in (fields.get("date", ""), f"{year}-{number:02d}" if number else "", year):
        try:
            if text and text != "..":
                return str(parse_date(text))
        except ValueError:
            continue
    return ""


def _decoder() -> Decode:
    """LaTeX → text, without the braces that only protect."""
    from pylatexenc.latex2text import LatexNodes2Text

    latex = LatexNodes2Text(keep_comments=True, math_mode="verbatim")

    def decode(text: str) -> str:
        for ours, theirs in _UNKNOWN.items():
            text = text.replace(ours, theirs)
        return " ".join((latex.latex_to_text(text) if _LATEX.search(text) else text).split())

    return decode
