"""In which languages the server's own pages speak: those of the map that is served."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import msgspec

from guanxi_graph.languages import Language, spoken
from guanxi_graph.query.media import question_in
from guanxi_graph.query.pool import Pool
from guanxi_graph.text import LANGUAGE_TAG

_LANGUAGES = "SELECT ?tags WHERE { ?map <https://w3id.org/guanxi/ns#languages> ?tags } LIMIT 1"


class Speech(msgspec.Struct, frozen=True):
    """``first`` is what the pages are written in; ``second``, if any, stands beside it in the vocabulary."""

    first: Language
    second: Language | None = None


class Speaking:
    """What pages are made from: the store's rows as JSON, and the speech. ``own`` are the languages of the map."""

    def __init__(self, pool: Pool, own: Callable[[], Mapping[str, Language]]) -> None:
        self.pool, self.own = pool, own

    async def select(self, text: str) -> bytes:
        return (await self.pool.ask(question_in(text, "json"))).body

    async def speech(self) -> Speech:
        """English when the map names none."""
        rows = json.loads(await self.select(_LANGUAGES))["results"]["bindings"]
        return Speech(*spoken(_tags(rows[0]["tags"]["value"]) if rows else (), self.own())[:2])


def _tags(text: str) -> list[str]:
    """Those that are tags: the store may hold anything."""
    try:
        tags = json.loads(text)
    except ValueError:
        return []
    told = tags if isinstance(tags, list) else []
    return [tag for tag in told if isinstance(tag, str) and LANGUAGE_TAG.fullmatch(tag)]
