"""Which thing a mark means: known by its name, new, or what a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from guanxi_graph.evidence.folds import is_cjk
from guanxi_graph.map import Map
from guanxi_graph.model import Entity
from guanxi_graph.names import Names
from guanxi_graph.proposals.likeness import nearest_known
from guanxi_graph.proposals.marks import Mark, Marked, Pronoun, Thing
from guanxi_graph.proposals.naming import Called
from guanxi_graph.proposals.new_names import id_of, language_of
from guanxi_graph.proposals.proposal import Flag, NewEntity, Proposal
from guanxi_graph.proposals.small_words import Words, alternatives
from guanxi_graph.text import free_name

_FARTHEST = 4
# What a new thing may be where nothing tells, the likeliest first.
_PERSON_LIKE = ("Person", "Place", "Publication")
_OTHERS = ("Company", "Platform", "Place", "Publication", "Person")
_Asked = tuple[tuple[str, ...], tuple[str, ...]]


class End(msgspec.Struct, frozen=True):
    """An end of a claim, and what is doubtful about it."""

    id: str
    flags: tuple[Flag, ...] = ()


class Resolver:
    """Resolves the marks of one article, sentence by sentence; keeps the new things that it meets.

    What the map holds back is no new thing. ``told`` has the classes of names that the article says.
    """

    def __init__(self, gmap: Map, words: Words, held_back: Names) -> None:
        self.gmap, self.words, self.held_back = gmap, words, held_back
        self.new: dict[str, Entity] = {}
        self.told: Mapping[str, str] = {}
        self._named: dict[str, str] = {}
        self._asked: dict[str, list[_Asked]] = {}
        self._earlier: list[Marked] = []
        self._paragraph = 0

    def begin(self) -> None:
        """A new paragraph begins."""
        self._paragraph = len(self._earlier)

    def keep(self, sentence: Marked) -> None:
        """The sentence is done; what follows may refer to it."""
        self._earlier.append(sentence)

    def new_among(self, claims: Iterable[Proposal], called: Called) -> tuple[NewEntity, ...]:
        """The new things that the claims name, beside those that they resemble."""
        named = {end for each in claims for end in (each.claim.subject, each.claim.object)}
        new = (entity for name, entity in self.new.items() if name in named)
        return tuple(
            NewEntity(entity=entity, near=nearest_known(entity.labels.values(), called.forms)) for entity in new
        )

    def end(
        self, mark: Mark, wanted: tuple[str, ...], sentence: Marked, not_this: str = "", *, of_people: bool = True
    ) -> End | None:
        """What is meant, if it is of one of the wanted classes, and another thing than ``not_this``.

        A new name that may be a person's is one, unless the words are not said ``of_people``.
        """
        if isinstance(mark.what, Thing):
            return self.thing(mark.what, wanted, of_people=of_people)
        if isinstance(mark.what, Pronoun):
            flag: Flag = "implied subject" if mark.what.implied else "pronoun"
            where, pronoun = mark, mark.what
            if pronoun.implied and (stated := _stated_subject(mark, sentence)):
                where, pronoun = stated
            if self._is_any_of(where, pronoun, sentence):
                return None
            not_these = {not_this} if self._is_named_before(mark, not_this, sentence) else set()
            for things in self._antecedents(where, pronoun, sentence):
                fit = self._fitting(things, wanted, pronoun, not_these)
                if fit:
                    found = next(iter(fit.values()))
                    is_clear = len(fit) == 1 and found and found.id != not_this
                    return End(found.id, (*found.flags, flag)) if found and is_clear else None
        return None

    def _fitting(
        self, things: list[Thing | None], wanted: tuple[str, ...], pronoun: Pronoun, not_these: set[str]
    ) -> dict[str, End | None]:
        """Those of a sentence that may be meant, by their ids; the subject alone if it may. None is what is unclear."""
        fit: dict[str, End | None] = {}
        for index, thing in enumerate(things):
            found = self.thing(thing, wanted, of=pronoun.classes) if thing else None
            if found and found.id not in not_these:
                fit[found.id] = found
            elif thing and not found and not fit and self._is_unclear(thing, wanted, pronoun.classes):
                fit[""] = None
            if fit and index == 0:
                break
        return fit

    def _is_any_of(self, mark: Mark, pronoun: Pronoun, sentence: Marked) -> bool:
        """Whether the sentence has several that `he`, or `its`, may stand for."""
        if pronoun.implied or not (mark.possessive or "Person" in pronoun.classes):
            return False
        before = (each.what for each in sentence.things if each.end <= mark.start and isinstance(each.what, Thing))
        found = ("?" if thing.unclear else getattr(self.thing(thing, pronoun.classes), "id", "") for thing in before)
        return len({*found} - {""}) > 1

    def _is_named_before(self, mark: Mark, name: str, sentence: Marked) -> bool:
        before = (each.what for each in sentence.things if each.end <= mark.start and isinstance(each.what, Thing))
        return any(name in each.ids or self._named.get(each.name) == name for each in before)

    def thing(
        self, thing: Thing, wanted: tuple[str, ...], of: tuple[str, ...] = (), *, of_people: bool = True
    ) -> End | None:
        """The thing, if it is of one of the wanted classes, and of one of the others where there are such."""
        flags: tuple[Flag, ...] = ("short name",) if thing.short else ()
        if thing.unclear:
            return None
        if not thing.ids:
            found = self._new(thing, wanted, of, of_people=of_people)
            return End(found, flags) if found else None
        fit = [name for name in thing.ids if self._fits(self.gmap.entities[name].cls, wanted, of)]
        if len(fit) > 1:
            flags = (*flags, "several things")
        return End(fit[0], flags) if fit else None

    def is_a(self, name: str, classes: tuple[str, ...]) -> bool:
        """Whether a thing, known or new, is of one of the classes."""
        entity = self.gmap.entities.get(name) or self.new[name]
        return self.gmap.vocabulary.is_a(entity.cls, classes)

    def _fits(self, cls: str, wanted: tuple[str, ...], of: tuple[str, ...]) -> bool:
        return self.gmap.vocabulary.is_a(cls, wanted) and (not of or self.gmap.vocabulary.is_a(cls, of))

    def _antecedents(self, mark: Mark, pronoun: Pronoun, sentence: Marked) -> Iterator[list[Thing | None]]:
        """What the pronoun may stand for, sentence by sentence from the nearest, the subject before the others."""
        spoken = [each.start for each in sentence.marks if each.end <= mark.start and self._is_alike(each, pronoun)]
        before = [each for each in sentence.things if each.end <= min([mark.start, *spoken])]
        yield list(self._subjects_first(before, sentence, pronoun))
        if pronoun.implied and not is_cjk(sentence.sentence[0]):
            return
        crosses = pronoun.implied or "Person" in pronoun.classes
        for index, earlier in enumerate(reversed(self._earlier)):
            if len(self._earlier) - index <= self._paragraph and not crosses:
                yield from self._topic(pronoun)
                return
            if index >= _FARTHEST:
                return
            spoken = [each.start for each in earlier.marks if self._is_alike(each, pronoun)]
            told = [each for each in earlier.things if not spoken or each.end <= spoken[0]]
            yield list(self._subjects_first(told, earlier, pronoun))

    def _topic(self, pronoun: Pronoun) -> Iterator[list[Thing | None]]:
        """What the article is about, which `the company` means where the paragraph has named none yet."""
        first = self._earlier[0].marks[:1] if self._earlier and "Organization" not in pronoun.classes else ()
        for mark in first:
            if isinstance(mark.what, Thing):
                yield [mark.what]

    def _is_alike(self, mark: Mark, pronoun: Pronoun) -> bool:
        """Whether a mark may stand for the same thing as the pronoun, which then is to be sought before it."""
        is_a = self.gmap.vocabulary.is_a
        return (
            isinstance(mark.what, Pronoun)
            and not mark.what.implied
            and any(
                is_a(cls, pronoun.classes) or is_a(one, (cls,)) for cls in mark.what.classes for one in pronoun.classes
            )
        )

    def _subjects_first(self, marks: list[Mark], sentence: Marked, pronoun: Pronoun) -> Iterator[Thing | None]:
        """Those that no preposition governs; the others after them, but no person, and no subject that is implied.

        None is a subject that is a pronoun.
        """
        governed: list[Mark] = []
        if _begins_with_pronoun(sentence):
            yield None
        for mark in marks:
            if self._is_governed(mark, sentence.sentence, governed):
                governed.append(mark)
            elif isinstance(mark.what, Thing):
                yield mark.what
        if "Person" not in pronoun.classes and not pronoun.implied:
            yield from (mark.what for mark in governed if isinstance(mark.what, Thing))

    def _is_governed(self, mark: Mark, sentence: str, governed: list[Mark]) -> bool:
        before, after = sentence[: mark.start], sentence[mark.end :]
        goes_on = governed and re.fullmatch(r"\s*(?:,|、|and|和|,? and)\s*", sentence[governed[-1].end : mark.start])
        return bool(goes_on) or bool(self._preposition.search(before)) or after.startswith(("'s", "’s", "的"))

    @cached_property
    def _preposition(self) -> re.Pattern[str]:
        titles = alternatives(word for word in self.words.no_names if word.isascii() and len(word) > 2)
        words = rf"(?:the\s+)?(?:(?:former|late|fellow|current|then)\s+)?(?:(?-i:{titles})\s+)*"
        return re.compile(rf"(?:{alternatives(self.words.governed)})\s*{words}$", re.IGNORECASE)

    def _new(self, thing: Thing, wanted: tuple[str, ...], of: tuple[str, ...], *, of_people: bool) -> str:
        """The id of a new thing that is of the classes; empty when it can be none."""
        asked = self._asked.setdefault(thing.name, [])
        name = self._named.get(thing.name, "")
        if name and (self._fits(self.new[name].cls, wanted, of) or self.new[name].cls == "Person"):
            asked.append((wanted, of))
            return name if self._fits(self.new[name].cls, wanted, of) else ""
        cls = (
            ""
            if of and not name and not self._told_class(thing.name)
            else self._class(thing.name, [*asked, (wanted, of)], of_people=of_people)
        )
        if not cls or self.held_back.in_text(thing.name):
            return ""
        asked.append((wanted, of))
        name = name or self._id(thing, cls)
        labels = {_language(each): each for each in (thing.other, thing.name) if each}
        self.new[name] = Entity(id=name, cls=cls, labels=labels)
        self._named[thing.name] = name
        return name

    def _class(self, name: str, asked: list[_Asked], *, of_people: bool = True) -> str:
        """The likeliest class that is of all the asked ones, as far as the name or the article does not say another."""
        told = self._told_class(name)
        others = _PERSON_LIKE if of_people else (*_PERSON_LIKE, *_OTHERS)
        possible = (told,) if told else others if self._is_person_like(name) else _OTHERS
        return next((cls for cls in possible if all(self._fits(cls, *each) for each in asked)), "")

    def _is_unclear(self, thing: Thing, wanted: tuple[str, ...], of: tuple[str, ...]) -> bool:
        """Whether a new name, of which nothing tells what it is the name of, may be of the classes."""
        known = thing.ids or thing.name in self._named or self._told_class(thing.name)
        return thing.unclear or (not known and bool(self._class(thing.name, [(wanted, of)])))

    def _told_class(self, name: str) -> str:
        """The class that the words of the name tell, or the article; where neither does, no pronoun stands for it."""
        named = (cls for cls, forms in self.words.class_words.items() if any(_has(name, form) for form in forms))
        return next(named, "") or self.told.get(name, "")

    def _is_person_like(self, name: str) -> bool:
        if is_cjk(name[0]):
            return 2 <= len(name) <= 3 and name[0] in self.words.surnames
        parts = name.split()
        return 2 <= len(parts) <= 4 and all(
            re.fullmatch(r"[A-ZÀ-Þ](?:\.|[a-zà-ÿ'’-]+[A-Za-zà-ÿ]*)", part) for part in parts
        )

    def _id(self, thing: Thing, cls: str) -> str:
        wished = id_of(thing.name, is_person=cls == "Person") or "unnamed"
        return free_name(wished, {*self.gmap.entities, *self.new})


def _stated_subject(mark: Mark, sentence: Marked) -> tuple[Mark, Pronoun] | None:
    """The pronoun with which the sentence begins, as in ``he joined Paul Allen and founded``, if it does."""
    told = (each for each in sentence.marks if each.end <= mark.start and isinstance(each.what, Thing | Pronoun))
    first = next((each for each in told if not (isinstance(each.what, Pronoun) and each.what.implied)), None)
    if first is None or first.possessive or not isinstance(first.what, Pronoun):
        return None
    return first, first.what


def _begins_with_pronoun(sentence: Marked) -> bool:
    first = next((each for each in sentence.marks if isinstance(each.what, Thing | Pronoun)), None)
    return bool(first and isinstance(first.what, Pronoun) and not first.what.implied and not first.possessive)


def _language(name: str) -> str:
    """By how it begins: QQ空间 is the name that English texts use too."""
    return language_of(name) if is_cjk(name[0]) else "en"


def _has(name: str, form: str) -> bool:
    return name.endswith(form) if is_cjk(form[0]) else re.search(rf"\b{re.escape(form)}(?!\w)", name) is not None
