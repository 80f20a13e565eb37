"""Where ids stand in a map's files: the place that gives a thing its id, and every place that means it.

One reading of it serves what finds a thing and what renames it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from guanxi_graph.model import Kind
from guanxi_graph.problems import MapError, Span
from guanxi_graph.reading.draft import Draft
from guanxi_graph.reading.located import Fields, Items, Located, Scalar
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.utf8 import read_utf8
from guanxi_graph.text import CLAIM_ID

Thing = Literal[Kind, "claim"]

# The fields that hold ids, by what they are of. A path may go through a list.
_IN_CLAIM: tuple[tuple[str, Thing], ...] = (("subject", "entity"), ("object", "entity"), ("premises", "claim"))
_IN_STEP: tuple[tuple[str, Thing], ...] = (("show", "entity"), ("focus", "entity"), ("connect", "entity"))
# By the end of the namespace; a citation begins with its source.
_IN_NAMESPACE: dict[str, Thing] = {"": "entity", "source/": "source", "cite/": "source", "claim/": "claim"}
_PREFIXES = {"ent": "", "source": "source/", "cite": "cite/", "claim": "claim/"}
_PREFIX = re.compile(r"\bPREFIX\s+(?P<name>[\w-]*):\s*<(?P<iri>[^<>\s]*)>", re.IGNORECASE)
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class Mention(msgspec.Struct, frozen=True):
    """An id, and the place of its letters. ``gives`` where the thing is written down under it."""

    id: str
    thing: Thing
    span: Span
    gives: bool = False


def mentions(draft: Draft) -> Iterator[Mention]:
    """All ids that a map's files hold, in the order of the files' kinds. Saved queries are read from disk."""
    for entity in draft.entities:
        yield from _given(entity, "entity")
        yield from meant(entity.fields, (("different_from", "entity"),))
    for source in draft.sources:
        yield from _given(source, "source")
        yield from meant(source.fields, (("lineage", "source"), ("different_from", "source")))
    for claim in draft.claims:
        yield from _in_claim(claim, draft)
    for renamed in draft.renamed:
        yield from meant(renamed.fields, (("now", "source" if renamed.row.source else "entity"),))
    for judged in draft.judgements:
        thing: Thing = "source" if judged.row.source else "entity"
        ends = ((thing, thing), ("other", thing))
        yield from meant(judged.fields, ends[:1] if judged.row.of else ends)
    for redaction in draft.redactions:
        yield from meant(redaction.fields, (("entity", "entity"), ("claim", "claim")))
    for story in draft.stories:
        for step in _items(story.fields.values.get("steps")):
            yield from _in_step(step, draft)
    for path in draft.queries:
        yield from _in_query(str(path), draft.info.base)
    yield from _in_settings(draft.settings.fields)


def _given(record: Record[Any], thing: Thing) -> Iterator[Mention]:
    written = record.fields.values.get("id")
    if isinstance(written, Scalar):
        yield Mention(written.value, thing, _letters(written, written.value), gives=True)


def _in_claim(claim: Record[Any], draft: Draft) -> Iterator[Mention]:
    yield from _given(claim, "claim")
    yield from meant(claim.fields, _IN_CLAIM)
    qualifiers = claim.fields.values.get("qualifiers")
    if isinstance(qualifiers, Fields):
        terms = draft.vocabulary.qualifiers
        refers = (name for name in qualifiers.values if name in terms and terms[name].kind.refers)
        yield from meant(qualifiers, tuple((name, "entity") for name in refers))
    for cited in _items(claim.fields.values.get("sources")):
        source = cited.values.get("source") if isinstance(cited, Fields) else cited
        if isinstance(source, Scalar) and (name := source.value.strip().partition(" ")[0]):
            yield Mention(name, "source", _letters(source, name))


def _in_step(step: Located, draft: Draft) -> Iterator[Mention]:
    if isinstance(step, Fields):
        selected = step.values.get("select")
        of_entity = isinstance(selected, Scalar) and selected.value in draft.entity_by_id
        yield from meant(step, (*_IN_STEP, ("select", "entity" if of_entity else "claim")))


def _in_query(name: str, base: str) -> Iterator[Mention]:
    """Ids behind a prefix, the query's own or the usual one, and in whole addresses."""
    try:
        text = read_utf8(Path(name), name)
    except MapError:
        return
    prefixes = dict(_PREFIXES)
    for declared in _PREFIX.finditer(text):
        prefixes[declared["name"]] = declared["iri"].removeprefix(f"{base}id/")
    starts = {f"(?<![\\w:-]){re.escape(each)}:": space for each, space in prefixes.items() if space in _IN_NAMESPACE}
    starts |= {f"<{re.escape(base)}id/{space}": space for space in _IN_NAMESPACE}
    for number, line in enumerate(text.split("\n"), 1):
        for start, space in starts.items():
            thing = _IN_NAMESPACE[space]
            for found in re.finditer(f"{start}(?P<id>{CLAIM_ID.pattern if thing == 'claim' else _SLUG})", line):
                yield Mention(found["id"], thing, Span(name, number, found.start("id") + 1, len(found["id"])))


def _in_settings(fields: Fields) -> Iterator[Mention]:
    """``source_weights`` of map.toml has ids of sources, and kinds, as the names of its fields."""
    analysis = fields.values.get("analysis")
    weights = analysis.values.get("source_weights") if isinstance(analysis, Fields) else None
    if isinstance(weights, Fields):
        for name, place in weights.keys.items():
            yield Mention(name, "source", _letters(Scalar(name, place), name))


def meant(fields: Fields, names: Iterable[tuple[str, Thing]]) -> Iterator[Mention]:
    """The ids in these fields of a record; each field may hold one or a list."""
    for name, thing in names:
        for written in _items(fields.values.get(name)):
            if isinstance(written, Scalar) and (text := written.value.strip()):
                yield Mention(text, thing, _letters(written, text))


def _items(written: Located | None) -> Iterator[Located]:
    """The values of a field that may be one or a list."""
    if isinstance(written, Items):
        yield from written.values
    elif written is not None:
        yield written


def _letters(written: Scalar, text: str) -> Span:
    """The place of a part of a scalar: past its quotation mark and the spaces before it."""
    before = written.value.index(text)
    quoted = written.span.length >= len(written.value) + 2
    return Span(written.span.file, written.span.line, written.span.column + before + quoted, len(text))
