"""Judgements as SSSOM, the Simple Standard for Sharing Ontological Mappings: a table behind a header of YAML.

A pair that is the same is ``skos:exactMatch``, and one that is different that with the modifier ``Not``.
https://mapping-commons.github.io/sssom/
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from guanxi_graph.dates import parse_date
from guanxi_graph.prefixes import STANDARD_PREFIXES
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading import Draft
from guanxi_graph.reading.judgement_rows import Judgement
from guanxi_graph.writing.yaml_text import plain_of, scalar

_COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "author_label", "mapping_date", "comment"),
)
_EXACT, _NOT = "skos:exactMatch", "Not"
_BY_HAND = "semapv:ManualMappingCuration"
_UNSPECIFIED = "https://w3id.org/sssom/license/unspecified"
_USUAL = {
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": STANDARD_PREFIXES["skos"],
}


class Read(msgspec.Struct, frozen=True):
    """The judgements of a table, and what was not taken of it: each line's number with the reason."""

    judgements: tuple[Judgement, ...]
    left: tuple[tuple[int, str], ...]


def sssom_text(draft: Draft) -> str:
    """All judgements of a map, in the order of its files."""
    info = draft.info
    rows = [record.row for record in draft.judgements]
    bases = dict.fromkeys(row.of for row in rows if row.of and row.of != info.base)
    prefixes = {info.base: "ent", **{base: f"ent{number}" for number, base in enumerate(bases, 2)}}
    curies = {**_USUAL, **{prefix: f"{base}id/" for base, prefix in prefixes.items()}}
    head = [
        f"# mapping_set_id: {scalar(f'{info.base}judgements')}",
        f"# license: {scalar(info.licence or _UNSPECIFIED)}",
    ]
    head += ["# curie_map:", *(f"#   {prefix}: {scalar(iri)}" for prefix, iri in sorted(curies.items()))]
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_cells(row, draft, prefixes) for row in rows)
    return "\n".join(head) + "\n" + out.getvalue()


def _cells(row: Judgement, draft: Draft, prefixes: Mapping[str, str]) -> Sequence[str]:
    space = "source/" if row.source else ""
    own = prefixes[draft.info.base]
    return (
        f"{own}:{space}{row.one}",
        _label(draft, row, row.one),
        _EXACT,
        _NOT if row.are == "different" else "",
        f"{prefixes.get(row.of, own)}:{space}{row.other}",
        "" if row.of else _label(draft, row, row.other),
        _BY_HAND,
        row.by,
        str(row.decided or ""),
        row.reason,
    )


def _label(draft: Draft, row: Judgement, name: str) -> str:
    if row.source:
        source = draft.source_by_id.get(name)
        return source.row.title if source else ""
    entity = draft.entity_by_id.get(name)
    return entity.row.label(*draft.info.languages) if entity else ""


def read_sssom(text: str, name: str, draft: Draft, bases: Sequence[str] = ()) -> Read:
    """The judgements in a table on things of the map, and of the maps of these bases. Raises MapError.

    Taken are exact matches of things that the map has; what else there is, is told.
    """
    lines = text.split("\n")
    head = [line.removeprefix("#").removeprefix(" ") for line in lines if line.startswith("#")]
    told: Any = plain_of("\n".join(head), name) if any(map(str.strip, head)) else {}
    curies, for_all = _header(told if isinstance(told, dict) else {})
    table = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    missing = {"subject_id", "predicate_id", "object_id"} - set(table.fieldnames or ())
    if missing:
        hint = "a table of SSSOM has the columns subject_id, predicate_id, object_id and mapping_justification"
        message = f"it has no column {', '.join(sorted(missing))}, so it is not SSSOM"
        raise MapError([Problem("not-sssom", message, Span(name, len(head) + 1), hint)])
    found, left = [], []
    for number, row in enumerate(table, len(head) + 2):
        cells = {field: cell for field, cell in row.items() if field and cell}
        judged = _judgement({**for_all, **cells}, curies, draft, bases)
        if isinstance(judged, str):
            left.append((number, judged))
        else:
            found.append(judged)
    return Read(tuple(found), tuple(left))


def _header(told: Mapping[str, Any]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The prefixes, and what is said once for all rows."""
    own = told.get("curie_map")
    curies = {**_USUAL, **(own if isinstance(own, dict) else {})}
    given = {field: told[field] for field in _COLUMNS if told.get(field)}
    return curies, {field: ", ".join(text) if isinstance(text, list) else str(text) for field, text in given.items()}


def _judgement(
    row: Mapping[str, str], curies: Mapping[str, str], draft: Draft, bases: Sequence[str]
) -> Judgement | str:
    """The judgement of a row, or why it is not one of this map's."""
    if _iri(row.get("predicate_id", ""), curies) != f"{_USUAL['skos']}exactMatch":
        return f"`{row['predicate_id']}` is not an exact match"
    base = draft.info.base
    ends = [_thing(_iri(row.get(end, ""), curies), (base, *bases)) for end in ("subject_id", "object_id")]
    if ends[0] is None or ends[1] is None:
        place = 0 if ends[0] is None else 1
        return f"`{row.get(('subject_id', 'object_id')[place], '')}` is nothing of the map"
    one, other = sorted((ends[0], ends[1]), key=lambda end: end[0] != base)
    if one[1] != other[1] or one[0] != base:
        return "it joins things of two kinds" if one[0] == base else "neither is of the map"
    known = draft.entity_by_id if one[1] == "entity" else draft.source_by_id
    unknown = next((end[2] for end in (one, other) if end[0] == base and end[2] not in known), "")
    if unknown:
        return f"there is no {one[1]} `{unknown}`"
    fields: dict[str, Any] = {one[1]: one[2], "other": other[2], "of": other[0] if other[0] != base else ""}
    fields |= {"are": "different" if row.get("predicate_modifier") == _NOT else "same"}
    fields |= {"by": row.get("author_label", ""), "reason": row.get("comment", "")}
    try:
        return Judgement(**fields, decided=parse_date(day) if (day := row.get("mapping_date", "")) else None)
    except ValueError:
        return f"its mapping_date `{day}` is no date; write `2024-05-31`, or leave it empty"


def _iri(curie: str, curies: Mapping[str, str]) -> str:
    prefix, mark, rest = curie.partition(":")
    return curies[prefix] + rest if mark and prefix in curies else curie


def _thing(iri: str, bases: Sequence[str]) -> tuple[str, str, str] | None:
    """The base, the kind and the id of what an address of a map names."""
    for base in bases:
        if iri.startswith(start := f"{base}id/"):
            name = iri.removeprefix(start)
            kind = "source" if name.startswith("source/") else "entity"
            return base, kind, name.removeprefix("source/")
    return None
