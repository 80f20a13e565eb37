"""Names that the map does not know, as libraries trained for it see them: spaCy in English, jieba in Chinese.

Both come with the extra ``nlp``, and are loaded when they are first needed. spaCy's model is no package of the
registry: its makers hand it out by a command of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from guanxi_graph.evidence.folds import is_cjk

MODEL = "en_core_web_sm"
# What the small English model says a name is the name of is wrong too often to be believed.
_ENGLISH = {"PERSON", "GPE", "LOC", "ORG"}
_CHINESE: Mapping[str, str] = {"nr": "Person", "ns": "Place", "nt": ""}


class Seen(msgspec.Struct, frozen=True):
    """Where a name stands in a sentence, and the class of what it names; empty where that is not told."""

    start: int
    end: int
    cls: str = ""


Recogniser = Callable[[str], Iterator[Seen]]


class MissingError(Exception):
    """A library that is not installed, and how to install it."""


def nothing(_: str) -> Iterator[Seen]:
    """Recognises no name."""
    return iter(())


def recogniser() -> Recogniser:
    """Raises MissingError."""
    english, chinese = _spacy(), _jieba()

    def seen(sentence: str) -> Iterator[Seen]:
        return _chinese(chinese, sentence) if any(map(is_cjk, sentence)) else _english(english, sentence)

    return seen


def _english(model: Any, sentence: str) -> Iterator[Seen]:
    for entity in model(sentence).ents:
        if entity.label_ in _ENGLISH:
            name = entity.text.removeprefix("the ").removesuffix("'s").removesuffix("’s")
            start = entity.start_char + entity.text.index(name)
            yield Seen(start, start + len(name))


def _chinese(tagger: Any, sentence: str) -> Iterator[Seen]:
    start = 0
    for word, flag in tagger.cut(sentence):
        if len(word) > 1 and is_cjk(word[0]) and flag in _CHINESE:
            yield Seen(start, start + len(word), _CHINESE[flag])
        start += len(word)


@lru_cache(maxsize=1)
def _spacy() -> Any:
    try:
        import spacy
    except ImportError as error:
        raise _missing("spacy") from error
    if not spacy.util.is_package(MODEL):
        raise MissingError(f"--nlp needs a model of English; install it with `python -m spacy download {MODEL}`")
    return spacy.load(MODEL, exclude=["lemmatizer", "parser"])


@lru_cache(maxsize=1)
def _jieba() -> Any:
    try:
        import jieba
        from jieba import posseg
    except ImportError as error:
        raise _missing("jieba") from error
    jieba.setLogLevel("ERROR")
    return posseg


def _missing(what: str) -> MissingError:
    return MissingError(f"--nlp needs {what}, which is missing; install it with `pip install 'guanxi-graph[nlp]'`")
