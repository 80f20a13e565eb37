"""The names of an article: those that the map knows, and what looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

import msgspec

from guanxi_graph.evidence.folds import is_cjk
from guanxi_graph.map import Map
from guanxi_graph.names import Names
from guanxi_graph.proposals.marks import Mark, Thing
from guanxi_graph.proposals.recognised import Recogniser, nothing
from guanxi_graph.proposals.small_words import Words, alternatives
from guanxi_graph.proposals.splitting import sentences

_WORD = r"[A-ZÀ-Þ][A-Za-z0-9À-ɏ]*(?:[-./&’'](?![sS]\b)[A-Za-z0-9À-ɏ]+)*"
# What follows a colon at once, or is followed by one, is a tag: `Category:Banks`.
_RUN = re.compile(rf"(?<![\w:-]){_WORD}(?:\.(?= [A-Z]))?(?:\s+(?:(?:of(?: the)?|&|de|van|von|for)\s+)?{_WORD})*")
_OF = re.compile(
    r"(?:University|Bank|Academy|Institute|School|College|Ministry|Bureau|Museum|Party|Church|Faculty|Association|Society"
    r"|Federation|Chamber|Department|Council|Order|Hall|Republic|Kingdom)$"
)
_BRACKETED = re.compile(r"\s?[(（](?:Chinese: ?|中文：?|formerly |原名|英文名?：?)?([^()（）]{1,40})[)）]")
# What something is in is a place, and no part of a company's name: France, not France Telecom.
_IN = re.compile(
    rf"(?<!invest )(?<!invested )(?<!interest )(?<!stake )(?<!shares )(?<!investor )\b[Ii]n ({_WORD})(?! [A-Z])"
)
_TAG = re.compile(r":\w")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
# What shows that the first word of a sentence is a name.
_NAME_LIKE = re.compile(r"['’]s\b|\s[(]|, (?:an?|the|which|who|founded|based)\b| (?:is|was|has|had)\b")
# What tells where somebody is from, before a noun: `Barbadian businessman`.
_DEMONYM = re.compile(r"(?:[^aeiou]ian|ean|ese|[^aeiou]ish)s?$")
_QUOTED = re.compile(r"[“「《]([\u4e00-\u9fffA-Za-z0-9]{2,12})[”」》]")


# What no part of the name stands for: Harvard is no school of business.
_WHOLE = ("Person", "School", "Place")


class Called(msgspec.Struct, frozen=True, dict=True):
    """What the map calls its things. Made once, for all texts."""

    gmap: Map

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        return {name: entity.names for name, entity in self.gmap.entities.items()}

    @cached_property
    def names(self) -> Names:
        return Names(self.forms)

    @cached_property
    def small(self) -> frozenset[str]:
        """The things of which some name begins with a small letter, as eBay and guanxi."""
        return frozenset(name for name, forms in self.forms.items() if any(form[:1].islower() for form in forms))

    @cached_property
    def first_words(self) -> Mapping[str, tuple[str, ...]]:
        """The one company or thing like it with a name of several words, by the first of them: Goldman."""
        found: dict[str, set[str]] = {}
        for name, forms in self.forms.items():
            for form in forms:
                first, _, rest = form.partition(" ")
                if rest and form.isascii() and not self.gmap.is_a(name, _WHOLE):
                    found.setdefault(first, set()).add(name)
        return {first: tuple(names) for first, names in found.items() if len(names) == 1}

    def is_person(self, name: str) -> bool:
        return self.gmap.is_a(name, ("Person",))


class Naming:
    """Finds the names in the sentences of one article."""

    def __init__(
        self, called: Called, paragraphs: Iterable[str], words: Words, recognised: Recogniser = nothing
    ) -> None:
        self.called, self.words, self._recognised = called, words, cache(lambda text: tuple(recognised(text)))
        self._class_words = {form for forms in words.class_words.values() for form in forms}
        self._endings = {word.casefold() for word in words.company_endings}
        self._no_names = words.no_names
        texts = [sentence for paragraph in paragraphs for _, sentence in sentences(paragraph)]
        self._lower = {word for text in texts for word in re.findall(r"\b[a-z]{2,}\b", text)}
        self._places = {match[1] for text in texts for match in _IN.finditer(text)}
        self._inner = {match[0] for text in texts for match in re.finditer(_WORD, text) if match.start() > 2}
        self._short: dict[str, dict[Thing, None]] = {}
        self._alone: set[str] = set()
        self._han: re.Pattern[str] | None = None
        for text in texts:
            for mark in self._long(text):
                self._shorten(mark.what)
        self._han = self._han_of(texts)
        self.classes = dict(self._apposed(texts))

    def marks(self, sentence: str) -> Iterator[Mark]:
        """The names in the sentence, with what stands in brackets behind them, from left to right."""
        after = 0
        for mark in sorted(self._long(sentence, short=True), key=lambda each: each.start):
            if mark.start >= after:
                whole = _with_bracket(mark, sentence)
                after = whole.end
                yield whole

    def _long(self, sentence: str, *, short: bool = False) -> Iterator[Mark]:
        known = list(self._known(sentence))
        runs = list(self._segments(sentence))
        inside = [mark for mark in known if not any(start < mark.end and mark.start < end for start, end in runs)]
        yield from inside
        for start, end in runs:
            yield from self._named(sentence, start, end, [m for m in known if m.start < end and start < m.end], short)
        taken = [(mark.start, mark.end) for mark in inside]
        again = self._han.finditer(sentence) if self._han else ()
        for match in again:
            if _is_free(match.span(), taken):
                taken.append(match.span())
                yield Mark(*match.span(), Thing(match[0]))
        for mark in _han_names(sentence, taken, self.words):
            yield mark
            taken.append((mark.start, mark.end))
        for seen in self._recognised(sentence):
            if _is_free((seen.start, seen.end), [*taken, *runs]):
                yield Mark(seen.start, seen.end, Thing(sentence[seen.start : seen.end]))

    def _han_of(self, texts: list[str]) -> re.Pattern[str] | None:
        """The new Chinese names that were told from words somewhere: elsewhere they are known by that."""
        found = {
            mark.what.name
            for text in texts
            for mark in self._long(text)
            if isinstance(mark.what, Thing) and not mark.what.ids and is_cjk(mark.what.name[0])
        }
        return re.compile("|".join(sorted(map(re.escape, found), key=len, reverse=True))) if found else None

    def _apposed(self, texts: list[str]) -> Iterator[tuple[str, str]]:
        """What the article says that its names are."""
        yield from ((name, "Place") for name in self._places)
        for text in texts:
            for mark in self._long(text):
                if isinstance(mark.what, Thing) and (match := self.words.apposing.match(text, mark.end)):
                    yield mark.what.name, self.words.class_of_noun[match["noun"]]
            for seen in filter(lambda each: each.cls, self._recognised(text)):
                yield text[seen.start : seen.end], seen.cls

    def _known(self, sentence: str) -> Iterator[Mark]:
        for place in self.called.names.places(sentence):
            text = sentence[place.start : place.end]
            if text[0].islower() and not place.things <= self.called.small:
                continue
            yield Mark(place.start, place.end, Thing(text, tuple(sorted(place.things))))

    def _named(self, sentence: str, start: int, end: int, known: list[Mark], short: bool) -> Iterator[Mark]:
        """What a run of words with capitals names: known things where they cover it, else one new thing."""
        left = sentence[start:end]
        for mark in reversed(known):
            if mark.start >= start:
                left = left[: mark.start - start] + left[mark.end - start :]
        rest = [word for word in left.replace("’s", "").split() if word.strip(".,&").casefold() not in self._endings]
        if known and (not rest or any(m.start < start or m.end > end for m in known)):
            for index, mark in enumerate(known):
                last = end if index == len(known) - 1 and mark.end < end and not rest else mark.end
                yield msgspec.structs.replace(mark, end=max(last, mark.end))
            return
        text = sentence[start:end]
        if known and known[-1].end == end:  # `the Open Source Community Swagger` may be Swagger, or not
            yield Mark(start, end, Thing(text, unclear=True))
            return
        yield from [Mark(start, end, Thing(text))] if " " in text else self._one_word(sentence, start, end, short)

    def _one_word(self, sentence: str, start: int, end: int, short: bool) -> Iterator[Mark]:
        """What a word with a capital names: what it is the short name of, else a new thing, else nothing."""
        text = sentence[start:end]
        meant = tuple(self._short.get(text, ()))
        if short and meant:
            yield from (Mark(start, end, thing) for thing in _meant(text, meant))
            return
        stands_alone = start > 0 and not re.match(r" ['‘“]?[A-Z]", sentence[end:])
        if short and stands_alone and text not in self._places and (things := self.called.first_words.get(text)):
            yield Mark(start, end, Thing(text, things, short=True))
            return
        is_opening = start == 0 and (
            self._is_spoken(text) or not (text in self._inner or _NAME_LIKE.match(sentence, end))
        )
        is_demonym = _DEMONYM.search(text) and re.match(" [a-z]", sentence[end:])
        if not is_opening and not is_demonym and len(text) > 1:
            yield Mark(start, end, Thing(text))

    def _segments(self, sentence: str) -> Iterator[tuple[int, int]]:
        """Runs of words with capitals, without words that are no names."""
        for run in _RUN.finditer(sentence):
            segment: list[re.Match[str]] = []
            for word in re.finditer(r"\S+", run[0]):
                bare = word[0].rstrip(".")
                first = run.start() + word.start() == 0 and self._is_spoken(bare)
                whose = len(segment) > 1 and segment[-1][0] in {"of", "the"}
                if (
                    first
                    or _TAG.match(run.string, run.start() + word.end())
                    or (self._is_no_name(bare) and not whose)
                    or (word[0] == "of" and not (segment and _OF.search(segment[-1][0])))
                ):
                    yield from self._head(run, segment, word)
                    segment = []
                else:
                    segment.append(word)
            yield from _joined(run, segment)

    def _head(self, run: re.Match[str], segment: list[re.Match[str]], word: re.Match[str]) -> Iterator[tuple[int, int]]:
        """What a word ends that is no part of a name, and what it holds of one: New York-based."""
        head = next((word[0].removesuffix(end) for end in self.words.joined if word[0].endswith(end)), "")
        if head and head not in self._no_names:
            start = (segment or [word])[0].start()
            yield run.start() + start, run.start() + word.start() + len(head)
        else:
            yield from _joined(run, segment)

    def _is_spoken(self, word: str) -> bool:
        """Whether what a sentence begins with is a word of the article: Later, not New York."""
        return word.lower() in self._lower and word not in self.words.beginnings

    def _is_no_name(self, word: str) -> bool:
        return (
            word in self._no_names
            or word.endswith(self.words.joined)
            or (word.endswith("s") and word[:-1] in self._no_names and word not in self._class_words)
        )

    def _shorten(self, what: object) -> None:
        """A person may be named by the last name, or the first where it is the family's, but not before the whole."""
        if not isinstance(what, Thing) or not what.name.isascii():
            return
        if not what.ids and " " not in what.name:
            self._alone.add(what.name)
        persons = [name for name in what.ids if self.called.is_person(name)]
        if (what.ids and not persons) or (not what.ids and not self._may_be_person(what.name)):
            return
        for form in {form for name in persons for form in self.called.forms[name]} or {what.name}:
            parts = form.split() if form.isascii() else []
            for part in {parts[0], parts[-1]} if len(parts) > 1 else ():
                if len(part) > 1 and (persons or part not in self._alone):
                    self._short.setdefault(part, {})[Thing(form, tuple(persons))] = None

    def _may_be_person(self, name: str) -> bool:
        parts = name.split()
        return (
            2 <= len(parts) <= 3
            and not self._class_words & set(parts)
            and all(p.isalpha() and p[1:].islower() for p in parts)
        )


