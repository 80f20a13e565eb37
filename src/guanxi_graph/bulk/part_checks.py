"""The checks of a map, sorted by what each has to see together."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from guanxi_graph.bulk.part import Claims, Part
from guanxi_graph.checks import (
    CHECKS,
    Check,
    Found,
    accounts,
    claims,
    duplicates,
    evidence,
    figures,
    found,
    lives,
    shares,
    standing,
    texts,
    values,
)
from guanxi_graph.checks import sources as cited
from guanxi_graph.problems import has_errors
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


def found_in_part(part: Part, *, drafting: bool = False) -> Found:
    """What is wrong with the claims that are at home in the part."""
    in_all: Found = {}
    for together, checks in _scopes(part):
        in_all |= found(part.known.draft(together), checks, drafting=drafting)
    return in_all


def _scopes(part: Part) -> Iterator[tuple[Claims, tuple[Check, ...]]]:
    yield part.of_subjects, OF_SUBJECTS
    yield part.of_ties, OF_TIES
    yield part.of_owned, OF_OWNED
    yield part.of_ids, OF_IDS


def found_in_rest(rest: Draft, derived: Claims) -> Found:
    """What is wrong with all else, when the claims have told what they tell together, and with ``derived`` claims."""
    with_claims = msgspec.structs.replace(rest, claims=derived, told=rest.together)
    return found(rest, OF_THINGS) | found(with_claims, OF_PREMISES)


def are_errors(found: Found) -> bool:
    """Whether what was found keeps the map from being written."""
    return any(map(has_errors, found.values()))
