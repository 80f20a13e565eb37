"""In which languages the server's own pages speak: those of the map that is served."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping

import msgspec

from guanxi_graph.languages import Language, spoken
from guanxi_graph.text import LANGUAGE_TAG

_LANGUAGES = "SELECT ?tags WHERE { ?map <https://w3id.org/guanxi/ns#languages> ?tags } LIMIT 1"


class Speech(msgspec.Struct, frozen=True):
    """``first`` is what the pages are written in; ``second``, if any, stands beside it in the vocabulary."""

    first: Language
    second: Language | None = None


async def speech(ask: Callable[[str], Awaitable[bytes]], own: Mapping[str, Language]) -> Speech:
    """The speech of the map in the store, with the languages that the map brings. English when it names none."""
    rows = json.loads(await ask(_LANGUAGES))["results"]["bindings"]
    return Speech(*spoken(_tags(rows[0]["tags"]["value"]) if rows else (), own)[:2])


def _tags(text: str) -> list[str]:
    """Those that are tags: the store may hold anything."""
    try:
        tags = json.loads(text)
    except ValueError:
        return []
    told = tags if isinstance(tags, list) else []
    return [tag for tag in told if isinstance(tag, str) and LANGUAGE_TAG.fullmatch(tag)]
