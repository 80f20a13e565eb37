r"""The rules by which claims are found, as data: each a relation and the patterns of words that state it.

A pattern is made of words, and of::

    {subject} {object}      a name, or what stands for one (he, the company)
    {subjects} {objects}    one name or a list of them: A, B and C
    {figure}                a number; {amount}: of money; {share}: in percent
    {role}                  one of the rule's roles
    {date}                  a date that is the claim's value
    (a|b)  [c]              either; perhaps
    ..                      at most six more words, no name and no comma among them
    \\( \\)                   a bracket

A space stands for any space, and for dates and such words as "also" and "later" (``words.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from guanxi_graph.problems import MapError, Problem
from guanxi_graph.proposals.small_words import alternatives, shipped_words
from guanxi_graph.reading.folder import PHRASES_FILE
from guanxi_graph.reading.record_lists import records_of
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.utf8 import read_utf8
from guanxi_graph.text import nearest
from guanxi_graph.vocabulary import Vocabulary

# In a sentence that is being matched, one character of the private use area stands for each thing that was marked.
THING, PRONOUN, DATE, NUMBER, MONEY, PERCENT, IMPLIED = (chr(0xE000 + 0x100 * kind) for kind in range(7))
# Before a word that may stand between those of a pattern, and before one that no name goes on across.
FILLER, STOP = "\uf8fe", "\uf8ff"
_MOST = 0xFF
_LONGEST = 300


def block(first: str) -> str:
    """The characters of a kind of mark, for a set of a regular expression."""
    return f"{first}-{chr(ord(first) + _MOST)}"


# What no gap goes across.
ANY = f"{THING}-{chr(ord(PERCENT) + _MOST)}"


class Phrase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A relation and the patterns that state it, by language. ``date`` is what a date beside it dates.

    ``never`` are classes of which no end is: the words may mean another thing of those. ``of_people``: the words are
    said of people too, as in ``he joined Ann Lee``, so that a new name that may be a person's is no company.
    """

    id: str
    relation: str
    patterns: Annotated[Mapping[str, tuple[str, ...]], Meta(description="Patterns by language: en, zh.")]
    roles: tuple[str, ...] = ()
    date: Literal["", "at", "start", "end"] = ""
    unit: str = ""
    never: tuple[str, ...] = ()
    of_people: bool = False


