"""The words of sentences that are no names and no rules: ``words.yaml``, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from importlib.resources import files

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
    hearsay: _Listed
    plans: _Listed
    fillers: _Listed
    stops: _Listed
    qualified: _Listed
    governed: _Listed
    no_names: frozenset[str]
    class_words: Mapping[str, _Listed]
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
    told = plain(located) if located else {}
    fields = {name: _listed(value) for name, value in told.items()}
    return msgspec.convert({**fields, "surnames": "".join(fields["surnames"])and list("".join(fields["surnames"]))}, Words)


def _listed(value: object) -> object:
    """A list of lines, each with words after commas, as one list; of a mapping each value."""
    match value:
        case dict():
            return {name: _listed(each) for name, each in value.items()}
        case list():
            return [word for line in value for word in _listed(line)]  # type: ignore[attr-defined]
    return [word.strip() for word in str(value).split(",") if word.strip()]
