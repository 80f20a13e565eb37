"""``guanxi add``: one more record, in the file where it fits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from guanxi_graph.cli.common import MapCommand, draft_of, find_map, misused, problems_in, problems_reported, report, say
from guanxi_graph.cli.watching import progress_shown

if TYPE_CHECKING:
    from guanxi_graph.writing.adding import Addition, Thing
    from guanxi_graph.writing.lines import Fields
    from guanxi_graph.writing.meanings import Known


T = TypeVar("T")


@click.command(cls=MapCommand, context_settings={"ignore_unknown_options": True})
@click.argument("line", nargs=-1)
@click.option("--to", type=click.Path(path_type=Path), help="The file to add it to, when not where the like stands.")
@click.option("--dry-run", is_flag=True, help="Print the lines and what is wrong with them, and write nothing.")
def add(line: Sequence[str], to: Path | None, map_path: Path | None, *, dry_run: bool) -> None:
    r"""Add a claim, an entity or a source to a map's files.

    LINE says the claim: who, the relation, whom or what, when, the sources with the place in them. Names may be in any
    language; a text or a name of several words stands in quotes. Without LINE you are asked.

    \b
    guanxi add wang-xing founded xiaonei 2005-12 @wikipedia-xiaonei-2012 ¶2
    guanxi add 王兴 worksAt 校内网 2005..2006 role=CEO @asprec-2012 ¶9
    guanxi add renren registeredUsers 160000000 2011-02 @wikipedia-xiaonei-2012
    guanxi add entity wang-huiwen Person en="Wang Huiwen" zh-Hans=王慧文
    guanxi add source fannin-2008 kind=book title="Silicon Dragon" published=2008

    Comments and all else in the file stay. What would be an error is told, and then nothing is written.
    """
    from guanxi_graph.writing.adding import addition, fitting_file, named_file
    from guanxi_graph.writing.meanings import Known

    if unknown := next((word for word in line if word.startswith("--")), None):
        misused(f"there is no option `{unknown}`")
    with problems_reported():
        source = find_map(map_path)
        draft = draft_of(source)
        thing, record = _meant(line, Known(draft))
        path = named_file(draft, thing, to) if to else fitting_file(draft, thing, record)
        if not line and not to:
            path = named_file(draft, thing, click.prompt("File", default=path, type=click.Path(path_type=Path)))
        with progress_shown():
            found = addition(draft, problems_in(draft), record, path)
        _finish(found, dry_run=dry_run)


def _finish(found: Addition, *, dry_run: bool) -> None:
    name = str(found.file.path)
    report(found.problems, texts={name: found.added.text})
    if not found.is_sound:
        say("Nothing is written.", err=True)
        sys.exit(1)
    if not dry_run:
        found.write()
        say(f"{name}:{found.added.line}")
    say(found.added.written)


def _meant(line: Sequence[str], known: Known) -> tuple[Thing, Fields]:
    """The record that a line states, or that one tells when asked."""
    from guanxi_graph.writing.lines import claim_of, entity_of, source_of
    from guanxi_graph.writing.meanings import words_of

    try:
        words = words_of(line[0]) if len(line) == 1 else line
        match list(words):
            case []:
                return "claim", claim_of(_asked(known), known)
            case ["entity", *rest]:
                return "entity", entity_of(rest, known)
            case ["source", *rest]:
                return "source", source_of(rest, known)
            case _:
                return "claim", claim_of(words, known)
    except (LookupError, ValueError) as error:
        misused(str(error.args[0]))


def _asked(known: Known) -> list[str]:
    """The words of a line, asked for one by one, and again where there is no such thing."""
    subject = _ask("Who or what (id or name)", known.entity)
    relation = _ask("Relation", known.relation)
    words = [subject, relation.id]
    words.append(_ask(f"What ({relation.value})", str) if relation.value else _ask("To whom or what", known.entity))
    words += _ask_on("When (2005-12, 2005..2008; empty if unknown)", _when)
    while cited := _ask_on("Source and place in it (empty to go on)", known.source_and_locator):
        words += [f"@{cited[0]}", cited[1]]
    while more := _ask_on("More, such as role=CEO (empty to end)", _more):
        words.append("=".join(more))
    return words


def _when(text: str) -> list[str]:
    from guanxi_graph.writing.meanings import dated

    dated([text], "at")
    return [text]


def _more(text: str) -> tuple[str, str]:
    from guanxi_graph.writing.meanings import named_value

    found = named_value(text)
    if found is None:
        raise ValueError("write name=value, such as role=CEO")
    return found


def _ask(question: str, read: Callable[[str], T], default: str | None = None) -> T:
    """What the answer means; asked again until it means something."""

    def value(text: str) -> T:
        try:
            return read(text)
        except (LookupError, ValueError) as error:
            raise click.UsageError(str(error.args[0])) from error

    answer: T = click.prompt(question, default=default, show_default=False, value_proc=value)
    return answer


def _ask_on(question: str, read: Callable[[str], Sequence[str]]) -> Sequence[str]:
    """The same, where nothing may be answered."""
    return _ask(question, lambda text: read(text) if text.strip() else [], default="")
