"""Checks of a map: small functions that look at a draft and yield problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from guanxi_graph import collector
from guanxi_graph.checks import (
    accounts,
    claims,
    duplicates,
    entities,
    evidence,
    figures,
    following,
    held_back,
    images,
    judged,
    languages,
    lives,
    look_of_page,
    renamed,
    settings,
    shares,
    sources,
    standing,
    story_steps,
    texts,
    twins,
    values,
    vocabulary_terms,
)
from guanxi_graph.checks.described import ENOUGH, described, first
from guanxi_graph.problems import Problem, in_order
from guanxi_graph.progress import done
from guanxi_graph.reading import Draft

Check = Callable[[Draft], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    texts.base_iri,
    texts.bad_language,
    settings.unknown_term,
    settings.endless_today,
    settings.bad_corrections,
    settings.bad_page,
    look_of_page.theme,
    vocabulary_terms.duplicate_term,
    vocabulary_terms.unknown_label,
    vocabulary_terms.bad_strength,
    vocabulary_terms.bad_prefix,
    vocabulary_terms.terms,
    entities.bad_id,
    entities.duplicate_id,
    entities.unknown_class,
    entities.nameless,
    entities.bad_same_as,
    entities.living_thing,
    images.bad_image,
    sources.bad_id,
    sources.duplicate_id,
    sources.bad_url,
    sources.bad_licence,
    sources.bad_lineage,
    sources.unknown_kind,
    sources.published_ahead,
    twins.unknown_other,
    twins.same_name,
    twins.same_identifier,
    twins.same_source,
    claims.unknown_relation,
    claims.unknown_entity,
    claims.unknown_source,
    sources.bad_link,
    values.object_or_value,
    claims.wrong_ends,
    values.bad_value,
    values.bad_unit,
    values.bad_qualifier,
    values.bad_share,
    claims.inverted_relation,
    standing.derived_relation,
    standing.unknown_premise,
    values.impossible_dates,
    values.undated_figure,
    lives.before_or_after_life,
    lives.contradictory_life,
    lives.after_today,
    standing.unexplained_rank,
    claims.self_tie,
    claims.stated_twice,
    claims.bad_id,
    duplicates.duplicate_claim,
    accounts.two_dates,
    accounts.two_ends,
    accounts.two_answers,
    figures.figures_differ,
    figures.same_figure,
    shares.over_the_whole,
    standing.uncited,
    evidence.short_quote,
    evidence.evidence,
    story_steps.stories,
    languages.languages,
    held_back.unknown_redaction,
    renamed.unknown_renamed,
    renamed.reused_id,
    judged.unknown_judged,
    judged.judged_both_ways,
    # Last, as they look at everything.
    entities.unused,
    sources.unused,
    texts.bad_character,
    texts.not_nfc,
)


# These tell of claims in another order than that of the files, so that all which they find is looked through.
_IN_OWN_ORDER: frozenset[Check] = frozenset(
    {
        claims.stated_twice,
        duplicates.duplicate_claim,
        accounts.two_dates,
        accounts.two_ends,
        accounts.two_answers,
        figures.figures_differ,
        figures.same_figure,
        shares.over_the_whole,
        texts.bad_character,
        texts.not_nfc,
    }
)
# The first problems of each check, of a part of a map or of several.
Found = dict[Check, list[Problem]]


@collector.at_rest()
def check(draft: Draft, *, drafting: bool = False) -> list[Problem]:
    """Every problem of every file, in their order; up to the first kind of error of which there are too many.

    While ``drafting``, a claim without a source is a warning, unless it is of a sensitive kind and
    about a living person.
    """
    return in_order([*draft.problems, *described(_first(each, draft, drafting=drafting) for each in CHECKS)])


@collector.at_rest()
def found(draft: Draft, checks: Iterable[Check], *, drafting: bool = False) -> Found:
    """What these checks find in a part of a map."""
    return {each: _first(each, draft, drafting=drafting) for each in checks}


def add_found(found: Found, more: Found) -> None:
    """Put to what was found what was found in another part."""
    for each, problems in more.items():
        found[each] = first([*found.get(each, ()), *problems])


def told(read: Iterable[Problem], found: Found) -> list[Problem]:
    """The problems of a map, as of one in one piece: those of its files, and what was found in its parts."""
    return in_order([*read, *described(found.get(each, []) for each in CHECKS)])


def _first(each: Check, draft: Draft, *, drafting: bool) -> list[Problem]:
    problems: Iterator[Problem] = following.held_back(draft, each(draft))
    problems = map(standing.as_draft, problems) if drafting else problems
    kept = first(problems if each in _IN_OWN_ORDER else islice(problems, ENOUGH))
    done("checking")
    return kept
