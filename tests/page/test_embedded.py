"""Views of the page in an article: the example that ships, in a real browser."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

from places import ROOT

pytestmark = pytest.mark.browser
ARTICLE = ROOT / "examples" / "article.html"


@pytest.fixture
def article(watched: BrowserContext, page_file: Path, server: str) -> Page:
    """The example article beside the page on a web server, in a window that does not show all of it."""
    shutil.copy(ARTICLE, page_file.parent)
    page = watched.new_page()
    page.set_viewport_size({"width": 760, "height": 620})
    page.goto(server.replace("index.html", "article.html"))
    return page


def view(article: Page, number: int) -> tuple[Locator, FrameLocator]:
    """The frame's element and what is in it, when it is ready."""
    frame = article.locator("iframe.guanxi").nth(number)
    frame.scroll_into_view_if_needed()
    inside = frame.content_frame
    inside.locator("body.ready").wait_for()
    return frame, inside


def scrolled(article: Page) -> float:
    return float(article.evaluate("scrollY"))


def picture(inside: FrameLocator) -> str:
    return str(inside.locator("#canvas canvas").evaluate("(canvas) => canvas.toDataURL()"))


def test_an_article_shows_two_views_each_as_high_as_it_needs(article: Page) -> None:
    heights = []
    for number, title in enumerate(("How one campus network became RenRen", "The Chinese internet and its guanxi")):
        frame, inside = view(article, number)
        expect(inside.locator(".frame-title")).to_contain_text(title)
        expect(inside.locator("#canvas canvas")).to_be_visible()
        for part in ("#top", "#narrow", "#time", "#panel"):
            expect(inside.locator(part)).to_be_hidden()
        drawn, box = inside.locator("#map").bounding_box(), frame.bounding_box()
        assert box
        assert drawn
        assert drawn["height"] >= 260
        foot = inside.locator("#frame-foot")
        assert foot.evaluate("(each) => each.scrollHeight <= each.clientHeight + 2")
        heights.append(box["height"])
    expect(inside.locator(".frame-caption")).to_contain_text("Wang Xing → Ma Huateng")
    assert heights[0] > heights[1]  # the story has words below the picture


def test_the_wheel_is_the_articles_until_the_picture_is_clicked(article: Page) -> None:
    frame, inside = view(article, 0)
    article.evaluate("scrollTo(0, 0)")
    frame.scroll_into_view_if_needed()
    before, seen = scrolled(article), picture(inside)
    frame.hover(position={"x": 200, "y": 120})
    article.mouse.wheel(0, 200)
    article.wait_for_function("(y) => scrollY > y + 50", arg=before)
    assert picture(inside) == seen
    inside.locator(".guard").click(position={"x": 100, "y": 60})
    expect(inside.locator(".guard")).to_be_hidden()
    before = scrolled(article)
    frame.hover(position={"x": 200, "y": 120})
    article.mouse.wheel(0, 200)
    article.wait_for_timeout(200)
    assert scrolled(article) == before
    assert picture(inside) != seen
    article.locator("h1").click()
    expect(inside.locator(".guard")).to_be_visible()


def test_all_of_the_page_in_a_frame_leaves_the_wheel_to_the_article_too(
    watched: BrowserContext, page_file: Path, server: str
) -> None:
    framed = (
        '<link rel="icon" href="data:,"><h1>An article</h1><iframe src="index.html" width="1100" height="560"></iframe>'
    )
    (page_file.parent / "framed.html").write_text(f'{framed}<p style="height: 2000px">Its words</p>', "utf-8")
    article = watched.new_page()
    article.goto(server.replace("index.html", "framed.html"))
    inside = article.locator("iframe").content_frame
    inside.locator("body.ready").wait_for()
    expect(inside.locator("#top")).to_be_visible()
    expect(inside.locator(".status")).to_contain_text("shown")
    seen = picture(inside)

    def turned(by: int) -> float:
        inside.locator("#map").hover(position={"x": 60, "y": 90})
        before = scrolled(article)
        article.mouse.wheel(0, by)
        article.wait_for_timeout(300)
        return scrolled(article) - before

    assert turned(60) == 60
    assert picture(inside) == seen
    inside.get_by_role("button", name="Zoom in").click()  # a click anywhere in it
    expect(inside.locator(".guard")).to_be_hidden()
    zoomed = picture(inside)
    assert turned(60) == 0
    assert picture(inside) != zoomed
    article.locator("h1").click()
    expect(inside.locator(".guard")).to_be_visible()
    assert turned(60) == 60


def test_a_story_is_told_in_the_frame_and_its_evidence_opens_there(article: Page) -> None:
    _, inside = view(article, 0)
    strip = inside.locator(".strip")
    expect(strip).to_contain_text("Step 1 of 6")
    strip.get_by_role("button", name="Next").click()
    expect(strip.locator("h2")).to_have_text("Xiaonei")
    expect(strip.get_by_role("button", name="Next")).to_be_focused()
    expect(inside.locator("#panel")).to_be_hidden()
    inside.get_by_role("button", name="Evidence").click()
    expect(inside.locator("#panel h2").first).to_have_text("Xiaonei")
    inside.get_by_role("button", name="Close").click()
    expect(inside.locator("#panel")).to_be_hidden()
    with article.expect_popup() as opened:
        inside.get_by_role("link", name=re.compile("Open the whole map")).click()
    whole = opened.value
    whole.wait_for_selector("body.ready")
    expect(whole.locator(".story")).to_contain_text("Step 2 of 6")
    expect(whole.locator("#top")).to_be_visible()


def test_the_page_gives_the_lines_that_embed_what_it_shows(
    watched: BrowserContext, page_file: Path, server: str
) -> None:
    watched.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.new_page()
    page.goto(f"{server}#select=tencent")
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name="Embed in an article").click()
    page.get_by_role("button", name="Copy", exact=True).click()
    lines = page.evaluate("navigator.clipboard.readText()")
    assert lines == page.get_by_role("textbox", name="Embed in an article").input_value()
    assert lines.partition("<script>")[2].strip() in ARTICLE.read_text("utf-8")
    (page_file.parent / "pasted.html").write_text(f'<link rel="icon" href="data:,"><h1>An article</h1>{lines}', "utf-8")
    page.goto(server.replace("index.html", "pasted.html"))
    inside = page.locator("iframe").content_frame
    inside.locator("body.ready").wait_for()
    expect(inside.locator(".frame-caption")).to_contain_text("Tencent")
    expect(inside.locator("#top")).to_be_hidden()
    page.wait_for_function("document.querySelector('iframe').style.height !== '460px'")
