"""A real Chromium on the real page of the shipped map. What it logs or asks the network for fails a test."""

from __future__ import annotations

import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, sync_playwright

from guanxi_graph.analysis.circles import circles_of
from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Source
from guanxi_graph.page import render_page
from guanxi_graph.reading.stories import load_stories
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from places import SHIPPED

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SIZE: ViewportSize = {"width": 1440, "height": 900}

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def page_file(shipped: Map, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the shipped map as a file."""
    path = tmp_path_factory.mktemp("page") / "index.html"
    circles = [circle.members for circle in circles_of(shipped)]
    path.write_text(render_page(shipped, circles=circles, stories=load_stories(SHIPPED)), "utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """The system's Chromium (or the one that CHROMIUM names), else the one that Playwright installed."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    browser = playwright_driver.chromium.launch(executable_path=named, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Kept over all tests: a tab that has compiled the page's script opens it again with a third of the work."""
    with browser.new_context(viewport=SIZE, locale="en-GB", reduced_motion="reduce") as window:
        yield window


@pytest.fixture
def context(window: BrowserContext) -> Iterator[BrowserContext]:
    """The page keeps nothing in the browser, so that an empty tab is as good as a new one.

    One alone is left, since the pointer is slow in a tab that stands behind another.
    """
    yield window
    window.clear_permissions()
    for page in window.pages[1:]:
        page.close()
    for page in window.pages:
        page.goto("about:blank")
        page.set_viewport_size(SIZE)
        page.emulate_media(media="null")
        page.mouse.move(0, 0)


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[BrowserContext]:
    """Fails the test on any message of the console, any error, any request but for the page itself."""
    complaints: list[str] = []
    own = ("file:", "data:", "blob:", "http://127.0.0.1:")
    heard: dict[str, Callable[..., None]] = {
        "console": lambda message: complaints.append(f"console: {message.text}"),
        "weberror": lambda error: complaints.append(f"error: {error.error}"),
        "request": lambda each: None if each.url.startswith(own) else complaints.append(f"request: {each.url}"),
    }
    for event, listener in heard.items():
        context.on(event, listener)
    yield context
    for event, listener in heard.items():
        context.remove_listener(event, listener)
    assert complaints == []


@pytest.fixture
def visit(watched: BrowserContext, page_file: Path) -> Open:
    """Opens the page from disk, at what stands after the `#`, each time in another tab."""
    tabs = iter(watched.pages)

    def visit(view: str = "", *, file: Path = page_file) -> Page:
        page = next(tabs, None) or watched.new_page()
        page.goto(f"{file.as_uri()}#{view}")
        page.wait_for_selector("body.ready", timeout=20_000)
        return page

    return visit


@pytest.fixture(scope="session")
def server(page_file: Path) -> Iterator[str]:
    """The address of the page on a web server."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = partial(Quiet, directory=str(page_file.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}/index.html"
        running.shutdown()
        thread.join()


def ring(size: int) -> Map:
    """A ring of people in which some have many friends."""
    people = [Entity(id=f"p{n:04}", cls="Person", labels={"en": f"Person {n}"}) for n in range(size)]
    pairs = [(n, (n + 1) % size) for n in range(size)] + [(n % 40, n) for n in range(40, size, 3)]
    ties = [
        Claim(id=f"c{i}", subject=f"p{a:04}", relation="friendOf", object=f"p{b:04}", citations=(Citation("album"),))
        for i, (a, b) in enumerate(pairs)
    ]
    return Map.of(
        MapInfo(), built_in_vocabulary(), entities=people, sources=[Source(id="album", title="Album")], claims=ties
    )


@pytest.fixture(scope="session")
def crowd() -> Callable[[int], Map]:
    """A made-up map of so many people."""
    return ring


@pytest.fixture(scope="session")
def drawn() -> Callable[[Page], str]:
    """The drawing of the present view, as a reader takes it away."""

    def drawn(page: Page) -> str:
        page.get_by_role("button", name="Take away").click()
        page.get_by_role("button", name="Picture", exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Drawing (SVG)").click()
        page.locator("dialog").get_by_role("button", name="Close").click()
        return Path(download.value.path()).read_text("utf-8")

    return drawn
