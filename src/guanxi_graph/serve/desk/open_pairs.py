"""Which records of the desk's map may be one thing, and what is decided: asked and kept as by ``guanxi match``."""

from __future__ import annotations

from datetime import date

import msgspec

from guanxi_graph.dates import parse_date
from guanxi_graph.joining import Candidate, Reason, candidates, judged_of, judgement, keep
from guanxi_graph.joining.beside import Shown, shown
from guanxi_graph.joining.judging import JUDGEMENTS, rows_kept, take_back
from guanxi_graph.map import Map
from guanxi_graph.map.told import name_in
from guanxi_graph.model import Kind
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading.judgement_rows import Judgement, Verdict
from guanxi_graph.serve.desk.orders import JudgementOrder, UndoOrder
from guanxi_graph.serve.desk.outcome import Outcome
from guanxi_graph.serve.desk.reading_desk import Desk
from guanxi_graph.writing.source_file import digest_of


class Pair(msgspec.Struct, frozen=True):
    """A candidate that nobody decided. ``names`` are those of the two."""

    kind: Kind
    one: str
    other: str
    names: tuple[str, str]
    score: int
    reasons: tuple[Reason, ...]


class Decided(msgspec.Struct, frozen=True):
    """The last row of the file."""

    one: str
    other: str
    are: Verdict


class Pairs(msgspec.Struct, frozen=True):
    """What is open, the likeliest first. ``common`` are names that too many have; ``digest`` is that of the file."""

    pairs: tuple[Pair, ...]
    common: tuple[str, ...]
    last: Decided | None
    digest: str


class Beside(msgspec.Struct, frozen=True):
    """Two records beside each other."""

    one: Shown
    other: Shown


class OpenPairs:
    """The candidates are those of the map as it was listed: what is decided since changes nothing but what is open."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.path = desk.directory / JUDGEMENTS
        self._listed: Map | None = None
        self._open: dict[tuple[str, str, str], Candidate] = {}

    def pairs(self) -> Pairs:
        """Raises MapError when an error of the map touches everything."""
        with self.desk.turn:
            digest, state = digest_of(self.path), self.desk.state()
            found, judged = candidates(state.gmap), judged_of(state.draft)
            self._listed = state.gmap
            self._open = {_key(each): each for each in found.candidates if each not in judged}
            rows = rows_kept(state.draft)
            return Pairs(
                tuple(_named(each, state.gmap) for each in self._open.values()),
                found.common,
                _decided(rows[-1]) if rows else None,
                digest,
            )

    def beside(self, kind: str, one: str, other: str) -> Beside:
        """Raises KeyError when that is no open pair."""
        with self.desk.turn:
            pair = self._open[kind, one, other]
            if self._listed is None:
                raise KeyError(one)
            return Beside(shown(pair.kind, one, self._listed), shown(pair.kind, other, self._listed))

    def judge(self, order: JudgementOrder) -> Outcome:
        """Raises MapError where it cannot be written, or is no open pair."""
        with self.desk.turn:
            key = order.kind, order.one, order.other
            if key not in self._open:
                raise _not_open(order)
            today = parse_date(date.today().isoformat())  # noqa: DTZ011 - the reader's own day
            row = judgement(self._open[key], order.are, by=self.desk.by, decided=today, reason=order.reason)
            keep(self.desk.directory, [row], order.digest)
            del self._open[key]
            return Outcome(done=True, seen=digest_of(self.path))

    def undo(self, order: UndoOrder) -> Outcome:
        """The last row is taken out. Raises MapError where there is none, or the file is another."""
        with self.desk.turn:
            take_back(self.desk.state().draft, order.digest)
            return Outcome(done=True, seen=digest_of(self.path))


def _key(pair: Candidate) -> tuple[str, str, str]:
    return pair.kind, pair.one, pair.other


def _named(pair: Candidate, gmap: Map) -> Pair:
    one, other = (name_in(gmap, end) if pair.kind == "entity" else gmap.sources[end].title for end in _key(pair)[1:])
    return Pair(pair.kind, pair.one, pair.other, (one, other), pair.score, pair.reasons)


def _decided(row: Judgement) -> Decided:
    return Decided(row.one, row.other, row.are)


def _not_open(order: JudgementOrder) -> MapError:
    message = f"`{order.one}` and `{order.other}` are no open pair any more; nothing is written"
    return MapError([Problem("edited-meanwhile", message, Span(JUDGEMENTS), "look at the pairs again")])
