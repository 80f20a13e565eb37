"""From what the tables say to the rows of a map: ids, names by language, sources, terms that are new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from guanxi_graph.dates import parse_date
from guanxi_graph.importers import Imported, Row
from guanxi_graph.importers.classes_meant import classify
from guanxi_graph.importers.gathered import Cited, Gathered, Thing, Tie, rows_told
from guanxi_graph.importers.guessing import is_number
from guanxi_graph.importers.kept_ids import KeptIds
from guanxi_graph.importers.mapping import ImportMapping
from guanxi_graph.importers.new_terms import new_class, new_qualifier, new_relation
from guanxi_graph.importers.relations_meant import LINKED_TO, LINKED_WITH, may_lead, relate, straighten
from guanxi_graph.model import as_written
from guanxi_graph.names import has_han, words
from guanxi_graph.spelled_dates import says_more, spelled_date
from guanxi_graph.spelled_days import is_date
from guanxi_graph.text import SLUG
from guanxi_graph.vocabulary import Vocabulary

_MOST_NAMESAKES = 8
_DATES = ("start", "end", "at")
_DEFAULT = Cited()
_LABELS = {LINKED_TO: "linked to", LINKED_WITH: "linked with"}


class Drafting:
    """One import into one map. ``known`` and ``cited`` are the entities and sources that it has from elsewhere."""

    def __init__(
        self,
        mapping: ImportMapping,
        vocabulary: Vocabulary,
        kept: KeptIds,
        known: frozenset[str],
        cited: frozenset[str],
    ) -> None:
        self.mapping, self.vocabulary, self.kept = mapping, vocabulary, kept
        self.known, self.cited = known, cited
        self.terms: dict[str, dict[str, Mapping[str, Any]]] = {"classes": {}, "qualifiers": {}, "relations": {}}
        self.sources: dict[str, Row] = {}
        self._given: dict[str, str] = {}  # the ids of sources by their titles or addresses
        self.names: defaultdict[str, list[str]] = defaultdict(list)

    def imported(self, found: Gathered) -> Imported:
        """The rows of the map. The words of the tables must all be in the mapping."""
        relate(found, self.mapping.relations)
        classify(found, self.mapping.classes, self.vocabulary)
        fits: dict[tuple[str, str, str, bool], bool] = {}
        for tie in found.ties:
            straighten(tie, self.vocabulary)
            if tie.value:
                self._read_date(tie, found)
            object_ = found.things[tie.object].cls if tie.object else ""
            form = (tie.relation, found.things[tie.subject].cls, object_, bool(tie.value))
            if form not in fits:
                fits[form] = self._fits(*form)
            if not fits[form]:
                self._fit(tie, found)
        self._declare_qualifiers(found)
        ids = {key: self._id(thing) for key, thing in found.things.items()}
        claims = self._claims(found, ids)
        entities = [self._entity(thing, ids[key]) for key, thing in found.things.items() if ids[key] not in self.known]
        terms = {section: tuple(rows.values()) for section, rows in self.terms.items()}
        return Imported(
            entities=tuple(entities),
            sources=tuple(self.sources.values()),
            claims=tuple(claims),
            terms=terms,
            report=tuple(_told(found)),
        )

    def _read_date(self, tie: Tie, found: Gathered) -> None:
        """Of a relation that is only known by its meaning, and takes a date."""
        relation = self.vocabulary.relations.get(tie.relation)
        if relation is not None and relation.value == "date" and not is_date(tie.value):
            more = says_more(tie.value)
            found.date(tie, tie.word or tie.relation, spelled_date(tie.value), says_more=more)

    def _fits(self, name: str, subject: str, object_: str, of_value: bool) -> bool:
        """Whether the relation leads between things of these classes, or to a value."""
        relation = self.vocabulary.relations.get(name)
        leads = relation is not None and may_lead(relation, subject, object_, self.vocabulary)
        return relation is not None and leads and bool(relation.value) == of_value

    def _fit(self, tie: Tie, found: Gathered) -> None:
        """A tie between things that its relation does not lead between is of a relation of its own, of that name."""
        relation = self.vocabulary.relations.get(tie.relation)
        word = tie.word or (relation.label("en") if relation else _LABELS.get(tie.relation, tie.relation))
        rows = self.terms["relations"]
        declared = rows.get(tie.relation)
        other = relation is not None or (declared is not None and ("value" in declared) != bool(tie.value))
        term = self._own_term(tie.relation, of_value=bool(tie.value)) if other else tie.relation
        if term not in rows and term not in self.vocabulary.relations:
            ours = [each for each in found.ties if each.relation in {term, tie.relation} and not each.value]
            symmetric = not tie.value and (term == LINKED_WITH or all(each.undirected for each in ours))
            loops = any(each.subject == each.object for each in ours)
            kind = "text" if tie.value else ""
            rows[term] = new_relation(term, word, symmetric=symmetric, to_itself=loops and not kind, value=kind)
        tie.relation = term

    def _declare_qualifiers(self, found: Gathered) -> None:
        """Those that are new: numbers where all that they say are numbers, one at a time."""
        values: dict[str, set[str]] = {}
        for tie in found.ties:
            for name, said in tie.qualifiers.items():
                values.setdefault(name, set()).add(" ".join(said))
        for name, texts in values.items():
            self._declare_qualifier(name, texts)

    def _declare_qualifier(self, name: str, texts: Iterable[str]) -> None:
        if name not in self.vocabulary.qualifiers:
            kind = "number" if all(map(is_number, texts)) else "text"
            self.terms["qualifiers"].setdefault(name, new_qualifier(name, " ".join(words(name)), kind))

    def _own_term(self, name: str, of_value: bool) -> str:
        """`founded2`, as an earlier import may have declared it."""
        for number in count(2):
            term = f"{name}{number}"
            known = self.vocabulary.relations.get(term)
            if known is None or (known.local and bool(known.value) == of_value and known.domain == ("Thing",)):
                return term
        raise AssertionError(name)

    def _id(self, thing: Thing) -> str:
        if thing.key in self.known:
            return thing.key
        latin = [name for tag, name in thing.names.items() if tag and not has_han(name)]
        names = (*latin, *thing.names.values())
        stem = (thing.key,) if SLUG.fullmatch(thing.key) and not thing.key.isdigit() and not latin else ()
        given = self.kept.of("entity", thing.key, *(names or stem), person=self.vocabulary.is_a(thing.cls, ("Person",)))
        self.names[_first_name(thing).casefold()].append(given)
        return given

    def _entity(self, thing: Thing, given: str) -> Row:
        if thing.cls not in self.vocabulary.classes:
            self.terms["classes"].setdefault(thing.cls, new_class(thing.cls, thing.word or thing.cls))
        namesakes = self.names[_first_name(thing).casefold()]
        row: dict[str, Any] = {
            "id": given,
            "class": thing.cls,
            "labels": {self._language(tag, name): name for tag, name in reversed(thing.names.items()) if name},
            "aliases": self._aliases(thing),
            "description": {self._language("", thing.description): thing.description} if thing.description else {},
            "same_as": thing.same_as,
            "different_from": [each for each in namesakes[:_MOST_NAMESAKES] if each != given],
            "coordinates": list(thing.coordinates or ()),
            "living": thing.living if self.vocabulary.is_a(thing.cls, ("Person",)) else "",
            "image": thing.image,
        }
        return {name: value for name, value in row.items() if value}

    def _language(self, tag: str, text: str) -> str:
        return tag or (self.mapping.chinese if has_han(text) else self.mapping.language)

    def _aliases(self, thing: Thing) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for alias in thing.aliases:
            if alias not in thing.names.values():
                found.setdefault(self._language("", alias), []).append(alias)
        return found

    def _claims(self, found: Gathered, ids: Mapping[str, str]) -> Iterable[Row]:
        rows: dict[tuple[object, ...], dict[str, Any]] = {}
        repeated: Counter[tuple[object, ...]] = Counter()
        for tie in found.ties:
            subject, object_ = ids[tie.subject], ids.get(tie.object, "")
            if subject == object_ and not self._may_loop(tie.relation):
                found.leave("ties a thing to itself: it was left out", tie.place)
                continue
            row = self._claim(tie, subject, object_, found)
            key = self._sameness(row)
            first = rows.setdefault(key, row)
            if first is not row:
                repeated[key] += 1
                found.leave("says what another row says: the two are one claim", tie.place)
                first["sources"] = list(dict.fromkeys((*first["sources"], *row["sources"])))
                first["note"] = "; ".join(dict.fromkeys(filter(None, (first.get("note", ""), row.get("note", "")))))
        for key, number in repeated.items():
            if rows[key]["relation"] in _LABELS and "weight" not in rows[key]:
                rows[key]["weight"] = str(number + 1)
        return rows.values()

    def _may_loop(self, name: str) -> bool:
        """A new relation may, where the tables have it so."""
        known = self.vocabulary.relations.get(name)
        return known.to_itself if known else "to_itself" in self.terms["relations"].get(name, {})

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
        if tie.rank in {"preferred", "deprecated"}:
            row |= {"rank": tie.rank, "reason": f"so ranked in {self.mapping.source.title}"}
        row["sources"] = list(dict.fromkeys(map(self._cited, tie.cited or (_DEFAULT,))))
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
        return (row["relation"], *ends, *map(row.get, ("value", "weight", *_DATES)), *qualifiers)

    def _is_symmetric(self, relation: str) -> bool:
        if known := self.vocabulary.relations.get(relation):
            return known.symmetric
        return bool(self.terms["relations"].get(relation, {}).get("symmetric"))

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
            source = default.id
            row = {name: getattr(default, name) for name in ("id", "title", "kind", "url", "publisher")}
        elif cited.title in self.cited:
            return cited.title
        else:
            source = self.kept.of("source", key, cited.title or cited.url.partition("://")[2])
            row = {"id": source, "title": key, "kind": "website" if not cited.title else "reference", "url": cited.url}
        if source not in self.cited:
            self.sources.setdefault(source, {name: text for name, text in row.items() if text})
        return source


def _is_reversed(dates: Mapping[str, str]) -> bool:
    if "start" not in dates or "end" not in dates:
        return False
    first, last = parse_date(dates["start"]).earliest, parse_date(dates["end"]).latest
    return bool(first and last and first > last)


def _first_name(thing: Thing) -> str:
    return next(iter(thing.names.values()), thing.key)


def _told(found: Gathered) -> Iterable[str]:
    """What was left, and why, by row."""
    if found.made and found.listed:
        rows = rows_told(found.made)
        yield f"{len(found.made):,} ends of ties stand in no table of things, and are known by the ties ({rows})"
    for reason, places in found.left.items():
        yield f"{len(places):,} × {reason} ({rows_told(places)})"
