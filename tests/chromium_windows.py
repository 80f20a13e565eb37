"""A page of a server in Chromium. Whatever it logs or asks elsewhere fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal

from playwright.sync_api import Browser, Page, Playwright, ViewportSize, expect, sync_playwright

expect.set_options(timeout=30_000)  # on a machine that is shared, a write takes its time

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SIZE: ViewportSize = {"width": 1280, "height": 720}


THREAD = ThreadPoolExecutor(1)  # of its own: other tests may hold Playwright's loop in the main one


@cache
def started() -> tuple[Playwright, Browser]:
    """One for all tests, in the thread."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    playwright = sync_playwright().start()
    return playwright, playwright.chromium.launch(executable_path=named, args=FLAGS)


@cache
def tab(*, scripts: bool) -> Page:
    """Kept, since a new one takes twice as long as most of what is done in it."""
    return started()[1].new_context(java_script_enabled=scripts).new_page()


def pytest_sessionfinish() -> None:
    def end() -> None:
        playwright, browser = started()
        browser.close()
        playwright.stop()

    if started.cache_info().currsize:
        THREAD.submit(end).result()


def look(page: Page, width: int, scheme: Scheme) -> None:
    """As one sees it who has such a window, and such a wish."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


@contextmanager
def opened(size: ViewportSize, scheme: Scheme, *, scripts: bool) -> Iterator[Page]:
    """A page that knows nothing of what was there before; after a failure, another one."""
    page = tab(scripts=scripts)
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    try:
        yield page
    except BaseException:
        tab.cache_clear()
        raise
    page.unroute_all()
    if scripts:
        page.evaluate("sessionStorage.clear(), localStorage.clear()")
    page.context.clear_cookies()
    page.goto("about:blank")
    page.mouse.move(0, 0)


def in_browser(
    server: str,
    path: str,
    act: Callable[[Page], None],
    *,
    ready: str = "body[data-ready]",
    size: ViewportSize = SIZE,
    scheme: Scheme = "light",
    scripts: bool = True,
) -> None:
    """The page is there when it has what ``ready`` selects."""

    def run() -> tuple[list[str], list[str], int]:
        said: list[str] = []
        asked: list[str] = []
        heard: dict[Any, Callable[..., None]] = {
            "console": lambda message: said.append(message.text),
            "pageerror": lambda error: said.append(str(error)),
            "request": lambda request: asked.append(request.url),
        }
        with opened(size, scheme, scripts=scripts) as page:
            for event, listener in heard.items():
                page.on(event, listener)
            try:
                first = page.goto(f"{server}{path}")
                page.wait_for_selector(ready)
                act(page)
            finally:
                for event, listener in heard.items():
                    page.remove_listener(event, listener)
        elsewhere = [request for request in asked if not request.startswith((server, "blob:", "data:"))]
        return said, elsewhere, first.status if first else 0

    said, elsewhere, status = THREAD.submit(run).result()
    assert elsewhere == []
    # A refused query, a change that is not written, or a page that is not there is a failed request, which the browser
    # logs by itself.
    refused = ("400", "409", *(["404"] if status == 404 else []))
    assert [line for line in said if not any(each in line for each in refused)] == []
