"""Below a path, and behind proxies: what they tell is believed where they are trusted, and nowhere else."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from chromium_windows import in_browser
from running import Server

BASE = Path(__file__).parents[1] / "base"
PROXIES = ("--trust-proxy", "127.0.0.1", "--trust-proxy", "10.0.0.0/8", "--host-name", "maps.example")
HTTPS = {"x_forwarded_proto": "https", "x_forwarded_host": "maps.example"}
Start = Callable[..., Server]


@pytest.fixture(scope="module")
def proxied(serve_all: Start) -> Server:
    return serve_all(BASE, *PROXIES)


@pytest.fixture(scope="module")
def below(serve_all: Start) -> Server:
    return serve_all(BASE, "--root-path", "/some/maps/")


@pytest.mark.parametrize("root", ["", "/some/maps"], ids=["cut off by the proxy", "left by the proxy"])
def test_every_address_is_below_the_path(below: Server, root: str) -> None:
    for path in ("/", "/query", "/id/ma-huateng", "/things", "/ns", "/sparql?query=ASK%7B%7D", "/query/editor.js"):
        assert below.get(f"{root}{path}", "text/html, */*;q=0.1").status == 200, path
    assert below.url + "/some/maps/sparql" in below.get(f"{root}/sparql", "text/turtle").text
    assert below.url + "/some/maps/sparql" in below.get(f"{root}/.well-known/void", "text/turtle").text
    manifest = json.loads(below.get(f"{root}/reconcile").text)
    assert manifest["view"]["url"] == f"{below.url}/some/maps/id/{{{{id}}}}"
    assert json.loads(below.get(f"{root}/export").text)[0]["address"] == f"{below.url}/some/maps/export/turtle"


def test_the_path_itself_leads_to_what_is_below(below: Server) -> None:
    assert below.get("/some/maps").headers["location"] == f"{below.url}/some/maps/"
    assert below.get("/some/mapsquery").status == 404


@pytest.mark.parametrize("path", ["/sparql", "id/", "/query/maps", "/ns.ttl", "desk"])
def test_a_path_that_is_an_address_of_the_server_itself_is_refused(guanxi, path: str) -> None:
    run = guanxi("serve", BASE, "--root-path", path)
    assert run.returncode == 2
    assert "begins like an address of this server's own" in run.stderr


def test_a_path_that_a_proxy_tells_may_be_one(proxied: Server) -> None:
    reply = proxied.ask("GET", "/sparql", accept="text/turtle", **HTTPS, x_forwarded_prefix="/sparql")
    assert "<https://maps.example/sparql/sparql>" in reply.text


@pytest.mark.parametrize("path", ["query", "id/ma-huateng", "id/claim/ma-huateng.founded.tencent.1998-11", "things"])
def test_no_page_leads_out_of_the_path(below: Server, path: str) -> None:
    page = below.get(f"/some/maps/{path}", "text/html")
    assert page.status == 200
    links = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    assert links
    assert [link for link in links if link.startswith("/")] == []


@pytest.mark.browser
def test_the_editor_answers_below_the_path(below: Server) -> None:
    def act(page: Page) -> None:
        page.click("#run")
        page.click("#results td a")
        expect(page.locator("h1")).to_be_visible()
        assert page.url.startswith(f"{below.url}/some/maps/id/")

    in_browser(f"{below.url}/some/maps", "/query", act)


@pytest.mark.parametrize(
    "headers",
    [
        {**HTTPS, "x_forwarded_for": "192.0.2.7", "x_forwarded_prefix": "/maps"},
        {**HTTPS, "x_forwarded_for": "198.51.100.66, 192.0.2.7, 10.1.2.3", "x_forwarded_prefix": "/maps/"},
        {"forwarded": 'for="192.0.2.7:4711";proto=https;host=maps.example', "x_forwarded_prefix": "/maps"},
        {
            "forwarded": 'For=198.51.100.66, for=192.0.2.7;Proto=https;Host="maps.example"',
            "x_forwarded_prefix": "/maps",
        },
    ],
)
def test_a_trusted_proxy_is_believed(proxied: Server, headers: dict[str, str]) -> None:
    assert "<https://maps.example/maps/sparql>" in told(proxied, headers)
    assert logged_of(proxied, headers) == "192.0.2.7"


@pytest.mark.parametrize(
    "headers",
    [
        {**HTTPS, "x_forwarded_for": "192.0.2.7", "forwarded": "for=192.0.2.8"},  # one of them is its asker's
        {"forwarded": "for=unknown", "x_forwarded_for": "nobody, _hidden"},
        {"x_forwarded_proto": "javascript", "x_forwarded_prefix": "/a//../<b>"},
        {},
    ],
)
def test_what_a_proxy_cannot_have_meant_is_not_believed(proxied: Server, headers: dict[str, str]) -> None:
    assert f"<{proxied.url}/sparql>" in told(proxied, headers)
    assert logged_of(proxied, headers) == "127.0.0.1"


def test_nobody_is_believed_unless_named(server: Server) -> None:
    headers = {**HTTPS, "x_forwarded_for": "192.0.2.7", "x_forwarded_prefix": "/maps", "forwarded": "for=192.0.2.7"}
    assert f"<{server.url}/sparql>" in told(server, headers)
    assert logged_of(server, headers) == "127.0.0.1"


def test_a_forwarded_host_is_one_of_the_names_too(proxied: Server) -> None:
    assert proxied.ask("GET", "/query", x_forwarded_host="evil.example").status == 421


def told(server: Server, headers: dict[str, str]) -> str:
    return server.ask("GET", "/sparql", accept="text/turtle", **headers).text


def logged_of(server: Server, headers: dict[str, str]) -> str:
    """The client whom the log names for a request; its line is written when the answer has gone."""
    mark = uuid4().hex
    server.ask("GET", f"/{mark}", **headers)
    for _ in range(100):
        found = [line for line in server.log.read_text().splitlines() if mark in line]
        if found:
            return found[0].split()[1]
        time.sleep(0.1)
    raise AssertionError("the request is not in the log")
