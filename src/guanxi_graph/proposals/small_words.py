"""The words of sentences that are no names and no rules: ``words.yaml``, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from guanxi_graph.reading.located import plain
from guanxi_graph.reading.yaml import parse_yaml

_FILE = "words.yaml"
_Listed = tuple[str, ...]


class Words(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Each field is what ``words.yaml`` says it is."""

    denials: _Listed
    no_denials: _Listed
    unreal: _Listed
    modals: _Listed
    hearsay: _Listed
    plans: _Listed
    fillers: _Listed
    stops: _Listed
    nouns: _Listed
    qualified: _Listed
    governed: _Listed
    no_names: frozenset[str]
    beginnings: frozenset[str]
    class_words: Mapping[str, _Listed]
    apposed: Mapping[str, _Listed]
    joined: _Listed
    company_endings: frozenset[str]
    surnames: frozenset[str]
    pronouns: Mapping[str, _Listed]
    possessives: Mapping[str, _Listed]

    @cached_property
    def denying(self) -> re.Pattern[str]:
        return one_of(self.denials, more=r"n[’']t\b")

    @cached_property
    def not_denying(self) -> re.Pattern[str]:
        return one_of(self.no_denials)

    @cached_property
    def imagining(self) -> re.Pattern[str]:
        return one_of(self.unreal)

    @cached_property
    def modal(self) -> re.Pattern[str]:
        return one_of(self.modals)

    @cached_property
    def apposing(self) -> re.Pattern[str]:
        """What a name is, right behind it: ``, an app for``, ``(…) is a site``, ``是一家网站``; the last word of it."""
        nouns = alternatives(noun for listed in self.apposed.values() for noun in listed)
        english = r"(?:,| is| was) (?:an?|the|one of the)(?: (?!of\b|for\b|to\b|in\b|by\b|that\b|on\b)[\w-]+){0,5}? "
        return re.compile(rf"(?:{english}|(?:是|，)[^，。；]{{0,10}}?)(?P<noun>{nouns})")

    @cached_property
    def noun_behind(self) -> re.Pattern[str]:
        """A noun right behind a name, which then only says of what kind the thing is: `the CMS company`."""
        return re.compile(rf"\s+(?:{alternatives(noun for each in self.apposed.values() for noun in each)})")

    @cached_property
    def class_of_noun(self) -> Mapping[str, str]:
        return {noun: cls for cls, listed in self.apposed.items() for noun in listed}

    @cached_property
    def passing_on(self) -> re.Pattern[str]:
        return one_of(self.hearsay)

    @cached_property
    def planning(self) -> re.Pattern[str]:
        return one_of(self.plans)

    @cached_property
    def stopping(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w’'-])(?:{alternatives(self.stops)})", re.IGNORECASE)

    @cached_property
    def filling(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w’'-])(?:{alternatives(filter(str.isascii, self.fillers))})", re.IGNORECASE)


def one_of(words: Iterable[str], more: str = "") -> re.Pattern[str]:
    """Any of the words, as a whole word where it is of Latin letters."""
    return re.compile("|".join(filter(None, [alternatives(words), more])))


def alternatives(words: Iterable[str]) -> str:
    """The words as alternatives of a regular expression, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(rf"\b{re.escape(word)}(?!\w)" if word[0].isascii() else re.escape(word) for word in ordered)


@lru_cache(maxsize=1)
def shipped_words() -> Words:
    text = files("guanxi_graph.proposals").joinpath(_FILE).read_text("utf-8")
    located = parse_yaml(text, _FILE)
    told: dict[str, Any] = {name: _listed(value) for name, value in plain(located).items()} if located else {}
    told["surnames"] = list("".join(told["surnames"]))
    return msgspec.convert(told, Words)


def _listed(value: Any) -> Any:
    """A list of lines, each with words after commas, as one list; of a mapping each value."""
    match value:
        case dict():
            return {name: _listed(each) for name, each in value.items()}
        case list():
            return [word for line in value for word in _listed(line)]
    return [word.strip() for word in str(value).split(",") if word.strip()]
