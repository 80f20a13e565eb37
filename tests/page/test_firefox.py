"""The page in Firefox: what readers do most, each thing once. The other tests do it in Chromium, and more."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from turning import turn

from axe import findings
from guanxi_graph.map import Map
from places import ROOT

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
BRIDGE = Path(__file__).parent / "firefox_bidi.py"


@pytest.fixture(scope="module")
def browser(playwright_driver: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Firefox, for all that opens pages here: the system's, or the one that FIREFOX names."""
    named = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox") or "firefox-esr"
    bridge = tmp_path_factory.mktemp("firefox") / "firefox"
    bridge.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{BRIDGE}" "{named}" "$@"\n')
    bridge.chmod(0o755)
    browser = playwright_driver.firefox.launch(channel="moz-firefox", executable_path=bridge)
    yield browser
    browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce") as new:
        yield new


def read(page: Page, words: str) -> None:
    """Search, and choose what is found first."""
    page.keyboard.press("/")
    page.locator("#search").fill(words)
    page.keyboard.press("Enter")


def test_a_reader_searches_in_pinyin_and_follows_the_evidence(visit: Open, shipped: Map) -> None:
    page = visit()
    read(page, "ma hua teng")
    expect(page.locator("#panel h2")).to_have_text("Ma Huateng")
    card = page.locator("#panel .claim", has_text="Tencent").first
    card.locator("summary").click()
    cite = card.locator(".cite").first
    assert cite.locator(".cite-title").inner_text() in {source.title for source in shipped.sources.values()}
    expect(cite.locator("a").first).to_have_attribute("href", re.compile("^https?://"))
    page.locator("#panel button.name", has_text="Tencent").first.click()
    expect(page.locator("#panel h2")).to_have_text("Tencent")
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("Ma Huateng")


def shown(page: Page) -> str:
    return page.locator(".status span").inner_text()


def test_filters_and_years_narrow_the_map_and_the_years_play(visit: Open) -> None:
    page = visit()
    whole = shown(page)
    page.get_by_role("button", name="Only founded", exact=True).click()
    expect(page.locator(".status span")).not_to_have_text(whole)
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".status span")).to_have_text(whole)
    handle = page.get_by_role("slider", name="To year")
    handle.press("Home")
    for _ in range(3):
        handle.press("ArrowRight")
    years = page.locator(".years").inner_text()
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator(".years")).not_to_have_text(years)
    expect(page.locator(".change")).to_contain_text(re.compile(r"^\d{4}: \+\d+ ties?: "))
    page.get_by_role("button", name="Pause").click()


def test_two_are_introduced(visit: Open) -> None:
    page = visit()
    for name, who in (("Who can introduce…", "wang xing"), ("to…", "mht")):
        page.get_by_role("combobox", name=name).fill(who)
        page.keyboard.press("Enter")
    chain = page.locator(".route").first.locator(".chain .name")
    expect(chain).to_have_text(["Wang Xing", "Ma Huateng"])
    expect(page.locator(".route .hop").first).to_contain_text("Wang Xing knows Ma Huateng")


def pixels(page: Page) -> str:
    return str(page.locator("#canvas canvas").first.evaluate("(canvas) => canvas.toDataURL()"))


def test_a_dot_is_clicked_the_map_zoomed_by_the_wheel_and_dragged(visit: Open) -> None:
    page = visit("only=baidu")
    page.locator("#canvas").click()
    expect(page.locator("#panel h2")).to_have_text("Baidu")
    before = pixels(page)
    page.mouse.wheel(0, -240)
    page.wait_for_timeout(300)
    assert (zoomed := pixels(page)) != before
    page.mouse.move(600, 300)
    page.mouse.down()
    page.mouse.move(700, 360, steps=4)
    page.mouse.up()
    assert pixels(page) != zoomed


VIEWS = (
    ("select=wang-xing&theme=dark", "#panel .claim"),
    ("connect=wang-xing,ma-huateng", "#panel .route"),
    ("view=timeline&select=wang-xing&theme=dark", "#timeline details"),
    ("view=places&between=longyan,wuzhen", "#panel .claim"),
    ("view=owners&select=tencent&theme=dark", "#panel .owner"),
    ("view=table", "#table tbody tr"),
    ("story=campus-network&step=1", ".story h2"),
)


def test_every_view_is_there_and_axe_finds_nothing(visit: Open) -> None:
    page = visit()
    for view, there in VIEWS:
        turn(page, view)
        expect(page.locator(there).first).to_be_visible()
        assert findings(page) == [], view


def test_the_colours_are_switched(visit: Open) -> None:
    page = visit()
    light = pixels(page)
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.wait_for_timeout(100)
    assert pixels(page) != light


def test_a_link_is_taken_away_and_opened(visit: Open) -> None:
    page = visit("select=renren&years=*,2009&theme=dark")
    told = shown(page)
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name="Copy a link to this view").click()
    expect(page.locator("#live")).to_have_text("Copied")
    page.locator("#search").focus()
    page.keyboard.press("ControlOrMeta+V")
    link = page.locator("#search").input_value()
    other = visit(link.partition("#")[2])
    assert shown(other) == told
    expect(other.locator("#panel h2")).to_have_text("Renren")


def test_a_picture_and_a_drawing_are_taken_away(visit: Open) -> None:
    page = visit("select=tencent&years=1998,2004")
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name="Picture", exact=True).click()
    name = "the-chinese-internet-and-its-guanxi-tencent-1998-2004"
    for what, suffix in (("Picture (PNG)", "png"), ("Drawing (SVG)", "svg")):
        with page.expect_download() as download:
            page.get_by_role("button", name=what).click()
        assert download.value.suggested_filename == f"{name}.{suffix}"
        taken = Path(download.value.path()).read_bytes()
        assert taken.startswith(b"\x89PNG") if suffix == "png" else b">Tencent</text>" in taken


def test_the_view_is_printed_with_its_sources(visit: Open) -> None:
    page = visit("select=xiaonei&theme=dark")
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    assert "Wang Xing founded Xiaonei" in " ".join(text.split())
    assert "Silicon Dragon" in text.partition("Sources")[2]


def test_in_an_article_the_wheel_is_the_articles_until_the_picture_is_clicked(
    watched: BrowserContext, page_file: Path, server: str
) -> None:
    shutil.copy(ROOT / "examples" / "article.html", page_file.parent)
    article = watched.new_page()
    article.set_viewport_size({"width": 760, "height": 620})
    article.goto(server.replace("index.html", "article.html"))
    frame = article.locator("iframe.guanxi").first
    frame.scroll_into_view_if_needed()
    inside = frame.content_frame
    inside.locator("body.ready").wait_for()
    article.wait_for_function("document.querySelector('iframe').style.height !== '460px'")
    article.evaluate("scrollTo(0, 0)")
    frame.hover(position={"x": 200, "y": 120})
    article.mouse.wheel(0, 200)
    article.wait_for_function("scrollY > 50")
    inside.locator(".guard").click(position={"x": 100, "y": 60})
    expect(inside.locator(".guard")).to_be_hidden()
    frame.hover(position={"x": 200, "y": 120})
    before = article.evaluate("scrollY")
    article.mouse.wheel(0, 200)
    article.wait_for_timeout(200)
    assert article.evaluate("scrollY") == before
    inside.locator(".strip").get_by_role("button", name="Next").click()
    expect(inside.locator(".strip h2")).to_have_text("Xiaonei")
