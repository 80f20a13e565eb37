"""A map with its questions as methods: for notebooks and scripts. Each is one call of what the commands call too."""

from __future__ import annotations

import datetime as dt
import json
import warnings
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from guanxi_graph import map as maps
from guanxi_graph import opening
from guanxi_graph.dates import Day, parse_date
from guanxi_graph.map.called import called, claim_called, relation_called
from guanxi_graph.meaning import class_meant

if TYPE_CHECKING:
    import pandas as pd

    from guanxi_graph.analysis.audit import Audit
    from guanxi_graph.analysis.brokers import Broker
    from guanxi_graph.analysis.changes import Changes
    from guanxi_graph.analysis.circles import Circle
    from guanxi_graph.analysis.cores import Bridge, Core
    from guanxi_graph.analysis.ego import Neighbour
    from guanxi_graph.analysis.interlocks import Interlocks
    from guanxi_graph.analysis.introductions import Introductions
    from guanxi_graph.analysis.network import Network
    from guanxi_graph.analysis.observations import Series
    from guanxi_graph.analysis.owners import Owners
    from guanxi_graph.analysis.paths import By
    from guanxi_graph.analysis.ties import Multiplex, Ties
    from guanxi_graph.analysis.why import Reason
    from guanxi_graph.query.engine import Engine

When = Day | dt.date | str | int


