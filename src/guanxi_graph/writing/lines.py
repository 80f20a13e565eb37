"""Records as one writes them in a line: ``wang-xing founded xiaonei 2005-12 @wikipedia-xiaonei-2012 ¶2``.

Raises LookupError and ValueError that say what to write instead.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from guanxi_graph.meaning import class_meant
from guanxi_graph.model import Entity, Source
from guanxi_graph.problems import MapError
from guanxi_graph.reading.csv import CsvRows
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.shape import fields_of, required
from guanxi_graph.text import LANGUAGE_TAG, nearest
from guanxi_graph.vocabulary import Relation
from guanxi_graph.writing.meanings import Known, dated, is_date, named_value
from guanxi_graph.writing.yaml_text import Written

Fields = dict[str, Written]

# The fields of a claim that are named; the others are told by their places in the line.
_NAMED = ("id", "unit", "start", "end", "at", "weight", "denied", "confidence", "rank", "reason", "distinct", "note")


def claim_of(words: Sequence[str], known: Known) -> Fields:
    """The claim that a line states."""
    count = next((place for place, word in enumerate(words) if _opens(word)), len(words))
    subject, relation, rest = _parted(words[:count], known)
    found = {"subject": known.entity(subject), "relation": relation.id, **_said(relation, rest, known)}
    return in_order({**found, **_told(words[count:], known)}, ClaimRow)


def _opens(word: str) -> bool:
    return word.startswith("@") or named_value(word) is not None


def _parted(words: Sequence[str], known: Known) -> tuple[str, Relation, Sequence[str]]:
    """The subject, the relation and what follows: names may be of several words."""
    if len(words) < 2:
        raise ValueError(
            "a claim has a subject, a relation and an object: wang-xing founded xiaonei 2005-12 @source ¶2"
        )
    ways = [
        (first, last)
        for first in range(1, len(words))
        for last in range(len(words), first, -1)
        if known.is_relation(" ".join(words[first:last]))
    ]
    if not ways:
        count = next((n for n in range(len(words) - 1, 0, -1) if known.is_entity(" ".join(words[:n]))), 1)
        known.relation(words[count])
    first, last = next((way for way in ways if known.is_entity(" ".join(words[: way[0]]))), ways[0])
    return " ".join(words[:first]), known.relation(" ".join(words[first:last])), words[last:]


def _said(relation: Relation, words: Sequence[str], known: Known) -> Fields:
    """The object or the value, and the dates after it."""
    if not words:
        what = f"a {relation.value}" if relation.value else "an object"
        raise ValueError(f"`{relation.id}` asks for {what} after it")
    alone = date_field(relation, known)
    if relation.value:
        unit = {"unit": words[1]} if len(words) > 1 and words[1] in relation.units else {}
        return {"value": words[0], **unit, **dated(words[1 + len(unit) :], alone)}
    counts = range(len(words), 0, -1)
    count = next((count for count in counts if known.is_entity(" ".join(words[:count]))), 0)
    if not count:
        count = len(words) - (len(words) > 1 and (is_date(words[-1]) or ".." in words[-1]))
    return {"object": known.entity(" ".join(words[:count])), **dated(words[count:], alone)}


def date_field(relation: Relation, known: Known) -> str:
    """The field of a date alone: the start of what lasts; of an event or a figure, what its other claims have."""
    if not (relation.event or relation.is_observation):
        return "start"
    rows = (record.row for record in known.draft.claims if record.row.relation == relation.id)
    used = Counter("at" if row.at else "start" for row in rows if row.at or row.start)
    return "start" if used["start"] > used["at"] else "at"


def _told(words: Sequence[str], known: Known) -> Fields:
    """The citations, the qualifiers and the other named fields."""
    found: Fields = {}
    qualifiers: dict[str, Written] = {}
    sources: list[Written] = []
    for name, text in _joined(words):
        if name == "@":
            sources.append(" ".join(filter(None, known.source_and_locator(text))))
        elif name == "quote" and sources:
            source, locator = known.source_and_locator(str(sources[-1]))
            sources[-1] = {**({"source": source, "locator": locator} if locator else {"source": source}), "quote": text}
        elif name in _NAMED:
            found[name] = text
        else:
            said = _qualifier(name, text, known)
            qualifiers[name] = [*_several(qualifiers[name]), said] if name in qualifiers else said
    return {**found, **({"qualifiers": qualifiers} if qualifiers else {}), **({"sources": sources} if sources else {})}


def _several(said: Written) -> list[Written]:
    return list(said) if isinstance(said, list) else [said]


def _joined(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The named values and the citations (of the name ``@``), each with the words up to the next."""
    parts: list[tuple[str, list[str]]] = []
    for word in words:
        if word.startswith("@"):
            parts.append(("@", [word[1:]] if word[1:] else []))
        elif pair := named_value(word):
            parts.append((pair[0], [pair[1]]))
        elif parts:
            parts[-1][1].append(word)
        else:
            raise ValueError(f"`{word}` has no name; write name=value")
    return ((name, " ".join(filter(None, texts))) for name, texts in parts)


