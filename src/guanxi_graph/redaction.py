"""What a map holds back leaves it without trace, or is an error.

With an entity go the claims about it; with a claim those that were derived from it; with claims the
sources that nothing else rests on. The map's own files keep everything. Of what is left, nothing may
name what is gone: no text, no id, no file's name, no saved query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TypeVar

import msgspec

from guanxi_graph.checks import CHECKS, check
from guanxi_graph.checks.texts import leaves, scalars
from guanxi_graph.model import Entity, MapInfo, Source
from guanxi_graph.names import Names
from guanxi_graph.problems import MapError, Problem, Span, in_order, too_many
from guanxi_graph.progress import begun
from guanxi_graph.reading import Draft
from guanxi_graph.reading.located import Fields, Items, plain
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.utf8 import read_utf8

Text = tuple[str, Span]
AnyRow = TypeVar("AnyRow", Entity, Source)


def problems_of(draft: Draft, *, drafting: bool = False) -> list[Problem]:
    """Every problem of a map: those that the checks find, and what is left of what it holds back."""
    begun("checking", len(CHECKS), len(draft.claims))
    problems = check(draft, drafting=drafting)
    return problems if too_many(problems) else in_order([*problems, *traces(draft)])


def redacted(draft: Draft) -> Draft:
    """The draft without what it holds back."""
    if not draft.redactions:
        return draft
    entities = {record.row.entity for record in draft.redactions if record.row.entity}
    gone = _claims(draft, entities)
    claims = [_less(record, entities, draft) for record in draft.claims if record.row.id not in gone]
    orphans = _orphans(draft, claims)
    return msgspec.structs.replace(
        draft,
        settings=_settings(draft.settings, orphans),
        entities=[_alone(record, entities) for record in draft.entities if record.row.id not in entities],
        sources=[_alone(record, orphans) for record in draft.sources if record.row.id not in orphans],
        claims=claims,
        redactions=[],
        renamed=[],
        judgements=[],
    )


def traces(draft: Draft) -> Iterator[Problem]:
    """What is held back and still named by what is left."""
    if not draft.redactions:
        return
    left = redacted(draft)
    gone = _ids(draft) - _ids(left)
    names = Names(called(draft))
    found: dict[str, set[str]] = {}
    said: set[tuple[Span, str]] = set()
    for text, span in _texts(left):
        if text not in found:
            found[text] = names.in_text(text) | ({text} & gone)
        for thing in found[text]:
            if (span, thing) in said:
                continue
            said.add((span, thing))
            message = f"this names `{thing}`, which is held back by the map's redactions"
            yield Problem("redaction-trace", message, span, "write it without the name, or hold this back too")


def _claims(draft: Draft, entities: set[str]) -> set[str]:
    """The ids of the claims that go, and of those that were derived from them."""
    derived: dict[str, list[str]] = {}
    for record in draft.claims:
        for premise in record.row.premises:
            derived.setdefault(premise, []).append(record.row.id)
    going = [record.row.claim for record in draft.redactions if record.row.claim]
    going += [record.row.id for record in draft.claims if {record.row.subject, record.row.object} & entities]
    return _reached(going, derived)


def _orphans(draft: Draft, claims: Iterable[Record[ClaimRow]]) -> set[str]:
    """The sources that only claims which go were resting on, and the reports that only these repeat."""
    lineage = {record.row.id: [record.row.lineage] for record in draft.sources if record.row.lineage}
    used = _reached(_cited(draft.claims), lineage)
    aside = [record.row.id for record in draft.sources if record.row.id not in used]
    return used - _reached([*_cited(claims), *aside], lineage)


def _cited(claims: Iterable[Record[ClaimRow]]) -> set[str]:
    return {cited.source for record in claims for cited in record.row.citations}


def _reached(start: Iterable[str], onward: Mapping[str, Iterable[str]]) -> set[str]:
    """All that can be reached from the start, the start included."""
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += onward.get(name, ())
    return seen


def _less(record: Record[ClaimRow], entities: set[str], draft: Draft) -> Record[ClaimRow]:
    """The claim without what its qualifiers say of an entity which goes."""
    terms, said = draft.vocabulary.qualifiers, record.row.qualifiers
    naming = {
        name for name in said if name in terms and terms[name].kind.refers and not entities.isdisjoint(said[name])
    }
    if not naming:
        return record
    row = {name: tuple(v for v in values if name not in naming or v not in entities) for name, values in said.items()}
    row = {name: values for name, values in row.items() if values}
    written = record.fields.values["qualifiers"]
    if isinstance(written, Fields):
        written = _without(_fewer(written, naming, entities), said.keys() - row.keys())
    fields = Fields({**record.fields.values, "qualifiers": written}, record.fields.keys, record.fields.span)
    return Record(msgspec.structs.replace(record.row, qualifiers=row), fields)


def _alone(record: Record[AnyRow], gone: set[str]) -> Record[AnyRow]:
    """The entity or source without a word on others of its name that go."""
    if gone.isdisjoint(record.row.different_from):
        return record
    row = msgspec.structs.replace(record.row, different_from=tuple(set(record.row.different_from) - gone))
    written = record.fields.values.get("different_from")
    if not isinstance(written, Items):
        return Record(row, record.fields)
    left = Items([each for each in written.values if plain(each) not in gone], written.span)
    values = {**record.fields.values, "different_from": left}
    return Record(row, Fields(values, record.fields.keys, record.fields.span))


def _settings(record: Record[MapInfo], sources: set[str]) -> Record[MapInfo]:
    """The settings without the weights of sources that go."""
    analysis = record.row.analysis
    weights = {name: weight for name, weight in analysis.source_weights.items() if name not in sources}
    analysis = msgspec.structs.replace(analysis, source_weights=weights)
    return Record(msgspec.structs.replace(record.row, analysis=analysis), record.fields)


def _fewer(fields: Fields, names: set[str], gone: set[str]) -> Fields:
    """Without those members of the named lists."""
    values = {
        name: Items([each for each in value.values if plain(each) not in gone], value.span)
        if name in names and isinstance(value, Items)
        else value
        for name, value in fields.values.items()
    }
    return Fields(values, fields.keys, fields.span)


def _without(fields: Fields, names: AbstractSet[str]) -> Fields:
    left = {name: value for name, value in fields.values.items() if name not in names}
    return Fields(left, {name: fields.keys[name] for name in left}, fields.span)


def _ids(draft: Draft) -> set[str]:
    return {record.row.id for records in (draft.entities, draft.sources, draft.claims) for record in records}


def called(draft: Draft) -> dict[str, set[str]]:
    """All that each entity which is held back is called, and its ids elsewhere."""
    found = {}
    for redaction in draft.redactions:
        record = draft.entity_by_id.get(redaction.row.entity)
        if record is not None:
            row = record.row
            elsewhere = {name.partition(":")[2] for name in row.same_as}
            found[row.id] = {row.id, *row.formerly, *row.names, *elsewhere}
    return found


def _texts(draft: Draft) -> Iterator[Text]:
    """Every text that the outputs of a map show, with its place."""
    yield from ((scalar.value, scalar.span) for _, scalar in scalars(draft, draft.records))
    yield from (
        (record.row.id, record.span("id" if "id" in record.fields.values else "subject")) for record in draft.claims
    )
    for name in draft.info.analysis.source_weights:
        yield name, draft.settings.span("analysis", "source_weights")
    for table in draft.terms.tables.values():
        for name, value in table.values.items():
            yield name, table.keys[name]
            yield from ((scalar.value, scalar.span) for scalar in leaves(value))
    for story in draft.stories:
        yield story.row.id, story.span()
    for path in draft.queries:
        yield from _query_texts(path)


def _query_texts(path: Path) -> Iterator[Text]:
    """A saved query's name and lines, as far as it can be read."""
    yield path.stem, Span(str(path))
    try:
        lines = read_utf8(path, str(path)).split("\n")
    except MapError:
        return
    yield from ((line, Span(str(path), number, 1, max(1, len(line)))) for number, line in enumerate(lines, 1))
