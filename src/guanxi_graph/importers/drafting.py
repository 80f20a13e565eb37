"""From what the tables say to the rows of a map: ids, names by language, sources, terms that are new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from guanxi_graph.importers import Imported, Row
from guanxi_graph.importers.claim_drafts import LABELS, ClaimDrafts
from guanxi_graph.importers.classes_meant import classify
from guanxi_graph.importers.elsewhere import Elsewhere
from guanxi_graph.importers.gathered import Gathered, Thing, Tie, rows_told, tells_more
from guanxi_graph.importers.guessing import is_number
from guanxi_graph.importers.kept_ids import KeptIds
from guanxi_graph.importers.mapping import ImportMapping
from guanxi_graph.importers.new_terms import new_class, new_qualifier, new_relation
from guanxi_graph.importers.relations_meant import LINKED_WITH, may_lead, relate, straighten
from guanxi_graph.names import has_han, words
from guanxi_graph.spelled_dates import says_more, spelled_date
from guanxi_graph.spelled_days import is_date
from guanxi_graph.text import SLUG
from guanxi_graph.vocabulary import Vocabulary

_MOST_NAMESAKES = 8
_TELLS_MORE = "tells more of a thing that stands in another file of the map: it was left out; add it there"


class Drafting:
    """One import into one map."""

    def __init__(self, mapping: ImportMapping, vocabulary: Vocabulary, kept: KeptIds, elsewhere: Elsewhere) -> None:
        self.mapping, self.vocabulary, self.kept, self.elsewhere = mapping, vocabulary, kept, elsewhere
        self.terms: dict[str, dict[str, Mapping[str, Any]]] = {"classes": {}, "qualifiers": {}, "relations": {}}
        self.names: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def imported(self, found: Gathered) -> Imported:
        """The rows of the map. The words of the tables must all be in the mapping."""
        relate(found, self.mapping.relations)
        classify(found, self.mapping.classes, self.vocabulary)
        fits: dict[tuple[str, str, str, bool], bool] = {}
        for tie in found.ties:
            straighten(tie, self.vocabulary)
            if tie.value:
                self._read_date(tie, found)
            object_ = self._kind(found.things[tie.object]) if tie.object else ""
            form = (tie.relation, self._kind(found.things[tie.subject]), object_, bool(tie.value))
            if form not in fits:
                fits[form] = self._fits(*form)
            if not fits[form]:
                self._fit(tie, found)
        self._declare_qualifiers(found)
        ids = {key: self._id(thing) for key, thing in found.things.items()}
        drafts = ClaimDrafts(self.mapping, self.vocabulary, self.terms["relations"], self.kept, self.elsewhere)
        claims = tuple(drafts.rows(found, ids))
        entities = tuple(self._entity(thing, given) for given, thing in self._things(found, ids).items())
        terms = {section: tuple(rows.values()) for section, rows in self.terms.items()}
        return Imported(
            entities=entities,
            sources=tuple(drafts.sources.values()),
            claims=claims,
            terms=terms,
            report=tuple(_told(found)),
        )

    def _kind(self, thing: Thing) -> str:
        """Its class; of a new one what it is a kind of."""
        return thing.cls if thing.cls in self.vocabulary.classes else thing.parent

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
        word = tie.word or (relation.label("en") if relation else LABELS.get(tie.relation, tie.relation))
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

    def _things(self, found: Gathered, ids: Mapping[str, str]) -> dict[str, Thing]:
        """Those that the map has not elsewhere, by their ids; of several that were merged one with what each says."""
        things: dict[str, Thing] = {}
        for key, thing in found.things.items():
            if known := self.elsewhere.entities.get(ids[key]):
                if tells_more(thing, known):
                    found.leave(_TELLS_MORE, thing.place)
                continue
            first = things.setdefault(ids[key], thing)
            if first is not thing:
                first.add(thing)
        return things

    def _id(self, thing: Thing) -> str:
        if thing.key in self.elsewhere.entities:
            return thing.key
        latin = [name for tag, name in thing.names.items() if tag and not has_han(name)]
        names = (*latin, *thing.names.values())
        stem = (thing.key,) if SLUG.fullmatch(thing.key) and not thing.key.isdigit() and not latin else ()
        given = self.kept.of("entity", thing.key, *(names or stem), person=self.vocabulary.is_a(thing.cls, ("Person",)))
        self.names[_first_name(thing).casefold()][given] = None
        return given

    def _entity(self, thing: Thing, given: str) -> Row:
        if thing.cls not in self.vocabulary.classes:
            self.terms["classes"].setdefault(thing.cls, new_class(thing.cls, thing.word or thing.cls, thing.parent))
        namesakes = self.names[_first_name(thing).casefold()]
        row: dict[str, Any] = {
            "id": given,
            "class": thing.cls,
            "labels": {self._language(tag, name): name for tag, name in reversed(thing.names.items()) if name},
            "aliases": self._aliases(thing),
            "description": {self._language("", thing.description): thing.description} if thing.description else {},
            "same_as": thing.same_as,
            "different_from": [each for each in list(namesakes)[:_MOST_NAMESAKES] if each != given],
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


def _first_name(thing: Thing) -> str:
    return next(iter(thing.names.values()), thing.key)


def _told(found: Gathered) -> Iterable[str]:
    """What was left, and why, by row."""
    if found.made and found.listed:
        rows = rows_told(found.made)
        yield f"{len(found.made):,} ends of ties stand in no table of things, and are known by the ties ({rows})"
    for reason, places in found.left.items():
        yield f"{len(places):,} × {reason} ({rows_told(places)})"
