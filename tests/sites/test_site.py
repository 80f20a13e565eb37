"""``guanxi site``: plain files that lead to each other, say what the map says, and need no server."""

from __future__ import annotations

import errno
import functools
import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pyoxigraph as ox
import pytest
import rdflib
from playwright.sync_api import Page, expect

from axe import findings
from chromium_windows import SCHEMES, in_browser, look
from guanxi_graph.map import load
from guanxi_graph.sites import site_files
from guanxi_graph.sites.site_folder import write_site
from places import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]

ADDRESS = ("--address", "https://example.org/a/b")
SEVERAL = (
    "things",
    "questions",
    "question/founders",
    "id/wang-xing",
    "id/claim/wang-xing.bornOn.1980",
    "id/source/asprec-2012",
)
SECOND = "- {subject: wang-xing, relation: bornOn, value: 1980"
ASIDE = """
- {subject: wang-xing, relation: bornOn, value: 1979-02-18, sources: [asprec-2012 ¶9]}
- {subject: wang-xing, relation: bornOn, value: 1980, sources: [fannin-2008 p. 94], rank: deprecated,
   reason: The interview has his own words.}
"""
HOSTILE = '- {id: odd, class: Person, labels: {en: "<script>hit=1</script>\\"\'&", zh-Hans: 怪<b>人}}\n'
FOUNDERS = """# Who founded what?
# All of them.
SELECT ?who ?what { ?who gx:founded ?what } ORDER BY ?who ?what
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ``map`` and its ``site``."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(ROOT / "tests" / "base", folder / "map")
    for name, text in (("claims/more.yaml", ASIDE), ("odd.yaml", HOSTILE), ("queries/founders.rq", FOUNDERS)):
        (folder / "map" / name).parent.mkdir(exist_ok=True)
        (folder / "map" / name).write_text(text, "utf-8")
    written(folder)
    return folder


def written(folder: Path) -> None:
    command = [Path(sys.executable).parent / "guanxi", "site", folder / "map", "-o", folder / "site", *ADDRESS]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def site(made: Path) -> Path:
    return made / "site"


class Links(HTMLParser):
    """Where a page leads, and the names of its places."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.names: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [given[name] or "" for name in ("href", "src") if name in given]
        self.names += [given["id"] or ""] if "id" in given else []


def test_every_link_leads_to_a_file_of_the_site_and_to_a_place_in_it(site: Path) -> None:
    pages = {path: Links(path) for path in site.rglob("*.html") if path.name != "index.html"}
    assert len(pages) > 20
    for path, links in pages.items():
        assert len(links.names) == len(set(links.names)), path
        for link in links.found:
            if urlsplit(link).scheme:
                continue
            file, place = urldefrag(link)
            target = (path.parent / unquote(file)).resolve() if file else path
            assert target.is_file(), f"{link} in {path}"
            assert not place or place in pages[target].names, f"{link} in {path}"


def test_each_thing_of_the_map_has_its_page_with_the_names_that_readers_know(site: Path) -> None:
    text = (site / "id" / "wang-xing.html").read_text("utf-8")
    assert "<h1>Wang Xing" in text
    assert '<a href="../id/renren.html">Renren' in text
    assert "in December 2005" in text
    assert '<a href="../id/source/asprec-2012.html">' in text
    source = (site / "id" / "source" / "asprec-2012.html").read_text("utf-8")
    assert "Wang Xing" in source
    assert "¶9" in source
    listed = (site / "things.html").read_text("utf-8")
    assert 'href="id/wang-xing.html"' in listed
    assert 'href="question/founders.html"' in (site / "questions.html").read_text("utf-8")


def test_what_is_set_aside_does_not_stand_as_a_fact(site: Path) -> None:
    alone = (site / "id" / "claim" / "wang-xing.bornOn.1980.html").read_text("utf-8")
    assert "<h1>set aside: " in alone
    assert "The interview has his own words." in alone
    assert "<s>1980</s>" in alone
    assert "<s>1980</s>" in (site / "id" / "wang-xing.html").read_text("utf-8")
    facts = ox.parse(path=str(site / "id" / "claim" / "wang-xing.bornOn.1980.ttl"))
    assert not [quad for quad in facts if quad.predicate.value.endswith("ns#bornOn")]


def test_an_answer_names_and_links_what_it_found(site: Path) -> None:
    text = (site / "question" / "founders.html").read_text("utf-8")
    assert '<td><a href="../id/wang-xing.html">Wang Xing</a>' in text
    assert "SELECT ?who ?what" in text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_data_beside_the_pages_are_the_map(site: Path) -> None:
    def triples(path: Path) -> set[ox.Triple]:
        return {quad.triple for quad in ox.parse(path=str(path))}

    whole = triples(site / "guanxi.ttl")
    beside = set().union(*map(triples, (site / "id").rglob("*.ttl")))
    told = {triple for triple in whole if "/id/" in str(triple.subject)}
    assert beside == told
    one = site / "id" / "wang-xing"
    turtle = rdflib.Graph().parse(one.with_suffix(".ttl"))
    assert len(turtle) > 10
    assert set(rdflib.Graph().parse(one.with_suffix(".jsonld"), format="json-ld")) == set(turtle)


