"""What ``guanxi match`` does: pairs asked, accepted, listed, and judgements in and out as SSSOM."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import count, draft_of, misused, problems_in, say
from guanxi_graph.cli.output import Answer, print_json, print_table
from guanxi_graph.cli.watching import progress_shown

if TYPE_CHECKING:
    from guanxi_graph.joining import Candidate
    from guanxi_graph.joining.candidates import Found
    from guanxi_graph.map import Map
    from guanxi_graph.reading import Draft
    from guanxi_graph.reading.judgement_rows import Judgement, Verdict

_ASKED = "[s]ame, [d]ifferent, s[k]ip, [q]uit"
_VERDICTS: dict[str, Verdict] = {"s": "same", "d": "different"}


class Matching:
    """A map, or two, with what is open between their records."""

    def __init__(self, directory: Path, other: Path | None, by: str | None, decided: str | None) -> None:
        from guanxi_graph.dates import parse_date

        self.draft, self.gmap = _opened(directory)
        self.other: Draft | None = None
        self.other_map: Map | None = None
        if other:
            self.other, self.other_map = _opened(other)
        self._by = by
        try:
            self.decided = parse_date(decided or date.today().isoformat())  # noqa: DTZ011 - the reader's own day
        except ValueError as error:
            misused(str(error))

    def _found(self) -> tuple[Found, list[Candidate]]:
        """All pairs, and those that nobody has decided."""
        from guanxi_graph.joining import candidates, judged_of

        with progress_shown():
            found, judged = candidates(self.gmap, self.other_map), judged_of(self.draft, self.other)
        return found, [each for each in found.candidates if each not in judged]

    def _judgement(self, pair: Candidate, are: Verdict, reason: str = "") -> Judgement:
        from guanxi_graph.cli.own_name import own_name
        from guanxi_graph.joining import judgement

        self._by = self._by or own_name()
        of = self.other.info.base if self.other else ""
        return judgement(pair, are, by=self._by, decided=self.decided, reason=reason, of=of)

    def _keep(self, rows: Sequence[Judgement]) -> None:
        from guanxi_graph.joining import keep

        keep(self.draft.directory, rows)

    def ask(self) -> None:
        from guanxi_graph.cli.side_by_side import show_pair

        found, pairs = self._found()
        done = 0
        for number, pair in enumerate(pairs, 1):
            show_pair(pair, self.gmap, self.other_map or self.gmap, f"{number} of {len(pairs)}")
            answer = _answer()
            if answer == "q":
                break
            if answer in _VERDICTS:
                reason = click.prompt("Why (may be empty)", default="", show_default=False, err=True)
                self._keep([self._judgement(pair, _VERDICTS[answer], reason)])
                done += 1
        left = len(pairs) - done
        say(f"{count(left, 'pair')} left" if left else "Nothing is left to decide.")
        _say_common(found)

    def accept_ids(self) -> None:
        having = [each for each in self._found()[1] if each.is_certain]
        certain = [each for each in having if not each.is_doubted]
        if certain:
            self._keep([self._judgement(each, "same", each.reasons[0].text) for each in certain])
        for each in certain:
            say(f"{each.one} = {each.other}: {each.reasons[0].text}")
        say(f"{count(len(certain), 'pair')} judged the same")
        if doubted := len(having) - len(certain):
            say(f"{count(doubted, 'pair')} left, as something speaks against: see --list")

    def undo(self) -> None:
        from guanxi_graph.joining.judging import take_back

        row = take_back(self.draft)
        say(f"taken back: {row.one} and {row.other} are {row.are}")

    def write_sssom(self, target: Path) -> None:
        from guanxi_graph.files import write_text
        from guanxi_graph.joining.sssom import sssom_text

        write_text(target, sssom_text(self.draft))
        say(f"{target}: {count(len(self.draft.judgements), 'judgement')}")

    def take_sssom(self, source: Path) -> None:
        from guanxi_graph.joining.sssom import read_sssom
        from guanxi_graph.reading.utf8 import read_utf8

        bases = [self.other.info.base] if self.other else []
        read = read_sssom(read_utf8(source, str(source)), str(source), self.draft, bases)
        known = {_said(record.row) for record in self.draft.judgements}
        fresh = [row for row in read.judgements if _said(row) not in known]
        if fresh:
            self._keep(fresh)
        for number, reason in read.left:
            say(f"{source}:{number}: left out: {reason}")
        say(f"{count(len(fresh), 'judgement')} taken, {len(read.judgements) - len(fresh):,} there already")

    def print_open(self, *, as_json: bool) -> None:
        found, pairs = self._found()
        answer = Answer(
            results=pairs,
            title=count(len(pairs), "open pair"),
            headers=("score", "one", "other", "why"),
            rows=[(each.score, each.one, each.other, "; ".join(_told(each))) for each in pairs],
            remarks=_common(found),
            facts={"map": str(self.draft.directory), "with": str(self.other.directory) if self.other else ""},
        )
        if as_json:
            print_json(answer)
        else:
            print_table(answer, str)


def _opened(directory: Path) -> tuple[Draft, Map]:
    """A map and its files. Raises MapError when it has errors."""
    from guanxi_graph.map.loading import from_draft
    from guanxi_graph.problems import MapError, has_errors

    draft = draft_of(directory)
    problems = problems_in(draft)
    if has_errors(problems):
        raise MapError(problems)
    return draft, from_draft(draft)


def _answer() -> str:
    try:
        choice = click.Choice(list("sdkq"))
        return str(click.prompt(_ASKED, type=choice, show_choices=False, default="k", err=True))
    except click.Abort:
        say("\nthere is nobody to ask: see --list, --json and --accept-ids", err=True)
        sys.exit(2)


def _told(pair: Candidate) -> Iterable[str]:
    return (f"{each.text} ({each.points:+d})" for each in pair.reasons)


def _said(row: Judgement) -> tuple[str, ...]:
    ends = (row.one, row.other) if row.of else sorted((row.one, row.other))
    return (row.source, row.of, *ends, row.are)


def _common(found: Found) -> list[str]:
    told = ", ".join(found.common[:5])
    more = f" and {len(found.common) - 5} more" if len(found.common) > 5 else ""
    return [f"too many share a name for it to say anything: {told}{more}"] if found.common else []


def _say_common(found: Found) -> None:
    for remark in _common(found):
        say(remark)