class Pattern(msgspec.Struct, frozen=True, dict=True):
    """A pattern that can be looked for, in sentences with one of the ``needed`` words. ``phrase`` is its rule."""

    phrase: Phrase
    language: str
    expression: str
    needed: frozenset[str]
    begins_a_clause: bool
    is_apposition: bool

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Made when it is first needed: of all patterns an article needs few."""
        return re.compile(self.expression, re.IGNORECASE)


@lru_cache(maxsize=1)
def shipped_phrases() -> tuple[Phrase, ...]:
    text = files("guanxi_graph.proposals").joinpath(PHRASES_FILE).read_text("utf-8")
    return tuple(record.row for record in records_of(text, PHRASES_FILE, Phrase))


def read_phrases(directory: Path, vocabulary: Vocabulary) -> tuple[Phrase, ...]:
    """The rules that the map in the directory adds. Raises MapError, and OSError."""
    path = directory / PHRASES_FILE
    return parse_phrases(read_utf8(path, str(path)), str(path), vocabulary) if path.is_file() else ()


def parse_phrases(text: str, name: str, vocabulary: Vocabulary) -> tuple[Phrase, ...]:
    """The rules of a file. Raises MapError with every problem that was found."""
    records = records_of(text, name, Phrase)
    problems = [problem for record in records for problem in _problems(record, vocabulary)]
    if problems:
        raise MapError(problems)
    return tuple(record.row for record in records)


def compiled(phrases: tuple[Phrase, ...]) -> tuple[Pattern, ...]:
    return tuple(_pattern(phrase, text, language) for phrase in phrases for language, text in _each(phrase))


def _each(phrase: Phrase) -> Iterator[tuple[str, str]]:
    return ((language, text) for language, texts in phrase.patterns.items() for text in texts)


def _problems(record: Record[Phrase], vocabulary: Vocabulary) -> Iterator[Problem]:
    phrase = record.row
    relation = vocabulary.relations.get(phrase.relation)
    if relation is None or relation.inverted or relation.derived:
        close = nearest(phrase.relation, vocabulary.relations)
        hint = f"did you mean `{close}`?" if close and relation is None else "name one that claims are written with"
        yield Problem("unknown-term", f"no claim has the relation `{phrase.relation}`", record.span("relation"), hint)
    for cls in phrase.never:
        if cls not in vocabulary.classes:
            yield Problem("unknown-class", f"there is no class `{cls}`", record.span("never"), "name one of the map's")
    for language, text in _each(phrase):
        if fault := _fault(phrase, text, language):
            message, _, hint = fault.partition("; ")
            yield Problem("bad-rule", f"`{text}` is no pattern: {message}", record.span("patterns", language), hint)


def _fault(phrase: Phrase, text: str, language: str) -> str:
    """What is wrong with a pattern, and after ``; `` what to write; empty for a sound one."""
    names = re.findall(r"\{(\w*)\}", text)
    unknown = [*sorted(set(names) - set(_SLOTS) - {"role"}), ""][0]
    slots = ", ".join(f"{{{name}}}" for name in _SLOTS)
    one_each = "it needs one {subject}, and each of the others at most once; write `{subject} founded {object}`"
    faults = {
        "its language is not read; write patterns below `en` or `zh`": language not in {"en", "zh"},
        f"it is longer than {_LONGEST} letters; make two of it": len(text) > _LONGEST,
        f"there is no {{{unknown}}}; write {slots} or {{role}}": bool(unknown),
        one_each: not {"subject", "subjects"} & set(names) or len(names) != len(set(names)),
        "the rule has no roles; write `roles: [chairman]` beside its patterns": "role" in names and not phrase.roles,
        "it has more than two gaps; write the words out": text.count("..") > _MOST_GAPS,
    }
    found = next((fault for fault, is_so in faults.items() if is_so), "")
    return found or _unreadable(phrase, text, language)


_MOST_GAPS = 2


def _unreadable(phrase: Phrase, text: str, language: str) -> str:
    try:
        re.compile(_pattern(phrase, text, language).expression)
    except re.error as error:
        return f"{error}; close each bracket"
    return ""


_TOKEN = re.compile(
    r"\{(?P<slot>\w+)\}|(?P<gap>\.\.)|(?P<bracket>\\[()])|(?P<mark>[\[\]()|])|(?P<space>\s+)|(?P<latin>[\w’'-]+)|(?P<other>.)"
)
_LATIN = re.compile(r"[A-Za-z0-9À-ɏ’'-]+")
_SLOTS = ("subject", "subjects", "object", "objects", "figure", "amount", "share", "date")


def _pattern(phrase: Phrase, text: str, language: str) -> Pattern:
    pieces = "".join(_piece(match, phrase, language) for match in _TOKEN.finditer(text))
    return Pattern(
        phrase,
        language,
        pieces,
        _needed(text) or frozenset(role.lower() for role in phrase.roles),
        begins_a_clause=_NOUN.match(text) is None and text.startswith("{"),
        is_apposition=_APPOSED.search(text) is not None,
    )


# What begins with a name that is no subject: `{object}'s founder`, `{subject}, founder of`.
_NOUN = re.compile(r"\{\w+\}(?:[’',-]| \(founder| \[founder| \[的\]| \(is\|was\|,\))")


# What ends with a name that is the subject of something else: `founder of {object}, {subject}`.
_APPOSED = re.compile(r"(?:,|\[,\]|\{role\}) \{subjects?\}$")


def _needed(text: str) -> frozenset[str]:
    """Words of which a sentence has one if the pattern can be in it."""
    bare = re.sub(r"\[[^\]]*\]|\{\w+\}|\.\.", " ", text)
    if outside := _words(re.sub(r"\([^()]*\)", " ", bare)):
        return frozenset(outside[:1])
    groups = [[_words(part)[:1] for part in group.split("|")] for group in re.findall(r"\(([^()]*)\)", bare)]
    told = [frozenset(word for words in group for word in words) for group in groups if all(group)]
    return max(told, key=lambda words: min(map(len, words)), default=frozenset())


def _words(text: str) -> list[str]:
    found = re.findall(r"[A-Za-z-]{2,}|[\u4e00-\u9fff]+", text)
    return sorted((word.lower() for word in found), key=len, reverse=True)


def _piece(match: re.Match[str], phrase: Phrase, language: str) -> str:
    kind, text = match.lastgroup, match[0]
    if kind == "slot":
        return (
            _role(phrase, language)
            if match["slot"] == "role"
            else _slot(match["slot"], language, is_first=match.start() == 0)
        )
    if kind == "gap":
        return (
            rf"(?:[^\s,.;:，。；：、{ANY}]{{1,24}}\s){{0,6}}?" if language == "en" else rf"[^，。；：、{ANY}]{{0,12}}?"
        )
    if kind == "space":
        return _space(language)
    if kind == "mark":
        return {"[": "(?:", "]": ")?", "(": "(?:"}.get(text, text)
    if kind == "latin" and _LATIN.fullmatch(text):
        word = re.sub("['’]", "['’]", re.escape(text))
        return rf"[{FILLER}{STOP}{block(IMPLIED)}]{{0,3}}(?<![\w]){word}(?![\w-])"
    return text if kind == "bracket" else re.escape(text)


def _role(phrase: Phrase, language: str) -> str:
    roles = [role for role in phrase.roles if role.isascii() == (language == "en")]
    return f"(?P<role>{alternatives(roles)})" if roles else "(?!)"


@lru_cache(maxsize=8)
def _space(language: str) -> str:
    dates = rf"[,，]?\s*[(（]?[{block(DATE)}][)）]?"
    if language == "en":
        return rf"(?:\s*(?:{dates}|{STOP}?{FILLER}[\w’-]+),?){{0,3}}\s*"
    fillers = alternatives(word for word in shipped_words().fillers if not word.isascii())
    return rf"(?:\s*(?:{dates}[，]?|在|于|，(?={dates})|{fillers})){{0,4}}\s*"


@lru_cache(maxsize=64)
def _slot(slot: str, language: str, *, is_first: bool) -> str:
    figures = {"figure": NUMBER, "amount": MONEY, "share": PERCENT, "date": DATE}
    if slot in figures:
        return rf"(?P<{slot}>[{block(figures[slot])}])"
    before, aside = _before(language), _aside(language) if is_first or slot.startswith("subject") else ""
    implied = block(IMPLIED) if is_first else ""
    first = rf"{before}{_OPEN}(?P<{slot}>[{block(THING)}{block(PRONOUN)}{implied}]"
    if not slot.endswith("s"):
        return rf"{first}){_CLOSE}{aside}"
    joined = rf"(?:\s*,\s*(?:{STOP}and\s+|&\s*)?|\s+{STOP}and\s+|\s*&\s*)"
    joined = joined if language == "en" else r"\s*(?:、|以及|和|与|與|及|跟)\s*"
    return rf"{first}(?:{_CLOSE}{joined}{before}{_OPEN}[{block(THING)}]){{0,11}}){_CLOSE}{aside}"


_OPEN, _CLOSE = r"[“‘「《\"']?", r"(?:[”」》\"]|’(?!s\b))?"


def _aside(language: str) -> str:
    """What may stand between a subject and its verb: ``, an engineer from Fujian,``, or words in brackets."""
    bracket = r"(?:\s*[(（][^()（）]{1,60}[)）])?"
    if language == "zh":
        return bracket
    return rf"{bracket}(?:,\s(?!{STOP}(?:and|but|or)\b)[{FILLER}{STOP}]{{0,2}}(?-i:[a-z])[^,;]{{0,80}},)?"


@lru_cache(maxsize=8)
def _before(language: str) -> str:
    """What may stand before a name: ``the social network``, ``entrepreneur``; ``一家名为``, ``团购网站``."""
    if language == "en":
        word = rf"(?-i:(?<![{STOP}{FILLER}\w’-])(?:[a-z][\w’-]*|[A-Z][a-z]+-[a-z]+))\s+"
        return rf"(?:(?:\b(?:the|an?)\s+|[{block(PRONOUN)}]'s\s+)?(?:{word}){{0,5}})"
    nouns = "|".join(shipped_words().nouns)
    return rf"(?:(?:一家|一个|了){{0,2}}(?:[^，。；：、“《「（(\s{ANY}]{{0,10}}(?:{nouns}))?)"
