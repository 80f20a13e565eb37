"""A claim's id, minted from what the claim says: readable, and the same wherever its line moves.

Most claims are told apart by their ends, their relation and a date. Those of one map that would
still have the same id are told apart by what they differ in: the rest of a value, a unit, the other
date, a qualifier. Claims that differ in nothing keep one id, which ``check`` reports.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from functools import lru_cache

from msgspec.structs import force_setattr

from guanxi_graph.dates import parse_date
from guanxi_graph.model import plain_number
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.text import CLAIM_ID, are_claim_ids, slug
from guanxi_graph.vocabulary import Vocabulary


def identify(records: Sequence[Record[ClaimRow]], vocabulary: Vocabulary) -> None:
    """Give ids to the claims that have none, as long as nobody else has these records."""
    rows = [record.row for record in records]
    for row, name in zip(rows, minted(rows, vocabulary), strict=True):
        if not row.id:
            force_setattr(row, "id", name)


def identified(records: Sequence[Record[ClaimRow]], vocabulary: Vocabulary) -> list[Record[ClaimRow]]:
    """The claims, each with its id: the one that is written, else a minted one."""
    names = minted([record.row for record in records], vocabulary)
    return [
        record if record.row.id else Record(_with_id(record.row, name), record.written)
        for record, name in zip(records, names, strict=True)
    ]


def _with_id(row: ClaimRow, name: str) -> ClaimRow:
    """The row with an id. (``replace`` would look at all again that is right already, in three times as long.)"""
    named = copy(row)
    force_setattr(named, "id", name)
    return named


def minted(rows: Sequence[ClaimRow], vocabulary: Vocabulary) -> list[str]:
    """An id for each row, whatever the order of the rows; the one that is written where there is one."""
    names = _short_ids(rows, vocabulary)
    if len(set(names)) == len(names):
        return names
    bearers = Counter(name for row, name in zip(rows, names, strict=True) if not row.id)
    alike: dict[str, list[int]] = {}
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        if not row.id and bearers[name] > 1:
            alike.setdefault(name, []).append(place)
    for name, places in alike.items():
        longer = _told_apart(name, [rows[place] for place in places])
        for place, told in zip(places, longer, strict=True):
            names[place] = told
    return names


def _short_ids(rows: Sequence[ClaimRow], vocabulary: Vocabulary) -> list[str]:
    kinds = {relation.id: relation.value or "" for relation in vocabulary.relations.values()}
    names = [row.id or _joined(row, kinds) for row in rows]
    if are_claim_ids(names):
        return names
    return [row.id or _spelled(name) for row, name in zip(rows, names, strict=True)]


def _joined(row: ClaimRow, kinds: Mapping[str, str]) -> str:
    """Ends, relation and a date, whether or not they make an id."""
    end = row.object or _value_name(row.value, kinds.get(row.relation, ""))
    date = row.at or row.start or row.end
    held = f".{_date_name(date.text)}" if date else ""
    return f"{row.subject}.{row.relation}.{end}{held}{'.denied' if row.denied else ''}"


def _spelled(name: str) -> str:
    return name if CLAIM_ID.fullmatch(name) else slug(name, 200) or "claim"


def _told_apart(name: str, rows: Sequence[ClaimRow]) -> list[str]:
    """Longer names for rows of one name, by all that some of them differ in."""
    all_said = [said(row) for row in rows]
    fields = sorted({field for each in all_said for field in each})
    differing = [field for field in fields if len({each.get(field) for each in all_said}) > 1]
    longer = [
        ".".join((name, *(_part(field, each[field]) for field in differing if field in each))) for each in all_said
    ]
    meanings: dict[str, set[str]] = {}
    for told, each in zip(longer, all_said, strict=True):
        meanings.setdefault(told, set()).add(repr(each))
    return [
        told if len(meanings[told]) == 1 else f"{told}-{_digest(repr(each))}"
        for told, each in zip(longer, all_said, strict=True)
    ]


def said(row: ClaimRow) -> dict[str, str]:
    """All that a claim says, without who says it, in an order of its own."""
    texts = {name: getattr(row, name) for name in ("subject", "relation", "object", "value", "unit")}
    dates = {name: date.text for name in ("start", "end", "at") if (date := getattr(row, name))}
    marks = {"denied": "true" if row.denied else "", "weight": plain_number(row.weight) if row.weight else ""}
    more = {f"qualifiers.{name}": "\n".join(values) for name, values in row.qualifiers.items()}
    told = {name: text for name, text in {**texts, **marks}.items() if text}
    return dict(sorted({**told, **dates, **more}.items()))


def _part(field: str, text: str) -> str:
    if field in ("start", "end", "at"):
        return _date_name(text)
    return _digest(text) if field == "value" else _name(text)


def _value_name(text: str, kind: str) -> str:
    """A value in an id, by the kind of its relation."""
    if kind == "date":
        try:
            return _date_name(parse_date(text).text)
        except ValueError:
            return _name(text)
    return f"minus-{_name(text)}" if kind == "number" and text.startswith("-") else _name(text)


def _name(text: str) -> str:
    """A readable part of an id. A digest tells apart what letters from a to z cannot."""
    readable = slug(text)
    if readable and not _has_other_letters(text):
        return readable
    return f"{readable or 'value'}-{_digest(text)}"


def _has_other_letters(text: str) -> bool:
    """Are there letters that an id loses, accents apart?"""
    return not text.isascii() and any(
        not char.isascii() and char.isalnum() for char in unicodedata.normalize("NFKD", text)
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]


@lru_cache(maxsize=65536)
def _date_name(text: str) -> str:
    """The date with its marks spelled, since an id holds letters, digits, dots and hyphens only."""
    if text.startswith("["):
        return "-or-".join(map(_member_name, text[1:-1].split(",")))
    for mark, spelled in (("~", "-about"), ("?", "-perhaps"), ("%", "-about-perhaps"), ("..", "open")):
        text = text.replace(mark, spelled)
    return f"minus{text}" if text.startswith("-") else text


def _member_name(text: str) -> str:
    """``by-1890``, ``1890-or-later``, ``1905-to-1912``, or one date."""
    first, dots, last = (f"minus{side}" if side.startswith("-") else side for side in text.partition(".."))
    if not dots:
        return first
    return f"{first}-to-{last}" if first and last else f"{first}-or-later" if first else f"by-{last}"
