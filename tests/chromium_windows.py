"""A page of a server in Chromium. Whatever it logs or asks elsewhere fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

expect.set_options(timeout=30_000)  # on a machine that is shared, a write takes its time

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


THREAD = ThreadPoolExecutor(1)  # of its own: other tests may hold Playwright's loop in the main one


@cache
def started() -> tuple[Playwright, Browser]:
    """One for all tests, in the thread."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    playwright = sync_playwright().start()
    return playwright, playwright.chromium.launch(executable_path=named, args=FLAGS)


def pytest_sessionfinish() -> None:
    def end() -> None:
        playwright, browser = started()
        browser.close()
        playwright.stop()

    if started.cache_info().currsize:
        THREAD.submit(end).result()


def in_browser(
    server: str, path: str, act: Callable[[Page], None], *, ready: str = "body[data-ready]", **looks: Any
) -> None:
    """The page is there when it has what ``ready`` selects. ``looks`` are Playwright's."""

    def run() -> tuple[list[str], list[str], int]:
        with started()[1].new_context(**looks) as context:
            page = context.new_page()
            said: list[str] = []
            asked: list[str] = []
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("request", lambda request: asked.append(request.url))
            first = page.goto(f"{server}{path}")
            page.wait_for_selector(ready)
            act(page)
        elsewhere = [request for request in asked if not request.startswith((server, "blob:", "data:"))]
        return said, elsewhere, first.status if first else 0

    said, elsewhere, status = THREAD.submit(run).result()
    assert elsewhere == []
    # A refused query, a change that is not written, or a page that is not there is a failed request, which the browser
    # logs by itself.
    refused = ("400", "409", *(["404"] if status == 404 else []))
    assert [line for line in said if not any(each in line for each in refused)] == []
