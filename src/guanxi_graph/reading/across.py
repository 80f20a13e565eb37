"""What all claims say, a field at a time, so that a check asks once what many of them have in common.

All that is said of rows is gathered without a loop in Python: a large map has a million of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress
from operator import attrgetter, methodcaller
from typing import Any, NamedTuple, TypeVar

from guanxi_graph.model import Citation, is_upheld
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow

HashableT = TypeVar("HashableT", bound=Hashable)


class Shape(NamedTuple):
    """What many claims are alike in: the relation, the classes of both ends if they have one, which fields stand."""

    relation: str
    subject_class: str | None
    object_class: str | None
    has_object: bool
    has_value: bool
    unit: str


class Across:
    """The fields of many claims."""

    def __init__(self, claims: Sequence[Record[ClaimRow]]) -> None:
        self.claims = claims
        self._fields: dict[str, list[Any]] = {}

    def each(self, field: str) -> list[Any]:
        """The field of each claim, in their order."""
        if field not in self._fields:
            self._fields[field] = list(map(attrgetter(field), self.rows))
        return self._fields[field]

    @cached_property
    def rows(self) -> list[ClaimRow]:
        return [record.row for record in self.claims]

    @cached_property
    def upheld(self) -> list[ClaimRow]:
        """Those that say that something is so, and are not set aside."""
        return [row for row in self.rows if is_upheld(row)]

    @cached_property
    def ids(self) -> set[str]:
        return set(self.each("id"))

    @cached_property
    def ends(self) -> set[str]:
        """All that is written for a subject or an object, also where it is nothing."""
        return {*self.each("subject"), *self.each("object")}

    @cached_property
    def relations(self) -> frozenset[str]:
        """Those that are written, known or not."""
        return frozenset(self.each("relation"))

    def shapes(self, classes: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
        """The ``Shape`` of each claim, as a bare tuple, by the classes of entities."""
        subjects, objects = self.each("subject"), self.each("object")
        classed = map(classes.get, subjects), map(classes.get, objects)
        stand = map(bool, objects), map(bool, self.each("value"))
        return zip(self.each("relation"), *classed, *stand, self.each("unit"), strict=True)

    @cached_property
    def told_again(self) -> list[Record[ClaimRow]]:
        """All claims between two that some other claim of the same relation is between, in either direction.

        Few are; where two hashes are equal by chance some others are among them.
        """
        told = zip(self.each("relation"), self.each("subject"), self.each("object"), strict=True)
        ties = [hash((name, one, other) if one < other else (name, other, one)) for name, one, other in told]
        again = compress(self.claims, map(_repeated(ties).__contains__, ties))
        return [record for record in again if record.row.object]

    @cached_property
    def of_one_id(self) -> list[Record[ClaimRow]]:
        """All claims whose id some other claim has too."""
        again = set[str]() if len(self.ids) == len(self.claims) else _repeated(self.each("id"))
        return [record for record in self.claims if record.row.id in again] if again else []

    @cached_property
    def cited(self) -> set[str | Citation]:
        """All citations as they are written, each once."""
        return set(chain.from_iterable(map(attrgetter("sources"), self.rows)))

    @cached_property
    def qualifiers(self) -> set[str]:
        """The names of all qualifiers."""
        return set(chain.from_iterable(self.each("qualifiers")))

    @cached_property
    def qualified(self) -> set[str]:
        """The values of all qualifiers."""
        each = set(chain.from_iterable(map(methodcaller("values"), self.each("qualifiers"))))
        return set(chain.from_iterable(each))


def _repeated(values: Iterable[HashableT]) -> set[HashableT]:
    """Those that stand there more than once."""
    seen = set[HashableT]()
    return {each for each in values if each in seen or seen.add(each)}  # type: ignore[func-returns-value]
