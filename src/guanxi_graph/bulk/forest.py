"""Who hangs together: of all ties only those that join two sets, which are fewer than there are things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Forest:
    """Sets that are joined (Tarjan 1975, with halved paths). Each is named after its first member by id."""

    def __init__(self, ties: Iterable[tuple[str, str]] = ()) -> None:
        self._above: dict[str, str] = {}
        for one, other in ties:
            self.join(one, other)

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.name_of(one), self.name_of(other)))
        self._above[second] = first

    def name_of(self, member: str) -> str:
        """The name of the set in which it is: its own, as long as nothing was joined to it."""
        above = self._above
        above.setdefault(member, member)
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    def ties(self) -> Iterator[tuple[str, str]]:
        """A tie of each member to the name of its set: all that others need to know."""
        return ((member, self.name_of(member)) for member in self._above)

    def merged(self, other: Forest) -> Forest:
        """Joined as the other is, too."""
        for one, another in other.ties():
            self.join(one, another)
        return self
