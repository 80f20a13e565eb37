"""``guanxi propose``: claims from a stored text, for somebody to accept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guanxi_graph.cli.common import MapCommand, count, draft_of, find_map, look_at_map, misused, problems_reported, say
from guanxi_graph.cli.output import Answer, Id, print_json, print_table

if TYPE_CHECKING:
    from guanxi_graph.evidence import Text
    from guanxi_graph.map import Map
    from guanxi_graph.names import Names
    from guanxi_graph.proposals import Proposal, Proposals
    from guanxi_graph.proposals.recognised import Recogniser


@click.command(cls=MapCommand)
@click.argument("source", metavar="ID")
@click.option("--prompt", "as_prompt", is_flag=True, help="Print the question for a language model.")
@click.option("--answer", type=click.Path(path_type=Path), help="Read what a language model answered; - for input.")
@click.option("--model", help="Ask this model of the library llm, and read its answer.")
@click.option("--nlp", is_flag=True, help="Let spaCy and jieba find names that the map does not know.")
@click.option("--json", "as_json", is_flag=True, help="Print what is proposed as JSON.")
def propose(
    source: str,
    map_path: Path | None,
    answer: Path | None,
    model: str | None,
    *,
    as_prompt: bool,
    nlp: bool,
    as_json: bool,
) -> None:
    """Propose claims from the stored text of a source.

    Without options rules find them, offline: names, dates and figures in sentences that state a relation. Each has the
    words of the text that it rests on. They are kept in proposals/ID.yaml beside the map, never in it. What was
    rejected or accepted there is not proposed again. Of a model's answer only what stands in the text is kept.
    """
    from guanxi_graph.proposals import read_proposals, renewed, write_proposals

    if sum(map(bool, (as_prompt, answer, model, nlp))) > 1:
        misused("choose one of --prompt, --answer, --model and --nlp")
    with problems_reported():
        directory = find_map(map_path)
        gmap = look_at_map(directory)
        text = _text(directory, gmap, source)
        if as_prompt:
            _print_prompt(gmap, text)
            return
        found = _found(directory, gmap, text, answer, model, nlp=nlp)
        kept = renewed(read_proposals(directory, source), found, text)
        path = write_proposals(directory, kept)
    _print(gmap, kept, found, path, as_json=as_json)


def _text(directory: Path, gmap: Map, source: str) -> Text:
    from guanxi_graph.evidence import Shelf, read_lock, text_path
    from guanxi_graph.text import nearest

    if not directory.is_dir():
        misused("a map's texts stand beside its files: name the map's folder")
    if source not in gmap.sources:
        misused(f"there is no source `{source}`", nearest(source, gmap.sources))
    text = Shelf(directory, read_lock(directory))[source]
    if text is None:
        misused(
            f"there is no text of `{source}` in {text_path(directory, source)}; bring it in with `guanxi source add`"
        )
    return text


def _print_prompt(gmap: Map, text: Text) -> None:
    from guanxi_graph.proposals.prompt import prompt

    question = prompt(gmap, text)
    if sys.stdout.isatty():
        say(question)
    else:
        click.echo(question, nl=False)


def _found(directory: Path, gmap: Map, text: Text, answer: Path | None, model: str | None, *, nlp: bool) -> Proposals:
    from guanxi_graph.proposals.answer import read_answer
    from guanxi_graph.proposals.phrases import read_phrases
    from guanxi_graph.proposals.proposer import propose as by_rules
    from guanxi_graph.proposals.recognised import nothing
    from guanxi_graph.reading.utf8 import read_utf8

    hidden = _held_back(directory)
    if model:
        return read_answer(
            _asked(gmap, text, model), gmap, text, name=model, proposed=f"model {model}", held_back=hidden
        )
    if answer:
        told = sys.stdin.read() if str(answer) == "-" else read_utf8(answer, str(answer))
        return read_answer(told, gmap, text, name=str(answer), held_back=hidden)
    recognised = _recogniser() if nlp else nothing
    return by_rules(gmap, text, read_phrases(directory, gmap.vocabulary), hidden, recognised)


def _recogniser() -> Recogniser:
    from guanxi_graph.proposals.recognised import MissingError, recogniser

    try:
        return recogniser()
    except MissingError as error:
        raise click.ClickException(str(error)) from error


def _asked(gmap: Map, text: Text, model: str) -> str:
    from guanxi_graph.proposals.language_model import ModelError, asked
    from guanxi_graph.proposals.prompt import answer_schema, prompt

    schema = answer_schema(gmap.vocabulary)
    try:
        return asked(model, prompt(gmap, text, schema), schema)
    except ModelError as error:
        raise click.ClickException(str(error)) from error


def _held_back(directory: Path) -> Names:
    """The names of what the map holds back, which is not to be proposed as new."""
    from guanxi_graph.names import Names
    from guanxi_graph.reading.folder import look_into

    if not any(file.kind == "redactions" for file in look_into(directory).files):
        return Names({})
    draft = draft_of(directory)
    gone = {record.row.entity for record in draft.redactions}
    return Names({record.row.id: record.row.names for record in draft.entities if record.row.id in gone})


def _print(gmap: Map, kept: Proposals, found: Proposals, path: Path, *, as_json: bool) -> None:
    from guanxi_graph.map.told import name_in
    from guanxi_graph.proposals.proposals_file import as_written

    new = {each.entity.id: each.entity.label(*gmap.info.languages) for each in kept.entities}
    answer = Answer(
        results=as_written(kept),
        title=f"Proposed from {kept.source}",
        headers=("place", "subject", "relation", "object or value", "date", "look at", "map"),
        rows=[_row(each) for each in kept.open],
        remarks=list(_remarks(kept, found, path)),
    )
    if as_json:
        print_json(answer)
    else:
        print_table(answer, lambda name: f"+ {new[name]}" if name in new else name_in(gmap, name))


def _row(each: Proposal) -> tuple[Any, ...]:
    claim = each.claim
    when = claim.at or "–".join(str(date) for date in (claim.start, claim.end) if date)
    other = Id(claim.object) if claim.object else f"{claim.value} {claim.unit}".rstrip()
    known = "says so" if each.known else ""
    return each.citation.locator, Id(claim.subject), claim.relation, other, str(when), each.flags, known


def _remarks(kept: Proposals, found: Proposals, path: Path) -> list[str]:
    from collections import Counter

    decided = len(kept.claims) - len(kept.open)
    remarks = [f"+ is new to the map: {count(len(kept.entities), 'name')}."] if kept.entities else []
    remarks += [f"Decided before, and not proposed again: {decided}."] if decided else []
    reasons = Counter(each.why.partition(":")[0] for each in found.passed)
    remarks += [f"Passed over: {reason} ({number})." for reason, number in sorted(reasons.items())]
    if kept.nothing:
        remarks.append(f"Nothing was taken from ¶ {', '.join(map(str, kept.nothing))}.")
    return [*remarks, f"Written: {path}."]
