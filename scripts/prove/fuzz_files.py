"""Files of a map as nobody should write them: refused with a place and a reason, or built."""

from __future__ import annotations

import json
import logging
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb, format_exception_only
from typing import Any

import rdflib
import whole_map
from changes import ODD, changed
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from outcome import Outcome

from guanxi_graph.cli.page import page_of, told_beside
from guanxi_graph.formats import check_turtle, from_turtle, ontology_turtle, to_turtle
from guanxi_graph.map.loading import from_draft
from guanxi_graph.model import Entity, MapInfo, Source
from guanxi_graph.problems import MapError, Problem, draw, has_errors
from guanxi_graph.query.limits import QueryError, refuse_unsafe
from guanxi_graph.query.saved import saved_queries
from guanxi_graph.reading import read_map
from guanxi_graph.reading.redaction_rows import Redaction
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.shape import fields_of
from guanxi_graph.reading.stories import Step, Story, load_stories
from guanxi_graph.redaction import problems_of
from guanxi_graph.vocabulary import Class, Identifier, QualifierTerm, Relation

PROMISE = "fuzzed YAML, CSV, map.toml, vocabulary, stories, redactions, saved queries"
FIGURE = "100,000 inputs: no traceback, none over 5 s, a place and a code for all; what passes is built and read alike"

_INPUTS, _LONGEST = 100_000, 5
_OF_STRATEGIES = 0.1  # the other inputs are real files, changed
_READ_BACK, _READ_TWICE, _DRAWN_PAGE = 5, 20, 100
_ROOT = Path(__file__).parents[2]
_ROWS: dict[str, type[Any]] = {
    "people.yaml": Entity,
    "claims/ties.yaml": ClaimRow,
    "sources.yaml": Source,
    "redactions.yaml": Redaction,
}
_SECTIONS: dict[str, type[Any]] = {
    "identifiers": Identifier,
    "classes": Class,
    "qualifiers": QualifierTerm,
    "relations": Relation,
}


def run(scale: float) -> Outcome:
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # it warns of dates that Python cannot hold
    trial = Trial()
    with tempfile.TemporaryDirectory() as folder:
        trial.of_changes(Path(folder) / "changed", round(_INPUTS * scale * (1 - _OF_STRATEGIES)))
        trial.of_strategies(Path(folder) / "made", round(_INPUTS * scale * _OF_STRATEGIES))
    told = ", ".join(f"{number:,} {name}" for name, number in trial.seen.most_common())
    return Outcome(f"{told}; the slowest {trial.slowest:.2f} s", tuple(trial.faults))


