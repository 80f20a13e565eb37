"""The pages of the things of a map: those that ``guanxi site`` writes, one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from axe import findings
from chromium_windows import in_browser

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
MORE = """
- {subject: wang-xing, relation: bornOn, value: 1979-02-18, sources: [asprec-2012 ¶9]}
- {subject: wang-xing, relation: bornOn, value: 1980, sources: [fannin-2008 p. 94], rank: deprecated,
   reason: The interview has his own words.}
- {subject: wang-xing, relation: worksAt, object: tencent, end: 2006, sources: [asprec-2012 ¶9]}
"""
FOUNDERS = """# Who founded what?
SELECT ?who ?what { ?who gx:founded ?what } ORDER BY ?who ?what
"""
SAME = {
    "things": '<a href="id/wang-xing">Wang Xing',
    "sources": '<a href="id/source/asprec-2012">',
    "questions": '<a href="question/founders">Who founded what?',
    "ns": '<a href="#foundedBy">founded by',
    "question/founders": '<a href="../id/wang-xing">Wang Xing',
    "id/wang-xing": '<a href="../id/renren">Renren',
    "id/claim/wang-xing.bornOn.1980": "<h1>set aside: ",
    "id/source/asprec-2012": "¶9",
}


def test_what_is_served_is_what_the_site_of_the_map_has(serve, write_map, guanxi, tmp_path: Path) -> None:
    source = write_map({"claims/more.yaml": MORE, "queries/founders.rq": FOUNDERS})
    server = serve(source)
    guanxi("site", source, "-o", tmp_path / "site")
    for path, said in SAME.items():
        page = server.get(f"/{path}", BROWSER)
        assert (page.status, page.type) == (200, "text/html; charset=utf-8")
        assert said in main_of(page.text)
        file = (tmp_path / "site" / f"{path}.html").read_text("utf-8")
        assert main_of(page.text) == main_of(file).replace('.html"', '"')
    page = server.get("/id/wang-xing", BROWSER)
    assert "script-src" not in page.headers["content-security-policy"]
    assert '<link rel="alternate" type="text/turtle" href="wang-xing.ttl">' in page.text


def main_of(page: str) -> str:
    return page.partition("<main>")[2].partition("</main>")[0]


def test_search_engines_are_told_only_what_stands_and_is_not_over(serve, write_map) -> None:
    page = serve(write_map({"claims/more.yaml": MORE})).get("/id/wang-xing", BROWSER).text
    told = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert told["@type"] == "Person"
    assert told["birthDate"] == ["1979-02-18"]
    assert "worksFor" not in told
    assert "Tencent" in main_of(page)


def test_a_citation_leads_to_the_page_of_its_source(server) -> None:
    reply = server.get("/id/cite/asprec-2012.para-9", BROWSER)
    assert (reply.status, reply.headers["location"]) == (303, "../../id/source/asprec-2012")


def test_what_is_held_back_has_no_page_and_is_on_none(serve, write_map) -> None:
    server = serve(write_map({"redactions.yaml": "- {entity: ma-huateng, reason: asked}\n"}))
    assert server.get("/id/ma-huateng", BROWSER).status == 404
    for path in ("/things", "/id/tencent", "/sources"):
        page = server.get(path, BROWSER)
        assert page.status == 200
        assert "Ma Huateng" not in page.text


def test_turtle_that_is_no_whole_map_has_no_pages_and_is_itself(serve, tmp_path: Path) -> None:
    (tmp_path / "part.ttl").write_text(
        "@prefix ent: <https://example.org/id/> .\nent:a <http://xmlns.com/foaf/0.1/name> 'A' .\n"
    )
    part = serve(tmp_path / "part.ttl")
    reply = part.get("/id/a", BROWSER)
    assert (reply.status, reply.type) == (200, "text/turtle; charset=utf-8")
    assert part.get("/things").status == 404


@pytest.mark.browser
def test_a_reader_looks_up_a_term_and_walks_from_a_circle_to_a_claim(server) -> None:
    def act(page: Page) -> None:
        page.get_by_role("searchbox").fill("foundedBy hasFounder")
        expect(page.locator("section li:visible")).to_have_count(1)
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator("nav").get_by_role("link", name="Circles").click()
        page.locator("main li a").first.click()
        page.locator("main li a").first.click()
        page.locator("a.more").first.click()
        expect(page.locator("main code")).to_be_visible()
        page.locator("nav a").first.click()
        expect(page).to_have_url(f"{server.url}/")

    in_browser(server.url, "/ns", act, ready="main", size={"width": 390, "height": 800})