def _qualifier(name: str, text: str, known: Known) -> str:
    terms = known.draft.vocabulary.qualifiers
    if name not in terms:
        close = nearest(name, [*_NAMED, *terms])
        hint = f"did you mean `{close}=`?" if close else f"there are {', '.join([*_NAMED, *terms])}"
        raise LookupError(f"there is nothing called `{name}=`; {hint}")
    return known.entity(text) if terms[name].kind.refers else text


def entity_of(words: Sequence[str], known: Known) -> Fields:
    """``wang-huiwen Person en="Wang Huiwen" zh-Hans=王慧文 living=true aliases.en="A; B"``."""
    if len(words) < 3 or _opens(words[0]) or _opens(words[1]):
        raise ValueError('a new entity has an id, a class and a name: wang-huiwen Person en="Wang Huiwen"')
    named = [(_field_of(name), text) for name, text in _joined(words[2:])]
    return _record([("id", words[0]), ("class", _class_of(words[1], known)), *named], Entity)


def source_of(words: Sequence[str], known: Known) -> Fields:  # noqa: ARG001
    """``fannin-2008 kind=book title="Silicon Dragon" published=2008 authors="A; B"``."""
    if len(words) < 2 or _opens(words[0]):
        raise ValueError('a new source has an id and a title: fannin-2008 kind=book title="Silicon Dragon"')
    return _record([("id", words[0]), *_joined(words[1:])], Source)


def _class_of(text: str, known: Known) -> str:
    classes = known.draft.vocabulary.classes.values()
    names = {name.casefold(): term.id for term in classes for name in (*term.labels.values(), term.id)}
    if found := names.get(text.casefold()):
        return found
    close = class_meant(text, known.draft.vocabulary)
    concrete = ", ".join(term.id for term in classes if not term.abstract)
    raise LookupError(f"there is no class `{text}`; " + (f"did you mean `{close.id}`?" if close else concrete))


def _field_of(name: str) -> str:
    """A language stands for the name in it."""
    return f"labels.{name}" if name not in fields_of(Entity) and LANGUAGE_TAG.fullmatch(name) else name


def _record(named: Sequence[tuple[str, str]], row: type[Any]) -> Fields:
    """The record of a line, its fields written as the columns of a table are."""
    names = {name.partition(".")[0] for name, _ in named}
    for name in required(row):
        if name not in names:
            raise ValueError(f"write {'en' if name == 'labels' else name}=…")
    table = io.StringIO()
    csv.writer(table).writerows(zip(*named, strict=True))
    rows = CsvRows(table.getvalue(), "", row)
    try:
        records = [values for values, _ in rows]
        problems = rows.problems
    except MapError as error:
        problems = list(error.problems)
    if problems:
        raise ValueError(f"{problems[0].message}; {problems[0].hint}")
    return in_order(records[0], row)


def in_order(fields: Fields, row: type[Any]) -> Fields:
    """The fields in the order in which a record has them."""
    return {name: fields[name] for name in fields_of(row) if name in fields}
