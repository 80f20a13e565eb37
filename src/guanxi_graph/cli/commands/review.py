"""``guanxi review``: what was proposed from a text, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import (
    MapCommand,
    console,
    count,
    find_map,
    misused,
    problems_reported,
    report,
    say,
    styled,
)
from guanxi_graph.cli.own_name import own_name
from guanxi_graph.cli.watching import progress_shown

if TYPE_CHECKING:
    from guanxi_graph.evidence import Text
    from guanxi_graph.proposals import Proposal, Proposals
    from guanxi_graph.reviewing import Change, State
    from guanxi_graph.writing.lines import Fields

_ASKED = "[a]ccept, [e]dit, [r]eject, [s]kip, [m]issed one, [q]uit"


@click.command(cls=MapCommand)
@click.argument("source")
@click.option("--as", "by", help="Who accepts. Default: git's user.name, else the name that you are logged in by.")
def review(source: str, by: str | None, map_path: Path | None) -> None:
    """Accept or reject what is proposed from SOURCE's text.

    Each claim is shown with its passage. What is accepted goes to the map's files, with your name; what is rejected
    is not proposed again. Nothing is written that the check would not pass.
    """
    with problems_reported():
        _Review(find_map(map_path), Path(source).stem, by or own_name()).run()


class _Review:
    """A walk through the open proposals of one text."""

    def __init__(self, directory: Path, source: str, by: str) -> None:
        from guanxi_graph.evidence import Shelf, read_lock
        from guanxi_graph.proposals import read_proposals

        self.directory, self.source, self.by = directory, source, by
        self.proposals = read_proposals(directory, source)
        self.text = Shelf(directory, read_lock(directory))[source]
        if not self.proposals.claims:
            misused(f"nothing is proposed from `{source}`; run `guanxi propose {source}` first")

    def run(self) -> None:
        numbers = [number for number, each in enumerate(self.proposals.claims) if not each.is_decided]
        for place, number in enumerate(numbers, 1):
            self._show(self.proposals.claims[number], f"{place} of {len(numbers)}")
            while (answer := self._answer()) == "m":
                self._missed()
            if answer == "q":
                break
            self._decide(number, answer)
        left = len(self.proposals.open)
        say(f"{count(left, 'proposal')} left" if left else "Nothing is left to review.")

    def _answer(self) -> str:
        choice = click.Choice(list("aersmq"))
        return str(click.prompt(_ASKED, type=choice, show_choices=False, default="s", err=True))

    def _decide(self, number: int, answer: str) -> None:
        from guanxi_graph.reviewing import accepted, look, rejected
        from guanxi_graph.reviewing.deciding import decided

        if answer == "r":
            reason = click.prompt("Why (it is not proposed again)", err=True)
            self._keep(rejected(self.proposals, number, reason))
        elif answer in {"a", "e"}:
            with progress_shown():
                state = look(self.directory)
            instead = self._edited(state, self.proposals.claims[number]) if answer == "e" else None
            with progress_shown():
                change = accepted(state, self.proposals, number, self.by, instead)
            if self._written(state, change):
                self._keep(decided(self.proposals, number, by=self.by))

    def _missed(self) -> None:
        from guanxi_graph.reviewing import added, look

        with progress_shown():
            state = look(self.directory)
        line = click.prompt("The claim (wang-xing founded xiaonei 2005-12 @source ¶2)", err=True)
        claim = {**_claim_of(line, state), "accepted": self.by}
        with progress_shown():
            change = added(state, ("claim", claim))
        self._written(state, change)

    def _edited(self, state: State, proposal: Proposal) -> Fields:
        """The claim that is told instead; without a source of its own it keeps the proposal's."""
        from guanxi_graph.reviewing.change import plain_of

        line = click.prompt("The claim as it should be", default=_line(proposal), err=True)
        told = _claim_of(line, state)
        return {"sources": [plain_of(proposal.citation)], **told}

    def _written(self, state: State, change: Change) -> bool:
        from guanxi_graph.reviewing.carrying_out import carried_out

        report(change.problems, texts={str(part.file.path): part.text for part in change.parts})
        if not change.is_sound:
            say("Nothing is written.", err=True)
            return False
        done = carried_out(state, change)
        for part in change.parts:
            say(f"{part.file.path}:{part.line}\n{part.written}")
        for words in done.differences:
            say(words)
        return True

    def _keep(self, proposals: Proposals) -> None:
        from guanxi_graph.proposals import write_proposals

        write_proposals(self.directory, proposals)
        self.proposals = proposals

    def _show(self, proposal: Proposal, place: str) -> None:
        screen = console()
        screen.print(styled((f"\n{place} · {_line(proposal)}", "bold")))
        for word in (*proposal.flags, *([f"the map says so already: {proposal.known}"] if proposal.known else [])):
            screen.print(styled((f"  {word}", "yellow")))
        for passage in _passages(self.text, proposal):
            screen.print(passage)


def _passages(text: Text | None, proposal: Proposal) -> Iterator[object]:
    """The paragraph of the proposal with its quote marked; the quote alone where the text is not at hand."""
    from guanxi_graph.evidence.locators import passage

    cited = proposal.citation
    found = passage(text, cited.locator) if text else None
    for paragraph in found.paragraphs if found else ():
        before, quote, after = paragraph.text.partition(cited.quote)
        yield styled((f"  {cited.locator} ", "dim"), (before, ""), (quote, "bold green"), (after, ""))
    if not found:
        yield styled((f"  {cited.locator} “{cited.quote}”", "dim"))


def _line(proposal: Proposal) -> str:
    """The claim as ``guanxi add`` takes it, without its source."""
    claim = proposal.claim
    when = claim.at.text if claim.at else f"{claim.start or ''}..{claim.end}" if claim.end else str(claim.start or "")
    more = [f"{name}={value}" for name, values in claim.qualifiers.items() for value in values]
    words = [claim.subject, claim.relation, claim.object or claim.value, when, *more]
    return " ".join(f'"{word}"' if " " in word else word for word in words if word)


def _claim_of(line: str, state: State) -> Fields:
    from guanxi_graph.writing.lines import claim_of
    from guanxi_graph.writing.meanings import Known, words_of

    try:
        return dict(claim_of(words_of(line), Known(state.draft)))
    except (LookupError, ValueError) as error:
        misused(str(error.args[0]))