class Map(maps.Map, frozen=True, kw_only=True, dict=True):
    """Entities, sources and claims by id, and what can be asked about them.

    Entities go by id or by name. ``view(as_of=…)`` and the like give a map that answers the same questions.

    >>> m = load("graph")
    >>> m.query("SELECT ?who { ?who gx:founded ent:tencent }")
    >>> m.to_pandas(m.brokers())
    """

    def __repr__(self) -> str:
        counts = f"{len(self.entities):,} entities, {len(self.claims):,} claims, {len(self.sources):,} sources"
        return f"<{' '.join([type(self).__name__, *list(self.info.title.values())[:1]])}: {counts}>"

    def view(
        self,
        *,
        as_of: When | None = None,
        known_by: When | None = None,
        min_sources: int = 0,
        undated: bool = True,
        without: Iterable[str] = (),
        inferred: bool = False,
    ) -> Map:
        """The map as of a day, as known by a day, or on better evidence only; ``left`` counts what it leaves out.

        ``as_of``: what had begun by then. ``known_by``: what was published by then. A year or a month is its last day.
        ``min_sources`` asks for so many independent lineages; ``without`` names sources that are not believed. Claims
        without dates are in unless ``undated`` is False. ``inferred`` adds the ties that shared bases make likely.
        Raises ValueError for what is no date.
        """
        shown = super().view(
            as_of=_day(as_of),
            known_by=_day(known_by),
            min_sources=min_sources,
            undated=undated,
            without=frozenset(without),
            inferred=inferred,
        )
        return _asked(shown)

    def query(self, text: str) -> list[dict[str, Any]] | bool | str:
        """SPARQL, with the usual prefixes declared: rows by variable, a yes or no, or triples as Turtle.

        Raises ValueError for a query that has no answer, with the place and what to write instead.
        """
        from guanxi_graph.asking import finder_of, write_map
        from guanxi_graph.map.whole_map import WholeMap
        from guanxi_graph.query.engine import Engine
        from guanxi_graph.query.entry import placed
        from guanxi_graph.query.limits import QueryError
        from guanxi_graph.query.media import FORMATS
        from guanxi_graph.query.messages import Data, Question

        with TemporaryDirectory() as folder:
            data = placed(Path(folder), Data(files=write_map(self, Path(folder))))
            with Engine(data, find=finder_of(WholeMap(lambda: self))) as engine:
                try:
                    answer = engine.ask(Question(text=text, rows=FORMATS["json"], triples=FORMATS["turtle"]))
                except QueryError as error:
                    raise ValueError(_told(error, text, engine.prefixes)) from None
                if answer.media_type != FORMATS["json"]:
                    return answer.body.decode()
                _remark(engine, text, answer.count)
                return _rows(answer.body, engine.prefixes)

    def path(
        self, start: str, end: str, *, by: By = "introduction", count: int = 5, through: Sequence[str] = ()
    ) -> Introductions:
        """Who can introduce one to the other, or what comes nearest to it and why; ``routes``, best first.

        ``through`` names classes that may stand between, too: with any, shared bases (worked at, founded,
        studied at) are links. Raises LookupError for an unknown name.
        """
        from guanxi_graph.analysis.introductions import Asked, introductions

        through = [through] if isinstance(through, str) else through
        for name in through:
            _known_class(self, name)
        asked = Asked(by=by, count=count, through=tuple(through), affiliations=bool(through))
        return introductions(self, called(self, start), called(self, end), asked)

    def brokers(self) -> tuple[Broker, ...]:
        """Who spans structural holes, most betweenness first; roles by circle."""
        from guanxi_graph.analysis.brokers import brokers, groups_by_circle

        network = self._network()
        return brokers(network, groups_by_circle(network)).brokers

    def circles(self) -> tuple[Circle, ...]:
        """The communities of at least three, the largest first."""
        from guanxi_graph.analysis.circles import circles_of

        return circles_of(self)

    def core(self) -> tuple[Core, ...]:
        """Everybody, the innermost first."""
        from guanxi_graph.analysis.cores import core

        return core(self._network())

    def bridges(self) -> tuple[Bridge, ...]:
        """The links whose loss splits the map, those that cut off most first."""
        from guanxi_graph.analysis.cores import bridges

        return bridges(self._network())

    def ego(self, center: str, *, depth: int = 1) -> tuple[Neighbour, ...]:
        """What is around an entity. Raises LookupError for an unknown name."""
        from guanxi_graph.analysis.ego import ego

        return ego(self, called(self, center), depth=depth)

    def owners(self, owned: str) -> Owners:
        """Who owns it in the end. Raises LookupError for an unknown name."""
        from guanxi_graph.analysis.owners import owners

        return owners(self, called(self, owned))

    def between(self, one: str, other: str) -> Ties:
        """Their ties, the bases they share, and how strong it all is. Raises LookupError for an unknown name."""
        from guanxi_graph.analysis.network import project
        from guanxi_graph.analysis.ties import ties

        return ties(self, project(self), called(self, one), called(self, other))

    def multiplex(self) -> tuple[Multiplex, ...]:
        """Who is tied in several ways, most ways first."""
        from guanxi_graph.analysis.network import project
        from guanxi_graph.analysis.ties import multiplex

        return multiplex(project(self))

    def interlocks(self, *relations: str, current: bool = False) -> Interlocks:
        """Organisations that share people in charge, or those who stand in these relations to both.

        ``current`` leaves out what has ended. Raises LookupError for an unknown relation.
        """
        from guanxi_graph.analysis.interlocks import boards, interlocks

        wanted = [relation_called(self, name) for name in relations] or boards(self)
        return interlocks(self, wanted, current=current)

    def figures(self, entity: str) -> tuple[Series, ...]:
        """The numbers of an entity by what they count, each by date. Raises LookupError for an unknown name."""
        from guanxi_graph.analysis.observations import observations

        return observations(self, called(self, entity))

    def changes(self, first: Day | str, last: Day | str) -> Changes:
        """What came, went and changed from the end of one date to the end of another: ``"2005", "2010-06"``.

        Raises ValueError for what is no date, and when the first is not before the last.
        """
        from guanxi_graph.analysis.changes import changes

        days = _last_day(first), _last_day(last)
        if days[0] >= days[1]:
            raise ValueError("the first date must be before the last")
        return changes(self, *days)

    def why(self, claim: str) -> Reason:
        """A claim, stated or inferred, and all that it stands on. Raises LookupError for an unknown id."""
        from guanxi_graph.analysis.why import why
        from guanxi_graph.map.inference import infer

        inferred = self.with_claims(infer(self).claims)
        return why(inferred, claim_called(inferred, claim))

    def audit(self) -> Audit:
        """How well the map is sourced."""
        from guanxi_graph.analysis.audit import audit

        return audit(self)

    def to_networkx(self, *, plain: bool = False) -> maps.Graph:
        """The graph; ``plain`` is a copy with texts and numbers only, for GraphML, GEXF and node-link JSON."""
        from guanxi_graph.formats.plain import plain_graph

        return plain_graph(self) if plain else self.graph

    def to_pandas(self, answer: Any = None) -> pd.DataFrame:
        """The claims as a table, one a row; or what ``query`` or an analysis answered. Raises ImportError."""
        pandas = _pandas()
        if answer is None:
            return pandas.DataFrame([self._row(claim) for claim in self.claims.values()])
        from guanxi_graph.analysis import as_dicts

        return pandas.json_normalize(as_dicts(answer))

    def _row(self, claim: Any) -> dict[str, Any]:
        from guanxi_graph.formats.plain import name_of, plain_claim

        return {
            "id": claim.id,
            "subject": claim.subject,
            "subject_name": name_of(self, claim.subject),
            "object": claim.object,
            "object_name": name_of(self, claim.object) if claim.object else "",
            "value": "" if claim.value is None else str(claim.value),
            "unit": claim.unit,
            **plain_claim(self, claim),
        }

    def _network(self) -> Network:
        from guanxi_graph.analysis.network import project

        return project(self, affiliations=True)

    def _repr_html_(self) -> str:
        """The map's picture, in a notebook."""
        from guanxi_graph.page.picture import picture

        return picture(self, [circle.members for circle in self.circles()])