class Trial:
    """Tries inputs one by one, and counts what became of them."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.faults: list[str] = []
        self.known: Counter[str] = Counter()
        self.slowest = 0.0

    def of_changes(self, directory: Path, number: int) -> None:
        """Real files, one of them changed."""
        whole_map.write(directory)
        corpus = _corpus()
        chance = random.Random(100_000)
        names = [name for name in whole_map.FILES if name in corpus]
        for _ in range(number):
            name = chance.choice(names)
            old = (directory / name).read_bytes()
            (directory / name).write_bytes(changed(chance.choice(corpus[name]), corpus[name], chance))
            self.one(directory, name)
            (directory / name).write_bytes(old)

    def of_strategies(self, directory: Path, number: int) -> None:
        """Records of all fields with values that may or may not fit."""
        whole_map.write(directory)
        settle = settings(
            max_examples=max(1, number),
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )

        @seed(100_000)
        @settle
        @given(files())
        def each(made: tuple[str, str]) -> None:
            name, text = made
            old = (directory / name).read_bytes() if (directory / name).exists() else None
            (directory / name).write_bytes(text.encode("utf-8", "surrogatepass"))
            self.one(directory, name)
            if old is None:
                (directory / name).unlink()
            else:
                (directory / name).write_bytes(old)

        each()

    def one(self, directory: Path, name: str) -> None:
        began = time.process_time()
        try:
            with _watched(_LONGEST):
                ended = self.ended(directory)
        except Exception as error:  # noqa: BLE001
            ended = "tracebacks"
            place = extract_tb(error.__traceback__)[-1]
            kind = f"{Path(place.filename).name}:{place.lineno} {format_exception_only(error)[-1].strip()[:200]}"
            self.known[kind] += 1
            if self.known[kind] == 1:
                kept = Path(tempfile.gettempdir()) / f"fault-{len(self.faults)}-{Path(name).name}"
                kept.write_bytes((directory / name).read_bytes())
                self.faults.append(f"{kind} (kept in {kept})")
        self.slowest = max(self.slowest, time.process_time() - began)
        self.seen[ended] += 1

    def ended(self, directory: Path) -> str:
        """What became of a map. Raises AssertionError, and whatever else a fault of ours raises."""
        try:
            draft = read_map(directory)
        except MapError as error:
            _told(error.problems, directory)
            return "refused"
        problems = problems_of(draft)
        _told(problems, directory)
        _queries(directory)
        if has_errors(problems):
            return "refused"
        number = self.seen["built"]
        gmap = from_draft(draft)
        turtle, terms = to_turtle(gmap), ontology_turtle(gmap.vocabulary, gmap.info.base)
        check_turtle(turtle, "guanxi.ttl")
        check_turtle(terms.encode(), "ontology.ttl")
        load_stories(directory)
        if number % _READ_BACK == 0:
            (directory / "export").mkdir(exist_ok=True)
            back = directory / "export" / "guanxi.ttl"
            back.write_bytes(turtle)
            assert from_turtle(back) == gmap, "read back as another map"  # noqa: S101
        if number % _READ_TWICE == 0:
            _read_alike(turtle)
        if number % _DRAWN_PAGE == 0:
            page_of(gmap, told_beside(gmap, directory, directory), directory / "export")
        return "built"


def _corpus() -> dict[str, list[bytes]]:
    """Real files by the file of the map whose place they may take."""
    graph, base = _ROOT / "graph", _ROOT / "tests" / "base"
    found = {name: [text.encode()] for name, text in whole_map.FILES.items()}
    for name, paths in {
        "map.toml": [graph / "map.toml", base / "map.toml"],
        "vocabulary.yaml": [graph / "vocabulary.yaml"],
        "people.yaml": [base / "people.yaml"],
        "claims/ties.yaml": [base / "claims" / "claims.yaml"],
        "stories/one.yaml": list((graph / "stories").glob("*.yaml")),
        "queries/who.rq": list((graph / "queries").glob("*.rq")),
    }.items():
        found[name] += [path.read_bytes()[:4000] for path in sorted(paths)]
    return {name: [*texts[:1] * len(texts), *texts] for name, texts in found.items()}


def _told(problems: list[Problem] | tuple[Problem, ...], directory: Path) -> None:
    """Every problem has a code, words, and a place in the map, and can be drawn."""
    for problem in problems[:20]:
        assert problem.code, problem  # noqa: S101
        assert problem.message, problem  # noqa: S101
        assert problem.span.file.startswith(str(directory)), problem  # noqa: S101
        assert min(problem.span.line, problem.span.column, problem.span.length) > 0, problem  # noqa: S101
        path = Path(problem.span.file)
        lines = path.read_text("utf-8-sig", errors="replace").split("\n") if path.is_file() else []
        line = lines[problem.span.line - 1] if problem.span.line <= len(lines) else None
        drawn = draw(problem, line)
        assert drawn, problem  # noqa: S101


def _queries(directory: Path) -> None:
    try:
        saved = saved_queries(directory / "queries")
    except MapError as error:
        _told(error.problems, directory)
        return
    for query in saved.values():
        try:
            refuse_unsafe(query.with_values(query.parameters))
        except (ValueError, QueryError):
            continue


def _read_alike(turtle: bytes) -> None:
    """By rdflib as by Oxigraph."""
    import pyoxigraph as ox

    one = {_key(*triple) for triple in rdflib.Graph().parse(data=turtle, format="turtle")}
    other = {_key(t.subject, t.predicate, t.object) for t in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    assert one == other, sorted(one ^ other)[:2]  # noqa: S101


def _key(*terms: Any) -> tuple[str, ...]:
    language = (getattr(terms[2], "language", None) or "").lower()
    return (*(str(getattr(term, "value", term)) if not hasattr(term, "n3") else str(term) for term in terms), language)


@contextmanager
def _watched(seconds: int) -> Iterator[None]:
    """Raises TimeoutError in what works longer."""

    def over(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} s")

    signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


_words = st.one_of(
    st.sampled_from(
        [
            *(
                "wang-xing",
                "ma-huateng",
                "the-troupe",
                "beijing",
                "nobody",
                "Person",
                "Place",
                "Troupe",
                "knows",
                "bornOn",
            ),
            *(
                "actsWith",
                "directs",
                "seats",
                "a-book ¶1",
                "b-report",
                "2005",
                "1999-12~",
                "..",
                "-0044",
                "120",
                "12.5",
            ),
            *("true", "EUR 5", "https://e.org/a", "wikidata:Q1", "imdb:nm1234567", "en", "zh-Hans", "1", "preferred"),
        ]
    ),
    st.sampled_from([odd for odd in ODD if len(odd) < 100]),
    st.text(max_size=8),
)


def _value(row: type[Any], name: str) -> st.SearchStrategy[Any]:
    field = fields_of(row)[name]
    one: st.SearchStrategy[Any] = _words
    if field.is_named:
        inner = st.lists(_words, max_size=2) if field.members_are_lists else _words
        one = st.dictionaries(
            st.sampled_from(["en", "zh-Hans", "role", "share", "fee", "understudy", "x y"]), inner, max_size=2
        )
    elif field.is_list:
        one = st.lists(
            _words | st.dictionaries(st.sampled_from(["source", "locator", "quote"]), _words, max_size=3), max_size=3
        )
    return st.one_of(one, one, one, _words, st.none(), st.lists(_words, max_size=2))


def _records(row: type[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    fields = {name: _value(row, name) for name in fields_of(row) if name != "steps"}
    if row is Story:
        fields["steps"] = _records(Step)
    required = {name: fields[name] for name, field in fields_of(row).items() if field.required}
    optional = {name: value for name, value in fields.items() if name not in required}
    record: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(required, optional=optional)
    return st.lists(record, min_size=1, max_size=3)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str]:
    """The name and the text of a file: JSON is YAML, with every escape that there is."""
    name = draw(st.sampled_from([*_ROWS, "vocabulary.yaml", "stories/one.yaml", "map.toml", "claims/more.csv"]))
    if name in _ROWS:
        return name, json.dumps(draw(_records(_ROWS[name])), ensure_ascii=draw(st.booleans()))
    if name == "stories/one.yaml":
        return name, json.dumps(draw(_records(Story))[0])
    if name == "vocabulary.yaml":
        sections: dict[str, Any] = {
            section: draw(_records(row)) for section, row in _SECTIONS.items() if draw(st.booleans())
        }
        sections["prefixes"] = draw(st.dictionaries(_words, _words, max_size=2))
        sections["strengths"] = draw(st.dictionaries(_words, _words, max_size=2))
        return name, json.dumps(sections)
    if name == "map.toml":
        return name, "".join(
            f"{key} = {_toml(draw(_value(MapInfo, key)))}\n" for key in fields_of(MapInfo) if draw(st.booleans())
        )
    header = draw(
        st.lists(
            st.sampled_from(["subject", "relation", "object", "value", "at", "sources", "qualifiers.role", "x"]),
            max_size=8,
        )
    )
    rows = draw(st.lists(st.lists(_words, max_size=8), max_size=4))
    return name, "\n".join(",".join(cells) for cells in (header, *rows))


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(member)}" for key, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)
