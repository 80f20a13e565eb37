"""A text as it is read at the desk: its paragraphs, with what is named in them, cited from them and proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import msgspec

from guanxi_graph.evidence import Text
from guanxi_graph.evidence.locators import passage
from guanxi_graph.model import Citation
from guanxi_graph.names import Names


class Segment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A run of letters, with the ids of what it names, and the numbers of what is cited and proposed from it."""

    text: str
    things: tuple[str, ...] = ()
    cited: tuple[int, ...] = ()
    proposed: tuple[int, ...] = ()


class MarkedParagraph(msgspec.Struct, frozen=True, omit_defaults=True):
    """A paragraph. ``cited`` and ``proposed`` are the numbers of what rests on all of it."""

    segments: tuple[Segment, ...]
    number: int = 0
    page: str = ""
    is_heading: bool = False
    cited: tuple[int, ...] = ()
    proposed: tuple[int, ...] = ()


class _Run(msgspec.Struct, frozen=True):
    """A stretch of a paragraph that somebody cites, by the number of the citation."""

    start: int
    end: int
    number: int


def marked_text(
    text: Text, names: Names, cited: Mapping[int, Citation], proposed: Mapping[int, Citation]
) -> Iterator[MarkedParagraph]:
    """The paragraphs in their order."""
    claims, proposals = _runs(text, cited), _runs(text, proposed)
    for index, paragraph in enumerate(text.paragraphs):
        found, offered = claims.get(index, []), proposals.get(index, [])
        yield MarkedParagraph(
            tuple(_segments(paragraph.text, names, found, offered)),
            paragraph.number,
            paragraph.page,
            paragraph.is_heading,
            _whole(found),
            _whole(offered),
        )


def _runs(text: Text, cited: Mapping[int, Citation]) -> dict[int, list[_Run]]:
    """By the index of the paragraph: where its quotes stand; an empty run for what cites all of it."""
    index = {id(paragraph): number for number, paragraph in enumerate(text.paragraphs)}
    runs: dict[int, list[_Run]] = {}
    for number, each in cited.items():
        place = passage(text, each.locator)
        for paragraph in place.paragraphs if place else ():
            start = paragraph.text.find(each.quote) if each.quote else -1
            if start >= 0:
                runs.setdefault(index[id(paragraph)], []).append(_Run(start, start + len(each.quote), number))
            elif place and not place.is_whole and len(place.paragraphs) == 1:
                runs.setdefault(index[id(paragraph)], []).append(_Run(0, 0, number))
    return runs


def _whole(runs: Iterable[_Run]) -> tuple[int, ...]:
    return tuple(run.number for run in runs if run.end == 0)


def _segments(text: str, names: Names, cited: list[_Run], proposed: list[_Run]) -> Iterator[Segment]:
    places = list(names.places(text))
    named_at = {bound for place in places for bound in (place.start, place.end)}
    cited_at = {bound for run in (*cited, *proposed) for bound in (run.start, run.end)}
    for start, end in pairwise(sorted({0, len(text), *named_at, *cited_at})):
        named = next((place.things for place in places if place.start <= start < place.end), frozenset())
        yield Segment(text[start:end], tuple(sorted(named)), _over(cited, start), _over(proposed, start))


def _over(runs: list[_Run], at: int) -> tuple[int, ...]:
    return tuple(run.number for run in runs if run.start <= at < run.end)
