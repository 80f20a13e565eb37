"""``guanxi query``: ask a map in SPARQL."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from guanxi_graph.cli.common import MapCommand, console, entity_id, find_map, look_at_map, say, styled
from guanxi_graph.cli.watching import progress_shown
from guanxi_graph.query.media import FORMATS, question_in
from guanxi_graph.query.saved import OPEN

if TYPE_CHECKING:
    from guanxi_graph.query.engine import Engine
    from guanxi_graph.query.enough import EnoughEngine
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
@click.option("--list", "listing", is_flag=True, help="List the saved queries, with examples.")
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
    from guanxi_graph.cli.querying import engine_to_ask, queries_of
    from guanxi_graph.query.limits import Limits

    if listing:
        return _list(queries_of(map_path), map_path)
    if query is None:
        raise click.UsageError("name a QUERY, or see the saved ones with --list")
    text, name = _text(query, map_path)
    wanted = dict(value.partition("=")[::2] for value in values)
    limits = Limits(seconds=timeout, rows=rows, memory=memory * 1_000_000)
    if endpoint:
        _ask_elsewhere(endpoint, _with_values(text, wanted), form, map_path, limits)
        return None
    with engine_to_ask(map_path, files, limits) as engine:
        with progress_shown():
            named = wanted if files else _by_name(engine, text, wanted, map_path)
        _answer(engine, _with_values(text, named), name, form)
    return None


def _list(saved: dict[str, SavedQuery], map_path: Path | None) -> None:
    """The map's own first. Each line with ``guanxi`` may be pasted into a shell."""
    from guanxi_graph.cli.tables import tell
    from guanxi_graph.query.saved import shipped_queries

    screen = console()
    shipped = shipped_queries()
    own = [each for name, each in saved.items() if shipped.get(name) is not each]
    for heading, queries in (
        ("Of this map", own),
        ("Of every map", [each for each in saved.values() if each not in own]),
    ):
        if queries:
            screen.print(styled((f"{heading}:", "dim")))
        for each in queries:
            tell(screen, styled((each.name, "bold"), (f"  {each.title}", "")))
            if each.description:
                tell(screen, styled((f"    {each.description}", "dim")))
            screen.print(styled((f"    {_example(each, map_path)}", "cyan")), soft_wrap=True)
            if left_open := [name for name, value in each.parameters.items() if value.strip() == OPEN]:
                screen.print(styled((f"    narrowed by {', '.join(f'--set {name}=…' for name in left_open)}", "dim")))


def _plain(value: str) -> str:
    """As one types it: a day without its type."""
    return re.sub(r'"(\d{4}-\d\d-\d\d)"\^\^xsd:date', r"\1", value.strip())


def _example(query: SavedQuery, map_path: Path | None) -> str:
    """The command that asks it with the values that stand in it, quoted for a shell."""
    given = [f"{name}={_plain(value)}" for name, value in query.parameters.items() if value.strip() != OPEN]
    where = [] if map_path is None else ["-m", str(map_path)]
    return shlex.join(["guanxi", "query", query.name, *(part for each in given for part in ("--set", each)), *where])


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


def _with_values(text: str, values: Mapping[str, str]) -> str:
    from guanxi_graph.query.saved import with_values

    try:
        return with_values(text, values)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _by_name(
    engine: Engine | EnoughEngine, text: str, values: Mapping[str, str], map_path: Path | None
) -> dict[str, str]:
    """The values with the ids of the entities that they name. The map is read only when one is no id in the data."""
    from guanxi_graph.query.saved import entities_wanted
    from guanxi_graph.text import SLUG

    named = {
        name: value
        for name, value in entities_wanted(text, values).items()
        if not SLUG.fullmatch(value) or not engine.values(f"SELECT ?p {{ ent:{value} ?p ?o }} LIMIT 1")
    }
    if not named or find_map(map_path).is_file():
        return dict(values)
    gmap = look_at_map(map_path)
    return {**values, **{name: f"ent:{entity_id(gmap, value)}" for name, value in named.items()}}


def _ask_elsewhere(endpoint: str, text: str, form: str, map_path: Path | None, limits: Limits) -> None:
    from guanxi_graph.asking import finder_of
    from guanxi_graph.cli.querying import lent_by
    from guanxi_graph.map.whole_map import WholeMap
    from guanxi_graph.query.by_name import with_found
    from guanxi_graph.query.limits import QueryError
    from guanxi_graph.remote.remote import Server, with_prefixes

    prefixes, graphs = lent_by(map_path)
    server = Server(limits)
    accept = f"{FORMATS['json']}, {FORMATS['turtle']};q=0.9" if form == "table" else FORMATS[form]
    try:
        asked = _published(server, endpoint, text, graphs)
        found = with_found(text, finder_of(WholeMap(lambda: look_at_map(map_path))) if graphs else None)
        answer = server.ask(endpoint, with_prefixes(found, prefixes), accept, asked)
    except QueryError as error:
        say(f"error[{error.code}]: {error.message}", err=True)
        sys.exit(1)
    _show(answer, form, prefixes)


def _published(server: Server, endpoint: str, text: str, graphs: Sequence[str]) -> Sequence[str]:
    """The map's graphs, where the server holds them and the query names none: not every server asks all that it has."""
    from guanxi_graph.query.scan import uses_any

    chosen = uses_any(text, frozenset({"FROM", "GRAPH"}))
    return () if chosen or not all(server.has_graph(endpoint, graph) for graph in graphs) else graphs


def _answer(engine: Engine | EnoughEngine, text: str, name: str, form: str) -> None:
    from guanxi_graph.query.labels import labels_of
    from guanxi_graph.query.limits import QueryError

    question = _question(text, form)
    try:
        with progress_shown():
            answer = engine.ask(question)
    except QueryError as error:
        _refused(error, engine, text, name)
    _show(answer, form, engine.prefixes, lambda iris: labels_of(iris, engine.values))
    _remark(engine, text, name, answer.count)


def _remark(engine: Engine | EnoughEngine, text: str, name: str, rows: int) -> None:
    """On standard error: what is odd in the query, such as why nothing was found."""
    from guanxi_graph.problems import draw
    from guanxi_graph.query.remarks import remarks

    with progress_shown():
        found = remarks(text, engine.prefixes, engine.values, rows=rows, file=name)
    for problem in found:
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


def _refused(error: QueryError, engine: Engine | EnoughEngine, text: str, name: str) -> NoReturn:
    if error.code == "syntax":
        from guanxi_graph.problems import draw
        from guanxi_graph.query.mistakes import explain

        problem = explain(text, error.message, engine.prefixes, name)
        say(draw(problem, text.split("\n")[problem.span.line - 1]), err=True)
        sys.exit(2)
    say(f"error[{error.code}]: {error.message}", err=True)
    sys.exit(1)
