"""In which language the server's own pages speak: the first of the map that is served."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from guanxi_graph.languages import Language, spoken
from guanxi_graph.query.media import question_in
from guanxi_graph.query.pool import Pool
from guanxi_graph.text import LANGUAGE_TAG

_LANGUAGES = "SELECT ?tags WHERE { ?map <https://w3id.org/guanxi/ns#languages> ?tags } LIMIT 1"


class Speaking:
    """``own`` are the languages of the map."""

    def __init__(self, pool: Pool, own: Callable[[], Mapping[str, Language]]) -> None:
        self.pool, self.own = pool, own

    async def language(self) -> Language:
        """The first of the map; English when it names none."""
        answer = await self.pool.ask(question_in(_LANGUAGES, "json"))
        rows = json.loads(answer.body)["results"]["bindings"]
        return spoken(_tags(rows[0]["tags"]["value"]) if rows else (), self.own())[0]


def _tags(text: str) -> list[str]:
    """Those that are tags: the store may hold anything."""
    try:
        tags = json.loads(text)
    except ValueError:
        return []
    told = tags if isinstance(tags, list) else []
    return [tag for tag in told if isinstance(tag, str) and LANGUAGE_TAG.fullmatch(tag)]
