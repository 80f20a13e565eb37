"""The checks of a map, sorted by what each has to see together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from guanxi_graph.bulk.part import Claims, Part
from guanxi_graph.checks import (
    CHECKS,
    Check,
    accounts,
    check,
    claims,
    duplicates,
    evidence,
    figures,
    lives,
    shares,
    standing,
    texts,
    values,
)
from guanxi_graph.checks import sources as cited
from guanxi_graph.problems import MOST_DESCRIBED, Problem, in_order, more_problems
from guanxi_graph.reading import Draft

# One claim, or those of one subject.
OF_SUBJECTS: tuple[Check, ...] = (
    claims.unknown_relation,
    claims.unknown_entity,
    claims.unknown_source,
    cited.bad_link,
    values.object_or_value,
    claims.wrong_ends,
    values.bad_value,
    values.bad_unit,
    values.bad_qualifier,
    values.bad_share,
    claims.inverted_relation,
    standing.derived_relation,
    values.impossible_dates,
    values.undated_figure,
    lives.before_or_after_life,
    lives.after_today,
    standing.unexplained_rank,
    claims.self_tie,
    claims.bad_id,
    accounts.two_answers,
    figures.figures_differ,
    figures.same_figure,
    standing.uncited,
    evidence.short_quote,
    evidence.evidence,
    texts.bad_character,
    texts.not_nfc,
)
OF_TIES: tuple[Check, ...] = (claims.stated_twice, accounts.two_dates, accounts.two_ends)
OF_OWNED: tuple[Check, ...] = (shares.over_the_whole,)
OF_IDS: tuple[Check, ...] = (duplicates.duplicate_claim,)
# How many checks a part is given.
OF_A_PART = sum(map(len, (OF_SUBJECTS, OF_TIES, OF_OWNED, OF_IDS)))
# Asked when all ids are known.
OF_PREMISES: tuple[Check, ...] = (standing.unknown_premise,)
_OF_CLAIMS = frozenset((*OF_SUBJECTS, *OF_TIES, *OF_OWNED, *OF_IDS, *OF_PREMISES))
# Of settings, words, entities, sources and all that is no claim; claims tell them together what they need.
OF_THINGS: tuple[Check, ...] = tuple(
    each for each in CHECKS if each not in _OF_CLAIMS or each in {texts.bad_character, texts.not_nfc}
)


def problems_of_part(part: Part, *, drafting: bool = False) -> Iterator[Problem]:
    """What is wrong with the claims that are at home in the part."""
    for together, checks in _scopes(part):
        yield from check(part.known.draft(together), drafting=drafting, checks=checks)


def _scopes(part: Part) -> Iterator[tuple[Claims, tuple[Check, ...]]]:
    yield part.of_subjects, OF_SUBJECTS
    yield part.of_ties, OF_TIES
    yield part.of_owned, OF_OWNED
    yield part.of_ids, OF_IDS


def problems_of_rest(rest: Draft, derived: Claims, *, drafting: bool = False) -> Iterator[Problem]:
    """What is wrong with all else, when the claims have told what they tell together, and with ``derived`` claims."""
    yield from check(rest, drafting=drafting, checks=OF_THINGS)
    yield from check(msgspec.structs.replace(rest, claims=derived, told=rest.together), checks=OF_PREMISES)


def counted(problems: Iterable[Problem]) -> list[Problem]:
    """In order, each once, and of one kind no more than are described of a map in one piece."""
    kept: list[Problem] = []
    more: dict[tuple[str, str], list[Problem]] = {}
    numbers: dict[tuple[str, str], int] = {}
    for problem in in_order(set(problems)):
        kind = (problem.code, problem.severity)
        numbers[kind] = numbers.get(kind, 0) + 1
        if numbers[kind] <= MOST_DESCRIBED or problem.code == "more-problems":
            kept.append(problem)
        else:
            more.setdefault(kind, []).append(problem)
    return in_order([*kept, *(_beyond(code, severity, found) for (code, severity), found in more.items())])


def _beyond(code: str, severity: str, found: list[Problem]) -> Problem:
    message = f"there are {len(found):,} more problems as `{code}`, from here on"
    return msgspec.structs.replace(more_problems(message, found[0].span), severity=severity)
