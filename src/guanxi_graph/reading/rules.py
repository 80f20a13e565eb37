"""The rules of inference: rows of a file, read with the same care as a map's."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

from guanxi_graph.model import Names
from guanxi_graph.problems import MapError, Problem
from guanxi_graph.reading.record_lists import records_of
from guanxi_graph.reading.records import Record
from guanxi_graph.text import nearest
from guanxi_graph.vocabulary import Vocabulary

RULES_FILE = "rules.yaml"


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule: a ``closure`` over the vocabulary, or ``infers`` for those who share a base."""

    id: str
    labels: Names = {}
    closure: Literal["inverse", "symmetric", "transitive"] | None = None
    shares: tuple[str, ...] = ()
    infers: str = ""
    years: Literal["overlapping", "apart", "any"] = "any"
    through: str = ""
    within: tuple[str, ...] = ()
    not_within: tuple[str, ...] = ()
    largest: int = 200


@lru_cache(maxsize=1)
def built_in_rules() -> tuple[Rule, ...]:
    text = files("guanxi_graph.reading").joinpath(RULES_FILE).read_text("utf-8")
    return tuple(record.row for record in records_of(text, RULES_FILE, Rule))


def parse_rules(text: str, name: str, vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """The rules of a file. Raises MapError with every problem that was found."""
    records = records_of(text, name, Rule)
    problems = [problem for record in records for problem in _problems(record, vocabulary)]
    if problems:
        raise MapError(problems)
    return tuple(record.row for record in records)


def _problems(record: Record[Rule], vocabulary: Vocabulary) -> list[Problem]:
    rule = record.row
    named = {"shares": rule.shares, "infers": (rule.infers,), "through": (rule.through,)}
    problems = [
        _unknown(f"relation `{name}`", record, field, nearest(name, vocabulary.relations))
        for field, names in named.items()
        for name in names
        if name and name not in vocabulary.relations
    ]
    problems += [
        _unknown(f"class `{name}`", record, field, nearest(name, vocabulary.classes))
        for field, names in (("within", rule.within), ("not_within", rule.not_within))
        for name in names
        if name not in vocabulary.classes
    ]
    if (rule.closure is None) == (not rule.shares or not rule.infers):
        hint = "write `closure: inverse`, or `shares: [relations]` and `infers: relation`"
        problems.append(Problem("bad-rule", f"`{rule.id}` concludes nothing", record.span(), hint))
    return problems


def _unknown(what: str, record: Record[Rule], field: str, close: str | None) -> Problem:
    hint = f"did you mean `{close}`?" if close else "see `guanxi schema`"
    return Problem("unknown-term", f"there is no {what}", record.span(field), hint)
