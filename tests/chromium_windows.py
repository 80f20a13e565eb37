"""A page of a server in Chromium. Whatever it logs or asks elsewhere fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

expect.set_options(timeout=30_000)  # on a machine that is shared, a write takes its time

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def in_browser(
    server: str, path: str, act: Callable[[Page], None], *, ready: str = "body[data-ready]", **looks: Any
) -> None:
    """In a thread of its own: other tests may hold Playwright's loop in this one.

    The page is there when it has what ``ready`` selects. ``looks`` are Playwright's.
    """

    def run() -> tuple[list[str], list[str], int]:
        named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=named, args=FLAGS)
            page = browser.new_page(**looks)
            said: list[str] = []
            asked: list[str] = []
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("request", lambda request: asked.append(request.url))
            first = page.goto(f"{server}{path}")
            page.wait_for_selector(ready)
            act(page)
            browser.close()
        elsewhere = [request for request in asked if not request.startswith((server, "blob:", "data:"))]
        return said, elsewhere, first.status if first else 0

    with ThreadPoolExecutor(1) as thread:
        said, elsewhere, status = thread.submit(run).result()
    assert elsewhere == []
    # A refused query, a change that is not written, or a page that is not there is a failed request, which the browser
    # logs by itself.
    refused = ("400", "409", *(["404"] if status == 404 else []))
    assert [line for line in said if not any(each in line for each in refused)] == []
