"""The page reads from the packed document all that the whole one says."""

from __future__ import annotations

import json
from typing import Any

from scripted import printed_by

from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Source
from guanxi_graph.page.document import document
from guanxi_graph.page.packed import packed
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary


def document_of(gmap: Map) -> dict[str, Any]:
    return document(gmap, stories=(), circles=(), points=[(0.0, 0.0)] * len(gmap.entities))


def read_by_the_page(*documents: dict[str, Any]) -> list[dict[str, Any]]:
    return json.loads(printed_by("unpacked.mjs", documents))


def test_nothing_of_the_shipped_map_is_lost(shipped: Map) -> None:
    whole = document_of(shipped)
    short = packed(whole)
    assert len(json.dumps(short)) < 0.85 * len(json.dumps(whole))
    expected, read = read_by_the_page(whole, short)
    assert read == expected
    assert [claim["id"] for claim in read["claims"]] == list(shipped.claims)
    assert [sorted(link["ends"]) for link in read["links"]] == [sorted(pair) for pair in shipped.links]


def test_names_that_look_like_what_is_left_out() -> None:
    people = [Entity(id=name, cls="Person", labels={"en": name}) for name in ("a", "ab")]
    ids = ("a.knows.ab", "a.knows.ab.2001", "a.knows", "a.knows.b", "ab.knows.a", "own")
    claims = [Claim(id=name, subject="a", relation="knows", object="ab") for name in ids]
    claims.append(Claim(id="a.describedAs.ab", subject="a", relation="describedAs", value="ab"))
    sources = [
        Source(id="s", title="{publisher}", publisher="title"),
        Source(id="t", title="Paper", publisher="Paper", authors=("{title}",), url="https://example.org/"),
        Source(id="u", title="In 1999", published=None, publisher=""),
    ]
    gmap = Map.of(MapInfo(), built_in_vocabulary(), entities=people, sources=sources, claims=claims)
    expected, read = read_by_the_page(document_of(gmap), packed(document_of(gmap)))
    assert read == expected
    assert {claim["id"] for claim in read["claims"]} == {*ids, "a.describedAs.ab"}
    assert read["references"][0] == "{publisher}. title."


def test_what_recurs_is_written_once() -> None:
    people = [Entity(id=f"p{n}", cls="Person", labels={"en": f"P {n}"}, aliases={"en": ("Same",)}) for n in range(9)]
    sources = [Source(id="s", title="Title"), Source(id="t", title="Title")]
    claims = [
        Claim(
            id=f"c{n}",
            subject=f"p{n}",
            relation="knows",
            object=f"p{(n + 1 + n // 4) % 9}",
            note="They say so, both of them." if n else "",
            qualifiers={"role": ("friend", "both")[n % 2]} if n < 7 else {"role": ("a", "b")},
            citations=tuple(Citation(name, f"p. {n % 2}", quote="as it is" * (n == 3)) for name in ("s", "t")[n % 2 :]),
        )
        for n in range(9)
    ]
    gmap = Map.of(MapInfo(), built_in_vocabulary(), entities=people, sources=sources, claims=claims)
    short = packed(document_of(gmap))
    assert short["claims"]["note"]["values"] == ["They say so, both of them.", None]
    assert short["entities"]["aliases"] == {"values": ["Same"], "size": 9}
    expected, read = read_by_the_page(document_of(gmap), short)
    assert read == expected
    assert [claim["note"] for claim in read["claims"]] == [claim.note for claim in claims]
