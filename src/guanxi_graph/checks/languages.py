"""Checks of the languages of the interface that a map brings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanxi_graph.languages import ENGLISH, Language, fallback, shipped
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.text import LANGUAGE_TAG, nearest

_GAP = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
_NAMED = 12


def languages(draft: Draft) -> Iterator[Problem]:
    """A file is named by its language, has the texts that there are, and says what it leaves to English."""
    for record in draft.languages:
        if not LANGUAGE_TAG.fullmatch(record.row.tag):
            hint = "name the file by a language tag: de.yaml, pt-BR.yaml"
            yield Problem("bad-language", f"`{record.row.tag}` is no language tag", record.span(), hint)
        yield from _texts(record)
        yield from _missing(record)


def _texts(record: Record[Language]) -> Iterator[Problem]:
    english = shipped()[ENGLISH].texts
    for key, text in record.row.texts.items():
        if key not in english:
            close = nearest(key, english)
            hint = f"did you mean `{close}`?" if close else "docs/languages.md lists the texts"
            yield Problem("unknown-text", f"there is no text `{key}`", record.key_span("texts", key), hint)
            continue
        known = set(_GAP.findall(_wording(key)))
        for gap in _GAP.findall(text):
            if gap not in known:
                hint = f"it can have {', '.join(f'{{{name}}}' for name in sorted(known)) or 'no such gap'}"
                message = f"nothing is filled in for `{{{gap}}}`"
                yield Problem("unknown-text", message, record.span("texts", key), hint)


def _wording(key: str) -> str:
    """All that any shipped language says there, so that its gaps are known: English leaves some texts empty."""
    stem = re.sub(r"^(when_(?:at|from|until|since))_\w+$", r"\1", key)
    return " ".join(language.texts[each] for language in shipped().values() for each in {key, stem})


def _missing(record: Record[Language]) -> Iterator[Problem]:
    english = shipped()[ENGLISH].texts
    own = {**fallback(record.row.tag), **record.row.texts}
    missing = [key for key, text in english.items() if text and key not in own]
    if missing:
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        message = f"{len(missing)} of {len(english)} texts are said in English: {', '.join(missing[:_NAMED])}{more}"
        hint = "add them to `texts`; docs/languages.md says where the English ones are"
        yield Problem("untranslated", message, record.span(), hint, "warning")
