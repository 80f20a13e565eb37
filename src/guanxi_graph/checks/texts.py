"""Checks of what texts may hold, wherever they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, TypedDict

import msgspec

from guanxi_graph.problems import Problem, Span
from guanxi_graph.reading import Draft
from guanxi_graph.reading.json_lines import JsonLine
from guanxi_graph.reading.located import Fields, Items, Located, Scalar
from guanxi_graph.reading.plain_yaml import YamlRecord
from guanxi_graph.reading.records import Lined, Record
from guanxi_graph.text import LANGUAGE_TAG, hidden_character, is_composed, is_iri

# Texts that may run over several lines.
_LONG_TEXTS = frozenset({"note", "reason", "description", "quote", "value", "summary", "steps"})


def bad_character(draft: Draft) -> Iterator[Problem]:
    for field, scalar in scalars(draft, draft.not_plain):
        text = scalar.value.replace("\n", " ") if field in _LONG_TEXTS else scalar.value
        if char := hidden_character(text):
            name = unicodedata.name(char, "a control character")
            message = f"this text holds U+{ord(char):04X} ({name}), which no reader can see"
            yield Problem("bad-character", message, scalar.span, "remove it")


def not_nfc(draft: Draft) -> Iterator[Problem]:
    for _, scalar in scalars(draft, draft.not_plain):
        if not is_composed(scalar.value):
            composed = unicodedata.normalize("NFC", scalar.value)
            message = "this text is not in Unicode's composed form (NFC), so equal names would differ"
            yield Problem("not-nfc", message, scalar.span, f"write `{composed}` with composed characters")


def bad_language(draft: Draft) -> Iterator[Problem]:
    """Every tag of a text in a language; those that differ in letter case only are one."""
    for written in _by_language(draft):
        seen: set[str] = set()
        for tag, span in written.keys.items():
            if not LANGUAGE_TAG.fullmatch(tag):
                yield _bad_tag(tag, span)
            elif tag.lower() in seen:
                yield Problem("bad-language", f"`{tag}` is given twice", span, "keep one of them")
            seen.add(tag.lower())
    for source in draft.sources:
        if source.row.language and not LANGUAGE_TAG.fullmatch(source.row.language):
            yield _bad_tag(source.row.language, source.span("language"))
    for index, tag in enumerate(draft.info.languages):
        if not LANGUAGE_TAG.fullmatch(tag):
            yield _bad_tag(tag, draft.settings.span("languages", index))


class _Texts(TypedDict, total=False):
    """The fields that may hold a text by language."""

    labels: Any
    aliases: Any
    description: Any
    title: Any
    summary: Any
    text: Any


_BY_LANGUAGE = tuple(_Texts.__annotations__)
_READER = msgspec.json.Decoder(_Texts)


def _by_language(draft: Draft) -> Iterator[Fields]:
    """All texts that are written by language."""
    written = (fields.values.get(name) for fields in _with_languages(draft) for name in _BY_LANGUAGE)
    return (found for found in chain(written, draft.terms.labels.values.values()) if isinstance(found, Fields))


def _with_languages(draft: Draft) -> Iterator[Fields]:
    """All that may hold a text by language, but for lines whose tags are sound: a large map has a million of them."""
    yield draft.settings.fields
    records: Iterable[Record[Any]] = chain(draft.entities, draft.terms.records(), draft.stories)
    for record in records:
        if isinstance(record.written, Lined) and _tags_are_sound(record.written):
            continue
        yield record.fields
        if isinstance(steps := record.fields.values.get("steps"), Items):
            yield from (step for step in steps.values if isinstance(step, Fields))


def _tags_are_sound(written: Lined) -> bool:
    """Of what is there in JSON, which is known to be right, only these fields are read again."""
    try:
        texts = _READER.decode(written.json) if isinstance(written, JsonLine | YamlRecord) else written.plain()
    except (msgspec.DecodeError, RecursionError):  # written so that only the exact reader takes it
        return False
    return all(_are_sound(tuple(each)) for name, each in texts.items() if name in _BY_LANGUAGE and type(each) is dict)


@lru_cache(maxsize=4096)
def _are_sound(tags: tuple[str, ...]) -> bool:
    """Whether each is a tag, and a different one in small letters too."""
    return len({tag.lower() for tag in tags if LANGUAGE_TAG.fullmatch(tag)}) == len(tags)


def base_iri(draft: Draft) -> Iterator[Problem]:
    """All ids hang on the base, so it must be an IRI that can take them."""
    info = draft.info
    if not (is_iri(f"{info.base}ns#x") and info.base.endswith("/")):
        message = f"the base `{info.base}` is not an IRI that ends in /"
        yield Problem("bad-iri", message, draft.settings.span("base"), "write, for example, https://example.org/map/")
    if info.licence and not is_iri(info.licence):
        hint = "write, for example, https://creativecommons.org/licenses/by/4.0/"
        yield Problem("bad-iri", f"the licence `{info.licence}` is not an IRI", draft.settings.span("licence"), hint)


def _bad_tag(tag: str, span: Span) -> Problem:
    hint = "write, for example, en, zh-Hans, zh-Hant or zh-Latn-pinyin"
    return Problem("bad-language", f"`{tag}` is not a language tag", span, hint)


def scalars(draft: Draft, records: Iterable[Record[Any]]) -> Iterator[tuple[str, Scalar]]:
    """Every text of the records that is shown somewhere, with the field that it belongs to, and all terms' labels."""
    for record in records:
        for field, value in record.fields.values.items():
            if isinstance(value, Scalar):
                yield field, value
            else:
                yield from ((field, scalar) for scalar in leaves(value))
    yield from (("labels", scalar) for scalar in leaves(draft.terms.labels))


def leaves(value: Located) -> Iterator[Scalar]:
    match value:
        case Scalar():
            yield value
        case Items(values=values):
            for member in values:
                yield from leaves(member)
        case Fields(values=named):
            for member in named.values():
                yield from leaves(member)
