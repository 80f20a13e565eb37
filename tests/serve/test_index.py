"""What leads to all pages of a map: the index at /id/, sitemaps, robots.txt."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from playwright.sync_api import Page, expect

from chromium_windows import in_browser
from guanxi_graph.sites.sitemaps import sitemaps
from running import Server


@pytest.mark.parametrize("name", ["Ding Lei", "丁磊", "dinglei", "ding-lei", "William Ding", "dign lei"])
def test_a_thing_by_any_of_its_names(server: Server, name: str) -> None:
    told = json.loads(server.get("/id/", "application/json", q=name).text)
    first = told["things"][0]
    assert (first["id"], first["class"]) == ("ding-lei", "Person")
    assert "Ding Lei" in server.get(first["address"].removeprefix(server.url), "text/turtle").text


def test_all_things_page_by_page(server: Server) -> None:
    seen, address = [], f"{server.url}/id/"
    while address:
        told = json.loads(server.get(address.removeprefix(server.url), "application/json").text)
        seen += [each["id"] for each in told["things"]]
        address = told.get("next", "")
    assert len(seen) == len(set(seen)) == told["count"] > 100
    assert server.get("/id/", "application/json", q="nobody at all of that name").text.startswith('{"count":0')
    for page in ("0", "99", "x", "-1", "9" * 50):
        assert server.get("/id/", page=page).status == 404


@pytest.mark.browser
def test_the_index_is_searched_and_turned_without_a_script(server: Server) -> None:
    def act(page: Page) -> None:
        page.click("a[rel=next]")
        expect(page.locator("a[rel=prev]")).to_be_visible()
        page.fill("input[type=search]", "马化腾")
        page.keyboard.press("Enter")
        page.click("main li a")
        expect(page.locator("h1")).to_contain_text("Ma Huateng")

    in_browser(server.url, "/id/", act, ready="main", scripts=False)


def test_the_sitemap_has_pages_that_are_there(serve: Callable[..., Server]) -> None:
    server = serve(Path(__file__).parents[1] / "base")
    addresses = re.findall("<loc>(.*?)</loc>", server.get("/sitemap.xml").text)
    assert f"{server.url}/id/ma-huateng" in addresses
    assert f"{server.url}/id/claim/ma-huateng.founded.tencent.1998-11" in addresses
    assert [each for each in addresses if server.get(each.removeprefix(server.url), "text/html").status != 200] == []
    assert server.get("/sitemap-1.xml").status == 404


def test_more_addresses_than_one_sitemap_may_have_are_in_several() -> None:
    files = dict(sitemaps(["a", "b", "c&d"], "https://maps.example/", most=2))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert b"<sitemap><loc>https://maps.example/sitemap-2.xml</loc></sitemap>" in files["sitemap.xml"]
    assert b"<url><loc>https://maps.example/c&amp;d</loc></url>" in files["sitemap-2.xml"]


def test_robots_are_told_what_is_for_them(server: Server) -> None:
    rules = RobotFileParser()
    rules.parse(server.get("/robots.txt").text.splitlines())
    assert rules.site_maps() == [f"{server.url}/sitemap.xml"]
    assert [path for path in ("/", "/id/ding-lei", "/things", "/sparql?query=x", "/export/gexf") if rules.can_fetch("x", path)] == ["/", "/id/ding-lei", "/things"]  # fmt: skip
