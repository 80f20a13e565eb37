"""What the interface says, in each language: a file ``<tag>.yaml`` in this folder or in a map's ``languages/``.

English has every text; what another language lacks is said in English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Annotated, Literal

import msgspec
import yaml
from msgspec import Meta

from guanxi_graph.text import primary_language

ENGLISH = "en"


class Language(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language of the interface. ``tag`` is the name of its file."""

    tag: str = ""
    name: Annotated[str, Meta(description="What the language calls itself: Français.")]
    short: Annotated[str, Meta(description="On the switch of the page: FR.")]
    direction: Annotated[Literal["ltr", "rtl"], Meta(description="Whether it runs from right to left.")] = "ltr"
    texts: Annotated[Mapping[str, str], Meta(description="The texts by key; those of English are all there are.")] = {}

    def __getitem__(self, key: str) -> str:
        return self.texts[key]


@cache
def shipped() -> Mapping[str, Language]:
    """The languages of the package by tag."""
    files = [file for file in resources.files(__name__).iterdir() if file.name.endswith(".yaml")]
    read = [_read(file.name.removesuffix(".yaml"), file.read_text("utf-8")) for file in files]
    return {language.tag: language for language in sorted(read, key=lambda each: each.tag)}


def _read(tag: str, text: str) -> Language:
    return msgspec.convert({"tag": tag, **yaml.load(text, yaml.CSafeLoader)}, Language)


def spoken(tags: Iterable[str], own: Mapping[str, Language] | None = None) -> tuple[Language, ...]:
    """A map's languages in its order, each with every text; ``own`` are those that the map brings.

    A language that nobody wrote a file for speaks English under its own name. Never none.
    """
    known = {**shipped(), **(own or {})}
    return tuple(_whole(tag, _of(tag, known)) for tag in _tongues(tags, known)) or (shipped()[ENGLISH],)


def fallback(tag: str) -> Mapping[str, str]:
    """What the package says in a tongue: fr-CA has the words of fr where it has none of its own."""
    language = _of(tag, shipped())
    return language.texts if language else {}


def _tongues(tags: Iterable[str], known: Mapping[str, Language]) -> Iterator[str]:
    """One form of each language, and every form that has a file: zh-Hant and pinyin are names beside zh-Hans."""
    met: set[str] = set()
    for tag in dict.fromkeys(tags):
        tongue = primary_language(tag)
        if tag in known or (tongue not in met and "-Latn" not in tag):
            met.add(tongue)
            yield tag


def _of(tag: str, known: Mapping[str, Language]) -> Language | None:
    """The language of the tag, else one of the same tongue: fr-CA is served by fr."""
    alike = (language for each, language in known.items() if primary_language(each) == primary_language(tag))
    return known.get(tag) or next(alike, None)


def _whole(tag: str, language: Language | None) -> Language:
    english = shipped()[ENGLISH]
    if language is None:
        return msgspec.structs.replace(english, tag=tag, name=tag, short=tag.upper())
    texts = {**english.texts, **fallback(tag), **language.texts}
    return msgspec.structs.replace(language, tag=tag, texts=texts)
