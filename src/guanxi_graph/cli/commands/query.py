"""``guanxi query``: ask a map in SPARQL."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from guanxi_graph.cli.common import MapCommand, console, say, styled
from guanxi_graph.query.media import FORMATS, question_in

if TYPE_CHECKING:
    from guanxi_graph.query.engine import Engine
    from guanxi_graph.query.limits import Limits, QueryError
    from guanxi_graph.query.messages import Answer, Question
    from guanxi_graph.query.saved import SavedQuery
    from guanxi_graph.remote.remote import Server


@click.command(cls=MapCommand)
@click.argument("query", required=False)
@click.option(
    "--file", "files", type=click.Path(path_type=Path), multiple=True, help="Any RDF file, as it is. Repeatable."
)
@click.option("-f", "--format", "form", type=click.Choice(["table", *FORMATS]), default="table", show_default=True)
@click.option(
    "-s", "--set", "values", metavar="NAME=VALUE", multiple=True, help="A value for a saved query's parameter."
)
@click.option("--list", "listing", is_flag=True, help="List the map's saved queries.")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL server instead; the map lends its prefixes.")
@click.option("--timeout", default=10.0, show_default=True, help="Seconds that the query may take.")
@click.option("--rows", default=10_000, show_default=True, help="Rows (or triples) that the answer may have.")
@click.option("--memory", default=2_000, show_default=True, help="MB that the query may take beside the data.")
def query(
    query: str | None,
    map_path: Path | None,
    files: tuple[Path, ...],
    form: str,
    values: tuple[str, ...],
    endpoint: str | None,
    *,
    listing: bool,
    timeout: float,
    rows: int,
    memory: int,
) -> None:
    """Ask a map in SPARQL, or one of its saved questions.

    QUERY is a query, a file that holds one, the name of a saved query, or - for standard input. The usual prefixes
    are declared already: ent:, claim:, source:, gx:, schema:, skos:, prov:, rdf:, …
    """
    from guanxi_graph.cli.querying import data_of, queries_of
    from guanxi_graph.query.engine import Engine
    from guanxi_graph.query.limits import Limits

    if listing:
        return _list(queries_of(map_path))
    if query is None:
        raise click.UsageError("name a QUERY, or see the saved ones with --list")
    text, name = _text(query, map_path)
    text = _with_values(text, values)
    limits = Limits(seconds=timeout, rows=rows, memory=memory * 1_000_000)
    if endpoint:
        _ask_elsewhere(endpoint, text, form, map_path, limits)
        return None
    with Engine(data_of(map_path, files), limits) as engine:
        _answer(engine, text, name, form)
    return None


def _list(saved: dict[str, SavedQuery]) -> None:
    from guanxi_graph.cli.tables import tell

    screen = console()
    for each in saved.values():
        tell(screen, styled((each.name, "bold"), (f"  {each.title}", "")))
        if each.description:
            tell(screen, styled((f"    {each.description}", "dim")))
        for name, value in each.parameters.items():
            tell(screen, styled((f"    --set {name}={value.strip()}", "cyan")))
    if not saved:
        say("no saved queries: put them as .rq files into a folder `queries` in the map")


def _text(query: str, map_path: Path | None) -> tuple[str, str]:
    """The text of the query that is meant, and what to call it in messages."""
    from guanxi_graph.cli.querying import queries_of
    from guanxi_graph.text import nearest

    if query == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace"), "standard input"
    if any(char in query for char in "{ \n"):
        return query, "query"
    saved = queries_of(map_path)
    if query in saved:
        return saved[query].text, f"{query}.rq"
    if Path(query).is_file():
        return Path(query).read_text("utf-8-sig", errors="replace"), query
    close = nearest(query, saved)
    hint = f"did you mean `{close}`?" if close else "see `guanxi query --list`"
    raise click.UsageError(f"there is no file and no saved query `{query}`; {hint}")


def _with_values(text: str, values: tuple[str, ...]) -> str:
    from guanxi_graph.query.saved import with_values

    pairs = dict(value.partition("=")[::2] for value in values)
    try:
        return with_values(text, pairs)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _ask_elsewhere(endpoint: str, text: str, form: str, map_path: Path | None, limits: Limits) -> None:
    from guanxi_graph.cli.querying import lent_by
    from guanxi_graph.query.limits import QueryError
    from guanxi_graph.remote.remote import Server, with_prefixes

    prefixes, graphs = lent_by(map_path)
    server = Server(limits)
    accept = f"{FORMATS['json']}, {FORMATS['turtle']};q=0.9" if form == "table" else FORMATS[form]
    try:
        asked = _published(server, endpoint, text, graphs)
        answer = server.ask(endpoint, with_prefixes(text, prefixes), accept, asked)
    except QueryError as error:
        say(f"error[{error.code}]: {error.message}", err=True)
        sys.exit(1)
    _show(answer, form, prefixes)


def _published(server: Server, endpoint: str, text: str, graphs: Sequence[str]) -> Sequence[str]:
    """The map's graphs, where the server holds them and the query names none: not every server asks all that it has."""
    from guanxi_graph.query.scan import uses_any

    chosen = uses_any(text, frozenset({"FROM", "GRAPH"}))
    return () if chosen or not all(server.has_graph(endpoint, graph) for graph in graphs) else graphs


def _answer(engine: Engine, text: str, name: str, form: str) -> None:
    from guanxi_graph.query.labels import labels_of
    from guanxi_graph.query.limits import QueryError

    question = _question(text, form)
    try:
        answer = engine.ask(question)
    except QueryError as error:
        _refused(error, engine, text, name)
    _show(answer, form, engine.prefixes, lambda iris: labels_of(iris, engine.values))
    _remark(engine, text, name, answer.count)


def _remark(engine: Engine, text: str, name: str, rows: int) -> None:
    """On standard error: what is odd in the query, such as why nothing was found."""
    from guanxi_graph.problems import draw
    from guanxi_graph.query.remarks import remarks

    for problem in remarks(text, engine.prefixes, engine.values, rows=rows, file=name):
        say(draw(problem, text.split("\n")[problem.span.line - 1]), err=True)


def _show(
    answer: Answer,
    form: str,
    prefixes: Mapping[str, str],
    labels: Callable[[Iterable[str]], Mapping[str, str]] = lambda _: {},
) -> None:
    from guanxi_graph.cli.solutions import Words, iris_in, print_results

    if form == "table" and answer.media_type == FORMATS["json"]:
        results = json.loads(answer.body)
        print_results(results, Words.of(prefixes, labels(iris_in(results))), console())
    elif sys.stdout.isatty():
        say(answer.body.decode(errors="replace"))
    else:
        sys.stdout.buffer.write(answer.body)


def _question(text: str, form: str) -> Question:
    """Rows or triples: only the engine knows which the query gives. A table of triples is Turtle."""
    from guanxi_graph.query.messages import Question

    if form == "table":
        return Question(text=text, rows=FORMATS["json"], triples=FORMATS["turtle"])
    return question_in(text, form)


def _refused(error: QueryError, engine: Engine, text: str, name: str) -> NoReturn:
    if error.code == "syntax":
        from guanxi_graph.problems import draw
        from guanxi_graph.query.mistakes import explain

        problem = explain(text, error.message, engine.prefixes, name)
        say(draw(problem, text.split("\n")[problem.span.line - 1]), err=True)
        sys.exit(2)
    say(f"error[{error.code}]: {error.message}", err=True)
    sys.exit(1)