def test_search_engines_are_told_in_their_words(site: Path) -> None:
    text = (site / "id" / "wang-xing.html").read_text("utf-8")
    told = json.loads(text.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert '<link rel="canonical" href="https://example.org/a/b/id/wang-xing.html">' in text
    assert ('content="https://example.org/a/b/card.png"' in text) == (site / "card.png").exists()
    assert told["@type"] == "Person"
    assert told["name"] == "Wang Xing"
    odd = (site / "id" / "odd.html").read_text("utf-8")
    assert "<script>hit" not in odd
    assert "&lt;script&gt;hit=1" in odd
    addresses = [each.text for each in ET.parse(site / "sitemap.xml").iter() if each.tag.endswith("}loc")]  # noqa: S314
    assert "https://example.org/a/b/id/wang-xing.html" in addresses
    assert len(addresses) == len(list(site.rglob("*.html")))
    assert "Sitemap: https://example.org/a/b/sitemap.xml" in (site / "robots.txt").read_text()


def test_equal_maps_give_equal_bytes_and_only_what_changed_is_written(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "again")
    site, source = tmp_path / "again" / "site", tmp_path / "again" / "map"
    assert dict(site_files(load(source), "", [])) == dict(site_files(load(source), "", []))
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    (site / "CNAME").write_text("example.org\n")
    (source / "claims" / "more.yaml").write_text(ASIDE.partition(SECOND)[0], "utf-8")
    written(tmp_path / "again")
    assert not (site / "id" / "claim" / "wang-xing.bornOn.1980.html").exists()
    assert (site / "CNAME").exists()
    unchanged = site / "id" / "tencent.html"
    assert unchanged.stat().st_mtime_ns == before[unchanged]
    assert (site / "id" / "wang-xing.html").stat().st_mtime_ns != before[site / "id" / "wang-xing.html"]


def test_a_folder_of_other_files_is_left_alone(write_map: Callable[..., Path], guanxi: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "index.html").write_text("mine")
    refused = guanxi("site", write_map(), "-o", folder)
    assert refused.returncode == 1
    assert "index.html" in refused.stderr
    assert [path.name for path in folder.iterdir()] == ["index.html"]
    assert (folder / "index.html").read_text() == "mine"


def test_a_run_that_breaks_off_costs_no_file_and_is_done_again(tmp_path: Path) -> None:
    def broken(body: bytes) -> Iterator[tuple[str, bytes]]:
        yield "id/one.html", body
        raise OSError(errno.ENOSPC, "no space")

    for body in (b"old", b"new"):
        with pytest.raises(OSError, match="no space"):
            write_site(tmp_path, broken(body))
        assert (tmp_path / "id" / "one.html").read_bytes() == body
    assert write_site(tmp_path, [("id/one.html", b"new"), ("id/two.html", b"")]).files == 2
    assert sorted(path.name for path in (tmp_path / "id").iterdir()) == ["one.html", "two.html"]


def test_an_address_is_one(write_map: Callable[..., Path], guanxi: Run, tmp_path: Path) -> None:
    refused = guanxi("site", write_map(), "-o", tmp_path / "site", "--address", "example.org")
    assert refused.returncode == 2
    assert "https://example.org/map/" in refused.stderr


@pytest.fixture
def under_a_path(made: Path) -> Iterator[str]:
    """A server that has the site below a path."""
    quiet = functools.partial(_Quiet, directory=str(made.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{made.name}"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.browser
def test_a_reader_finds_and_goes_on_from_a_folder_and_from_any_path(made: Path, under_a_path: str) -> None:
    def act(page: Page) -> None:
        page.get_by_role("searchbox").fill("wangxing")
        shown = page.locator("section li:visible")
        expect(shown).to_have_count(1)
        shown.get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Wang Xing")
        page.locator("sup a").first.click()
        expect(page.locator(":target")).to_be_visible()
        page.locator("ol").get_by_role("link").first.click()
        expect(page).to_have_url(re.compile("/id/source/"))

    for start in (made.as_uri(), under_a_path):
        in_browser(start, "/site/things.html", act, ready="main")


@pytest.mark.browser
def test_the_map_leads_to_the_pages_of_what_is_chosen(under_a_path: str) -> None:
    def act(page: Page) -> None:
        page.locator("p.same a.own-page").click()
        expect(page).to_have_url(f"{under_a_path}/site/id/wang-xing.html")
        page.go_back()
        page.locator("article.claim summary").first.click()
        page.locator("article.claim a.own-page").first.click()
        expect(page).to_have_url(re.compile("/site/id/claim/wang-xing"))

    in_browser(under_a_path, "/site/index.html#select=wang-xing", act, ready="p.same a.own-page")


@pytest.mark.browser
def test_axe_finds_nothing_in_its_pages(under_a_path: str) -> None:
    def act(page: Page) -> None:
        for name in SEVERAL:
            page.goto(f"{under_a_path}/site/{name}.html")
            for scheme in SCHEMES:
                look(page, 390, scheme)
                assert findings(page) == [], (name, scheme)
                assert page.evaluate("document.documentElement.scrollWidth") <= 390

    in_browser(under_a_path, "/site/circles.html", act, ready="main")