def load(path: Path | str, *, drafting: bool = False) -> Map:
    """The checked map of a folder, or of a Turtle file that guanxi wrote.

    Raises MapError with every problem that was found, and OSError. While ``drafting``, a claim
    without a source is no error.
    """
    return _asked(opening.load(path, drafting=drafting))


def _asked(gmap: maps.Map) -> Map:
    """The same map, with its questions as methods."""
    return gmap if isinstance(gmap, Map) else Map(**{name: getattr(gmap, name) for name in gmap.__struct_fields__})


def _day(when: When | None) -> Day | None:
    if when is None or isinstance(when, Day):
        return when
    day = parse_date(str(when)).latest
    if day is None:
        raise ValueError(f"`{when}` is not a day; write one, for example 2005-12")
    return day


def _known_class(gmap: Map, name: str) -> None:
    if name not in gmap.vocabulary.classes:
        close = class_meant(name, gmap.vocabulary, concrete=False)
        raise LookupError(f"there is no class `{name}`" + (f"; did you mean `{close.id}`?" if close else ""))


def _last_day(date: Day | str) -> Day:
    if isinstance(date, Day):
        return date
    latest = parse_date(date).latest
    if latest is None:
        raise ValueError(f"`{date}` has no end; write a date, for example 2005-12")
    return latest


def _pandas() -> Any:
    try:
        return import_module("pandas")
    except ImportError:
        raise ImportError("to_pandas needs pandas: pip install 'guanxi-graph[pandas]'", name="pandas") from None


def _remark(engine: Engine, text: str, rows: int) -> None:
    """Warn of what is odd in the query, such as why nothing was found."""
    from guanxi_graph.problems import draw
    from guanxi_graph.query.remarks import remarks

    for problem in remarks(text, engine.prefixes, engine.values, rows=rows):
        warnings.warn(draw(problem, text.split("\n")[problem.span.line - 1]), stacklevel=3)


def _told(error: Any, text: str, prefixes: dict[str, str]) -> str:
    """What is wrong with a query, with its place when it cannot be read."""
    from guanxi_graph.problems import draw
    from guanxi_graph.query.mistakes import explain

    if error.code != "syntax":
        return str(error.message)
    problem = explain(text, error.message, prefixes)
    return draw(problem, text.split("\n")[problem.span.line - 1])


def _rows(body: bytes, prefixes: dict[str, str]) -> list[dict[str, Any]] | bool:
    """Every row has every variable: None where it is unbound."""
    found = json.loads(body)
    if "boolean" in found:
        return bool(found["boolean"])
    names = found["head"]["vars"]
    return [{name: _value(row.get(name), prefixes) for name in names} for row in found["results"]["bindings"]]


def _value(term: dict[str, str] | None, prefixes: dict[str, str]) -> Any:
    """A number for a number, a short name for an IRI, else the text."""
    if term is None:
        return None
    if term["type"] == "uri":
        fits = (name for name, iri in prefixes.items() if iri and term["value"].startswith(iri))
        close = max(fits, key=lambda name: len(prefixes[name]), default=None)
        return term["value"] if close is None else f"{close}:{term['value'].removeprefix(prefixes[close])}"
    match term.get("datatype", "").rpartition("#")[2]:
        case "integer":
            return int(term["value"])
        case "decimal" | "double" | "float":
            return float(term["value"])
        case "boolean":
            return term["value"] == "true"
    return term["value"]
