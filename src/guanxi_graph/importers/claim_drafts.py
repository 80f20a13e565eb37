"""From ties to the rows of claims: their dates, their sources, and what several rows say as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from guanxi_graph.dates import parse_date
from guanxi_graph.importers import Row
from guanxi_graph.importers.elsewhere import Elsewhere, Said, in_one_direction
from guanxi_graph.importers.gathered import Cited, Gathered, Tie
from guanxi_graph.importers.kept_ids import KeptIds
from guanxi_graph.importers.mapping import ImportMapping
from guanxi_graph.importers.relations_meant import LINKED_TO, LINKED_WITH
from guanxi_graph.model import as_written, plain_number
from guanxi_graph.progress import each_told
from guanxi_graph.vocabulary import Vocabulary

_DATES = ("start", "end", "at")
_DEFAULT = Cited()
_KNOWN = "stands in another file of the map: it was left out"
_KNOWN_OTHERWISE = "stands in another file of the map, which does not cite this source: it was left out; cite it there"
# What ties are of which nothing more is told.
LABELS = {LINKED_TO: "linked to", LINKED_WITH: "linked with"}


class ClaimDrafts:
    """The claims of one import."""

    def __init__(
        self,
        mapping: ImportMapping,
        vocabulary: Vocabulary,
        declared: Mapping[str, Row],
        kept: KeptIds,
        elsewhere: Elsewhere,
    ) -> None:
        """``declared`` are the relations that are new with the import."""
        self.mapping, self.vocabulary, self.declared = mapping, vocabulary, declared
        self.kept, self.elsewhere = kept, elsewhere
        self.sources: dict[str, Row] = {}
        self._shared: dict[tuple[Cited, ...], tuple[tuple[str, str, str, str], ...]] = {}
        self._given: dict[str, str] = {}  # the ids of sources by their titles or addresses

    def rows(self, found: Gathered, ids: Mapping[str, str]) -> Iterable[Row]:
        """The claims, each once. ``ids`` are those of the entities by their keys."""
        rows: dict[tuple[object, ...], dict[str, Any]] = {}
        repeated: Counter[tuple[object, ...]] = Counter()
        for tie in each_told(found.ties, "drafting", len(found.ties)):
            subject, object_ = ids[tie.subject], ids.get(tie.object, "")
            if subject == object_ and not self._may_loop(tie.relation):
                found.leave("ties a thing to itself: it was left out", tie.place)
                continue
            row = self._claim(tie, subject, object_, found)
            if self.elsewhere.claims and (known := self.elsewhere.claims.get(self._says(row))) is not None:
                cites = known.issuperset(source for source, *_ in row["sources"])
                found.leave(_KNOWN if cites else _KNOWN_OTHERWISE, tie.place)
                continue
            key = self._sameness(row)
            first = rows.setdefault(key, row)
            if first is not row:
                repeated[key] += 1
                found.leave("says what another row says: the two are one claim", tie.place)
                first["sources"] = tuple(dict.fromkeys((*first["sources"], *row["sources"])))
                first["note"] = "; ".join(dict.fromkeys(filter(None, (first.get("note", ""), row.get("note", "")))))
        for key, number in repeated.items():
            if rows[key]["relation"] in LABELS and "weight" not in rows[key]:
                rows[key]["weight"] = str(number + 1)
        return rows.values()

    def _says(self, row: Row) -> Said:
        """As a claim of the map says it."""
        texts = {name: row[name] for name in ("subject", "relation", "object", "value", *_DATES) if name in row}
        weight = {"weight": plain_number(float(row["weight"]))} if "weight" in row else {}
        said = row.get("qualifiers", {}).items()
        more = {f"qualifiers.{name}": each if isinstance(each, str) else "\n".join(each) for name, each in said}
        return in_one_direction({**texts, **weight, **more}, self.vocabulary)

    def _may_loop(self, name: str) -> bool:
        """A new relation may, where the tables have it so."""
        known = self.vocabulary.relations.get(name)
        return known.to_itself if known else "to_itself" in self.declared.get(name, {})

    def _claim(self, tie: Tie, subject: str, object_: str, found: Gathered) -> dict[str, Any]:
        row: dict[str, Any] = {"subject": subject, "relation": tie.relation}
        if object_:
            row["object"] = object_
        if tie.value:
            row["value"] = tie.value
        row |= self._dates(tie, found)
        if tie.qualifiers:
            row["qualifiers"] = as_written(tie.qualifiers)
        if tie.weight:
            row["weight"] = tie.weight
        if tie.denied:
            row["denied"] = tie.denied
        if tie.rank in {"preferred", "deprecated"}:
            row |= {"rank": tie.rank, "reason": f"so ranked in {self.mapping.source.title}"}
        row["sources"] = self._sources_of(tuple(tie.cited))
        notes = tie.notes
        if tie.confidence in {"confirmed", "reported", "disputed"}:
            row["confidence"] = tie.confidence
        elif tie.confidence:
            notes = [*notes, f"confidence: {tie.confidence}"]
        return row | {"note": note} if (note := "; ".join(notes)) else row

    def _dates(self, tie: Tie, found: Gathered) -> Mapping[str, str]:
        """A moment does not go with a span, nor an end before the start: what does not go stands in the note."""
        dates = {name: text for name, text in zip(_DATES, (tie.start, tie.end, tie.at), strict=True) if text}
        if "at" in dates and len(dates) > 1:
            tie.notes = [*tie.notes, f"at: {dates.pop('at')}"]
            found.leave("has a date beside a start or an end: it stands in the note", tie.place)
        if _is_reversed(dates):
            tie.notes = [*tie.notes, *(f"{name}: {text}" for name, text in dates.items())]
            found.leave("ends before it starts: both dates stand in the note", tie.place)
            return {}
        return dates

    def _sameness(self, row: Mapping[str, Any]) -> tuple[object, ...]:
        """What two rows must share to say the same: a symmetric tie has no direction."""
        ends = (row["subject"], row.get("object", ""))
        if self._is_symmetric(row["relation"]) and ends[0] > ends[1]:
            ends = ends[1], ends[0]
        qualifiers = sorted(row["qualifiers"].items()) if "qualifiers" in row else ()
        return (row["relation"], *ends, *map(row.get, ("value", "weight", "denied", *_DATES)), *qualifiers)

    def _is_symmetric(self, relation: str) -> bool:
        if known := self.vocabulary.relations.get(relation):
            return known.symmetric
        return bool(self.declared.get(relation, {}).get("symmetric"))

    def _sources_of(self, cited: tuple[Cited, ...]) -> tuple[tuple[str, str, str, str], ...]:
        """The citations of a claim, which many claims share."""
        if cited not in self._shared:
            self._shared[cited] = tuple(dict.fromkeys(map(self._cited, cited or (_DEFAULT,))))
        return self._shared[cited]

    def _cited(self, cited: Cited) -> tuple[str, str, str, str]:
        """The id of the source, with the place, the words and the link."""
        key = cited.title or cited.url
        if key not in self._given:
            self._given[key] = self._source(cited, key)
        return self._given[key], cited.locator, cited.quote, cited.link

    def _source(self, cited: Cited, key: str) -> str:
        """The id of the source, which is declared where it is new."""
        if not key:
            default = self.mapping.source
            source = self.elsewhere.now.get(("source", default.id), default.id)
            row = {"id": source} | {name: getattr(default, name) for name in ("title", "kind", "url", "publisher")}
        elif cited.title in self.elsewhere.sources:
            return cited.title
        else:
            source = self.kept.of("source", key, cited.title or cited.url.partition("://")[2])
            row = {"id": source, "title": key, "kind": "website" if not cited.title else "reference", "url": cited.url}
        if source not in self.elsewhere.sources:
            self.sources.setdefault(source, {name: text for name, text in row.items() if text})
        return source


def _is_reversed(dates: Mapping[str, str]) -> bool:
    if "start" not in dates or "end" not in dates:
        return False
    first, last = parse_date(dates["start"]).earliest, parse_date(dates["end"]).latest
    return bool(first and last and first > last)
