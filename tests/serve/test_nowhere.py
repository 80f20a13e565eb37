"""An address that leads nowhere tells what may have been meant, to people and to programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from chromium_windows import in_browser
from running import Server

BASE = Path(__file__).parents[1] / "base"
HUATENG = "/id/ma-huateng"
FOUNDED = "/id/claim/ma-huateng.founded.tencent.1998-11"


@pytest.fixture(scope="module")
def small(serve_all: Callable[..., Server]) -> Server:
    return serve_all(BASE, "--root-path", "/maps")


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/id/ma-huatng", HUATENG),  # a slip
        (f"/id/{quote('马化腾')}", HUATENG),  # a name
        ("/id/ma-huateng.html", HUATENG),  # as in the folder of `guanxi site`
        ("/id/ma-huateng.xml", HUATENG),  # what there is not
        ("/id/Person/Pony%20Ma", HUATENG),  # a class before it, an alias
        ("/ma-huateng", HUATENG),
        ("/wiki/Ma_Huateng", HUATENG),
        ("/id/claim/ma-huateng.founded.tencent", FOUNDED),  # its date is missing
        ("/id/claim/ma-huateng.founded.tencent.1998-12", FOUNDED),
        ("/id/source/asprec-2013", "/id/source/asprec-2012"),
        ("/id/cite/asprec-2013.para-9", "/id/source/asprec-2012"),
        ("/sparqls", "/sparql"),
        ("/source", "/sources"),
        ("/thing/", "/things"),
    ],
)
def test_what_was_meant_is_told(small: Server, path: str, meant: str) -> None:
    address = f"{small.url}/maps{meant}"
    reply = small.get(f"/maps{path}")
    assert (reply.status, reply.type) == (404, "text/plain; charset=utf-8")
    assert f"  {address} (" in reply.text
    reply = small.get(path, "application/json")
    assert (reply.status, reply.type) == (404, "application/json")
    assert address in [each["address"] for each in json.loads(reply.text)["near"]]
    assert small.get(meant).status == 200


@pytest.mark.parametrize("path", ["/wp-login.php", "/id/%FF%00", "/id/%3Cscript%3E", "/" + "x" * 5000, "/id/../..//"])
def test_what_is_like_nothing_is_told_where_to_look(small: Server, path: str) -> None:
    reply = small.get(path)
    assert (reply.status, reply.text.partition("; ")[2]) == (
        404,
        f"{small.url}/maps/id/ finds things by their names\n",
    )
    page = small.get(path, "text/html")
    assert page.status == 404
    assert "<script>" not in page.text


def test_data_that_are_no_map_have_nothing_near(serve: Callable[..., Server], tmp_path: Path) -> None:
    (tmp_path / "some.ttl").write_text("<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n")
    for accept in ("text/html", "application/json", "*/*"):
        assert serve(tmp_path / "some.ttl").get("/id/a", accept).status == 404


@pytest.mark.browser
def test_a_reader_goes_on_from_a_page_that_is_not_there(small: Server) -> None:
    def act(page: Page) -> None:
        expect(page.get_by_role("searchbox")).to_have_value("ma-huatng")
        page.get_by_role("searchbox").press("Enter")
        page.go_back()
        page.locator("main li a").first.click()
        expect(page.locator("h1")).to_contain_text("Ma Huateng")

    in_browser(f"{small.url}/maps", "/id/person/ma-huatng", act, ready="main", scripts=False)
