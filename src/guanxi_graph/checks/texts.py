"""Checks of what texts may hold, wherever they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from guanxi_graph.problems import Problem, Span
from guanxi_graph.reading import Draft
from guanxi_graph.reading.info import INFO_FILE, info_span
from guanxi_graph.reading.located import Fields, Items, Located, Scalar
from guanxi_graph.reading.records import Record
from guanxi_graph.text import IRI, LANGUAGE_TAG, hidden_character

# Texts that may run over several lines.
_LONG_TEXTS = frozenset({"note", "reason", "description", "quote", "value"})


def bad_character(draft: Draft) -> Iterator[Problem]:
    for field, scalar in scalars(draft):
        text = scalar.value.replace("\n", " ") if field in _LONG_TEXTS else scalar.value
        if char := hidden_character(text):
            name = unicodedata.name(char, "a control character")
            message = f"this text holds U+{ord(char):04X} ({name}), which no reader can see"
            yield Problem("bad-character", message, scalar.span, "remove it")


def not_nfc(draft: Draft) -> Iterator[Problem]:
    for _, scalar in scalars(draft):
        composed = unicodedata.normalize("NFC", scalar.value)
        if composed != scalar.value:
            message = "this text is not in Unicode's composed form (NFC), so equal names would differ"
            yield Problem("not-nfc", message, scalar.span, f"write `{composed}` with composed characters")


def bad_language(draft: Draft) -> Iterator[Problem]:
    for record in draft.entities:
        for field in ("labels", "aliases", "description"):
            written = record.fields.values.get(field)
            for tag, span in written.keys.items() if isinstance(written, Fields) else ():
                if not LANGUAGE_TAG.fullmatch(tag):
                    yield _bad_tag(tag, span)
    for source in draft.sources:
        if source.row.language and not LANGUAGE_TAG.fullmatch(source.row.language):
            yield _bad_tag(source.row.language, source.span("language"))


def base_iri(draft: Draft) -> Iterator[Problem]:
    """All ids hang on the base, so it must be an IRI that can take them."""
    path = draft.directory / INFO_FILE
    for field, iri in (("base", draft.info.base), ("licence", draft.info.licence)):
        if iri and not (IRI.fullmatch(iri) and (field == "licence" or iri.endswith("/"))):
            text = path.read_text("utf-8", "replace") if path.exists() else ""
            end = " that ends in /" if field == "base" else ""
            message = f"the {field} `{iri}` is not an IRI{end}"
            yield Problem(
                "bad-iri", message, info_span(text, str(path), field), "write such as https://example.org/map/"
            )


def _bad_tag(tag: str, span: Span) -> Problem:
    hint = "write such as en, zh-Hans, zh-Hant or zh-Latn-pinyin"
    return Problem("bad-language", f"`{tag}` is not a language tag", span, hint)


def scalars(draft: Draft) -> Iterator[tuple[str, Scalar]]:
    """Every text of every record, with the field that it belongs to."""
    records: Iterable[Record[Any]] = chain(draft.entities, draft.sources, draft.claims)
    for record in records:
        for field, value in record.fields.values.items():
            yield from ((field, scalar) for scalar in leaves(value))


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
