"""What a sentence says of its own truth: denied, asked, imagined, planned, passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanxi_graph.proposals.proposal import Flag
from guanxi_graph.proposals.words import Words

_QUESTION = re.compile(r"[?？][”’\"」)]*$")


def no_statement(sentence: str, words: Words) -> str:
    """Why nothing is proposed from the sentence; empty when it states something."""
    text = words.not_denying.sub(" ", _small(sentence))
    if denied := words.denying.search(text):
        return f"denial: {denied[0].strip()}"
    if imagined := words.imagining.search(text):
        return f"not said as a fact: {imagined[0]}"
    return "question" if _QUESTION.search(sentence) else ""


def is_imagined(stated: str, words: Words) -> bool:
    """Whether what stands before a statement, or in it, says that it is none."""
    return words.modal.search(_small(stated)) is not None


def flags_of(sentence: str, words: Words) -> Iterator[Flag]:
    text = _small(sentence)
    if words.passing_on.search(text):
        yield "hearsay"
    if words.planning.search(text):
        yield "plan"


def _small(sentence: str) -> str:
    """With the first letter small, so that a word is known at the beginning too; May and Will are names."""
    return sentence if sentence.startswith(("May ", "Will ")) else sentence[:1].lower() + sentence[1:]
