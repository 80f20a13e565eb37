"""A claim that a reader sends back is a line that the map's own reader takes, and that says the same."""

from __future__ import annotations

import json
import shutil
import string
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from scripted import printed_by

from axe import findings
from guanxi_graph.formats import from_turtle, to_turtle
from guanxi_graph.map import Map, load
from guanxi_graph.page import render_page
from guanxi_graph.page.document import document
from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of

Open = Callable[..., Page]
WriteMap = Callable[..., Path]
SHIPPED = Path(__file__).parent.parent.parent / "graph"
CLAIM = "wang-xing.founded.renren.2005-12"


def lines(gmap: Map) -> str:
    """All claims as the page's script writes them."""
    told = document(gmap, stories=(), circles=(), points=[(0.0, 0.0)] * len(gmap.entities))
    return printed_by("lines.mjs", told)


def problem_codes(directory: Path) -> list[str]:
    return sorted(problem.code for problem in problems_of(read_map(directory)))


def assert_sent_back_the_same(directory: Path) -> None:
    """The map's claims, written anew by the page, are in order and equal."""
    gmap, codes = load(directory), problem_codes(directory)
    sent = lines(gmap)
    assert sent.count("\n") == len(gmap.claims)
    shutil.rmtree(directory / "claims")
    (directory / "claims").mkdir()
    (directory / "claims" / "sent.yaml").write_text(sent, "utf-8")
    assert problem_codes(directory) == codes
    assert load(directory).claims == gmap.claims


def test_every_claim_of_the_shipped_map(tmp_path: Path) -> None:
    directory = tmp_path / "map"
    shutil.copytree(SHIPPED, directory, ignore=shutil.ignore_patterns("export"))
    assert_sent_back_the_same(directory)


def test_claims_with_all_that_a_claim_can_have(write_map: WriteMap) -> None:
    claims = """
- subject: wang-xing
  relation: worksAt
  object: renren
  start: 2005?
  end: ..
  qualifiers: {role: "CEO: [acting], #2", via: ma-huateng}
  sources:
    - "asprec-2012 ¶9, ll. 1-2"
    - fannin-2008
    - {source: fannin-2008, locator: "p. 94: n. 3", quote: 'he said "no" — {twice}, 他说：“不”'}
  confidence: disputed
  rank: deprecated
  reason: "Said in passing: see #4"
  note: |
    First line, with 'quotes'.
    - second: line
- {subject: tencent, relation: describedAs, value: "腾讯 # ‘QQ’: [企鹅]", sources: [asprec-2012]}
- {subject: renren, relation: users, value: 33.90, at: 200X, sources: [asprec-2012]}
- {subject: wang-xing, relation: bornOn, value: 1979-02~, confidence: confirmed, sources: [asprec-2012]}
- {subject: tencent, relation: investedIn, object: renren, qualifiers: {amount: USD 586000000, share: 5.5}, sources: [asprec-2012]}
- {subject: wang-xing, relation: educatedAt, object: mit, sources: [asprec-2012]}
- {subject: ma-huateng, relation: educatedAt, object: mit, sources: [asprec-2012]}
- subject: wang-xing
  relation: alumniWith
  object: ma-huateng
  rule: "one school: both"
  premises: [wang-xing.educatedAt.mit, ma-huateng.educatedAt.mit]
"""
    more = "- {id: mit, class: School, labels: {en: MIT}}\n"
    assert_sent_back_the_same(write_map({"claims/claims.yaml": claims, "more.yaml": more}))


NASTY = [
    text
    for mark in f"{string.punctuation}\u3000\u00a0\u200d é😀"
    for text in (mark, f"{mark}a", f"a{mark}", f"a {mark} b")
]
NASTY += [
    "null",
    "~",
    "no",
    "012",
    "1:30",
    "0x1F",
    "1e3",
    "---",
    "...",
    "a: b",
    "a\n b\n",
    "\\n",
    "<<",
    "!!str a",
    "关系：“人”",
]


def test_any_text_comes_back(write_map: WriteMap) -> None:
    claims = []
    for n, text in enumerate(NASTY):
        line = text.replace("\n", " ")  # only remarks may run over several
        sources = [{"source": "asprec-2012", "locator": line}, {"source": "fannin-2008", "quote": line}]
        said = {"subject": "ma-huateng", "relation": "founded", "object": "tencent", "start": str(1000 + n)}
        claims.append(said | {"note": text, "sources": sources})
    # JSON is YAML, so the texts are read by the project's reader from the start.
    assert_sent_back_the_same(write_map({"claims/claims.yaml": json.dumps(claims, ensure_ascii=False)}))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/issues/new?title={title}&body={body}",
        "mailto:someone@example.org?subject={title}&body={body}",
    ],
)
def test_the_address_is_kept_in_turtle(address: str, write_map: WriteMap, tmp_path: Path) -> None:
    directory = write_map({"map.toml": f'base = "https://example.org/small/"\ncorrections = "{address}"\n'})
    assert problems_of(read_map(directory)) == []
    gmap = load(directory)
    turtle = tmp_path / "map.ttl"
    turtle.write_bytes(to_turtle(gmap))
    assert from_turtle(turtle).info == gmap.info
    assert gmap.info.corrections == address


def opened(visit: Open, gmap: Map, file: Path) -> Page:
    file.write_text(render_page(gmap), "utf-8")
    page = visit(f"select={CLAIM}", file=file)
    expect(page.locator("#panel .claim")).to_have_count(1)
    return page


@pytest.mark.browser
def test_a_link_carries_the_claim_to_the_map_s_address(
    visit: Open, write_map: WriteMap, tmp_path: Path, server: str
) -> None:
    gmap = load(write_map())
    info = msgspec.structs.replace(gmap.info, corrections=f"{server}?title={{title}}&body={{body}}")
    page = opened(visit, msgspec.structs.replace(gmap, info=info), tmp_path / "linked.html")
    assert findings(page) == []
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Report an error").click()
    assert popup.value.evaluate("opener") is None
    sent = parse_qs(urlsplit(popup.value.url).query)
    assert sent["title"] == ["Wang Xing founded Renren in December 2005"]
    fence, line, end, *_, question, _, _ = sent["body"][0].split("\r\n")
    assert (fence, end, question) == ("```yaml", "```", "What is wrong, and which source says so?")
    assert f"{line}\n" in lines(gmap)


@pytest.mark.browser
def test_without_an_address_the_line_is_copied(
    visit: Open, context: BrowserContext, write_map: WriteMap, tmp_path: Path
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    gmap = load(write_map())
    page = opened(visit, gmap, tmp_path / "copied.html")
    page.get_by_role("button", name="Report an error").click()
    shown = page.get_by_role("textbox", name="Send this to whoever keeps the map").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    assert f"{shown}\n" in lines(gmap)
    expect(page.locator("#live")).to_have_text("Copied")
    page.get_by_role("button", name="中", exact=True).click()
    expect(page.get_by_role("button", name="指出错误")).to_be_visible()
