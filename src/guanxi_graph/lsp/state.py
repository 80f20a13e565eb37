"""What a language server knows of a map at one moment: its things by id, where they stand, and what is wrong."""

from __future__ import annotations

from functools import cached_property

import msgspec

from guanxi_graph.lsp.known import Kind, Known, known_of
from guanxi_graph.model import Entity, Source
from guanxi_graph.problems import MapError, Problem
from guanxi_graph.reading import Draft, read_map
from guanxi_graph.reading.mentions import Mention, Thing, mentions
from guanxi_graph.redaction import problems_of
from guanxi_graph.writing.overlay import Overlay


class State(msgspec.Struct, frozen=True, dict=True):
    """A draft of the map, and its problems with their places in the map's own files. ``draft`` is None of no map."""

    draft: Draft | None
    problems: tuple[Problem, ...]
    mentions: tuple[Mention, ...] = ()

    @cached_property
    def by_id(self) -> dict[tuple[Thing, str], list[Mention]]:
        """All mentions of a thing, the one that gives its id first."""
        found: dict[tuple[Thing, str], list[Mention]] = {}
        for mention in sorted(self.mentions, key=lambda each: not each.gives):
            found.setdefault((mention.thing, mention.id), []).append(mention)
        return found

    @cached_property
    def _by_line(self) -> dict[tuple[str, int], list[Mention]]:
        found: dict[tuple[str, int], list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault((mention.span.file, mention.span.line), []).append(mention)
        return found

    @cached_property
    def _known(self) -> dict[Kind, Known]:
        return {}

    def known(self, kind: Kind) -> Known:
        """The things of a kind, to be found by their names."""
        if kind not in self._known:
            self._known[kind] = known_of(self.draft, kind) if self.draft else Known(())
        return self._known[kind]

    def mention_at(self, file: str, line: int, column: int) -> Mention | None:
        """The id at a place; line and column count from 1, and the place after its last letter counts."""
        for mention in self._by_line.get((file, line), []):
            if mention.span.column <= column <= mention.span.column + mention.span.length:
                return mention
        return None

    def all_of(self, mention: Mention) -> list[Mention]:
        return self.by_id.get((mention.thing, mention.id), [])


def read_state(overlay: Overlay) -> State:
    """What the laid folder says."""
    try:
        draft = read_map(overlay.directory)
    except MapError as error:
        return State(None, tuple(map(overlay.problem_of, error.problems)))
    problems = tuple(map(overlay.problem_of, problems_of(draft)))
    found = (msgspec.structs.replace(each, span=overlay.place_of(each.span)) for each in mentions(draft))
    return State(draft, problems, tuple(found))


def told(draft: Draft, mention: Mention) -> str:
    """What there is to say of a thing, as Markdown; empty of one that is nowhere given."""
    if mention.thing == "entity" and (entity := draft.entity_by_id.get(mention.id)):
        return _told_entity(draft, entity.row)
    if mention.thing == "source" and (source := draft.source_by_id.get(mention.id)):
        return _told_source(source.row)
    return ""


def _told_entity(draft: Draft, entity: Entity) -> str:
    ties = [record.row for record in draft.claims if entity.id in (record.row.subject, record.row.object)]
    cls = draft.vocabulary.classes.get(entity.cls)
    lines = [
        f"**{' '.join(dict.fromkeys(entity.labels.values()))}** · {cls.label() if cls else entity.cls} · `{entity.id}`",
        *entity.description.values(),
        f"{len(ties)} claims",
    ]
    return "\n\n".join(lines)


def _told_source(source: Source) -> str:
    by = ", ".join((*source.authors, *filter(None, [source.publisher, str(source.published or "")])))
    return "\n\n".join(
        filter(None, [f"**{source.title}** · {source.kind} · `{source.id}`", by, source.url, source.note])
    )