def _meant(text: str, things: tuple[Thing, ...]) -> Iterator[Thing]:
    """What a part of a name stands for: the one that has it, or what is known of several, the first named before."""
    if len({thing.ids or thing.name for thing in things}) == 1:
        yield msgspec.structs.replace(things[0], short=True)
    elif all(thing.ids for thing in things):
        yield Thing(text, tuple(dict.fromkeys(name for thing in things for name in thing.ids)), short=True)


def _joined(run: re.Match[str], segment: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    while segment and not segment[-1][0][0].isupper():
        segment = segment[:-1]
    while segment and not segment[0][0][0].isupper():
        segment = segment[1:]
    if segment:
        yield run.start() + segment[0].start(), run.start() + segment[-1].end()


def _with_bracket(mark: Mark, sentence: str) -> Mark:
    """A name with its other name behind it in brackets: Renren (人人网)."""
    match = _BRACKETED.match(sentence, mark.end)
    if match is None or any(char.isdigit() for char in match[1]) or not isinstance(mark.what, Thing):
        return mark
    other = match[1].strip()
    is_name = (_HAN_RUN.fullmatch(other) is not None) != is_cjk(mark.what.name[0]) and len(other.split()) < 4
    what = msgspec.structs.replace(mark.what, other=other if is_name else "")
    return msgspec.structs.replace(mark, end=match.end(), what=what)


def _han_names(sentence: str, taken: list[tuple[int, int]], words: Words) -> Iterator[Mark]:
    """Chinese names that the map does not know, where their beginning and end can be told."""
    if not any(map(is_cjk, sentence)):
        return
    patterns = _han_patterns(words)
    for pattern in patterns:
        for match in pattern.finditer(sentence):
            start, end = match.span(1)
            if _is_free((start, end), taken) and match[1] not in words.no_names:
                taken.append((start, end))
                yield Mark(start, end, Thing(match[1]))


def _is_free(place: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return all(place[1] <= first or place[0] >= last for first, last in taken)


# What stands right before a name, and right behind one.
_VERBS = (
    "加入",
    "就读",
    "考入",
    "进入",
    "任职",
    "投资",
    "收购",
    "创办",
    "创立",
    "成立",
    "创建",
    "毕业",
    "合并",
    "推出",
)
_LEFT_WORDS = (*_VERBS, *(f"{verb}了" for verb in _VERBS), "担任", "出任", "名为", "CEO", *"人商家裁长官日月年")
_LEFT = (
    rf"(?:^|(?<=[，。；：、（(“《\s由和与及是为被给在于到从向对的])|{'|'.join(f'(?<={word})' for word in _LEFT_WORDS)})"
)
_RIGHT = (
    r"(?=$|[，。；：、（()）”》\s\dA-Z和与及等于在是曾任创说年就从获的又还]|出任|担任|毕业|出生|加入|表示|离开|进入|考入|成为"
    r"|联合|共同|一起|两人|三人|后来|投资|收购)"
)


def _han_patterns(words: Words) -> tuple[re.Pattern[str], ...]:
    endings = [form for forms in words.class_words.values() for form in forms if is_cjk(form[0]) and len(form) > 1]
    surnames = "".join(sorted(words.surnames))
    return (
        _QUOTED,
        re.compile(
            r"(?:创办|创立|创建|收购|加入|位于|生于|毕业于|就读于|考入|入股|加盟)了?"
            r"((?![了一二三四五六七八九十两几多数该其这那自本])[\u4e00-\u9fffA-Z]{2,8})(?=[，。；、（(]|$)"
        ),
        re.compile(
            rf"{_LEFT}((?!了)(?:(?![的了是在和与])[\u4e00-\u9fffA-Z]){{2,10}}?(?:{alternatives(endings)}))(?![\u4e00-\u9fff]{{0,1}}(?:公司|集团))"
        ),
        re.compile(rf"{_LEFT}((?!曾[担任是在经为于与获就想])[{surnames}][\u4e00-\u9fff]{{1,2}}?){_RIGHT}"),
    )
